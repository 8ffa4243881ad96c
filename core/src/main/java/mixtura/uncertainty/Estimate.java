package mixtura.uncertainty;

/// One parameter with how sure it is.
///
/// @param parameter      which
/// @param value          of the fit
/// @param standardError  the standard deviation over replicates, or from the information matrix
/// @param lower          of the interval
/// @param upper          of the interval
public record Estimate(Parameter parameter, double value, double standardError, double lower, double upper) {}
