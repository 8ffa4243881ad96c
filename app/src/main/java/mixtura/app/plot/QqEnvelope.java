package mixtura.app.plot;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// Where 95 % of the points of a quantile plot lie if the distribution is the true one: the i-th of n sorted
/// probabilities is Beta(i, n − i + 1), so the bounds are quantiles of these, taken through the distribution. Each
/// point has its own interval: of 100 points five lie outside even then.
///
/// @param x      quantiles, rising
/// @param lower  of the interval at each
/// @param upper  likewise
record QqEnvelope(double[] x, double[] lower, double[] upper) {
    private static final int POINTS = 120;

    private static final double OUTSIDE = 0.05;

    /// @param quantile  of the distribution
    /// @param mass      n, the weight of the rows that a component has
    static QqEnvelope of(DoubleUnaryOperator quantile, double mass) {
        double[] x = new double[POINTS];
        double[] lower = new double[POINTS];
        double[] upper = new double[POINTS];
        double first = Math.log(0.5 / mass / (1 - 0.5 / mass));
        for (int i = 0; i < POINTS; i++) {
            // even steps of the log odds, from the first row to the last: tails get as many as the middle
            double logOdds = first + (-2 * first) * i / (POINTS - 1);
            double p = 1 / (1 + Math.exp(-logOdds));
            BetaDistribution rank = BetaDistribution.of(mass * p + 0.5, mass * (1 - p) + 0.5);
            x[i] = quantile.applyAsDouble(p);
            lower[i] = quantile.applyAsDouble(rank.inverseCumulativeProbability(OUTSIDE / 2));
            upper[i] = quantile.applyAsDouble(Math.min(1 - 1e-12, rank.inverseCumulativeProbability(1 - OUTSIDE / 2)));
        }
        return new QqEnvelope(x, lower, upper);
    }

    /// The band as a closed shape.
    void draw(Frame frame, Ink ink) {
        double[] xs = new double[2 * x.length];
        double[] ys = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            xs[i] = x[i];
            ys[i] = lower[i];
            xs[xs.length - 1 - i] = x[i];
            ys[xs.length - 1 - i] = upper[i];
        }
        frame.area(xs, ys, ink);
    }
}
