package mixtura.mixture.gaussian;

import java.util.List;
import java.util.SortedMap;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Noise;
import org.jspecify.annotations.Nullable;

/// A Gaussian mixture. (scikit-learn: `GaussianMixture`; mclust: `Mclust`.)
///
/// Matrices that it returns cover all columns; columns that were constant have the constant as mean, and
/// zeros as covariances and precisions: they are outside the density.
public final class GaussianMixture extends Mixture<Gaussian> {
    private final Covariance structure;

    /// A mixture with given parameters over the columns that are not constant.
    public GaussianMixture(
            double[] mixingProportions,
            List<Gaussian> components,
            List<String> columnNames,
            SortedMap<Integer, Double> constantColumns) {
        super(
                GaussianFamily.of(components.getFirst().structure()),
                mixingProportions,
                components,
                columnNames,
                constantColumns);
        this.structure = components.getFirst().structure();
    }

    GaussianMixture(Mixture<Gaussian> mixture) {
        super(mixture);
        this.structure = mixture.components().getFirst().structure();
    }

    @Override
    public GaussianMixture describedBy(List<String> componentNames, long parameterCount) {
        return new GaussianMixture(super.describedBy(componentNames, parameterCount));
    }

    @Override
    public GaussianMixture withNoise(@Nullable Noise noise) {
        return new GaussianMixture(super.withNoise(noise));
    }

    @Override
    public GaussianMixture withCutoff(double logDensity) {
        return new GaussianMixture(super.withCutoff(logDensity));
    }

    /// Fits a Gaussian mixture by EM.
    ///
    /// @param rows  `n × d`; infinite cells are refused, NaN (missing) ones unless the options say otherwise
    /// @throws mixtura.data.DataException   if a cell cannot be used
    /// @throws mixtura.mixture.CollapsedException  if a component collapses and `options` say to refuse that
    public static Fit<GaussianMixture> fit(Rows rows, MixtureOptions options) {
        return fit(rows, options, Progress.silent());
    }

    /// Fits a Gaussian mixture and tells `progress` of every iteration.
    public static Fit<GaussianMixture> fit(Rows rows, MixtureOptions options, Progress progress) {
        GaussianFamily family = GaussianFamily.of(options.covariance()).withOptions(options);
        Fit<Mixture<Gaussian>> fit = Mixture.fit(rows, family, options, progress);
        return new Fit<>(
                new GaussianMixture(fit.model()),
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                fit.warnings(),
                fit.certificate());
    }

    /// How the covariances are restricted.
    public Covariance covariance() {
        return structure;
    }

    /// The means μ_k, `K × d`.
    public double[][] means() {
        return components().stream()
                .map(component -> overAllColumns(component.mean()))
                .toArray(double[][]::new);
    }

    /// The covariance Σ_k, `d × d`.
    public double[][] covariance(int k) {
        Gaussian component = components().get(k);
        double[][] matrix = new double[dimension()][dimension()];
        int[] modelled = modelledColumns();
        for (int i = 0; i < modelled.length; i++) {
            for (int j = 0; j < modelled.length; j++) matrix[modelled[i]][modelled[j]] = component.covariance(i, j);
        }
        return matrix;
    }

    /// U_k, `d × d` upper triangular, with Σ_k⁻¹ = U_k · U_kᵀ. (scikit-learn: `precisions_cholesky_`.)
    public double[][] precisionsCholesky(int k) {
        Gaussian component = components().get(k);
        int[] modelled = modelledColumns();
        int m = modelled.length;
        double[] stored = component.as(Covariance.FULL).covariance();
        double[] u = Cholesky.of(stored, m, ScalarKernels.INSTANCE).inverseTransposed(ScalarKernels.INSTANCE);
        double[][] matrix = new double[dimension()][dimension()];
        for (int i = 0; i < m; i++) for (int j = i; j < m; j++) matrix[modelled[i]][modelled[j]] = u[i * m + j];
        return matrix;
    }
}
