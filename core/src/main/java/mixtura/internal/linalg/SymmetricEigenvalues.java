package mixtura.internal.linalg;

/// All eigenvalues of a symmetric matrix: Householder reduction to tridiagonal form, then the implicit QL method
/// (Bowdler, Martin, Reinsch and Wilkinson 1968; Golub and Van Loan 2013, sections 8.3.1 and 8.3.3).
public final class SymmetricEigenvalues {
    private static final int MAX_SWEEPS = 60;

    private SymmetricEigenvalues() {}

    /// The eigenvalues in ascending order.
    ///
    /// @param matrix     row-major `dimension × dimension`, of which the lower triangle is read; unchanged
    public static double[] of(double[] matrix, int dimension) {
        double[] a = matrix.clone();
        double[] diagonal = new double[dimension];
        double[] below = new double[dimension];
        tridiagonalise(a, dimension, diagonal, below);
        implicitQl(diagonal, below, dimension);
        java.util.Arrays.sort(diagonal);
        return diagonal;
    }

    /// Reduces `a` from its last row upwards; afterwards `below[i]` stands left of `diagonal[i]`.
    private static void tridiagonalise(double[] a, int n, double[] diagonal, double[] below) {
        double[] p = new double[n];
        for (int i = n - 1; i > 0; i--) {
            int row = i * n;
            double scale = 0;
            for (int k = 0; k < i; k++) scale = Math.max(scale, Math.abs(a[row + k]));
            if (scale == 0 || i == 1) {
                below[i] = a[row + i - 1];
                continue;
            }
            double h = 0;
            for (int k = 0; k < i; k++) {
                a[row + k] /= scale;
                h += a[row + k] * a[row + k];
            }
            double f = a[row + i - 1];
            double g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
            below[i] = scale * g;
            h -= f * g;
            a[row + i - 1] = f - g;
            double projection = 0;
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) sum += a[j * n + k] * a[row + k];
                for (int k = j + 1; k < i; k++) sum += a[k * n + j] * a[row + k];
                p[j] = sum / h;
                projection += p[j] * a[row + j];
            }
            double half = projection / (h + h);
            for (int j = 0; j < i; j++) p[j] -= half * a[row + j];
            for (int j = 0; j < i; j++) {
                for (int k = 0; k <= j; k++) a[j * n + k] -= a[row + j] * p[k] + p[j] * a[row + k];
            }
        }
        for (int i = 0; i < n; i++) diagonal[i] = a[i * n + i];
    }

    private static void implicitQl(double[] d, double[] below, int n) {
        double[] e = new double[n];
        System.arraycopy(below, 1, e, 0, n - 1);
        for (int l = 0; l < n; l++) {
            for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
                int m = l;
                while (m < n - 1 && Math.abs(e[m]) > Math.ulp(1.0) * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
                if (m == l) break;
                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = Math.hypot(g, 1);
                g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
                double s = 1;
                double c = 1;
                double p = 0;
                int i = m - 1;
                for (; i >= l; i--) {
                    double f = s * e[i];
                    double b = c * e[i];
                    r = Math.hypot(f, g);
                    e[i + 1] = r;
                    if (r == 0) {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }
                    s = f / r;
                    c = g / r;
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                }
                if (r == 0 && i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }
}
