package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Softmax of a block by columns: one row in each lane, so that maximum, sum and quotient need nothing of their
/// neighbours. Exponential and logarithm are polynomials written out here: a call into a vector mathematics library
/// would spill every register, and its bits differ from machine to machine. Benchmark: `KernelBenchmark`.
final class VectorSoftmax {
    /// (log((1 + s) / (1 − s)) − 2s) / s as a polynomial in s²: the coefficients of FDLIBM's `e_log.c`.
    private static final double LOG1 = 6.666666666666735130e-01;

    private static final double LOG2 = 3.999999999940941908e-01;
    private static final double LOG3 = 2.857142874366239149e-01;
    private static final double LOG4 = 2.222219843214978396e-01;
    private static final double LOG5 = 1.818357216161805012e-01;
    private static final double LOG6 = 1.531383769920937332e-01;
    private static final double LOG7 = 1.479819860511658591e-01;

    /// The bits of 2⁵²: with a small integer in their lowest bits they are 2⁵² plus that integer.
    private static final long TWO_52_BITS = 0x4330000000000000L;

    private static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;

    /// Scores that go through all three steps before the next ones: they stay in the first-level cache.
    private static final int SCORES_AT_ONCE = 2048;

    private VectorSoftmax() {}

    /// As [Kernels#softmax]: a few rows at a time are laid out by columns and back.
    static void rows(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset) {
        if (columns == 0) {
            Arrays.fill(logSum, logSumOffset, logSumOffset + rows, Double.NEGATIVE_INFINITY);
            return;
        }
        int most = Math.min(rows, Math.max(L, Math.min(64, 4096 / columns) / L * L));
        double[] block = new double[columns * most];
        for (int n = 0; n < rows; n += most) {
            int count = Math.min(most, rows - n);
            int at = offset + n * columns;
            for (int k = 0; k < columns; k++) {
                for (int i = 0; i < count; i++) block[k * most + i] = scores[at + i * columns + k];
            }
            columns(count, columns, block, 0, most, logSum, logSumOffset + n);
            for (int k = 0; k < columns; k++) {
                for (int i = 0; i < count; i++) scores[at + i * columns + k] = block[k * most + i];
            }
        }
    }

    /// As [Kernels#softmaxColumns].
    static void columns(
            int rows, int columns, double[] scores, int offset, int stride, double[] logSum, int logSumOffset) {
        int most = Math.max(1, SCORES_AT_ONCE / Math.max(1, columns) / L) * L;
        int whole = LANES.loopBound(rows);
        double[] sums = new double[Math.min(most, Math.max(L, whole))];
        for (int n = 0; n < whole; n += most) {
            part(Math.min(most, whole - n), columns, scores, offset + n, stride, logSum, logSumOffset + n, sums);
        }
        if (whole == rows) return;
        // the last rows go through the same arithmetic in a scratch block: a row's bits do not depend on its place
        double[] block = new double[(columns + 1) * L];
        int last = rows - whole;
        for (int k = 0; k < columns; k++) System.arraycopy(scores, offset + k * stride + whole, block, k * L, last);
        part(L, columns, block, 0, L, block, columns * L, sums);
        for (int k = 0; k < columns; k++) System.arraycopy(block, k * L, scores, offset + k * stride + whole, last);
        System.arraycopy(block, columns * L, logSum, logSumOffset + whole, last);
    }

    /// Softmax of some rows, as many as fill whole vectors. Three methods with loops of their own: in one, C2
    /// reaches its limit of inlined nodes and boxes every vector.
    private static void part(
            int rows,
            int columns,
            double[] scores,
            int offset,
            int stride,
            double[] logSum,
            int logSumOffset,
            double[] sums) {
        maxima(rows, columns, scores, offset, stride, logSum, logSumOffset);
        weigh(rows, columns, scores, offset, stride, logSum, logSumOffset, sums);
        normalise(rows, columns, scores, offset, stride, logSum, logSumOffset, sums);
    }

    /// The largest score of each row; 0 for a row of −∞ alone, all of whose exponentials are 0 then. Four maxima
    /// side by side, because each has to wait for the one before it.
    private static void maxima(
            int rows, int columns, double[] scores, int offset, int stride, double[] max, int maxOffset) {
        for (int n = 0; n < rows; n += L) {
            DoubleVector first = DoubleVector.broadcast(LANES, Double.NEGATIVE_INFINITY);
            DoubleVector second = first;
            DoubleVector third = first;
            DoubleVector fourth = first;
            int k = 0;
            int i = offset + n;
            for (; k + 4 <= columns; k += 4, i += 4 * stride) {
                first = first.max(DoubleVector.fromArray(LANES, scores, i));
                second = second.max(DoubleVector.fromArray(LANES, scores, i + stride));
                third = third.max(DoubleVector.fromArray(LANES, scores, i + 2 * stride));
                fourth = fourth.max(DoubleVector.fromArray(LANES, scores, i + 3 * stride));
            }
            for (; k < columns; k++, i += stride) first = first.max(DoubleVector.fromArray(LANES, scores, i));
            DoubleVector all = first.max(second).max(third.max(fourth));
            all = all.blend(0, all.compare(VectorOperators.EQ, Double.NEGATIVE_INFINITY));
            all.intoArray(max, maxOffset + n);
        }
    }

    /// The exponentials of all scores about their row's maximum, and their sum.
    private static void weigh(
            int rows,
            int columns,
            double[] scores,
            int offset,
            int stride,
            double[] max,
            int maxOffset,
            double[] sums) {
        for (int n = 0; n < rows; n += L) {
            DoubleVector centre = DoubleVector.fromArray(LANES, max, maxOffset + n);
            DoubleVector sum = DoubleVector.zero(LANES);
            for (int k = 0, i = offset + n; k < columns; k++, i += stride) {
                DoubleVector weight =
                        exp(DoubleVector.fromArray(LANES, scores, i).sub(centre));
                sum = sum.add(weight);
                weight.intoArray(scores, i);
            }
            sum.intoArray(sums, n);
        }
    }

    /// Weights that sum to 1, and the logarithms of their sums before that.
    private static void normalise(
            int rows,
            int columns,
            double[] scores,
            int offset,
            int stride,
            double[] max,
            int maxOffset,
            double[] sums) {
        for (int n = 0; n < rows; n += L) {
            DoubleVector sum = DoubleVector.fromArray(LANES, sums, n);
            DoubleVector scale = DoubleVector.broadcast(LANES, 1).div(sum);
            scale = scale.blend(0, sum.compare(VectorOperators.EQ, 0));
            for (int k = 0, i = offset + n; k < columns; k++, i += stride) {
                DoubleVector.fromArray(LANES, scores, i).mul(scale).intoArray(scores, i);
            }
            DoubleVector.fromArray(LANES, max, maxOffset + n).add(log(sum)).intoArray(max, maxOffset + n);
        }
    }

    /// eˣ for x ≤ 0 to about one unit in the last place; NaN stays NaN.
    static DoubleVector exp(DoubleVector x) {
        // Cody and Waite (1980): x = n ln 2 + r with |r| ≤ ½ ln 2
        DoubleVector shifted = x.fma(
                DoubleVector.broadcast(LANES, Exponential.LOG2_E), DoubleVector.broadcast(LANES, Exponential.ROUND));
        DoubleVector n = shifted.sub(Exponential.ROUND);
        DoubleVector r = n.fma(DoubleVector.broadcast(LANES, -Exponential.LN2_HIGH), x);
        r = n.fma(DoubleVector.broadcast(LANES, -Exponential.LN2_LOW), r);
        // even and odd powers apart: two short chains instead of a long one
        DoubleVector r2 = r.mul(r);
        DoubleVector odd =
                r2.fma(DoubleVector.broadcast(LANES, Exponential.E11), DoubleVector.broadcast(LANES, Exponential.E9));
        DoubleVector even =
                r2.fma(DoubleVector.broadcast(LANES, Exponential.E10), DoubleVector.broadcast(LANES, Exponential.E8));
        odd = odd.fma(r2, DoubleVector.broadcast(LANES, Exponential.E7));
        even = even.fma(r2, DoubleVector.broadcast(LANES, Exponential.E6));
        odd = odd.fma(r2, DoubleVector.broadcast(LANES, Exponential.E5));
        even = even.fma(r2, DoubleVector.broadcast(LANES, Exponential.E4));
        odd = odd.fma(r2, DoubleVector.broadcast(LANES, Exponential.E3));
        even = even.fma(r2, DoubleVector.broadcast(LANES, Exponential.E2));
        DoubleVector p = odd.fma(r, even).fma(r2, r).add(1);
        DoubleVector power =
                shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
        return p.mul(power).blend(0, x.compare(VectorOperators.LT, Exponential.LEAST));
    }

    /// log x for a normal x ≥ 1, to about one unit in the last place (FDLIBM's method); log 0 = −∞, and NaN and
    /// ∞ stay.
    static DoubleVector log(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        // x = 2ⁿ (1 + f) with √½ ≤ 1 + f < √2
        LongVector high = bits.add(0x3ff0000000000000L - SQRT_HALF_BITS);
        DoubleVector n = high.lanewise(VectorOperators.LSHR, 52)
                .or(TWO_52_BITS)
                .reinterpretAsDoubles()
                .sub(0x1p52 + 1023);
        DoubleVector f = high.and(0x000fffffffffffffL)
                .add(SQRT_HALF_BITS)
                .reinterpretAsDoubles()
                .sub(1);
        DoubleVector s = f.div(f.add(2));
        DoubleVector z = s.mul(s);
        DoubleVector tail = z.fma(DoubleVector.broadcast(LANES, LOG7), DoubleVector.broadcast(LANES, LOG6));
        tail = tail.fma(z, DoubleVector.broadcast(LANES, LOG5));
        tail = tail.fma(z, DoubleVector.broadcast(LANES, LOG4));
        tail = tail.fma(z, DoubleVector.broadcast(LANES, LOG3));
        tail = tail.fma(z, DoubleVector.broadcast(LANES, LOG2));
        tail = tail.fma(z, DoubleVector.broadcast(LANES, LOG1));
        tail = tail.mul(z);
        DoubleVector half = f.mul(f).mul(0.5);
        DoubleVector small = s.fma(half.add(tail), n.mul(Exponential.LN2_LOW));
        DoubleVector result = n.fma(DoubleVector.broadcast(LANES, Exponential.LN2_HIGH), f.sub(half.sub(small)));
        VectorMask<Double> ordinary = x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
        result = x.blend(result, ordinary);
        return result.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    }
}
