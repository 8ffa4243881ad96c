package mixtura.mixture;

/// What to do when a component collapses.
public enum Collapse {
    /// Give it the smallest ridge that makes its covariance usable, and say so.
    REPAIR,
    /// Give up with a [CollapsedException].
    REFUSE
}
