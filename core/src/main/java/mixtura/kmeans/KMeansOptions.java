package mixtura.kmeans;

import mixtura.seeding.Seeding;

/// How a k-means is fitted. Options are immutable; `with…` gives a copy with one of them changed.
///
/// @param k              clusters, at least 1
/// @param start          how the first centroids are chosen
/// @param restarts       independent starts, of which the one with the lowest distortion is returned
/// @param maxIterations  iterations of one start at most; not converging by then is a flag, not an error
/// @param tolerance      relative fall of the distortion at which a start has converged; 0: until no centroid moves
/// @param seed           same rows, options and seed: same model, bit for bit, on any number of threads
/// @param threads        threads to use; they change nothing but the time
public record KMeansOptions(
        int k, Seeding start, int restarts, int maxIterations, double tolerance, long seed, int threads) {
    /// Iterations of one start when nothing else is said.
    public static final int DEFAULT_MAX_ITERATIONS = 500;

    public KMeansOptions {
        if (k < 1) throw new IllegalArgumentException("k is " + k + "; there must be at least one cluster");
        if (restarts < 1)
            throw new IllegalArgumentException("restarts is " + restarts + "; there must be at least one start");
        if (maxIterations < 0) {
            throw new IllegalArgumentException("maxIterations is " + maxIterations + "; it cannot be negative");
        }
        if (!(tolerance >= 0) || tolerance == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; it must be finite and not negative");
        }
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; there must be at least one");
    }

    /// k clusters: greedy k-means++, one start, until nothing moves, seed 0, all processors.
    public static KMeansOptions of(int k) {
        return new KMeansOptions(
                k,
                Seeding.kMeansPlusPlus(),
                1,
                DEFAULT_MAX_ITERATIONS,
                0,
                0,
                Runtime.getRuntime().availableProcessors());
    }

    /// The same with another way to choose the first centroids.
    public KMeansOptions withStart(Seeding other) {
        return new KMeansOptions(k, other, restarts, maxIterations, tolerance, seed, threads);
    }

    /// The same with that many independent starts.
    public KMeansOptions withRestarts(int count) {
        return new KMeansOptions(k, start, count, maxIterations, tolerance, seed, threads);
    }

    /// The same with another iteration limit.
    public KMeansOptions withMaxIterations(int limit) {
        return new KMeansOptions(k, start, restarts, limit, tolerance, seed, threads);
    }

    /// The same with another tolerance.
    public KMeansOptions withTolerance(double relativeFall) {
        return new KMeansOptions(k, start, restarts, maxIterations, relativeFall, seed, threads);
    }

    /// The same with another seed.
    public KMeansOptions withSeed(long other) {
        return new KMeansOptions(k, start, restarts, maxIterations, tolerance, other, threads);
    }

    /// The same on that many threads.
    public KMeansOptions withThreads(int count) {
        return new KMeansOptions(k, start, restarts, maxIterations, tolerance, seed, count);
    }
}
