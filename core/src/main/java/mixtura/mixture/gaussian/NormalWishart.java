package mixtura.mixture.gaussian;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;

/// A conjugate prior bound to rows, in the coordinates of their frame: μ_k given Σ_k is N(μ₀, Σ_k/κ);
/// Σ_k is inverse Wishart with scale Λ and ν degrees of freedom, or has variances that are inverse gamma
/// with ν/2 and ς²/2.
///
/// Where components share their covariance or nothing, the M-step's formulas are those of Fraley and Raftery
/// 2007, tables 1 and 2. A covariance may be a matrix, `d` variances or one, told apart by its length; where d
/// is 1 the three are one.
///
/// Where components share a part of their covariances (VEI, EVE and so on), each Σ_k has the density that it has
/// in VVV or VVI, looked at on the structure alone. What the M-step maximises, −½ Σ_k [n_k log |Σ_k| +
/// tr(Σ_k⁻¹ W_k)], gains −½ [(ν + d + 1) log |Σ_k| + tr(Σ_k⁻¹ Λ)] from Σ_k, and −½ [log |Σ_k|
/// + κ (μ_k − μ₀)ᵀ Σ_k⁻¹ (μ_k − μ₀)] from μ_k, which is best at (n_k x̄_k + κ μ₀) / (n_k
/// + κ). So it is the same problem with other numbers: W_k + Λ + κ n_k / (κ + n_k) (x̄_k − μ₀)(x̄_k
/// − μ₀)ᵀ in place of W_k and n_k + ν + d + 2 in place of n_k; for diagonal structures, of which each
/// variance has an inverse gamma density, n_k + ν + 3.
///
/// @param mean  μ₀, `d`
/// @param scale  Λ, ς² of each column, or ς², as the structure stores a covariance
record NormalWishart(
        double shrinkage, double degreesOfFreedom, double[] mean, double[] scale, boolean tied, boolean expected) {
    private static final double LOG_PI = Math.log(Math.PI);
    private static final double LOG_2 = Math.log(2);

    /// The prior that the data and the number of components suggest.
    static NormalWishart of(
            ConjugatePrior prior,
            Rows rows,
            ColumnSummary summary,
            Frame frame,
            Covariance structure,
            int componentCount,
            Kernels kernels,
            Execution execution) {
        int d = frame.dimension();
        double[] mean = new double[d];
        double[] unit = frame.scale();
        for (int j = 0; j < d; j++) mean[j] = (summary.mean(j) - frame.shift()[j]) / unit[j];
        double n = summary.totalWeight();
        double volume = prior.expected() ? 1 : Math.pow(componentCount, -2.0 / d);
        double unbiased = n > 1 ? n / (n - 1) : 1;
        double[] scale = new double[Form.of(structure).length(d)];
        if (scale.length == d * d) {
            double[] scatter = TotalScatter.of(rows, frame, kernels, execution);
            for (int i = 0; i < d; i++) {
                for (int j = i; j < d; j++) {
                    double value = (scatter[i * d + j] / n - mean[i] * mean[j]) * unbiased * volume;
                    scale[i * d + j] = value;
                    scale[j * d + i] = value;
                }
            }
        } else {
            double average = 0;
            for (int j = 0; j < d; j++) average += summary.variance(j) / d;
            boolean own = prior.expected() && scale.length == d;
            for (int j = 0; j < scale.length; j++) {
                scale[j] = (own ? summary.variance(j) : average) * unbiased * volume / unit[j] / unit[j];
            }
        }
        return new NormalWishart(
                prior.shrinkage(),
                prior.degreesOfFreedom(d),
                mean,
                scale,
                structure.isWhollyShared(d),
                prior.expected());
    }

    private boolean isMatrix() {
        return scale.length == mean.length * mean.length;
    }

    /// What a divisor has besides ν and the rows: the exponents of |Σ| in the density of the prior.
    private double ownExponent() {
        if (isMatrix()) return mean.length + 2;
        return scale.length == mean.length ? 3 : mean.length + 2;
    }

    /// Turns the mean and the covariance of a component's rows into those of the largest posterior density.
    ///
    /// @param mass  N_k; without rows the prior's own are left
    void apply(double[] rowMean, double[] covariance, double mass) {
        double[] shift = shift(rowMean, mass);
        boolean spherical = covariance.length == 1;
        if (expected) {
            for (int j = 0; j < shift.length; j++) shift[j] /= spherical ? Math.sqrt(mean.length) : 1;
            addShift(covariance, mass, 1, shift);
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] = (scale[i] + covariance[i]) / (degreesOfFreedom + mass);
            }
            return;
        }
        double perRow = spherical ? mean.length : 1;
        double divisor = degreesOfFreedom + perRow * mass + ownExponent();
        addShift(covariance, mass, perRow, shift);
        for (int i = 0; i < covariance.length; i++) covariance[i] = (scale[i] + covariance[i]) / divisor;
    }

    /// The same for components that share their covariance.
    ///
    /// @param means    of the rows of each; moved
    /// @param scatter  Σ_k N_k S_k as the structure stores it, of one variance the sum over all columns;
    ///                 becomes the covariance
    void applyShared(double[][] means, double[] mass, double[] scatter) {
        double total = 0;
        for (int k = 0; k < mass.length; k++) {
            total += mass[k];
            addProduct(scatter, shift(means[k], mass[k]));
        }
        if (expected) {
            int k = mass.length;
            for (int i = 0; i < scatter.length; i++) {
                scatter[i] = (scale[i] + scatter[i] / k) / (degreesOfFreedom + total / k);
            }
            return;
        }
        int d = mean.length;
        double divisor = degreesOfFreedom
                + (isMatrix() ? total + d + mass.length + 1 : (total + mass.length) * (scale.length == d ? 1 : d) + 2);
        for (int i = 0; i < scatter.length; i++) scatter[i] = (scale[i] + scatter[i]) / divisor;
    }

    /// Adds what the prior knows of one component to the scatter of its rows, and moves their mean; the rows then
    /// count for [#rowsWorth] more. For components that share a part of their covariances.
    ///
    /// @param mass     N_k; without rows the prior's own are left
    /// @param scatter  W_k as the structure stores it, of one variance the sum over all columns
    void addTo(double[] rowMean, double[] scatter, double mass) {
        addProduct(scatter, shift(rowMean, mass));
        for (int i = 0; i < scatter.length; i++) scatter[i] += scale[i];
    }

    /// How many rows the prior of one component counts for in front of log |Σ_k|.
    double rowsWorth() {
        return (degreesOfFreedom + ownExponent()) / (scale.length == 1 ? mean.length : 1);
    }

    /// Moves the mean towards μ₀; the outer product of what is returned is κ N_k / (κ + N_k) (x̄ −
    /// μ₀)(x̄ − μ₀)ᵀ.
    private double[] shift(double[] rowMean, double mass) {
        double[] shift = new double[rowMean.length];
        double root = Math.sqrt(shrinkage * mass / (shrinkage + mass));
        for (int j = 0; j < shift.length; j++) {
            double step = mass > 0 ? rowMean[j] - mean[j] : 0;
            shift[j] = root * step;
            rowMean[j] = mean[j] + step * (mass / (shrinkage + mass));
        }
        return shift;
    }

    private static void addProduct(double[] scatter, double[] shift) {
        int d = shift.length;
        for (int i = 0; i < d; i++) {
            if (scatter.length == d * d) for (int j = 0; j < d; j++) scatter[i * d + j] += shift[i] * shift[j];
            else scatter[scatter.length == d ? i : 0] += shift[i] * shift[i];
        }
    }

    private static void addShift(double[] covariance, double mass, double perRow, double[] shift) {
        int d = shift.length;
        boolean matrix = covariance.length == d * d;
        for (int i = 0; i < covariance.length; i++) {
            double scatter = mass > 0 ? perRow * mass * covariance[i] : 0;
            if (matrix) scatter += shift[i / d] * shift[i % d];
            else if (covariance.length == d) scatter += shift[i] * shift[i];
            else for (double s : shift) scatter += s * s;
            covariance[i] = scatter;
        }
    }

    /// The logarithm of the prior density of these components, in the units of the data.
    double logDensity(List<Gaussian> components, Frame frame, Kernels kernels) {
        double sum = 0;
        for (int k = 0; k < components.size(); k++) {
            Precision precision = Precision.of(components.get(k), frame, kernels);
            sum += logDensityOfMean(precision, frame.logScale());
            if (k == 0 || !tied) sum += logDensityOfCovariance(components.get(k), precision, frame, kernels);
        }
        return sum;
    }

    /// The Kullback–Leibler divergence of distributions of means and precisions from this prior: Σ_k of
    /// that of N(m, (βΛ)⁻¹) and that of W(W, ν) (Bishop 2006, eq. 10.74 and 10.77).
    ///
    /// @param shapes         N(m, (νW)⁻¹) of each
    /// @param meanPrecision  β of each
    /// @param nu             ν of each
    double divergence(List<Gaussian> shapes, double[] meanPrecision, double[] nu, Frame frame, Kernels kernels) {
        int d = mean.length;
        double[] priorScale = wholeScale();
        Cholesky cholesky = Cholesky.of(priorScale, d, kernels);
        double logPriorScale = cholesky.succeeded() ? cholesky.logDeterminant() : 0;
        double sum = 0;
        for (int k = 0; k < nu.length; k++) {
            Precision precision = Precision.of(shapes.get(k), frame, kernels);
            double[] step = new double[d];
            for (int j = 0; j < d; j++) step[j] = precision.mean()[j] - mean[j];
            double[] weighed = precision.times(step);
            double squared = 0;
            for (int j = 0; j < d; j++) squared += step[j] * weighed[j];
            double ratio = shrinkage / meanPrecision[k];
            sum += 0.5 * (d * (ratio - 1 - Math.log(ratio)) + shrinkage * squared);
            double trace = 0;
            for (int i = 0; i < d; i++)
                for (int j = 0; j < d; j++) trace += priorScale[i * d + j] * precision.entry(i, j);
            double logShape = -2 * precision.logNormaliser() - d * Math.log(2 * Math.PI);
            double logW = -logShape - d * Math.log(nu[k]);
            double expectedLog = d * LOG_2 + logW;
            for (int j = 0; j < d; j++) expectedLog += GammaFunction.digamma((nu[k] - j) / 2);
            sum += -0.5 * nu[k] * (logW + d * LOG_2)
                    - logMultivariateGamma(nu[k] / 2, d)
                    + 0.5 * degreesOfFreedom * (d * LOG_2 - logPriorScale)
                    + logMultivariateGamma(degreesOfFreedom / 2, d)
                    + 0.5 * (nu[k] - degreesOfFreedom) * expectedLog
                    - 0.5 * nu[k] * d
                    + 0.5 * trace;
        }
        return sum;
    }

    private double[] wholeScale() {
        int d = mean.length;
        if (isMatrix()) return scale;
        double[] whole = new double[d * d];
        for (int j = 0; j < d; j++) whole[j * d + j] = scale[scale.length == 1 ? 0 : j];
        return whole;
    }

    private double logDensityOfMean(Precision precision, double logScale) {
        int d = mean.length;
        double[] step = new double[d];
        for (int j = 0; j < d; j++) step[j] = precision.mean()[j] - mean[j];
        double[] weighed = precision.times(step);
        double squared = 0;
        for (int j = 0; j < d; j++) squared += step[j] * weighed[j];
        return precision.logNormaliser() - logScale + 0.5 * d * Math.log(shrinkage) - 0.5 * shrinkage * squared;
    }

    private double logDensityOfCovariance(Gaussian component, Precision precision, Frame frame, Kernels kernels) {
        int d = mean.length;
        double nu = degreesOfFreedom;
        if (!isMatrix()) {
            double sum = 0;
            for (int j = 0; j < scale.length; j++) {
                double squaredUnit = frame.scale()[j] * frame.scale()[j];
                double half = scale[j] * squaredUnit / 2;
                double variance = component.covariance(j, j);
                sum += 0.5 * nu * Math.log(half)
                        - GammaFunction.log(nu / 2)
                        - (nu / 2 + 1) * Math.log(variance)
                        - half / variance;
            }
            return sum;
        }
        double logDeterminant = -2 * precision.logNormaliser() - d * Math.log(2 * Math.PI) + 2 * frame.logScale();
        double trace = 0;
        for (int i = 0; i < d; i++) for (int j = 0; j < d; j++) trace += scale[i * d + j] * precision.entry(i, j);
        Cholesky cholesky = Cholesky.of(scale, d, kernels);
        double logScale = cholesky.succeeded() ? cholesky.logDeterminant() + 2 * frame.logScale() : 0;
        return 0.5 * nu * (logScale - d * LOG_2)
                - logMultivariateGamma(nu / 2, d)
                - 0.5 * (nu + d + 1) * logDeterminant
                - 0.5 * trace;
    }

    /// log Γ_d(a) = d(d − 1)/4 · log π + Σ_j log Γ(a − j/2).
    static double logMultivariateGamma(double a, int d) {
        double sum = 0.25 * d * (d - 1) * LOG_PI;
        for (int j = 0; j < d; j++) sum += GammaFunction.log(a - 0.5 * j);
        return sum;
    }
}
