package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;

/// What EM is told of a row with missing cells, by definition: Little and Rubin (2019), section 11.2.
final class ConditionalMoments {
    private ConditionalMoments() {}

    static int[] observed(double[] row) {
        return IntStream.range(0, row.length).filter(j -> !Double.isNaN(row[j])).toArray();
    }

    static int[] missing(double[] row) {
        return IntStream.range(0, row.length).filter(j -> Double.isNaN(row[j])).toArray();
    }

    /// Some rows and columns of Σ.
    private static double[] part(Gaussian gaussian, int[] rows, int[] columns) {
        double[] out = new double[rows.length * columns.length];
        for (int a = 0; a < rows.length; a++) {
            for (int b = 0; b < columns.length; b++) {
                out[a * columns.length + b] = gaussian.covariance(rows[a], columns[b]);
            }
        }
        return out;
    }

    /// Σ_oo⁻¹ v.
    private static double[] solve(double[] matrix, double[] v) {
        int n = v.length;
        double[] u = Cholesky.of(matrix, n, ScalarKernels.INSTANCE).inverseTransposed(ScalarKernels.INSTANCE);
        double[] inner = new double[n];
        double[] out = new double[n];
        for (int i = 0; i < n; i++) for (int j = i; j < n; j++) inner[j] += u[i * n + j] * v[i];
        for (int i = 0; i < n; i++) for (int j = i; j < n; j++) out[i] += u[i * n + j] * inner[j];
        return out;
    }

    private static double[] residual(Gaussian gaussian, double[] row, int[] o) {
        return Arrays.stream(o).mapToDouble(j -> row[j] - gaussian.mean(j)).toArray();
    }

    /// log N(x_o; μ_o, Σ_oo).
    static double logDensity(Gaussian gaussian, double[] row) {
        int[] o = observed(row);
        double[] matrix = part(gaussian, o, o);
        double[] v = residual(gaussian, row, o);
        double[] w = solve(matrix, v);
        double square =
                IntStream.range(0, o.length).mapToDouble(a -> v[a] * w[a]).sum();
        double logDeterminant =
                Cholesky.of(matrix, o.length, ScalarKernels.INSTANCE).logDeterminant();
        return -0.5 * (o.length * Math.log(2 * Math.PI) + logDeterminant + square);
    }

    static double[] responsibilities(GaussianMixture mixture, double[] row) {
        double[] r = new double[mixture.componentCount()];
        for (int k = 0; k < r.length; k++) {
            r[k] = mixture.mixingProportions()[k]
                    * Math.exp(logDensity(mixture.components().get(k), row));
        }
        double sum = Arrays.stream(r).sum();
        return Arrays.stream(r).map(v -> v / sum).toArray();
    }

    /// x̂ with the conditional means in the gaps, and C added to `covariance` with weight r.
    static double[] complete(Gaussian gaussian, double[] row, double r, double[] covariance) {
        int d = row.length;
        int[] o = observed(row);
        int[] m = missing(row);
        double[] w = solve(part(gaussian, o, o), residual(gaussian, row, o));
        double[] full = row.clone();
        for (int a : m) {
            full[a] = gaussian.mean(a);
            for (int b = 0; b < o.length; b++) full[a] += gaussian.covariance(a, o[b]) * w[b];
            double[] regression = solve(part(gaussian, o, o), part(gaussian, o, new int[] {a}));
            for (int b : m) {
                double value = gaussian.covariance(a, b);
                for (int c = 0; c < o.length; c++) value -= regression[c] * gaussian.covariance(o[c], b);
                covariance[a * d + b] += r * value;
            }
        }
        return full;
    }
}
