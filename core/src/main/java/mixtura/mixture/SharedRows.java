package mixtura.mixture;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// The clusters that k-means found for starts, kept for other fits to the same rows: fits that differ in the structure
/// of
/// their covariances begin with the same clusters.
final class StartClusters {
    /// Labels of more rows than this are not kept.
    private static final int MAX_ROWS = 1 << 20;

    /// By k, seed and most iterations. A list, for a record's hash code is put together at its first use, which would
    /// be
    /// the longest part of a choice among small tables' starts.
    private final ConcurrentMap<List<Long>, int[]> known = new ConcurrentHashMap<>();

    /// The labels for so many clusters from that seed, found when they are first asked for; the caller must not change
    /// them.
    int[] labels(int k, long seed, int maxIterations, long rowCount, Supplier<int[]> find) {
        if (rowCount > MAX_ROWS) return find.get();
        return known.computeIfAbsent(List.of((long) k, seed, (long) maxIterations), key -> find.get());
    }
}
