package mixtura.mixture.robust;

import java.util.List;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Noise;
import mixtura.mixture.Outline;
import org.jspecify.annotations.Nullable;

/// A mixture of multivariate Student-t components.
///
/// Matrices that it returns cover all columns, with zeros for those that were constant.
public final class StudentMixture extends Mixture<StudentT> {
    StudentMixture(StudentFamily family, Outline outline, List<StudentT> components) {
        super(family, outline.mixingProportions(), components, outline.columnNames(), outline.constantColumns());
    }

    private StudentMixture(Mixture<StudentT> mixture) {
        super(mixture);
    }

    @Override
    public StudentMixture describedBy(List<String> componentNames, long parameterCount) {
        return new StudentMixture(super.describedBy(componentNames, parameterCount));
    }

    @Override
    public StudentMixture withNoise(@Nullable Noise noise) {
        return new StudentMixture(super.withNoise(noise));
    }

    @Override
    public StudentMixture withCutoff(double logDensity) {
        return new StudentMixture(super.withCutoff(logDensity));
    }

    /// Fits a Student-t mixture: structure, ridge, rule for collapse and degrees of freedom as the options say.
    ///
    /// @param rows  `n × d`
    /// @throws mixtura.data.DataException if a cell cannot be used
    public static Fit<StudentMixture> fit(Rows rows, MixtureOptions options) {
        return fit(rows, options, Progress.silent());
    }

    /// Fits a Student-t mixture and tells `progress` of every iteration.
    public static Fit<StudentMixture> fit(Rows rows, MixtureOptions options, Progress progress) {
        StudentFamily family = StudentFamily.of(Covariance.FULL).withOptions(options);
        Fit<Mixture<StudentT>> fit = Mixture.fit(rows, family, options, progress);
        return new Fit<>(
                (StudentMixture) fit.model(),
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                fit.warnings(),
                fit.certificate());
    }

    /// How the scales are restricted.
    public Covariance structure() {
        return components().getFirst().structure();
    }

    /// The means μ_k, `K × d`; those of components with ν ≤ 1 are their centres.
    public double[][] means() {
        return components().stream()
                .map(component -> overAllColumns(component.mean()))
                .toArray(double[][]::new);
    }

    /// ν_k.
    public double[] degreesOfFreedom() {
        return components().stream().mapToDouble(StudentT::degreesOfFreedom).toArray();
    }

    /// The scale S_k, `d × d`.
    public double[][] scale(int k) {
        return matrix(k, 1);
    }

    /// The covariance ν/(ν − 2) S_k, `d × d`.
    ///
    /// @throws ArithmeticException if ν_k ≤ 2: there is none
    public double[][] covariance(int k) {
        StudentT component = components().get(k);
        if (!component.hasCovariance()) {
            throw new ArithmeticException("component " + (k + 1) + " has "
                    + component.degreesOfFreedom() + " degrees of freedom, and with 2 or fewer there is no"
                    + " covariance; ask for its scale");
        }
        return matrix(k, component.covarianceFactor());
    }

    private double[][] matrix(int k, double factor) {
        StudentT component = components().get(k);
        double[][] matrix = new double[dimension()][dimension()];
        int[] modelled = modelledColumns();
        for (int i = 0; i < modelled.length; i++) {
            for (int j = 0; j < modelled.length; j++) {
                matrix[modelled[i]][modelled[j]] = factor * component.scale(i, j);
            }
        }
        return matrix;
    }
}
