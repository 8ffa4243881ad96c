package mixtura.data;

import java.util.concurrent.CancellationException;

/// A walk over the rows was interrupted before it was complete; its statistics are lost, nothing else is.
public final class PassInterruptedException extends CancellationException {
    private static final long serialVersionUID = 1;

    /// An interrupted walk.
    public PassInterruptedException() {
        super("interrupted while walking over the rows");
    }
}
