package mixtura.internal.linalg;

/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan 2013, algorithm 8.5.2):
/// simple, and accurate to rounding whatever the eigenvalues.
///
/// @param values   in no order
/// @param vectors  orthonormal, one a row
public record JacobiEigen(double[] values, double[][] vectors) {
    private static final int MAX_SWEEPS = 60;

    /// @param matrix  row-major `d × d`, symmetric; unchanged
    public static JacobiEigen of(double[] matrix, int d) {
        double[] a = matrix.clone();
        double[][] axes = new double[d][d];
        for (int i = 0; i < d; i++) axes[i][i] = 1;
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            boolean turned = false;
            for (int p = 0; p < d; p++) for (int q = p + 1; q < d; q++) turned |= rotate(a, axes, d, p, q);
            if (!turned) break;
        }
        double[] values = new double[d];
        for (int i = 0; i < d; i++) values[i] = a[i * d + i];
        return new JacobiEigen(values, axes);
    }

    /// Makes the element (p, q) vanish.
    ///
    /// @return whether it was large enough to matter
    private static boolean rotate(double[] a, double[][] axes, int d, int p, int q) {
        double apq = a[p * d + q];
        double app = a[p * d + p];
        double aqq = a[q * d + q];
        if (Math.abs(apq) <= Math.ulp(1.0) * Math.sqrt(Math.abs(app)) * Math.sqrt(Math.abs(aqq))) return false;
        double tau = (aqq - app) / (2 * apq);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (int k = 0; k < d; k++) {
            double akp = a[k * d + p];
            double akq = a[k * d + q];
            a[k * d + p] = c * akp - s * akq;
            a[k * d + q] = s * akp + c * akq;
        }
        for (int k = 0; k < d; k++) {
            double apk = a[p * d + k];
            double aqk = a[q * d + k];
            a[p * d + k] = c * apk - s * aqk;
            a[q * d + k] = s * apk + c * aqk;
            double vp = axes[p][k];
            double vq = axes[q][k];
            axes[p][k] = c * vp - s * vq;
            axes[q][k] = s * vp + c * vq;
        }
        return true;
    }
}
