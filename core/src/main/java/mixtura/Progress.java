package mixtura;

/// Told of every iteration while a fit runs, in the thread that runs it; may end the fit.
@FunctionalInterface
public interface Progress {
    /// What a fit should do next.
    enum Answer {
        /// Go on.
        CONTINUE,
        /// End here: the best model so far is returned, its certificate says that it was interrupted.
        STOP
    }

    /// One iteration is done.
    Answer step(Report report);

    /// Listens to nothing.
    static Progress silent() {
        return report -> Answer.CONTINUE;
    }

    /// Where a fit stands.
    ///
    /// @param restart     number of this start, from 0
    /// @param restarts    starts in all
    /// @param iteration   updates done in this start
    /// @param objective   log-likelihood or distortion of the parameters so far
    /// @param change      its change in this iteration, NaN at the first
    /// @param seconds     since the fit began
    record Report(int restart, int restarts, int iteration, double objective, double change, double seconds) {}
}
