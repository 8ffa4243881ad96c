package mixtura.internal.linalg;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to tridiagonal form with the
/// reflections accumulated, then the implicit QL method (Bowdler, Martin, Reinsch and Wilkinson 1968; Golub
/// and Van Loan 2013, sections 8.3.1 and 8.3.3).
///
/// @param values   ascending, `d`
/// @param vectors  `d × d`, row-major; column i is the unit eigenvector of value i
public record SymmetricEigen(double[] values, double[] vectors) {
    /// Below this a sum of squares may lack digits.
    private static final double SMALLEST_SQUARE = 1e-280;

    private static final int MAX_SWEEPS = 60;

    /// The decomposition A = V · diag(values) · Vᵀ.
    ///
    /// @param matrix  row-major `d × d`, of which the lower triangle is read; unchanged
    public static SymmetricEigen of(double[] matrix, int d) {
        double[] v = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                v[i * d + j] = matrix[i * d + j];
                v[j * d + i] = matrix[i * d + j];
            }
        }
        double[] diagonal = new double[d];
        double[] below = new double[d];
        tridiagonalise(v, d, diagonal, below);
        accumulate(v, d, diagonal);
        implicitQl(v, d, d, diagonal, below);
        sort(v, d, diagonal);
        return new SymmetricEigen(diagonal, v);
    }

    /// The eigenvalues alone, ascending, for a small part of the work.
    ///
    /// @param matrix  as in [#of]
    public static double[] values(double[] matrix, int d) {
        double[] v = matrix.clone();
        double[] diagonal = new double[d];
        double[] below = new double[d];
        tridiagonalise(v, d, diagonal, below);
        for (int i = 0; i < d; i++) diagonal[i] = v[i * d + i];
        implicitQl(v, 0, d, diagonal, below);
        Arrays.sort(diagonal);
        return diagonal;
    }

    /// The matrix V · diag(others) · Vᵀ with the same eigenvectors.
    public double[] withValues(double[] others) {
        int d = values.length;
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int l = 0; l < d; l++) sum += vectors[i * d + l] * others[l] * vectors[j * d + l];
                out[i * d + j] = sum;
                out[j * d + i] = sum;
            }
        }
        return out;
    }

    /// Leaves the tridiagonal matrix on the diagonal of `v` and in `e`, whose first entry is unused, and the
    /// reflections in the rest of `v` and in `d`. Of `v` the lower triangle is read.
    private static void tridiagonalise(double[] v, int n, double[] d, double[] e) {
        System.arraycopy(v, (n - 1) * n, d, 0, n);
        for (int i = n - 1; i > 0; i--) {
            double scale = 0;
            double h = 0;
            for (int k = 0; k < i; k++) scale += Math.abs(d[k]);
            if (scale == 0) {
                e[i] = d[i - 1];
                for (int j = 0; j < i; j++) {
                    d[j] = v[(i - 1) * n + j];
                    v[i * n + j] = 0;
                    v[j * n + i] = 0;
                }
            } else {
                for (int k = 0; k < i; k++) {
                    d[k] /= scale;
                    h += d[k] * d[k];
                }
                double f = d[i - 1];
                double g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
                e[i] = scale * g;
                h -= f * g;
                d[i - 1] = f - g;
                for (int j = 0; j < i; j++) e[j] = 0;
                for (int j = 0; j < i; j++) {
                    f = d[j];
                    v[j * n + i] = f;
                    g = e[j] + v[j * n + j] * f;
                    for (int k = j + 1; k <= i - 1; k++) {
                        g += v[k * n + j] * d[k];
                        e[k] += v[k * n + j] * f;
                    }
                    e[j] = g;
                }
                f = 0;
                for (int j = 0; j < i; j++) {
                    e[j] /= h;
                    f += e[j] * d[j];
                }
                double half = f / (h + h);
                for (int j = 0; j < i; j++) e[j] -= half * d[j];
                for (int j = 0; j < i; j++) {
                    f = d[j];
                    g = e[j];
                    for (int k = j; k <= i - 1; k++) v[k * n + j] -= f * e[k] + g * d[k];
                    d[j] = v[(i - 1) * n + j];
                    v[i * n + j] = 0;
                }
            }
            d[i] = h;
        }
        e[0] = 0;
    }

    /// Makes the product of the reflections of `v`, and the diagonal of `d`.
    private static void accumulate(double[] v, int n, double[] d) {
        for (int i = 0; i < n - 1; i++) {
            v[(n - 1) * n + i] = v[i * n + i];
            v[i * n + i] = 1;
            double h = d[i + 1];
            if (h != 0) {
                for (int k = 0; k <= i; k++) d[k] = v[k * n + i + 1] / h;
                for (int j = 0; j <= i; j++) {
                    double g = 0;
                    for (int k = 0; k <= i; k++) g += v[k * n + i + 1] * v[k * n + j];
                    for (int k = 0; k <= i; k++) v[k * n + j] -= g * d[k];
                }
            }
            for (int k = 0; k <= i; k++) v[k * n + i + 1] = 0;
        }
        for (int j = 0; j < n; j++) {
            d[j] = v[(n - 1) * n + j];
            v[(n - 1) * n + j] = 0;
        }
        v[n * n - 1] = 1;
    }

    /// √(x² + y²). `Math.hypot` takes ten times as long for a last digit that a rotation does not need.
    static double length(double x, double y) {
        double squared = x * x + y * y;
        boolean ordinary = squared > SMALLEST_SQUARE && squared < 1 / SMALLEST_SQUARE;
        return ordinary ? Math.sqrt(squared) : Math.hypot(x, y);
    }

    /// @param rows  of `v` that are rotated; none where only the values are wanted
    private static void implicitQl(double[] v, int rows, int n, double[] d, double[] below) {
        double[] e = new double[n];
        System.arraycopy(below, 1, e, 0, n - 1);
        for (int l = 0; l < n; l++) {
            for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
                int m = l;
                while (m < n - 1 && Math.abs(e[m]) > Math.ulp(1.0) * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
                if (m == l) break;
                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = length(g, 1);
                g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
                double s = 1;
                double c = 1;
                double p = 0;
                int i = m - 1;
                for (; i >= l; i--) {
                    double f = s * e[i];
                    double b = c * e[i];
                    r = length(f, g);
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
                    rotate(v, rows, n, i, c, s);
                }
                if (r == 0 && i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }

    private static void rotate(double[] v, int rows, int n, int i, double c, double s) {
        for (int k = 0; k < rows; k++) {
            double f = v[k * n + i + 1];
            v[k * n + i + 1] = s * v[k * n + i] + c * f;
            v[k * n + i] = c * v[k * n + i] - s * f;
        }
    }

    private static void sort(double[] v, int n, double[] d) {
        for (int i = 0; i < n - 1; i++) {
            int least = i;
            for (int j = i + 1; j < n; j++) if (d[j] < d[least]) least = j;
            if (least == i) continue;
            double value = d[i];
            d[i] = d[least];
            d[least] = value;
            for (int k = 0; k < n; k++) {
                double entry = v[k * n + i];
                v[k * n + i] = v[k * n + least];
                v[k * n + least] = entry;
            }
        }
    }
}
