package mixtura.internal.kernel;

import java.util.Arrays;

/// Plain loops in the order in which one would write the sums: the definition of every other kernel, and equal bits
/// on every machine.
public final class ScalarKernels implements Kernels {
    /// These kernels because they were asked for.
    public static final ScalarKernels INSTANCE = new ScalarKernels("scalar");

    private final String description;

    /// @param description  says why nothing faster runs, where that is not what was asked for
    ScalarKernels(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) sum += a[aOffset + j] * b[bOffset + j];
        return sum;
    }

    @Override
    public double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            double difference = a[aOffset + j] - b[bOffset + j];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public void add(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int j = 0; j < length; j++) y[yOffset + j] += alpha * x[xOffset + j];
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
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * cStride;
            if (!accumulate) Arrays.fill(c, row, row + n, 0);
            int l = 0;
            for (; l + 4 <= k; l += 4) {
                int at = aOffset + i * aStride + l;
                addFour(a[at], a[at + 1], a[at + 2], a[at + 3], b, bOffset + l * bStride, bStride, c, row, n);
            }
            for (; l < k; l++) add(a[aOffset + i * aStride + l], b, bOffset + l * bStride, c, row, n);
        }
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
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * cStride;
            if (!accumulate) Arrays.fill(c, row, row + n, 0);
            for (int l = 0; l < k; l++) add(a[aOffset + l * aStride + i], b, bOffset + l * bStride, c, row, n);
        }
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
        for (int i = 0; i < m; i++) {
            int row = aOffset + i * aStride;
            int to = cOffset + i * cStride;
            int j = 0;
            for (; j + 4 <= n; j += 4) {
                fourDots(k, a, row, b, bOffset + j * bStride, bStride, c, to + j, accumulate);
            }
            for (; j < n; j++) {
                c[to + j] = (accumulate ? c[to + j] : 0) + dot(a, row, b, bOffset + j * bStride, k);
            }
        }
    }

    /// Four of [#add] in one walk over y, in their order.
    private static void addFour(
            double a0,
            double a1,
            double a2,
            double a3,
            double[] x,
            int first,
            int step,
            double[] y,
            int yOffset,
            int length) {
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        for (int j = 0; j < length; j++) {
            y[yOffset + j] =
                    y[yOffset + j] + a0 * x[first + j] + a1 * x[second + j] + a2 * x[third + j] + a3 * x[fourth + j];
        }
    }

    /// Four of [#dot] side by side, each in its own order: a sum waits for its last term, four do not wait
    /// for one another.
    private static void fourDots(
            int length, double[] a, int row, double[] b, int first, int step, double[] c, int to, boolean accumulate) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int l = 0; l < length; l++) {
            double x = a[row + l];
            s0 += x * b[first + l];
            s1 += x * b[first + step + l];
            s2 += x * b[first + 2 * step + l];
            s3 += x * b[first + 3 * step + l];
        }
        c[to] = (accumulate ? c[to] : 0) + s0;
        c[to + 1] = (accumulate ? c[to + 1] : 0) + s1;
        c[to + 2] = (accumulate ? c[to + 2] : 0) + s2;
        c[to + 3] = (accumulate ? c[to + 3] : 0) + s3;
    }

    @Override
    public void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride) {
        for (int l = 0; l < k; l++) {
            int row = aOffset + l * aStride;
            for (int i = 0; i < n; i++) add(a[row + i], a, row + i, c, cOffset + i * cStride + i, n - i);
        }
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
        for (int i = 0; i < m; i++) {
            int row = yOffset + i * yStride;
            Arrays.fill(y, row, row + n, 0);
            for (int l = 0; l < n; l++)
                add(x[xOffset + i * xStride + l], u, uOffset + l * uStride + l, y, row + l, n - l);
        }
    }

    @Override
    public void softmax(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset) {
        for (int n = 0; n < rows; n++) {
            logSum[logSumOffset + n] = softmax(columns, scores, offset + n * columns, 1);
        }
    }

    @Override
    public void softmaxColumns(
            int rows, int columns, double[] scores, int offset, int stride, double[] logSum, int logSumOffset) {
        for (int n = 0; n < rows; n++) logSum[logSumOffset + n] = softmax(columns, scores, offset + n, stride);
    }

    /// One row, whose scores are `step` apart from `start` on: weights in place, and the logarithm of their sum.
    private static double softmax(int columns, double[] scores, int start, int step) {
        int end = start + columns * step;
        double max = Double.NEGATIVE_INFINITY;
        for (int at = start; at < end; at += step) if (!(scores[at] <= max)) max = scores[at]; // NaN as well
        if (max == Double.NEGATIVE_INFINITY) {
            for (int at = start; at < end; at += step) scores[at] = 0;
            return max;
        }
        double sum = 0;
        for (int at = start; at < end; at += step) {
            scores[at] = Exponential.of(scores[at] - max);
            sum += scores[at];
        }
        for (int at = start; at < end; at += step) scores[at] /= sum;
        return max + StrictMath.log(sum);
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
        for (int n = 0; n < rows; n++) {
            for (int j = 0; j < columns; j++) {
                out[outOffset + j * outStride + n] = (x[xOffset + n * xStride + j] - shift[j]) * scale[j];
            }
        }
    }

    @Override
    public void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride) {
        int to = outOffset;
        for (int a = 0; a < dimension; a++) {
            for (int b = a; b < dimension; b++, to += outStride) {
                for (int n = 0; n < rows; n++) {
                    out[to + n] = x[xOffset + a * xStride + n] * x[xOffset + b * xStride + n];
                }
            }
        }
        for (int a = 0; a < dimension; a++, to += outStride) {
            System.arraycopy(x, xOffset + a * xStride, out, to, rows);
        }
        Arrays.fill(out, to, to + rows, 1);
    }
}
