package mixtura.internal.kernel;

/// Squared distances with the bits of [ScalarKernels], whichever kernels run elsewhere: four rows at a time, so
/// that four sums wait for each other's additions instead of one.
public final class DefinedDistances {
    private DefinedDistances() {}

    /// out[i] = ‖x_i − c‖² for the rows that begin at `offset + rows[i] · d`.
    public static void of(double[] x, int offset, int[] rows, int count, double[] c, double[] out) {
        int d = c.length;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int r0 = offset + rows[i] * d;
            int r1 = offset + rows[i + 1] * d;
            int r2 = offset + rows[i + 2] * d;
            int r3 = offset + rows[i + 3] * d;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int j = 0; j < d; j++) {
                double centre = c[j];
                double a0 = x[r0 + j] - centre;
                double a1 = x[r1 + j] - centre;
                double a2 = x[r2 + j] - centre;
                double a3 = x[r3 + j] - centre;
                s0 += a0 * a0;
                s1 += a1 * a1;
                s2 += a2 * a2;
                s3 += a3 * a3;
            }
            out[i] = s0;
            out[i + 1] = s1;
            out[i + 2] = s2;
            out[i + 3] = s3;
        }
        for (; i < count; i++) {
            out[i] = ScalarKernels.INSTANCE.squaredDistance(x, offset + rows[i] * d, c, 0, d);
        }
    }

    /// The same for rows stored in single precision.
    public static void of(float[] x, int offset, int[] rows, int count, double[] c, double[] out) {
        int d = c.length;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int r0 = offset + rows[i] * d;
            int r1 = offset + rows[i + 1] * d;
            int r2 = offset + rows[i + 2] * d;
            int r3 = offset + rows[i + 3] * d;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int j = 0; j < d; j++) {
                double centre = c[j];
                double a0 = x[r0 + j] - centre;
                double a1 = x[r1 + j] - centre;
                double a2 = x[r2 + j] - centre;
                double a3 = x[r3 + j] - centre;
                s0 += a0 * a0;
                s1 += a1 * a1;
                s2 += a2 * a2;
                s3 += a3 * a3;
            }
            out[i] = s0;
            out[i + 1] = s1;
            out[i + 2] = s2;
            out[i + 3] = s3;
        }
        for (; i < count; i++) {
            int row = offset + rows[i] * d;
            double sum = 0;
            for (int j = 0; j < d; j++) {
                double a = x[row + j] - c[j];
                sum += a * a;
            }
            out[i] = sum;
        }
    }
}
