package mixtura.app.console;

/// The program's exit codes, which scripts rely on.
public final class ExitCode {
    /// Done.
    public static final int DONE = 0;

    /// Our bug; the trace is saved to a file.
    public static final int BUG = 1;

    /// The command line is wrong.
    public static final int USAGE = 2;

    /// Data or files: unreadable, not numeric, refused, an output that cannot be written, a full disk.
    public static final int DATA = 3;

    /// Numerical failure in all starts.
    public static final int NUMERICAL = 4;

    /// Not converged, with `--require-convergence`.
    public static final int NOT_CONVERGED = 5;

    /// Refused to overwrite a file.
    public static final int WOULD_OVERWRITE = 6;

    /// Interrupted; the best model so far is written (128 + SIGINT).
    public static final int INTERRUPTED = 130;

    /// The reader of standard output went away (128 + SIGPIPE); said by nothing but the code.
    public static final int CLOSED_PIPE = 141;

    private ExitCode() {}
}
