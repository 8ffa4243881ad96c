package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;

/// Innermost loops of [GroupedScores]: twelve rows, each read where it lies, by one or two vectors of centroids whose
/// values are laid out by columns. Sums begin with the half norms and stay in registers.
///
/// A tile holds nothing but loads, products and stores, see `bench/KERNELS.md`. Twelve rows leave a sum for each
/// of the thirty-two registers of AVX-512 but those of the operands; one vector wide it reaches two thirds of the
/// peak, because every product needs a value spread over the lanes, two wide nine tenths.
final class GroupTiles {
    /// Rows of a tile.
    static final int ROWS = 12;

    private GroupTiles() {}

    /// 12 rows by 1 vector of centroids.
    static void tile12x1(
            float[] x, int[] starts, int from, float[] c, int at, int dimension, float[] h, int hAt, float[] out) {
        int p0 = starts[from];
        int p1 = starts[from + 1];
        int p2 = starts[from + 2];
        int p3 = starts[from + 3];
        int p4 = starts[from + 4];
        int p5 = starts[from + 5];
        int p6 = starts[from + 6];
        int p7 = starts[from + 7];
        int p8 = starts[from + 8];
        int p9 = starts[from + 9];
        int p10 = starts[from + 10];
        int p11 = starts[from + 11];
        FloatVector h0 = FloatVector.fromArray(LANES, h, hAt);
        FloatVector s0a = h0,
                s1a = h0,
                s2a = h0,
                s3a = h0,
                s4a = h0,
                s5a = h0,
                s6a = h0,
                s7a = h0,
                s8a = h0,
                s9a = h0,
                s10a = h0,
                s11a = h0;
        for (int j = 0, q = at; j < dimension; j++, q += L) {
            FloatVector y0 = FloatVector.fromArray(LANES, c, q);
            FloatVector x0 = FloatVector.broadcast(LANES, x[p0 + j]);
            s0a = x0.fma(y0, s0a);
            FloatVector x1 = FloatVector.broadcast(LANES, x[p1 + j]);
            s1a = x1.fma(y0, s1a);
            FloatVector x2 = FloatVector.broadcast(LANES, x[p2 + j]);
            s2a = x2.fma(y0, s2a);
            FloatVector x3 = FloatVector.broadcast(LANES, x[p3 + j]);
            s3a = x3.fma(y0, s3a);
            FloatVector x4 = FloatVector.broadcast(LANES, x[p4 + j]);
            s4a = x4.fma(y0, s4a);
            FloatVector x5 = FloatVector.broadcast(LANES, x[p5 + j]);
            s5a = x5.fma(y0, s5a);
            FloatVector x6 = FloatVector.broadcast(LANES, x[p6 + j]);
            s6a = x6.fma(y0, s6a);
            FloatVector x7 = FloatVector.broadcast(LANES, x[p7 + j]);
            s7a = x7.fma(y0, s7a);
            FloatVector x8 = FloatVector.broadcast(LANES, x[p8 + j]);
            s8a = x8.fma(y0, s8a);
            FloatVector x9 = FloatVector.broadcast(LANES, x[p9 + j]);
            s9a = x9.fma(y0, s9a);
            FloatVector x10 = FloatVector.broadcast(LANES, x[p10 + j]);
            s10a = x10.fma(y0, s10a);
            FloatVector x11 = FloatVector.broadcast(LANES, x[p11 + j]);
            s11a = x11.fma(y0, s11a);
        }
        s0a.intoArray(out, 0);
        s1a.intoArray(out, L);
        s2a.intoArray(out, 2 * L);
        s3a.intoArray(out, 3 * L);
        s4a.intoArray(out, 4 * L);
        s5a.intoArray(out, 5 * L);
        s6a.intoArray(out, 6 * L);
        s7a.intoArray(out, 7 * L);
        s8a.intoArray(out, 8 * L);
        s9a.intoArray(out, 9 * L);
        s10a.intoArray(out, 10 * L);
        s11a.intoArray(out, 11 * L);
    }

    /// 12 rows by 2 vectors of centroids.
    static void tile12x2(
            float[] x, int[] starts, int from, float[] c, int at, int dimension, float[] h, int hAt, float[] out) {
        int p0 = starts[from];
        int p1 = starts[from + 1];
        int p2 = starts[from + 2];
        int p3 = starts[from + 3];
        int p4 = starts[from + 4];
        int p5 = starts[from + 5];
        int p6 = starts[from + 6];
        int p7 = starts[from + 7];
        int p8 = starts[from + 8];
        int p9 = starts[from + 9];
        int p10 = starts[from + 10];
        int p11 = starts[from + 11];
        FloatVector h0 = FloatVector.fromArray(LANES, h, hAt);
        FloatVector h1 = FloatVector.fromArray(LANES, h, hAt + L);
        FloatVector s0a = h0,
                s1a = h0,
                s2a = h0,
                s3a = h0,
                s4a = h0,
                s5a = h0,
                s6a = h0,
                s7a = h0,
                s8a = h0,
                s9a = h0,
                s10a = h0,
                s11a = h0;
        FloatVector s0b = h1,
                s1b = h1,
                s2b = h1,
                s3b = h1,
                s4b = h1,
                s5b = h1,
                s6b = h1,
                s7b = h1,
                s8b = h1,
                s9b = h1,
                s10b = h1,
                s11b = h1;
        for (int j = 0, q = at; j < dimension; j++, q += 2 * L) {
            FloatVector y0 = FloatVector.fromArray(LANES, c, q);
            FloatVector y1 = FloatVector.fromArray(LANES, c, q + L);
            FloatVector x0 = FloatVector.broadcast(LANES, x[p0 + j]);
            s0a = x0.fma(y0, s0a);
            s0b = x0.fma(y1, s0b);
            FloatVector x1 = FloatVector.broadcast(LANES, x[p1 + j]);
            s1a = x1.fma(y0, s1a);
            s1b = x1.fma(y1, s1b);
            FloatVector x2 = FloatVector.broadcast(LANES, x[p2 + j]);
            s2a = x2.fma(y0, s2a);
            s2b = x2.fma(y1, s2b);
            FloatVector x3 = FloatVector.broadcast(LANES, x[p3 + j]);
            s3a = x3.fma(y0, s3a);
            s3b = x3.fma(y1, s3b);
            FloatVector x4 = FloatVector.broadcast(LANES, x[p4 + j]);
            s4a = x4.fma(y0, s4a);
            s4b = x4.fma(y1, s4b);
            FloatVector x5 = FloatVector.broadcast(LANES, x[p5 + j]);
            s5a = x5.fma(y0, s5a);
            s5b = x5.fma(y1, s5b);
            FloatVector x6 = FloatVector.broadcast(LANES, x[p6 + j]);
            s6a = x6.fma(y0, s6a);
            s6b = x6.fma(y1, s6b);
            FloatVector x7 = FloatVector.broadcast(LANES, x[p7 + j]);
            s7a = x7.fma(y0, s7a);
            s7b = x7.fma(y1, s7b);
            FloatVector x8 = FloatVector.broadcast(LANES, x[p8 + j]);
            s8a = x8.fma(y0, s8a);
            s8b = x8.fma(y1, s8b);
            FloatVector x9 = FloatVector.broadcast(LANES, x[p9 + j]);
            s9a = x9.fma(y0, s9a);
            s9b = x9.fma(y1, s9b);
            FloatVector x10 = FloatVector.broadcast(LANES, x[p10 + j]);
            s10a = x10.fma(y0, s10a);
            s10b = x10.fma(y1, s10b);
            FloatVector x11 = FloatVector.broadcast(LANES, x[p11 + j]);
            s11a = x11.fma(y0, s11a);
            s11b = x11.fma(y1, s11b);
        }
        s0a.intoArray(out, 0);
        s0b.intoArray(out, L);
        s1a.intoArray(out, 2 * L);
        s1b.intoArray(out, 3 * L);
        s2a.intoArray(out, 4 * L);
        s2b.intoArray(out, 5 * L);
        s3a.intoArray(out, 6 * L);
        s3b.intoArray(out, 7 * L);
        s4a.intoArray(out, 8 * L);
        s4b.intoArray(out, 9 * L);
        s5a.intoArray(out, 10 * L);
        s5b.intoArray(out, 11 * L);
        s6a.intoArray(out, 12 * L);
        s6b.intoArray(out, 13 * L);
        s7a.intoArray(out, 14 * L);
        s7b.intoArray(out, 15 * L);
        s8a.intoArray(out, 16 * L);
        s8b.intoArray(out, 17 * L);
        s9a.intoArray(out, 18 * L);
        s9b.intoArray(out, 19 * L);
        s10a.intoArray(out, 20 * L);
        s10b.intoArray(out, 21 * L);
        s11a.intoArray(out, 22 * L);
        s11b.intoArray(out, 23 * L);
    }
}
