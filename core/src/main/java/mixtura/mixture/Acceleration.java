package mixtura.mixture;

/// How EM gets along where its steps become short: with components that overlap, hundreds of iterations gain little
/// each.
public enum Acceleration {
    /// Plain EM.
    NONE,
    /// Every two steps are extrapolated by the squared iterative method (Varadhan and Roland 2008, scheme S3).
    /// Parameters
    /// that would lower the objective are dropped for the plain step's, so that it never falls.
    SQUAREM;

    /// The word on the command line.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
