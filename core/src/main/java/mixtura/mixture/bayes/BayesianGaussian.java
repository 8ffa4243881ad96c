package mixtura.mixture.bayes;

import mixtura.internal.special.GammaFunction;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.robust.StudentT;

/// What is known of a Gaussian component: μ given Λ is N(m, (βΛ)⁻¹), Λ is Wishart W(W, ν) (Bishop
/// 2006, section 10.2). Diagonal and spherical structures restrict W, tied ones share it.
public final class BayesianGaussian implements Component {
    private final Gaussian shape; // N(m, (νW)⁻¹)
    private final double meanPrecision;
    private final double degreesOfFreedom;
    private final double a;
    private final double b;

    BayesianGaussian(Gaussian shape, double meanPrecision, double degreesOfFreedom, double a, double b) {
        this.shape = shape;
        this.meanPrecision = meanPrecision;
        this.degreesOfFreedom = degreesOfFreedom;
        this.a = a;
        this.b = b;
    }

    /// N(m, (νW)⁻¹): the normal distribution with the mean of μ and the inverse of the mean of Λ.
    public Gaussian shape() {
        return shape;
    }

    /// β. (scikit-learn: `mean_precision_`.)
    public double meanPrecision() {
        return meanPrecision;
    }

    /// ν. (scikit-learn: `degrees_of_freedom_`.)
    public double degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /// What the distribution of the mixing proportions has for this component.
    double a() {
        return a;
    }

    /// What it has for the others, or those behind.
    double b() {
        return b;
    }

    @Override
    public int dimension() {
        return shape.dimension();
    }

    @Override
    public double[] mean() {
        return shape.mean();
    }

    @Override
    public double[] deviation() {
        return shape.deviation();
    }

    /// E[log N(x | μ, Λ⁻¹)] less log N(x | m, (νW)⁻¹): (Σ_j ψ((ν − j)/2) + d log 2 − d log ν
    /// − d/β) / 2 (Bishop 2006, eq. 10.64 and 10.65).
    double expectedOverShape() {
        int d = dimension();
        double sum = d * (Math.log(2) - Math.log(degreesOfFreedom) - 1 / meanPrecision);
        for (int j = 0; j < d; j++) sum += GammaFunction.digamma((degreesOfFreedom - j) / 2);
        return sum / 2;
    }

    /// The distribution of a new row: Student-t with ν + 1 − d degrees of freedom (Bishop 2006, eq. 10.81
    /// and 10.82).
    public StudentT predictive() {
        int d = dimension();
        double nu = degreesOfFreedom + 1 - d;
        double factor = (1 + meanPrecision) / meanPrecision * degreesOfFreedom / nu;
        double[] scale = shape.covariance();
        for (int i = 0; i < scale.length; i++) scale[i] *= factor;
        return new StudentT(shape.mean(), scale, structure(), nu);
    }

    /// How W is restricted.
    public Covariance structure() {
        return shape.structure();
    }

    @Override
    public Sampler sampler() {
        return predictive().sampler();
    }
}
