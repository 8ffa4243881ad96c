package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Weighted moments out of [MomentTiles]. Components in which most rows of a block have a share read it as it is,
/// one tile for all of them before the next one, so that a tile's columns stay in the first-level cache. For others
/// the rows with a share are moved together column by column, and few of them wait for those of further blocks.
final class VectorMoments implements WeightedMoments {
    /// Columns that are weighted at once.
    private static final int TALL = 4;

    /// Moving rows together costs about a fifth of the products of a whole block.
    private static final double DENSE = 0.8;

    /// Fewer rows wait: a tile's sums would be read and written for too few products.
    private static final int ENOUGH = 128;

    private final int columns;
    private final double[][] sums; // per component, tile after tile
    private final double[] parts = new double[4 * L];
    private final int[] dense; // components
    private final double[][] waiting; // per component: rows by columns, then their weights
    private final int[] count; // of rows that wait
    private int stride; // of rows that wait
    private int whole; // rows of the block, and up to a vector without weight
    private double[] weights = {}; // of the dense components, `whole` each
    private int[] vectors = {}; // those in which a row has a share
    private long[] masks = {}; // and which rows
    private int vectorCount;

    VectorMoments(int componentCount, int columns) {
        this.columns = columns;
        int length = 0;
        for (int a = 0; a < columns; a += TALL) {
            for (int b = a; b < columns; b += width(columns - b)) length += TALL * width(columns - b) * L;
        }
        this.sums = new double[componentCount][length];
        this.dense = new int[componentCount];
        this.waiting = new double[componentCount][0];
        this.count = new int[componentCount];
    }

    /// The width of the next tile such that the widths 6, 5 and 4 add up to what is left, as far as they can.
    private static int width(int left) {
        return switch (left) {
            case 1, 2, 3, 4, 7, 8 -> 4;
            case 5, 9, 10, 13, 14, 15, 19, 20 -> 5;
            default -> 6;
        };
    }

    @Override
    public void add(int rows, double[] y, int yStride, double[] w, int wStride, double[] threshold) {
        reserve(rows);
        int many = 0;
        for (int k = 0; k < sums.length; k++) {
            int sharing = select(rows, w, k * wStride, threshold);
            if (sharing > DENSE * rows) {
                int to = many * whole;
                System.arraycopy(w, k * wStride, weights, to, rows);
                Arrays.fill(weights, to + rows, to + whole, 0);
                dense[many++] = k;
            } else if (sharing > 0) {
                append(k, sharing, y, yStride, w, k * wStride);
            }
        }
        if (many > 0) multiply(many, y, yStride);
    }

    private void reserve(int rows) {
        whole = (rows + L - 1) / L * L;
        if (vectors.length >= whole / L) return;
        multiplyWaiting();
        vectors = new int[whole / L];
        masks = new long[whole / L];
        weights = new double[sums.length * whole];
        // a vector more: what is moved there is stored whole; and not a multiple of half a page
        stride = (ENOUGH + (int) (DENSE * whole)) / L * L + 3 * L;
        if (stride % 256 == 0) stride += L;
        Arrays.fill(waiting, new double[0]);
    }

    /// Which rows have a share.
    private int select(int rows, double[] w, int from, double[] threshold) {
        int sharing = 0;
        vectorCount = 0;
        int n = 0;
        for (; n + L <= rows; n += L) {
            long mask = DoubleVector.fromArray(LANES, w, from + n)
                    .compare(VectorOperators.GT, DoubleVector.fromArray(LANES, threshold, n))
                    .toLong();
            sharing += keep(n, mask);
        }
        if (n == rows) return sharing;
        long mask = 0;
        for (int i = n; i < rows; i++) if (w[from + i] > threshold[i]) mask |= 1L << (i - n);
        return sharing + keep(n, mask);
    }

    private int keep(int n, long mask) {
        vectors[vectorCount] = n;
        masks[vectorCount] = mask;
        if (mask != 0) vectorCount++;
        return Long.bitCount(mask);
    }

    private void append(int k, int sharing, double[] y, int yStride, double[] w, int from) {
        if (waiting[k].length == 0) waiting[k] = new double[(columns + 1) * stride];
        double[] to = waiting[k];
        for (int j = 0; j < columns; j++) moveTogether(y, j * yStride, to, j * stride + count[k]);
        moveTogether(w, from, to, columns * stride + count[k]);
        count[k] += sharing;
        if (count[k] >= ENOUGH) multiplyWaiting(k);
    }

    private void moveTogether(double[] from, int at, double[] out, int start) {
        int to = start;
        for (int v = 0; v < vectorCount; v++) {
            DoubleVector.fromArray(LANES, from, at + vectors[v])
                    .compress(VectorMask.fromLong(LANES, masks[v]))
                    .intoArray(out, to);
            to += Long.bitCount(masks[v]);
        }
    }

    private void multiplyWaiting() {
        for (int k = 0; k < count.length; k++) if (count[k] > 0) multiplyWaiting(k);
    }

    private void multiplyWaiting(int k) {
        double[] x = waiting[k];
        int from = columns * stride;
        int filled = (count[k] + L - 1) / L * L;
        Arrays.fill(x, from + count[k], from + filled, 0);
        for (int a = 0, at = 0; a < columns; a += TALL) {
            for (int b = a, wide; b < columns; b += wide) {
                wide = width(columns - b);
                tile(wide, filled, x, from, x, stride, a, b, sums[k], at);
                at += TALL * wide * L;
            }
        }
        count[k] = 0;
    }

    private void multiply(int many, double[] y, int yStride) {
        for (int a = 0, at = 0; a < columns; a += TALL) {
            for (int b = a, wide; b < columns; b += wide) {
                wide = width(columns - b);
                for (int i = 0; i < many; i++) {
                    tile(wide, whole, weights, i * whole, y, yStride, a, b, sums[dense[i]], at);
                }
                at += TALL * wide * L;
            }
        }
    }

    private void tile(
            int wide, int rows, double[] w, int from, double[] x, int stride, int a, int b, double[] to, int at) {
        int tall = Math.min(TALL, columns - a);
        int there = Math.min(wide, columns - b);
        int aAt = a * stride;
        int bAt = b * stride;
        switch (wide) {
            case 6 -> MomentTiles.tile4x6(rows, w, from, x, aAt, tall, bAt, there, stride, to, at);
            case 5 -> MomentTiles.tile4x5(rows, w, from, x, aAt, tall, bAt, there, stride, to, at);
            default -> MomentTiles.tile4x4(rows, w, from, x, aAt, tall, bAt, there, stride, to, at);
        }
    }

    @Override
    public void take(int k, double[] out, int offset) {
        if (count[k] > 0) multiplyWaiting(k);
        for (int a = 0, at = 0; a < columns; a += TALL) {
            for (int b = a, wide; b < columns; b += wide) {
                wide = width(columns - b);
                for (int j = b; j < b + wide; j++, at += TALL * L) {
                    if (j >= columns) continue;
                    Lanes.sums(sums[k], at).intoArray(parts, 0);
                    for (int i = a; i < Math.min(a + TALL, j + 1); i++) {
                        out[offset + i * columns - i * (i - 1) / 2 + j - i] = parts[i - a];
                    }
                }
            }
        }
        Arrays.fill(sums[k], 0);
    }
}
