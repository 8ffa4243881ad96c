package mixtura.evaluate;

/// Where a falling curve bends: the point that lies furthest below the straight line between its ends, both axes
/// taken to 0 … 1 (Satopää, Albrecht, Irwin and Raghavan 2011, "Kneedle", without smoothing). A rule of
/// thumb, no test: the answer depends on the range.
public final class Knee {
    /// A share of the fall that is rounding.
    private static final double ROUNDING = 1e-9;

    private Knee() {}

    /// The place of the knee in two arrays of the same length.
    ///
    /// @param x  rising
    /// @param y  finite
    /// @return   its index; −1 when no point lies below the line
    public static int of(double[] x, double[] y) {
        int last = x.length - 1;
        int knee = -1;
        if (last < 2) return knee;
        double deepest = ROUNDING * Math.abs(y[0] - y[last]);
        for (int i = 1; i < last; i++) {
            double line = y[0] + (y[last] - y[0]) * (x[i] - x[0]) / (x[last] - x[0]);
            if (line - y[i] > deepest) {
                deepest = line - y[i];
                knee = i;
            }
        }
        return knee;
    }
}
