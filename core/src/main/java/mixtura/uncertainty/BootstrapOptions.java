package mixtura.uncertainty;

/// How often rows are drawn again, and how.
///
/// @param replicates  at least 2
/// @param resampling  how rows are weighted in each
/// @param level       of intervals, such as 0.95
/// @param seed        same rows, model and seed: same numbers, on any number of threads
/// @param threads     replicates that run side by side
/// @param listener    hears of every replicate that is done, on any thread, one at a time
public record BootstrapOptions(
        int replicates, Resampling resampling, double level, long seed, int threads, Runnable listener) {
    public BootstrapOptions {
        if (replicates < 2)
            throw new IllegalArgumentException(
                    replicates + " replicates have no spread; take 2 at least, better 200 or more");
        if (!(level > 0 && level < 1))
            throw new IllegalArgumentException("the level is " + level + "; it is between 0 and 1, such as 0.95");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; there must be at least one");
    }

    /// So many replicates by weighted likelihood, intervals of 95 %, seed 0, all processors.
    public static BootstrapOptions of(int replicates) {
        return new BootstrapOptions(
                replicates,
                Resampling.WEIGHTED_LIKELIHOOD,
                0.95,
                0,
                Runtime.getRuntime().availableProcessors(),
                () -> {});
    }

    /// The same with another way to draw rows.
    public BootstrapOptions withResampling(Resampling other) {
        return new BootstrapOptions(replicates, other, level, seed, threads, listener);
    }

    /// The same with intervals of another level.
    public BootstrapOptions withLevel(double other) {
        return new BootstrapOptions(replicates, resampling, other, seed, threads, listener);
    }

    /// The same with another seed.
    public BootstrapOptions withSeed(long other) {
        return new BootstrapOptions(replicates, resampling, level, other, threads, listener);
    }

    /// The same on so many threads.
    public BootstrapOptions withThreads(int other) {
        return new BootstrapOptions(replicates, resampling, level, seed, other, listener);
    }

    /// The same with somebody who hears of every replicate.
    public BootstrapOptions withListener(Runnable heard) {
        return new BootstrapOptions(replicates, resampling, level, seed, threads, heard);
    }

    void done() {
        synchronized (listener) {
            listener.run();
        }
    }
}
