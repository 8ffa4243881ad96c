package mixtura.mixture;

/// A component has collapsed: its covariance is singular, so the likelihood has no upper bound there.
public final class CollapsedException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    /// What [#component] says when it is the covariance that all components share.
    public static final int ALL = -1;

    private final int component;

    /// @param component  which, from 0; [#ALL] for all of them
    public CollapsedException(int component, String message) {
        super(message);
        this.component = component;
    }

    /// The component that collapsed, from 0; [#ALL] when it is none alone.
    public int component() {
        return component;
    }
}
