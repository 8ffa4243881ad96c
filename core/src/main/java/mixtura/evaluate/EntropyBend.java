package mixtura.evaluate;

/// Where two straight lines fit best, least squares, through points in order: one through those up to the bend, one
/// through those from it on (Baudry, Raftery, Celeux, Lo and Gottardo 2010, section 4; mclust's `pcws2_reg`).
///
/// @param at      the place of the bend among the points, from 0; never the first or the last
/// @param before  the line up to the bend
/// @param after   the line from the bend on
public record EntropyBend(int at, Line before, Line after) {
    /// A straight line through a point.
    ///
    /// @param x      of the point
    /// @param y      of the point
    /// @param slope  what y gains in a unit of x
    public record Line(double x, double y, double slope) {
        /// Its height at another place.
        public double at(double other) {
            return y + slope * (other - x);
        }
    }

    /// The bend of at least three points.
    ///
    /// @param x  ascending
    public static EntropyBend of(double[] x, double[] y) {
        if (x.length < 3) throw new IllegalArgumentException(x.length + " points have no bend; there must be three");
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int at = 1; at < x.length - 1; at++) {
            double squares = residual(x, y, 0, at) + residual(x, y, at, x.length - 1);
            if (squares < least) {
                least = squares;
                best = at;
            }
        }
        return new EntropyBend(best, line(x, y, 0, best), line(x, y, best, x.length - 1));
    }

    /// Whether y falls at least so many times as steeply before the bend as after it.
    public boolean isSteeperBefore(double times) {
        return before.slope() < 0 && before.slope() <= times * after.slope();
    }

    private static double residual(double[] x, double[] y, int from, int to) {
        Line line = line(x, y, from, to);
        double squares = 0;
        for (int i = from; i <= to; i++) squares += (y[i] - line.at(x[i])) * (y[i] - line.at(x[i]));
        return squares;
    }

    /// The least-squares line through points `from` to `to`, both of them with.
    private static Line line(double[] x, double[] y, int from, int to) {
        double meanX = 0;
        double meanY = 0;
        for (int i = from; i <= to; i++) {
            meanX += x[i] / (to - from + 1);
            meanY += y[i] / (to - from + 1);
        }
        double xy = 0;
        double xx = 0;
        for (int i = from; i <= to; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
        }
        return new Line(meanX, meanY, xx > 0 ? xy / xx : 0);
    }
}
