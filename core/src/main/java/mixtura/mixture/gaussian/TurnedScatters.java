package mixtura.mixture.gaussian;

import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Scatter matrices along axes that all components share, V_k = Dᵀ W_k D, while the axes are turned.
final class TurnedScatters {
    private static final double SMALLEST_ANGLE = 1e-9;

    private final int d;
    private final double[][] turned;
    private final double[] axes; // D, axes as rows

    /// @param axes  as rows, orthonormal
    TurnedScatters(Scatters scatters, double[] axes) {
        this.d = scatters.dimension();
        this.axes = axes.clone();
        this.turned = new double[scatters.componentCount()][];
        for (int k = 0; k < turned.length; k++) turned[k] = turned(scatters.scatter()[k], axes, d);
    }

    /// The axes that the current covariances have in common. They come back, unless a sum of eigenvalues happens to be
    /// equal for two of them: so covariances are mixed in proportions that no data know.
    static double[] currentAxes(Scatters scatters) {
        double[][] current = scatters.current();
        int d = scatters.dimension();
        double[] shares = new double[current.length];
        for (int k = 0; k < shares.length; k++) {
            double trace = 0;
            for (int j = 0; j < d; j++) trace += current[k][j * d + j];
            shares[k] = trace > 0 ? (1 + (k * 0.6180339887498949) % 1) / trace : 1;
        }
        return axesOf(current, shares, d);
    }

    /// The axes of Σ_k W_k.
    static double[] pooledAxes(Scatters scatters) {
        return axesOf(scatters, new double[scatters.componentCount()]);
    }

    /// The axes of Σ_k W_k / λ_k.
    static double[] axesOf(Scatters scatters, double[] logVolume) {
        double[] shares = new double[logVolume.length];
        for (int k = 0; k < shares.length; k++) shares[k] = Math.exp(-logVolume[k]);
        return axesOf(scatters.scatter(), shares, scatters.dimension());
    }

    private static double[] axesOf(double[][] matrices, double[] shares, int d) {
        double[] sum = new double[d * d];
        for (int k = 0; k < matrices.length; k++) {
            for (int i = 0; i < sum.length; i++) sum[i] += shares[k] * matrices[k][i];
        }
        double[] columns = SymmetricEigen.of(sum, d).vectors();
        double[] rows = new double[d * d];
        for (int i = 0; i < d; i++) for (int j = 0; j < d; j++) rows[j * d + i] = columns[i * d + j];
        return rows;
    }

    private static double[] turned(double[] matrix, double[] axes, int d) {
        double[] half = new double[d * d]; // rows: axes times the matrix
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < d; a++) {
                double u = axes[i * d + a];
                for (int b = 0; b < d; b++) half[i * d + b] += u * matrix[a * d + b];
            }
        }
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int b = 0; b < d; b++) sum += half[i * d + b] * axes[j * d + b];
                out[i * d + j] = sum;
            }
        }
        return out;
    }

    int componentCount() {
        return turned.length;
    }

    int dimension() {
        return d;
    }

    /// V_kjj: the sum of squares of component k along axis j.
    double along(int k, int j) {
        return turned[k][j * d + j];
    }

    /// All of them, `K × d`.
    double[][] along() {
        double[][] along = new double[turned.length][d];
        for (int k = 0; k < along.length; k++) for (int j = 0; j < d; j++) along[k][j] = along(k, j);
        return along;
    }

    /// Turns two axes in their plane by the angle that makes Σ_k (p_kl V_kll + p_km V_kmm) least.
    ///
    /// @param difference  p_kl − p_km: what the inverse variances of component k along the two differ by
    /// @return whether they moved
    boolean turn(int l, int m, double[] difference) {
        double m11 = 0;
        double m12 = 0;
        double m22 = 0;
        for (int k = 0; k < turned.length; k++) {
            double[] v = turned[k];
            m11 += difference[k] * v[l * d + l];
            m12 += difference[k] * v[l * d + m];
            m22 += difference[k] * v[m * d + m];
        }
        // half the angle of (m22 − m11, −2 m12), by square roots
        double length = Math.sqrt((m22 - m11) * (m22 - m11) + 4 * m12 * m12);
        if (!(length > 0)) return false;
        double twice = (m22 - m11) / length;
        double sine = Math.sqrt(Math.max(0, 0.5 - 0.5 * twice));
        double cosine = Math.sqrt(Math.max(0, 0.5 + 0.5 * twice));
        if (twice >= 0) sine = Math.abs(m12) / (length * cosine);
        else cosine = Math.abs(m12) / (length * sine);
        if (sine < SMALLEST_ANGLE) return false;
        if (m12 > 0) sine = -sine;
        for (double[] v : turned) rotateBoth(v, l, m, cosine, sine);
        rotateRows(axes, l, m, cosine, sine);
        return true;
    }

    private void rotateRows(double[] matrix, int l, int m, double cosine, double sine) {
        for (int j = 0; j < d; j++) {
            double first = matrix[l * d + j];
            double second = matrix[m * d + j];
            matrix[l * d + j] = cosine * first + sine * second;
            matrix[m * d + j] = cosine * second - sine * first;
        }
    }

    /// A symmetric matrix along the turned axes.
    private void rotateBoth(double[] v, int l, int m, double cosine, double sine) {
        double ll = v[l * d + l];
        double lm = v[l * d + m];
        double mm = v[m * d + m];
        for (int j = 0; j < d; j++) {
            double first = v[l * d + j];
            double second = v[m * d + j];
            double turnedFirst = cosine * first + sine * second;
            double turnedSecond = cosine * second - sine * first;
            v[l * d + j] = turnedFirst;
            v[j * d + l] = turnedFirst;
            v[m * d + j] = turnedSecond;
            v[j * d + m] = turnedSecond;
        }
        v[l * d + l] = cosine * cosine * ll + 2 * cosine * sine * lm + sine * sine * mm;
        v[m * d + m] = sine * sine * ll - 2 * cosine * sine * lm + cosine * cosine * mm;
        double off = (cosine * cosine - sine * sine) * lm + cosine * sine * (mm - ll);
        v[l * d + m] = off;
        v[m * d + l] = off;
    }

    /// D diag(variances) Dᵀ, symmetric to the bit.
    double[] onAxes(double[] variances) {
        double[] out = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < d; a++) {
                double scaled = variances[j] * axes[j * d + a];
                for (int b = 0; b <= a; b++) out[a * d + b] += scaled * axes[j * d + b];
            }
        }
        for (int a = 0; a < d; a++) for (int b = a + 1; b < d; b++) out[a * d + b] = out[b * d + a];
        return out;
    }
}
