package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.Completer;

/// The missing cells m of a row of a Gaussian with correlated columns, given the others: normal with covariance
/// Λ_mm⁻¹ and mean μ_m − Λ_mm⁻¹ Λ_mo (x_o − μ_o), in the units of the columns' standard
/// deviations.
final class ConditionalGaussian implements Completer {
    private final double[] mean;
    private final double[] unit; // standard deviations
    private final double[] lambda; // of the columns in those units, d × d

    ConditionalGaussian(Gaussian gaussian) {
        int d = gaussian.dimension();
        this.mean = gaussian.mean();
        this.unit = new double[d];
        double[] correlation = new double[d * d];
        for (int i = 0; i < d; i++) unit[i] = Math.sqrt(gaussian.covariance(i, i));
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) correlation[i * d + j] = gaussian.covariance(i, j) / unit[i] / unit[j];
        }
        Cholesky cholesky = Cholesky.of(correlation, d, ScalarKernels.INSTANCE);
        if (!cholesky.succeeded()) {
            throw new ArithmeticException("a covariance is singular; missing cells cannot be filled from it");
        }
        double[] u = cholesky.inverseTransposed(ScalarKernels.INSTANCE);
        this.lambda = new double[d * d];
        ScalarKernels.INSTANCE.multiplyByTransposed(d, d, d, u, 0, d, u, 0, d, lambda, 0, d, false);
    }

    /// The cells that a row lacks.
    private static int[] missing(double[] row) {
        return IntStream.range(0, row.length).filter(j -> Double.isNaN(row[j])).toArray();
    }

    /// U of Λ_mm = L Lᵀ with U = L⁻ᵀ, so that Λ_mm⁻¹ = U Uᵀ.
    private double[] root(int[] missing) {
        int m = missing.length;
        double[] block = new double[m * m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) block[a * m + b] = lambda[missing[a] * mean.length + missing[b]];
        }
        return Cholesky.of(block, m, ScalarKernels.INSTANCE).inverseTransposed(ScalarKernels.INSTANCE);
    }

    /// Conditional means in the columns' units.
    private void means(double[] row, int[] missing, double[] u, double[] out) {
        int m = missing.length;
        int d = mean.length;
        double[] inner = new double[m];
        for (int a = 0; a < m; a++) {
            double gradient = 0;
            for (int j = 0; j < d; j++) {
                if (!Double.isNaN(row[j])) gradient += lambda[missing[a] * d + j] * (row[j] - mean[j]) / unit[j];
            }
            for (int b = a; b < m; b++) inner[b] += u[a * m + b] * gradient;
        }
        for (int a = 0; a < m; a++) {
            double move = ScalarKernels.INSTANCE.dot(u, a * m + a, inner, a, m - a);
            out[missing[a]] = mean[missing[a]] - unit[missing[a]] * move;
        }
    }

    @Override
    public void expect(double[] row, double[] means, double[] variances) {
        int[] missing = missing(row);
        int m = missing.length;
        double[] u = root(missing);
        means(row, missing, u, means);
        for (int a = 0; a < m; a++) {
            double square = ScalarKernels.INSTANCE.dot(u, a * m + a, u, a * m + a, m - a);
            variances[missing[a]] = unit[missing[a]] * unit[missing[a]] * square;
        }
    }

    @Override
    public void draw(double[] row, RandomGenerator random, double[] out) {
        int[] missing = missing(row);
        int m = missing.length;
        double[] u = root(missing);
        means(row, missing, u, out);
        double[] noise = new double[m];
        Arrays.setAll(noise, a -> random.nextGaussian());
        for (int a = 0; a < m; a++) {
            out[missing[a]] += unit[missing[a]] * ScalarKernels.INSTANCE.dot(u, a * m + a, noise, a, m - a);
        }
    }
}
