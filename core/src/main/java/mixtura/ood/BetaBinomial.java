package mixtura.ood;

/// The number of successes in `trials` draws whose common probability is itself Beta(a, b) distributed.
///
/// @param trials  number of draws
/// @param a       above 0
/// @param b       above 0
record BetaBinomial(int trials, double a, double b) {
    BetaBinomial {
        if (trials < 0 || !(a > 0) || !(b > 0)) {
            throw new IllegalArgumentException(
                    "beta-binomial of " + trials + " draws, a = " + a + ", b = " + b + "; a and b must be above 0");
        }
    }

    /// The smallest x with P(X ≤ x) ≥ `probability`.
    int quantile(double probability) {
        double[] mass = probabilities();
        double sum = 0;
        for (int x = 0; x < trials; x++) {
            sum += mass[x];
            if (sum >= probability) return x;
        }
        return trials;
    }

    /// P(X = x) for x = 0 … trials, from the ratios of neighbours: no gamma function, and no overflow.
    double[] probabilities() {
        double[] logarithm = new double[trials + 1];
        double largest = 0;
        for (int x = 0; x < trials; x++) {
            logarithm[x + 1] =
                    logarithm[x] + Math.log((trials - x) * (x + a)) - Math.log((x + 1) * (trials - x - 1 + b));
            largest = Math.max(largest, logarithm[x + 1]);
        }
        double sum = 0;
        for (int x = 0; x <= trials; x++) {
            logarithm[x] = Math.exp(logarithm[x] - largest);
            sum += logarithm[x];
        }
        for (int x = 0; x <= trials; x++) logarithm[x] /= sum;
        return logarithm;
    }
}
