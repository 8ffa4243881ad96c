package mixtura.app.plot;

/// The ellipse on which a two-dimensional Gaussian has a given Mahalanobis distance to its mean.
///
/// @param x      centre
/// @param y      centre
/// @param a      longer half axis: distance · √(larger eigenvalue)
/// @param b      shorter half axis: distance · √(smaller eigenvalue)
/// @param angle  of the longer axis, counted from the x axis towards the y axis, in radians within (−π/2, π/2]
record Ellipse(double x, double y, double a, double b, double angle) {
    /// @param centre      mean, two values
    /// @param covariance  2 × 2, positive semidefinite
    /// @param distance    Mahalanobis distance, 1 for the ellipse of 1σ
    static Ellipse of(double[] centre, double[][] covariance, double distance) {
        double xx = covariance[0][0];
        double xy = covariance[0][1];
        double yy = covariance[1][1];
        double middle = (xx + yy) / 2;
        double radius = Math.hypot((xx - yy) / 2, xy);
        double larger = middle + radius;
        // not middle − radius, which loses every digit of a thin ellipse
        double smaller = larger > 0 ? Math.max(0, (xx * yy - xy * xy) / larger) : 0;
        double angle = radius == 0 ? 0 : 0.5 * Math.atan2(2 * xy, xx - yy);
        return new Ellipse(centre[0], centre[1], distance * Math.sqrt(larger), distance * Math.sqrt(smaller), angle);
    }

    /// The Mahalanobis distance within which a two-dimensional Gaussian has the probability `level`: the square root of
    /// the χ² quantile with two degrees of freedom, which is −2 ln(1 − level).
    static double distanceOf(double level) {
        return Math.sqrt(-2 * Math.log1p(-level));
    }

    /// The probability within a Mahalanobis distance, the inverse of [#distanceOf].
    static double levelOf(double distance) {
        return -Math.expm1(-distance * distance / 2);
    }

    /// The same ellipse as a mark in a frame, whose axes may have different scales.
    static Mark mark(Frame frame, double[] centre, double[][] covariance, double distance, Ink ink) {
        double sx = frame.xScale();
        double sy = -frame.yScale();
        double[][] scaled = {
            {covariance[0][0] * sx * sx, covariance[0][1] * sx * sy},
            {covariance[1][0] * sx * sy, covariance[1][1] * sy * sy}
        };
        Ellipse ellipse = of(new double[] {frame.x(centre[0]), frame.y(centre[1])}, scaled, distance);
        return new Mark.Oval(ellipse.x(), ellipse.y(), ellipse.a(), ellipse.b(), ellipse.angle(), ink);
    }
}
