package mixtura.internal.special;

import java.util.random.RandomGenerator;

/// Draws gamma variates by rejection from a cubed normal (Marsaglia and Tsang 2000), and beta variates as their share.
public final class GammaVariates {
    private GammaVariates() {}

    /// One variate of shape `shape` > 0 and scale 1.
    public static double draw(double shape, RandomGenerator random) {
        if (shape < 1) { // their note on α < 1: Γ(α + 1) · U^(1/α)
            return draw(shape + 1, random) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            if (root <= 0) continue;
            double v = root * root * root;
            double u = 1 - random.nextDouble();
            if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) return d * v;
        }
    }

    /// One variate of the beta distribution with parameters `a` and `b`.
    public static double drawBeta(double a, double b, RandomGenerator random) {
        double first = draw(a, random);
        double second = draw(b, random);
        return first / (first + second);
    }
}
