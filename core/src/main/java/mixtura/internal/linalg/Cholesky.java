package mixtura.internal.linalg;

import mixtura.internal.kernel.Kernels;

/// The factor of a symmetric positive definite matrix A = L · Lᵀ, L lower triangular, and what follows from it.
public final class Cholesky {
    private final int dimension;
    private final double[] lower; // row-major, 0 above the diagonal
    private final int failedAt;

    private Cholesky(int dimension, double[] lower, int failedAt) {
        this.dimension = dimension;
        this.lower = lower;
        this.failedAt = failedAt;
    }

    /// Factorises `a`, `dimension × dimension` row-major, of which the lower triangle is read (Golub and Van Loan
    /// 2013, algorithm 4.2.2, by rows so that all inner products are contiguous).
    public static Cholesky of(double[] a, int dimension, Kernels kernels) {
        double[] l = new double[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            int row = i * dimension;
            for (int j = 0; j < i; j++) {
                int other = j * dimension;
                l[row + j] = (a[row + j] - kernels.dot(l, row, l, other, j)) / l[other + j];
            }
            double pivot = a[row + i] - kernels.dot(l, row, l, row, i);
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) return new Cholesky(dimension, l, i);
            l[row + i] = Math.sqrt(pivot);
        }
        return new Cholesky(dimension, l, -1);
    }

    /// Whether the matrix was positive definite, in floating point.
    public boolean succeeded() {
        return failedAt < 0;
    }

    /// The row whose pivot was not positive, −1 when there is none.
    public int failedAt() {
        return failedAt;
    }

    /// log |A|.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < dimension; i++) sum += Math.log(lower[i * dimension + i]);
        return 2 * sum;
    }

    /// L itself, row-major; the caller must not change it.
    public double[] lower() {
        return lower;
    }

    /// U = L⁻ᵀ, upper triangular, so that A⁻¹ = U · Uᵀ and ‖(x − μ) U‖² is the Mahalanobis
    /// distance.
    public double[] inverseTransposed(Kernels kernels) {
        double[] u = new double[dimension * dimension];
        // rows of U are columns of L⁻¹: for each column i of L⁻¹, forward substitution; kept as row i of U
        for (int i = 0; i < dimension; i++) {
            int column = i * dimension;
            u[column + i] = 1 / lower[column + i];
            for (int j = i + 1; j < dimension; j++) {
                int row = j * dimension;
                u[column + j] = -kernels.dot(lower, row + i, u, column + i, j - i) / lower[row + j];
            }
        }
        return u;
    }
}
