package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// Whitened norms of a block by columns. Benchmark: `KernelBenchmark`.
final class VectorWhitening implements Whitener {
    /// Vectors of rows that are whitened at once.
    private static final int VECTORS = L < 8 ? 2 : 4; // sixteen registers hold twelve sums

    private static final int WIDTH = VECTORS * L;

    /// Rows that are copied at once: 128 columns of them take 32 KB.
    private static final int COPIED = 32;

    private double[] copied = {};

    /// All components see a few rows before the next ones, which stay in the first-level
    /// cache.
    @Override
    public void norms(
            int rows,
            double[] z,
            int zOffset,
            int zStride,
            Whitening whitening,
            double[] out,
            int outOffset,
            int outStride) {
        double[] sums = new double[WIDTH];
        int n = 0;
        for (; n + WIDTH <= rows; n += WIDTH) {
            for (int k = 0; k < whitening.componentCount(); k++) {
                squares(whitening, k, z, zOffset + n, zStride, sums);
                finish(whitening.constant(k), sums, WIDTH, out, outOffset + k * outStride + n);
            }
        }
        if (n == rows) return;
        // the last rows go through the same arithmetic in a scratch block: a row's bits do not depend on its place
        int d = whitening.dimension();
        int last = rows - n;
        double[] block = new double[d * WIDTH];
        for (int j = 0; j < d; j++) System.arraycopy(z, zOffset + j * zStride + n, block, j * WIDTH, last);
        for (int k = 0; k < whitening.componentCount(); k++) {
            squares(whitening, k, block, 0, WIDTH, sums);
            finish(whitening.constant(k), sums, last, out, outOffset + k * outStride + n);
        }
    }

    private static void finish(double constant, double[] sums, int count, double[] out, int to) {
        if (count < WIDTH) {
            for (int n = 0; n < count; n++) out[to + n] = constant - 0.5 * sums[n];
            return;
        }
        for (int n = 0; n < WIDTH; n += L) {
            DoubleVector.fromArray(LANES, sums, n).mul(-0.5).add(constant).intoArray(out, to + n);
        }
    }

    /// ‖U_kᵀ z_n − b_k‖² of a strip of rows.
    private static void squares(Whitening whitening, int k, double[] z, int zAt, int zStride, double[] sums) {
        Arrays.fill(sums, 0);
        int at = whitening.panel(k);
        for (int g = 0; g < whitening.groups(); g++) {
            int depth = whitening.depth(g);
            if (VECTORS == 4) WhiteningTiles.tile6x4(depth, whitening.panels(), at, z, zAt, zStride, sums);
            else WhiteningTiles.tile6x2(depth, whitening.panels(), at, z, zAt, zStride, sums);
            at += Whitening.HEIGHT * (1 + depth);
        }
    }

    /// Rows are copied a few at a time, which reads memory in its order: read in squares where they lie, 60
    /// 000 rows of 25 columns took 2.4 ms, read first 1.1. The first vector of a row begins in the row before
    /// it, whose numbers become 0.
    @Override
    public void layOut(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] zRows,
            double[] columns,
            int stride) {
        int length = WeightedMoments.rowLength(dimension);
        int pad = length - dimension;
        if (copied.length < pad + COPIED * dimension) copied = new double[pad + COPIED * dimension];
        for (int first = 0; first < rows; first += COPIED) {
            int count = Math.min(COPIED, rows - first);
            System.arraycopy(x, xOffset + first * dimension, copied, pad, count * dimension);
            int n = 0;
            for (; L == 8 && n + L <= count; n += L) {
                for (int j = 0; j < length; j += L) {
                    int row = (first + n) * length + j;
                    int column = j * stride + first + n;
                    Squares.layOut(
                            copied,
                            n * dimension + j,
                            dimension,
                            shift,
                            scale,
                            j,
                            zRows,
                            row,
                            length,
                            columns,
                            column,
                            stride);
                }
            }
            for (; n < (count + 7) / 8 * 8; n++) {
                for (int j = 0; j < length; j++) {
                    double z = n < count ? (copied[n * dimension + j] - shift[j]) * scale[j] : 0;
                    columns[j * stride + first + n] = z;
                    if (n < count) zRows[(first + n) * length + j] = z;
                }
            }
        }
    }

    @Override
    public WeightedMoments moments(double[][] centres, boolean[] lossy) {
        return new VectorMoments(centres, lossy);
    }
}
