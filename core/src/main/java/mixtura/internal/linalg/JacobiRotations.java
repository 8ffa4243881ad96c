package mixtura.internal.linalg;

/// All eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slower than a reduction to
/// tridiagonal form, but small eigenvalues and orthogonality come out to full precision (Golub and Van Loan 2013,
/// section 8.5; Demmel and Veselić 1992).
///
/// @param values   in descending order
/// @param vectors  row-major, eigenvector i in *column* i
public record JacobiRotations(double[] values, double[] vectors) {
    private static final int MAX_SWEEPS = 60;

    /// @param matrix  row-major `n × n`, symmetric; unchanged
    public static JacobiRotations of(double[] matrix, int n) {
        double[] a = matrix.clone();
        double[] v = new double[n * n];
        for (int i = 0; i < n; i++) v[i * n + i] = 1;
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < MAX_SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double off = a[p * n + q];
                    double scale = Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]));
                    if (Math.abs(off) <= Math.ulp(1.0) * scale || off == 0) continue;
                    rotate(a, v, n, p, q);
                    rotated = true;
                }
            }
        }
        return sorted(a, v, n);
    }

    private static void rotate(double[] a, double[] v, int n, int p, int q) {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + SymmetricEigen.length(theta, 1));
        double c = 1 / SymmetricEigen.length(t, 1);
        double s = t * c;
        for (int i = 0; i < n; i++) {
            double x = a[i * n + p];
            double y = a[i * n + q];
            a[i * n + p] = c * x - s * y;
            a[i * n + q] = s * x + c * y;
            x = v[i * n + p];
            y = v[i * n + q];
            v[i * n + p] = c * x - s * y;
            v[i * n + q] = s * x + c * y;
        }
        for (int i = 0; i < n; i++) {
            double x = a[p * n + i];
            double y = a[q * n + i];
            a[p * n + i] = c * x - s * y;
            a[q * n + i] = s * x + c * y;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
    }

    private static JacobiRotations sorted(double[] a, double[] v, int n) {
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) order[i] = i;
        java.util.Arrays.sort(order, (i, j) -> Double.compare(a[j * n + j], a[i * n + i]));
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            int from = order[i];
            values[i] = a[from * n + from];
            for (int row = 0; row < n; row++) vectors[row * n + i] = v[row * n + from];
        }
        return new JacobiRotations(values, vectors);
    }
}
