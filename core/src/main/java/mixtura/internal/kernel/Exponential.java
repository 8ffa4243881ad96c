package mixtura.internal.kernel;

/// eˣ for x ≤ 0 to about one unit in the last place, by multiplications and additions alone: the same bits on every
/// machine, as `StrictMath.exp` gives them too, and fast as soon as the simplest compiler has seen it. A third of the
/// time of small fits went into `StrictMath`, most of whose work is special cases.
final class Exponential {
    /// Below this the exponential is less than the least normal number, and 0 is returned.
    static final double LEAST = -708;

    static final double LOG2_E = 1.4426950408889634;

    /// ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
    static final double LN2_HIGH = 6.93147180369123816490e-01;

    static final double LN2_LOW = 1.90821492927058770002e-10;

    /// 1.5 · 2⁵² + 1023: adding it rounds a number to an integer n and leaves n + 1023, the exponent bits of
    /// 2ⁿ, in the lowest bits.
    static final double ROUND = 0x1.8p52 + 1023;

    /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2, by Chebyshev interpolation: eʳ has a relative error of 1.7e-17
    /// before rounding.
    static final double E2 = 0.5000000000000001;

    static final double E3 = 0.1666666666666667;
    static final double E4 = 0.04166666666662399;
    static final double E5 = 0.008333333333326112;
    static final double E6 = 0.001388888891728367;
    static final double E7 = 0.00019841269874902947;
    static final double E8 = 2.4801521187721228e-05;
    static final double E9 = 2.755725529609744e-06;
    static final double E10 = 2.7620139757939593e-07;
    static final double E11 = 2.5105260230519278e-08;

    private Exponential() {}

    /// Puts the exponential of x − shift in the place of each x at `start`, `start + step` and so on before
    /// `end`; NaN stays NaN.
    ///
    /// All of them in one loop: the simplest compiler would call a method of this length for each, which took
    /// two fifths of a softmax.
    ///
    /// @param shift  no less than any x
    /// @return       the sum of what was put there
    static double ofAll(double[] x, int start, int end, int step, double shift) {
        double sum = 0;
        for (int at = start; at < end; at += step) {
            double y = x[at] - shift;
            double exponential = 0;
            if (!(y < LEAST)) {
                // Cody and Waite (1980): y = n ln 2 + r with |r| ≤ ½ ln 2
                double shifted = y * LOG2_E + ROUND;
                double n = shifted - ROUND;
                double r = y - n * LN2_HIGH - n * LN2_LOW;
                // even and odd powers apart: two short chains instead of a long one
                double r2 = r * r;
                double odd = (((E11 * r2 + E9) * r2 + E7) * r2 + E5) * r2 + E3;
                double even = (((E10 * r2 + E8) * r2 + E6) * r2 + E4) * r2 + E2;
                double p = 1 + (r + r2 * (odd * r + even));
                exponential = p * Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52);
            }
            x[at] = exponential;
            sum += exponential;
        }
        return sum;
    }
}
