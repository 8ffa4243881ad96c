package mixtura.mixture.robust;

import java.util.Locale;
import mixtura.internal.special.GammaVariates;
import mixtura.mixture.Completer;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;

/// A multivariate Student-t distribution t_ν(μ, S): a normal one whose covariance is S/τ, with τ drawn anew for each
/// row from a gamma distribution of mean 1 and shape ν/2.
///
/// S is the *scale*; the covariance is ν/(ν − 2) times it for ν > 2 and does not exist below.
public final class StudentT implements Component {
    private final Gaussian shape; // N(μ, S)
    private final double degreesOfFreedom;

    /// @param mean              μ, `d`
    /// @param scale             S as its structure stores it: `d × d` row-major (full, tied), `d` (diagonal) or one
    /// @param structure         how S is restricted
    /// @param degreesOfFreedom  ν > 0
    public StudentT(double[] mean, double[] scale, Covariance structure, double degreesOfFreedom) {
        this(new Gaussian(mean, scale, structure), degreesOfFreedom);
    }

    StudentT(Gaussian shape, double degreesOfFreedom) {
        if (!(degreesOfFreedom > 0) || degreesOfFreedom == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the degrees of freedom are " + degreesOfFreedom + "; they are a positive number");
        }
        this.shape = shape;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /// μ, `d`.
    @Override
    public double[] mean() {
        return shape.mean();
    }

    /// √(ν/(ν − 2) S_jj); √S_jj for ν ≤ 2, where there is no standard deviation.
    @Override
    public double[] deviation() {
        double stretch = hasCovariance() ? Math.sqrt(covarianceFactor()) : 1;
        double[] deviation = shape.deviation();
        for (int j = 0; j < deviation.length; j++) deviation[j] *= stretch;
        return deviation;
    }

    /// Whether ν > 2.
    public boolean hasCovariance() {
        return degreesOfFreedom > 2;
    }

    /// What the scale is multiplied by to give the covariance: ν/(ν − 2), infinite for ν ≤ 2.
    public double covarianceFactor() {
        return hasCovariance() ? degreesOfFreedom / (degreesOfFreedom - 2) : Double.POSITIVE_INFINITY;
    }

    /// S as its structure stores it.
    public double[] scale() {
        return shape.covariance();
    }

    /// S_ij.
    public double scale(int i, int j) {
        return shape.covariance(i, j);
    }

    /// How S is restricted.
    public Covariance structure() {
        return shape.structure();
    }

    /// ν.
    public double degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /// N(μ, S), which this distribution tends to as ν grows.
    public Gaussian shape() {
        return shape;
    }

    @Override
    public int dimension() {
        return shape.dimension();
    }

    @Override
    public String remark() {
        return String.format(Locale.ROOT, hasCovariance() ? "ν %.3g" : "ν %.3g (± the scale)", degreesOfFreedom);
    }

    @Override
    public Completer completer() {
        return new ConditionalStudent(this);
    }

    @Override
    public Sampler sampler() {
        Sampler normal = shape.sampler();
        double[] mean = shape.mean();
        double half = degreesOfFreedom / 2;
        return (random, out, offset) -> {
            normal.draw(random, out, offset);
            double stretch = Math.sqrt(half / GammaVariates.draw(half, random));
            for (int j = 0; j < mean.length; j++) {
                out[offset + j] = mean[j] + stretch * (out[offset + j] - mean[j]);
            }
        };
    }
}
