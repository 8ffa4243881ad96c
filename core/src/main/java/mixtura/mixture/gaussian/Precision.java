package mixtura.mixture.gaussian;

import mixtura.internal.kernel.Kernels;
import mixtura.internal.linalg.Cholesky;

/// One component in the coordinates of a [Frame]: its mean, U with Σ⁻¹ = U · Uᵀ, and the constant of its log
/// density.
final class Precision {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Form form;
    private final double[] mean;
    private final double[] factor; // U as d × d upper triangular, its diagonal (d), or its only number
    private final double logNormaliser;

    private Precision(Form form, double[] mean, double[] factor, double logNormaliser) {
        this.form = form;
        this.mean = mean;
        this.factor = factor;
        this.logNormaliser = logNormaliser;
    }

    static Precision of(Gaussian component, Frame frame, Kernels kernels) {
        int d = component.dimension();
        double[] mean = new double[d];
        for (int j = 0; j < d; j++) mean[j] = component.mean(j, frame);
        double constant = -0.5 * d * LOG_2_PI;
        Form form = component.form();
        switch (form) {
            case FULL, TIED -> {
                double[] scaled = new double[d * d];
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j <= i; j++) {
                        scaled[i * d + j] = component.covariance(i, j) / frame.scale()[i] / frame.scale()[j];
                    }
                }
                Cholesky cholesky = Cholesky.of(scaled, d, kernels);
                if (!cholesky.succeeded()) {
                    throw new ArithmeticException("a covariance is not positive definite (column "
                            + (cholesky.failedAt() + 1) + "); give a model whose covariances are, or add a ridge");
                }
                return new Precision(
                        form, mean, cholesky.inverseTransposed(kernels), constant - 0.5 * cholesky.logDeterminant());
            }
            case DIAGONAL, SPHERICAL -> {
                double[] factor = new double[form == Form.SPHERICAL ? 1 : d];
                double logDeterminant = 0;
                for (int j = 0; j < d; j++) {
                    double sd = Math.sqrt(component.covariance(j, j)) / frame.scale()[j];
                    if (!(sd > 0)) throw new ArithmeticException("a variance is not positive (column " + (j + 1) + ")");
                    factor[Math.min(j, factor.length - 1)] = 1 / sd;
                    logDeterminant += 2 * Math.log(sd);
                }
                return new Precision(form, mean, factor, constant - 0.5 * logDeterminant);
            }
        }
        throw new AssertionError(form);
    }

    /// The same covariance about another mean.
    Precision at(Gaussian component, Frame frame) {
        double[] other = new double[mean.length];
        for (int j = 0; j < other.length; j++) other[j] = component.mean(j, frame);
        return new Precision(form, other, factor, logNormaliser);
    }

    /// Λ v = U (Uᵀ v).
    double[] times(double[] v) {
        int d = mean.length;
        double[] product = new double[d];
        if (!form.isMatrix()) {
            for (int j = 0; j < d; j++) product[j] = entry(j, j) * v[j];
            return product;
        }
        double[] inner = new double[d];
        for (int i = 0; i < d; i++) for (int l = i; l < d; l++) inner[l] += factor[i * d + l] * v[i];
        for (int i = 0; i < d; i++) for (int l = i; l < d; l++) product[i] += factor[i * d + l] * inner[l];
        return product;
    }

    int dimension() {
        return mean.length;
    }

    double[] mean() {
        return mean;
    }

    /// U as its structure stores it.
    double[] factor() {
        return factor;
    }

    /// log of the density at the mean, in the frame.
    double logNormaliser() {
        return logNormaliser;
    }

    /// Λ_ij = Σ_l U_il U_jl.
    double entry(int i, int j) {
        int d = mean.length;
        return switch (form) {
            case FULL, TIED -> {
                double sum = 0;
                for (int l = Math.max(i, j); l < d; l++) sum += factor[i * d + l] * factor[j * d + l];
                yield sum;
            }
            case DIAGONAL -> i == j ? factor[i] * factor[i] : 0;
            case SPHERICAL -> i == j ? factor[0] * factor[0] : 0;
        };
    }

    /// An upper bound of the largest eigenvalue of Λ: its trace.
    double trace() {
        double sum = 0;
        for (double u : factor) sum += u * u;
        return form == Form.SPHERICAL ? sum * mean.length : sum;
    }
}
