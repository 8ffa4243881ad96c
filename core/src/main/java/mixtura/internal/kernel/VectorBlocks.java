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
            int rows, int columns, double[] x, int xOffset, int xStride, double[] shift, double[] scale,
            double[] out, int outOffset, int outStride) {
        for (int n = 0; n < rows; n += 8) {
            int end = Math.min(n + 8, rows);
            for (int j = 0; j < columns; j++) {
                double from = shift[j];
                double factor = scale[j];
                int at = outOffset + j * outStride;
                for (int i = n; i < end; i++) out[at + i] = (x[xOffset + i * xStride + j] - from) * factor;
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
