package mixtura.data;

/// How a walk over the rows is carried out. None of this changes the result by a bit.
///
/// @param threads    threads that fold ranges of rows, at least 1
/// @param blockRows  rows that a pass is given at once, at least 1; part of the arithmetic, so it must depend
///                   on shape
///                   and options alone
public record Execution(int threads, int blockRows) {
    /// Rows per block when a pass has no wish of its own.
    public static final int DEFAULT_BLOCK_ROWS = 256;

    public Execution {
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; there must be at least one");
        if (blockRows < 1) throw new IllegalArgumentException("blockRows is " + blockRows + "; it must be at least 1");
    }

    /// That many threads, and blocks of [#DEFAULT_BLOCK_ROWS] rows.
    public static Execution of(int threads) {
        return new Execution(threads, DEFAULT_BLOCK_ROWS);
    }

    /// One thread for each processor that the machine has.
    public static Execution onAllProcessors() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /// The same with blocks of another size.
    public Execution withBlockRows(int rows) {
        return new Execution(threads, rows);
    }
}
