package mixtura.internal.special;

import java.util.random.RandomGenerator;

/// Draws Poisson variates: by counting arrivals where the rate is small, else by transformed rejection (Hörmann 1993,
/// algorithm PTRS).
public final class PoissonVariates {
    private static final double REJECTION_FROM = 10;

    private PoissonVariates() {}

    /// One variate of rate `rate` ≥ 0.
    public static double draw(double rate, RandomGenerator random) {
        if (rate < REJECTION_FROM) return arrivals(StrictMath.exp(-rate), random);
        double b = 0.931 + 2.53 * Math.sqrt(rate);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double logRate = StrictMath.log(rate);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + rate + 0.43);
            if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            double proposal = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
            if (proposal <= k * logRate - rate - LogFactorial.of(k)) return k;
        }
    }

    private static double arrivals(double none, RandomGenerator random) {
        double product = random.nextDouble();
        int count = 0;
        while (product > none) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
