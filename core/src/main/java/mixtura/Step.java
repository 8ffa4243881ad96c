package mixtura;

/// One entry of a trace.
///
/// @param iteration     updates that led to these parameters; 0 is the start
/// @param objective     their log-likelihood (mixtures) or distortion (k-means)
/// @param logPosterior  with a prior: log-likelihood + log prior, which is what then never falls; else the objective
public record Step(int iteration, double objective, double logPosterior) {
    /// A step without a prior.
    public Step(int iteration, double objective) {
        this(iteration, objective, objective);
    }
}
