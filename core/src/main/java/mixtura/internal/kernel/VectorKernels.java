package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// Kernels on the Vector API of the JDK, which is there only when the module `jdk.incubator.vector` is: this class
/// must not be touched otherwise (see [KernelChoice]).
///
/// The same input gives the same bits on every call and in every thread; the number of lanes is part of the
/// arithmetic.
final class VectorKernels implements Kernels {
    private final String remark;

    /// @param remark  why nothing faster runs; may be empty
    VectorKernels(String remark) {
        this.remark = remark;
    }

    @Override
    public String description() {
        return "vector " + LANES.vectorBitSize() + " bit" + (remark.isEmpty() ? "" : " (" + remark + ")");
    }

    @Override
    public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
        DoubleVector sum = DoubleVector.zero(LANES);
        DoubleVector second = DoubleVector.zero(LANES);
        int j = 0;
        for (; j + 2 * L <= length; j += 2 * L) {
            DoubleVector x = DoubleVector.fromArray(LANES, a, aOffset + j);
            sum = x.fma(DoubleVector.fromArray(LANES, b, bOffset + j), sum);
            DoubleVector y = DoubleVector.fromArray(LANES, a, aOffset + j + L);
            second = y.fma(DoubleVector.fromArray(LANES, b, bOffset + j + L), second);
        }
        if (j + L <= length) {
            DoubleVector x = DoubleVector.fromArray(LANES, a, aOffset + j);
            sum = x.fma(DoubleVector.fromArray(LANES, b, bOffset + j), sum);
            j += L;
        }
        double total = j == 0 ? 0 : Lanes.sum(sum.add(second));
        for (; j < length; j++) total += a[aOffset + j] * b[bOffset + j];
        return total;
    }

    @Override
    public double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        DoubleVector sum = DoubleVector.zero(LANES);
        DoubleVector second = DoubleVector.zero(LANES);
        int j = 0;
        for (; j + 2 * L <= length; j += 2 * L) {
            DoubleVector x =
                    DoubleVector.fromArray(LANES, a, aOffset + j).sub(DoubleVector.fromArray(LANES, b, bOffset + j));
            sum = x.fma(x, sum);
            DoubleVector y = DoubleVector.fromArray(LANES, a, aOffset + j + L)
                    .sub(DoubleVector.fromArray(LANES, b, bOffset + j + L));
            second = y.fma(y, second);
        }
        if (j + L <= length) {
            DoubleVector x =
                    DoubleVector.fromArray(LANES, a, aOffset + j).sub(DoubleVector.fromArray(LANES, b, bOffset + j));
            sum = x.fma(x, sum);
            j += L;
        }
        double total = j == 0 ? 0 : Lanes.sum(sum.add(second));
        for (; j < length; j++) {
            double difference = a[aOffset + j] - b[bOffset + j];
            total += difference * difference;
        }
        return total;
    }

    @Override
    public void add(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector factor = DoubleVector.broadcast(LANES, alpha);
        int j = 0;
        for (int end = LANES.loopBound(length); j < end; j += L) {
            DoubleVector sum = DoubleVector.fromArray(LANES, y, yOffset + j);
            factor.fma(DoubleVector.fromArray(LANES, x, xOffset + j), sum).intoArray(y, yOffset + j);
        }
        for (; j < length; j++) y[yOffset + j] = Math.fma(alpha, x[xOffset + j], y[yOffset + j]);
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate) {
        VectorProducts.multiply(m, n, k, a, aOffset, aStride, 1, b, bOffset, bStride, c, cOffset, cStride, accumulate);
    }

    @Override
    public void multiplyTransposed(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate) {
        VectorProducts.multiply(m, n, k, a, aOffset, 1, aStride, b, bOffset, bStride, c, cOffset, cStride, accumulate);
    }

    @Override
    public void multiplyByTransposed(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate) {
        if (L < 4) { // too few lanes for four sums in one vector
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    int to = cOffset + i * cStride + j;
                    c[to] = (accumulate ? c[to] : 0) + dot(a, aOffset + i * aStride, b, bOffset + j * bStride, k);
                }
            }
            return;
        }
        VectorProducts.multiplyByTransposed(
                m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride, accumulate);
    }

    @Override
    public void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride) {
        VectorProducts.addGram(n, k, a, aOffset, aStride, c, cOffset, cStride);
    }

    @Override
    public void multiplyUpper(
            int m,
            int n,
            double[] x,
            int xOffset,
            int xStride,
            double[] u,
            int uOffset,
            int uStride,
            double[] y,
            int yOffset,
            int yStride) {
        VectorProducts.multiplyUpper(m, n, x, xOffset, xStride, u, uOffset, uStride, y, yOffset, yStride);
    }

    @Override
    public void softmax(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset) {
        VectorSoftmax.rows(rows, columns, scores, offset, logSum, logSumOffset);
    }

    @Override
    public void softmaxColumns(
            int rows, int columns, double[] scores, int offset, int stride, double[] logSum, int logSumOffset) {
        VectorSoftmax.columns(rows, columns, scores, offset, stride, logSum, logSumOffset);
    }

    @Override
    public void columns(
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
        VectorBlocks.columns(rows, columns, x, xOffset, xStride, shift, scale, out, outOffset, outStride);
    }

    @Override
    public void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride) {
        VectorBlocks.quadraticFeatures(rows, dimension, x, xOffset, xStride, out, outOffset, outStride);
    }

    @Override
    public boolean whitensInRegisters() {
        return L >= 4;
    }

    @Override
    public Whitener whitener() {
        return new VectorWhitening();
    }
}
