package mixtura;

/// One entry of a trace.
///
/// @param iteration  updates that led to these parameters; 0 is the start
/// @param objective  their log-likelihood (mixtures) or distortion (k-means)
public record Step(int iteration, double objective) {}
