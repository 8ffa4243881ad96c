package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.FOUR;
import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;
import static mixtura.internal.kernel.Lanes.ODD_ONES;
import static mixtura.internal.kernel.Lanes.ODD_PAIRS;
import static mixtura.internal.kernel.Lanes.SWAP_ONES;
import static mixtura.internal.kernel.Lanes.SWAP_PAIRS;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// Lays blocks of rows out by columns and multiplies columns into features.
final class VectorBlocks {
    private VectorBlocks() {}

    /// As [Kernels#columns], a few rows at a time so that what is read and what is written stays in the cache. Four
    /// rows
    /// are read to their ends before the next four: with eight at once, reading from memory took a fifth longer.
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
        int fours = columns & ~3;
        for (; n + 4 <= rows; n += 4) {
            int from = xOffset + n * xStride;
            int to = outOffset + n;
            for (int j = 0; j < fours; j += 4, to += 4 * outStride) {
                square(x, from + j, xStride, shift, scale, j, out, to, outStride);
            }
            for (int j = fours; j < columns; j++, to += outStride) {
                for (int i = 0; i < 4; i++) out[to + i] = (x[from + i * xStride + j] - shift[j]) * scale[j];
            }
        }
        for (; n < rows; n++) {
            for (int j = 0; j < columns; j++) {
                out[outOffset + j * outStride + n] = (x[xOffset + n * xStride + j] - shift[j]) * scale[j];
            }
        }
    }

    /// Four rows and four columns, moved, scaled and transposed: pairs of rows change places first, then pairs of
    /// pairs.
    private static void square(
            double[] x,
            int from,
            int xStride,
            double[] shift,
            double[] scale,
            int column,
            double[] out,
            int to,
            int outStride) {
        DoubleVector centre = DoubleVector.fromArray(FOUR, shift, column);
        DoubleVector factor = DoubleVector.fromArray(FOUR, scale, column);
        DoubleVector a = DoubleVector.fromArray(FOUR, x, from).sub(centre).mul(factor);
        DoubleVector b =
                DoubleVector.fromArray(FOUR, x, from + xStride).sub(centre).mul(factor);
        DoubleVector c =
                DoubleVector.fromArray(FOUR, x, from + 2 * xStride).sub(centre).mul(factor);
        DoubleVector d =
                DoubleVector.fromArray(FOUR, x, from + 3 * xStride).sub(centre).mul(factor);
        DoubleVector evenAb = a.blend(b.rearrange(SWAP_ONES), ODD_ONES); // a0 b0 a2 b2
        DoubleVector oddAb = a.rearrange(SWAP_ONES).blend(b, ODD_ONES);
        DoubleVector evenCd = c.blend(d.rearrange(SWAP_ONES), ODD_ONES);
        DoubleVector oddCd = c.rearrange(SWAP_ONES).blend(d, ODD_ONES);
        evenAb.blend(evenCd.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(out, to); // a0 b0 c0 d0
        oddAb.blend(oddCd.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(out, to + outStride);
        evenAb.rearrange(SWAP_PAIRS).blend(evenCd, ODD_PAIRS).intoArray(out, to + 2 * outStride);
        oddAb.rearrange(SWAP_PAIRS).blend(oddCd, ODD_PAIRS).intoArray(out, to + 3 * outStride);
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
