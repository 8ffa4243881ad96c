package mixtura.internal.kernel;

/// Sums of rows in fixed point: every value is rounded once to its column's grid and added as an integer. Integers add
/// up to the same bits in any order, and a row can be taken out again without a trace.
///
/// Adding 1.5 · 2⁵² to a double below 2⁵¹ leaves the nearest integer in its lowest bits: that is what is
/// added, constant bits included, so whoever reads a sum must take away [#BIAS] for each row in it (modulo
/// 2⁶⁴).
public interface FixedPoint {
    /// What every addition adds too much.
    long BIAS = Double.doubleToRawLongBits(0x1.8p52);

    /// Takes the row's terms round(weight · (x_j − origin_j) · scale_j) out of `sums[from + j]`, and adds them to
    /// `sums[to + j]`; either may be −1: nowhere.
    ///
    /// @param scale  powers of two, such that the products stay below 2⁵¹
    void move(float[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to);

    /// The same for a row in double precision.
    void move(double[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to);

    /// The fixed point that goes with these kernels; all of them give the same bits.
    static FixedPoint of(Kernels kernels) {
        return NearestCentroid.canScreen(kernels) ? new VectorFixedPoint() : new Scalar();
    }

    /// The definition.
    record Scalar() implements FixedPoint {
        @Override
        public void move(
                float[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to) {
            for (int j = 0; j < origin.length; j++) {
                put(fixed(x[offset + j], weight, origin[j], scale[j]), sums, from, to, j);
            }
        }

        @Override
        public void move(
                double[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to) {
            for (int j = 0; j < origin.length; j++) {
                put(fixed(x[offset + j], weight, origin[j], scale[j]), sums, from, to, j);
            }
        }

        static void put(long term, long[] sums, int from, int to, int j) {
            if (from >= 0) sums[from + j] -= term;
            if (to >= 0) sums[to + j] += term;
        }

        static long fixed(double x, double weight, double origin, double scale) {
            return Double.doubleToRawLongBits((x - origin) * weight * scale + 0x1.8p52);
        }
    }
}
