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
        for (int i = 0; i < m; i += 2) {
            int row = cOffset + i * cStride;
            boolean two = i + 1 < m;
            if (!accumulate) {
                Arrays.fill(c, row, row + n, 0);
                if (two) Arrays.fill(c, row + cStride, row + cStride + n, 0);
            }
            int at = aOffset + i * aStride;
            int l = 0;
            for (; l + 4 <= k; l += 4) {
                int from = bOffset + l * bStride;
                if (two) addFourToTwo(a, at + l, aStride, b, from, bStride, c, row, cStride, n);
                else addFour(a, at + l, b, from, bStride, c, row, n);
            }
            for (; l < k; l++) {
                add(a[at + l], b, bOffset + l * bStride, c, row, n);
                if (two) add(a[at + aStride + l], b, bOffset + l * bStride, c, row + cStride, n);
            }
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
        for (int i = 0; i < m; i += 2) {
            int row = aOffset + i * aStride;
            int to = cOffset + i * cStride;
            boolean two = i + 1 < m;
            int j = 0;
            for (; j + 4 <= n; j += 4) {
                int from = bOffset + j * bStride;
                if (two) eightDots(k, a, row, aStride, b, from, bStride, c, to + j, cStride, accumulate);
                else fourDots(k, a, row, b, from, bStride, c, to + j, accumulate);
            }
            for (; j < n; j++) {
                int from = bOffset + j * bStride;
                put(dot(a, row, b, from, k), c, to + j, accumulate);
                if (two) put(dot(a, row + aStride, b, from, k), c, to + cStride + j, accumulate);
            }
        }
    }

    private static void put(double sum, double[] c, int at, boolean accumulate) {
        c[at] = (accumulate ? c[at] : 0) + sum;
    }

    /// Four of [#add] in one walk over y, in their order.
    private static void addFour(
            double[] a, int at, double[] x, int first, int step, double[] y, int yOffset, int length) {
        double a0 = a[at];
        double a1 = a[at + 1];
        double a2 = a[at + 2];
        double a3 = a[at + 3];
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        for (int j = 0; j < length; j++) {
            y[yOffset + j] =
                    y[yOffset + j] + a0 * x[first + j] + a1 * x[second + j] + a2 * x[third + j] + a3 * x[fourth + j];
        }
    }

    /// The same to two rows of y: what is read of x serves both. Compiled by C1, which checks every index, this and
    /// [#eightDots] take two thirds of the time.
    private static void addFourToTwo(
            double[] a,
            int at,
            int aStride,
            double[] x,
            int first,
            int step,
            double[] y,
            int yOffset,
            int yStride,
            int length) {
        double a0 = a[at];
        double a1 = a[at + 1];
        double a2 = a[at + 2];
        double a3 = a[at + 3];
        double b0 = a[at + aStride];
        double b1 = a[at + aStride + 1];
        double b2 = a[at + aStride + 2];
        double b3 = a[at + aStride + 3];
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        int other = yOffset + yStride;
        for (int j = 0; j < length; j++) {
            double x0 = x[first + j];
            double x1 = x[second + j];
            double x2 = x[third + j];
            double x3 = x[fourth + j];
            y[yOffset + j] = y[yOffset + j] + a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
            y[other + j] = y[other + j] + b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3;
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

    /// The same of two rows of a.
    private static void eightDots(
            int length,
            double[] a,
            int row,
            int aStride,
            double[] b,
            int first,
            int step,
            double[] c,
            int to,
            int cStride,
            boolean accumulate) {
        int other = row + aStride;
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        for (int l = 0; l < length; l++) {
            double x = a[row + l];
            double y = a[other + l];
            double b0 = b[first + l];
            double b1 = b[second + l];
            double b2 = b[third + l];
            double b3 = b[fourth + l];
            s0 += x * b0;
            s1 += x * b1;
            s2 += x * b2;
            s3 += x * b3;
            t0 += y * b0;
            t1 += y * b1;
            t2 += y * b2;
            t3 += y * b3;
        }
        put(s0, c, to, accumulate);
        put(s1, c, to + 1, accumulate);
        put(s2, c, to + 2, accumulate);
        put(s3, c, to + 3, accumulate);
        put(t0, c, to + cStride, accumulate);
        put(t1, c, to + cStride + 1, accumulate);
        put(t2, c, to + cStride + 2, accumulate);
        put(t3, c, to + cStride + 3, accumulate);
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
        for (int at = start; at < end; at += step) {
            double score = scores[at];
            if (!(score <= max)) max = score; // NaN as well
        }
        if (max == Double.NEGATIVE_INFINITY) {
            for (int at = start; at < end; at += step) scores[at] = 0;
            return max;
        }
        double sum = Exponential.ofAll(scores, start, end, step, max);
        if (sum == 1) return max; // one of them has it all: the same bits, without divisions and a logarithm
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
        for (int j = 0; j < columns; j++) {
            double origin = shift[j];
            double factor = scale[j];
            int from = xOffset + j;
            int to = outOffset + j * outStride;
            for (int end = to + rows; to < end; to++, from += xStride) out[to] = (x[from] - origin) * factor;
        }
    }

    @Override
    public void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride) {
        int to = outOffset;
        for (int a = 0; a < dimension; a++) {
            for (int b = a; b < dimension; b++, to += outStride) {
                products(rows, x, xOffset + a * xStride, xOffset + b * xStride, out, to);
            }
        }
        for (int a = 0; a < dimension; a++, to += outStride) {
            System.arraycopy(x, xOffset + a * xStride, out, to, rows);
        }
        Arrays.fill(out, to, to + rows, 1);
    }

    /// Products of two columns, eight at a time: C1 checks the bounds of eight at once, which made this half as
    /// long.
    private static void products(int length, double[] x, int left, int right, double[] out, int to) {
        int end = to + length;
        int i = left;
        int j = right;
        int at = to;
        for (; at + 8 <= end; at += 8, i += 8, j += 8) {
            out[at] = x[i] * x[j];
            out[at + 1] = x[i + 1] * x[j + 1];
            out[at + 2] = x[i + 2] * x[j + 2];
            out[at + 3] = x[i + 3] * x[j + 3];
            out[at + 4] = x[i + 4] * x[j + 4];
            out[at + 5] = x[i + 5] * x[j + 5];
            out[at + 6] = x[i + 6] * x[j + 6];
            out[at + 7] = x[i + 7] * x[j + 7];
        }
        for (; at < end; at++, i++, j++) out[at] = x[i] * x[j];
    }
}
