package mixtura.mixture.discrete;

/// Arrays of probabilities.
final class Probabilities {
    /// Sums of that many terms are off 1 by rounding at most.
    private static final double ROUNDING = 1e-9;

    private Probabilities() {}

    /// A copy of numbers that are probabilities each.
    static double[] checked(double[] theta) {
        for (int j = 0; j < theta.length; j++) {
            if (!(theta[j] >= 0 && theta[j] <= 1)) {
                throw new IllegalArgumentException("θ_" + (j + 1) + " is " + theta[j] + "; it must be a probability");
            }
        }
        return theta.clone();
    }

    /// A copy of probabilities that add up to 1.
    static double[] distribution(double[] theta) {
        double sum = 0;
        for (double probability : theta) sum += probability;
        if (theta.length == 0 || !(Math.abs(sum - 1) < ROUNDING * Math.max(1, theta.length))) {
            throw new IllegalArgumentException("the probabilities θ add up to " + sum + "; they must add up to 1");
        }
        return checked(theta);
    }
}
