package mixtura.mixture;

/// What to do when a component collapses: its covariance is singular, or the fit ends with a component that
/// rests on too little (definitions.md: flagged).
public enum Collapse {
    /// Give it the smallest ridge that makes its covariance usable, and say so; a flagged component stays,
    /// with a warning.
    REPAIR("repair"),
    /// Go on without it: fewer components.
    DROP("drop"),
    /// Begin again from another start, up to ten times for each start asked for.
    RESTART("restart"),
    /// Give up with a [CollapsedException].
    FAIL("fail");

    private final String word;

    Collapse(String word) {
        this.word = word;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }
}
