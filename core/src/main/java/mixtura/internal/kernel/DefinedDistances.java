package mixtura.internal.kernel;

/// Squared distances with the bits of [ScalarKernels], whichever kernels run elsewhere: of pairs of a row
/// and a centroid, eight at a time. Squares are worked out pair by pair, which compilers do with vectors;
/// the eight sums in the order of the columns wait for each other's additions instead of one.
public final class DefinedDistances {
    private static final int TOGETHER = 8;

    private final int d;
    private final double[] squares; // of one pair's differences behind those of another

    /// For one thread.
    public DefinedDistances(int dimension) {
        d = dimension;
        squares = new double[TOGETHER * dimension];
    }

    /// out[i] = ‖x_i − c_i‖² for the rows that begin at `offset + rows[i] · d`.
    ///
    /// @param which  number of each row's centroid among `centroids`
    public void of(double[] x, int offset, int[] rows, double[][] centroids, int[] which, int count, double[] out) {
        for (int from = 0; from < count; from += TOGETHER) {
            int here = Math.min(TOGETHER, count - from);
            for (int i = 0; i < here; i++) {
                square(x, offset + rows[from + i] * d, centroids[which[from + i]], squares, i * d);
            }
            sum(here, from, out);
        }
    }

    /// The same for rows stored in single precision.
    public void of(float[] x, int offset, int[] rows, double[][] centroids, int[] which, int count, double[] out) {
        for (int from = 0; from < count; from += TOGETHER) {
            int here = Math.min(TOGETHER, count - from);
            for (int i = 0; i < here; i++) {
                square(x, offset + rows[from + i] * d, centroids[which[from + i]], squares, i * d);
            }
            sum(here, from, out);
        }
    }

    private static void square(double[] x, int row, double[] c, double[] out, int at) {
        for (int j = 0; j < c.length; j++) {
            double a = x[row + j] - c[j];
            out[at + j] = a * a;
        }
    }

    private static void square(float[] x, int row, double[] c, double[] out, int at) {
        for (int j = 0; j < c.length; j++) {
            double a = x[row + j] - c[j];
            out[at + j] = a * a;
        }
    }

    /// Where there are fewer pairs the last sums are of what is left from before, and nobody asks for them.
    private void sum(int here, int from, double[] out) {
        if (here <= TOGETHER / 2) {
            sumFour(here, from, out);
            return;
        }
        double[] q = squares;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int j = 0; j < d; j++) {
            s0 += q[j];
            s1 += q[j + d];
            s2 += q[j + 2 * d];
            s3 += q[j + 3 * d];
            s4 += q[j + 4 * d];
            s5 += q[j + 5 * d];
            s6 += q[j + 6 * d];
            s7 += q[j + 7 * d];
        }
        out[from] = s0;
        out[from + 1] = s1;
        out[from + 2] = s2;
        out[from + 3] = s3;
        out[from + 4] = s4;
        if (here > 5) out[from + 5] = s5;
        if (here > 6) out[from + 6] = s6;
        if (here > 7) out[from + 7] = s7;
    }

    private void sumFour(int here, int from, double[] out) {
        double[] q = squares;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int j = 0; j < d; j++) {
            s0 += q[j];
            s1 += q[j + d];
            s2 += q[j + 2 * d];
            s3 += q[j + 3 * d];
        }
        out[from] = s0;
        if (here > 1) out[from + 1] = s1;
        if (here > 2) out[from + 2] = s2;
        if (here > 3) out[from + 3] = s3;
    }
}
