package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// Lays blocks of rows out by columns and multiplies columns into features.
final class VectorBlocks {
    private VectorBlocks() {}

    /// As [Kernels#columns], a few rows at a time so that what is read and what is written stays in the cache.
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
        for (; n + 8 <= rows; n += 8) {
            int p0 = xOffset + n * xStride;
            int p1 = p0 + xStride;
            int p2 = p1 + xStride;
            int p3 = p2 + xStride;
            int p4 = p3 + xStride;
            int p5 = p4 + xStride;
            int p6 = p5 + xStride;
            int p7 = p6 + xStride;
            int to = outOffset + n;
            for (int j = 0; j < columns; j++, to += outStride) {
                double from = shift[j];
                double factor = scale[j];
                out[to] = (x[p0 + j] - from) * factor;
                out[to + 1] = (x[p1 + j] - from) * factor;
                out[to + 2] = (x[p2 + j] - from) * factor;
                out[to + 3] = (x[p3 + j] - from) * factor;
                out[to + 4] = (x[p4 + j] - from) * factor;
                out[to + 5] = (x[p5 + j] - from) * factor;
                out[to + 6] = (x[p6 + j] - from) * factor;
                out[to + 7] = (x[p7 + j] - from) * factor;
            }
        }
        for (; n < rows; n++) {
            for (int j = 0; j < columns; j++) {
                out[outOffset + j * outStride + n] = (x[xOffset + n * xStride + j] - shift[j]) * scale[j];
            }
        }
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
