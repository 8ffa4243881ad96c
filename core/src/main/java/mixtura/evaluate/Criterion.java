package mixtura.evaluate;

import mixtura.mixture.Mixture;

/// What mixtures of different size and shape are compared by: lower is better, for every one.
public enum Criterion {
    /// −2L + p log n.
    BIC("bic", "BIC"),
    /// BIC and twice the entropy of the classification: prefers components that stand apart.
    ICL("icl", "ICL"),
    /// −2L + 2p.
    AIC("aic", "AIC"),
    /// −2 times the log-likelihood of rows that the fit has not seen, over five folds: costs five fits more, and
    /// makes no use of the number of parameters.
    CROSS_VALIDATION("cv", "cross-validated −2L");

    private final String word;
    private final String title;

    Criterion(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }

    /// The name in a sentence.
    public String title() {
        return title;
    }

    /// Whether it follows from the log-likelihood and the number of parameters.
    boolean isOfLikelihoodAlone() {
        return this == BIC || this == AIC;
    }

    /// The criterion of a fit, `heldOut` being the log-likelihood of unseen rows.
    double of(InformationCriteria criteria, double heldOut) {
        return switch (this) {
            case BIC -> criteria.bic();
            case ICL -> criteria.icl();
            case AIC -> criteria.aic();
            case CROSS_VALIDATION -> -2 * heldOut;
        };
    }

    /// How clearly a fit with this criterion is preferred to one that is `difference` above it.
    ///
    /// @see "Kass and Raftery 1995, Bayes factors, section 3.2"
    String clarity(double difference, Mixture<?> other) {
        if (this != BIC) return "";
        if (difference > 10) return "a very clear preference";
        if (difference > 6) return "a clear preference";
        if (difference > 2) return "some preference, no more";
        return "hardly a preference: look at both, k = " + other.componentCount() + " too";
    }
}
