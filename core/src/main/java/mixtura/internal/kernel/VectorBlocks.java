package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.FOUR;
import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;
import static mixtura.internal.kernel.Lanes.ODD_ONES;
import static mixtura.internal.kernel.Lanes.ODD_PAIRS;
import static mixtura.internal.kernel.Lanes.SWAP_1;
import static mixtura.internal.kernel.Lanes.SWAP_2;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// Lays blocks of rows out by columns and multiplies columns into features.
final class VectorBlocks {
    private VectorBlocks() {}

    /// Columns of a piece that is moved in registers.
    private static final int WIDE = Math.min(8, L);

    private static final VectorMask<Double> LATTER_FOUR = FOUR.not();

    /// As [Kernels#columns], a few rows at a time so that what is read and what is written stays in the cache.
    /// Four rows are read to their ends before the next four: with eight at once, reading from memory took a
    /// fifth longer.
    static void columns(
            int rows,
            int columns,
            double[] x,
            int xOffset,
            int xStride,
            double[] shift,
            double[] scale,
            double[] out,
            int outOffset,
            int outStride) {
        int n = 0;
        for (; n + 4 <= rows; n += 4) {
            int from = xOffset + n * xStride;
            int to = outOffset + n;
            for (int j = 0; j < columns; j += WIDE) {
                int first = Math.min(j, columns - WIDE); // the last piece may move columns again
                if (first >= 0) {
                    piece(x, from + first, xStride, shift, scale, first, out, to + first * outStride, outStride);
                } else {
                    scalar(4, columns, x, from, xStride, shift, scale, out, to, outStride);
                }
            }
        }
        int from = xOffset + n * xStride;
        scalar(rows - n, columns, x, from, xStride, shift, scale, out, outOffset + n, outStride);
    }

    /// Value by value: fewer columns than a vector has lanes, and the last rows.
    private static void scalar(
            int rows,
            int columns,
            double[] x,
            int from,
            int xStride,
            double[] shift,
            double[] scale,
            double[] out,
            int to,
            int outStride) {
        for (int j = 0; j < columns; j++) {
            int at = to + j * outStride;
            for (int i = 0; i < rows; i++) out[at + i] = (x[from + i * xStride + j] - shift[j]) * scale[j];
        }
    }

    /// Four rows and as many columns as a vector has lanes, moved, scaled and transposed in squares of four: pairs of
    /// rows change places first, then pairs of pairs.
    private static void piece(
            double[] x,
            int from,
            int xStride,
            double[] shift,
            double[] scale,
            int column,
            double[] out,
            int to,
            int outStride) {
        DoubleVector centre = DoubleVector.fromArray(LANES, shift, column);
        DoubleVector factor = DoubleVector.fromArray(LANES, scale, column);
        DoubleVector a = DoubleVector.fromArray(LANES, x, from).sub(centre).mul(factor);
        DoubleVector b =
                DoubleVector.fromArray(LANES, x, from + xStride).sub(centre).mul(factor);
        DoubleVector c =
                DoubleVector.fromArray(LANES, x, from + 2 * xStride).sub(centre).mul(factor);
        DoubleVector d =
                DoubleVector.fromArray(LANES, x, from + 3 * xStride).sub(centre).mul(factor);
        DoubleVector evenAb = a.blend(b.rearrange(SWAP_1), ODD_ONES); // a0 b0 a2 b2, and so behind them
        DoubleVector oddAb = a.rearrange(SWAP_1).blend(b, ODD_ONES);
        DoubleVector evenCd = c.blend(d.rearrange(SWAP_1), ODD_ONES);
        DoubleVector oddCd = c.rearrange(SWAP_1).blend(d, ODD_ONES);
        DoubleVector first = evenAb.blend(evenCd.rearrange(SWAP_2), ODD_PAIRS); // a0 b0 c0 d0 a4 b4 c4 d4
        DoubleVector second = oddAb.blend(oddCd.rearrange(SWAP_2), ODD_PAIRS);
        DoubleVector third = evenAb.rearrange(SWAP_2).blend(evenCd, ODD_PAIRS);
        DoubleVector fourth = oddAb.rearrange(SWAP_2).blend(oddCd, ODD_PAIRS);
        first.intoArray(out, to, FOUR);
        second.intoArray(out, to + outStride, FOUR);
        third.intoArray(out, to + 2 * outStride, FOUR);
        fourth.intoArray(out, to + 3 * outStride, FOUR);
        if (WIDE == 4) return;
        int latter = to + 4 * outStride - 4;
        first.intoArray(out, latter, LATTER_FOUR);
        second.intoArray(out, latter + outStride, LATTER_FOUR);
        third.intoArray(out, latter + 2 * outStride, LATTER_FOUR);
        fourth.intoArray(out, latter + 3 * outStride, LATTER_FOUR);
    }

    /// As [Kernels#quadraticFeatures].
    static void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride) {
        int to = outOffset;
        for (int a = 0; a < dimension; a++) {
            for (int b = a; b < dimension; b++, to += outStride) {
                product(rows, x, xOffset + a * xStride, xOffset + b * xStride, out, to);
            }
        }
        for (int a = 0; a < dimension; a++, to += outStride) {
            System.arraycopy(x, xOffset + a * xStride, out, to, rows);
        }
        Arrays.fill(out, to, to + rows, 1);
    }

    private static void product(int rows, double[] x, int a, int b, double[] out, int to) {
        int n = 0;
        for (int end = LANES.loopBound(rows); n < end; n += L) {
            DoubleVector left = DoubleVector.fromArray(LANES, x, a + n);
            left.mul(DoubleVector.fromArray(LANES, x, b + n)).intoArray(out, to + n);
        }
        for (; n < rows; n++) out[to + n] = x[a + n] * x[b + n];
    }
}
