package mixtura.mixture;

/// The priors of variational Bayes: of the mixing proportions, and of means and precisions, which are centred
/// on the data (scikit-learn: `BayesianGaussianMixture`).
///
/// @param weights           how the mixing proportions are distributed
/// @param concentration     γ: the smaller, the fewer components are in use; NaN for 1/k
/// @param meanPrecision     β₀, how many rows the prior mean counts for; above 0
/// @param degreesOfFreedom  ν₀ of the Wishart prior, above d − 1; NaN for d
public record VariationalPrior(Weights weights, double concentration, double meanPrecision, double degreesOfFreedom) {
    /// The distribution of the mixing proportions.
    public enum Weights {
        /// A symmetric Dirichlet distribution.
        DIRICHLET("dirichlet"),
        /// Stick-breaking of a Dirichlet process, cut off at k components.
        DIRICHLET_PROCESS("process");

        private final String word;

        Weights(String word) {
            this.word = word;
        }

        /// The name on the command line and in model files.
        public String word() {
            return word;
        }

        /// The distribution of that name.
        public static Weights ofWord(String word) {
            for (Weights weights : values()) if (weights.word.equals(word)) return weights;
            throw new IllegalArgumentException(
                    "there is no prior of weights called '" + word + "'; it is dirichlet or process");
        }
    }

    public VariationalPrior {
        if (concentration <= 0 || concentration == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the concentration is " + concentration + "; it is a positive number, such as 0.1");
        }
        if (!(meanPrecision > 0) || meanPrecision == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the mean precision is " + meanPrecision + "; it is a positive number, such as 1");
        }
        if (degreesOfFreedom <= 0 || degreesOfFreedom == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the prior's degrees of freedom are " + degreesOfFreedom
                    + "; they are above the number of columns less 1");
        }
    }

    /// A symmetric Dirichlet prior with 1/k, β₀ = 1 and ν₀ = d. (scikit-learn: the defaults but for
    /// `weight_concentration_prior_type`.)
    public static VariationalPrior standard() {
        return new VariationalPrior(Weights.DIRICHLET, Double.NaN, 1, Double.NaN);
    }

    /// The same with another distribution of the proportions.
    public VariationalPrior withWeights(Weights other) {
        return new VariationalPrior(other, concentration, meanPrecision, degreesOfFreedom);
    }

    /// The same with another concentration.
    public VariationalPrior withConcentration(double other) {
        return new VariationalPrior(weights, other, meanPrecision, degreesOfFreedom);
    }

    /// The same with another precision of the mean.
    public VariationalPrior withMeanPrecision(double other) {
        return new VariationalPrior(weights, concentration, other, degreesOfFreedom);
    }

    /// The same with other degrees of freedom.
    public VariationalPrior withDegreesOfFreedom(double other) {
        return new VariationalPrior(weights, concentration, meanPrecision, other);
    }
}
