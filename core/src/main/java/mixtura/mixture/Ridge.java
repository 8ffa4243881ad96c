package mixtura.mixture;

import mixtura.data.ColumnSummary;

/// What is added to the diagonal of every covariance in each M-step, against degenerate covariances (the λI of the
/// lecture). A ridge is no maximiser: with one, the log-likelihood may fall by a little.
public sealed interface Ridge {
    /// λI, in the squared units of the data.
    record Absolute(double lambda) implements Ridge {
        public Absolute {
            check(lambda);
        }

        @Override
        public double of(double variance) {
            return lambda;
        }

        @Override
        public boolean isNone() {
            return lambda == 0;
        }
    }

    /// That share of each column's variance, so that rescaling a column changes nothing.
    record Relative(double share) implements Ridge {
        public Relative {
            check(share);
        }

        @Override
        public double of(double variance) {
            return share * variance;
        }

        @Override
        public boolean isNone() {
            return share == 0;
        }
    }

    /// One millionth of each column's variance.
    static Ridge auto() {
        return new Relative(1e-6);
    }

    /// No ridge: plain maximum likelihood.
    static Ridge none() {
        return new Absolute(0);
    }

    /// λI, in the squared units of the data.
    static Ridge absolute(double lambda) {
        return new Absolute(lambda);
    }

    /// That share of each column's variance.
    static Ridge relative(double share) {
        return new Relative(share);
    }

    /// Reads `auto`, `0`, `1e-3` (absolute) or `1e-4r` (relative).
    ///
    /// @throws IllegalArgumentException if it is none of these
    static Ridge parse(String text) {
        if (text.equals("auto")) return auto();
        try {
            if (text.endsWith("r")) return relative(Double.parseDouble(text.substring(0, text.length() - 1)));
            return absolute(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the ridge is '" + text
                            + "'; give auto, 0, a number such as 1e-3 (λ), or 1e-4r (share of each variance)",
                    e);
        }
    }

    /// What is added to the variance of a column that has this one.
    double of(double variance);

    /// What is added to each column's variance.
    default double[] perColumn(ColumnSummary summary) {
        double[] ridge = new double[summary.dimension()];
        for (int j = 0; j < ridge.length; j++) ridge[j] = of(summary.variance(j));
        return ridge;
    }

    /// Whether nothing is added.
    boolean isNone();

    private static void check(double ridge) {
        if (!(ridge >= 0) || ridge == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the ridge is " + ridge + "; it must be 0 or a positive number");
        }
    }
}
