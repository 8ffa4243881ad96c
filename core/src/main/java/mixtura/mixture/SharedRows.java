package mixtura.mixture;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// What fits to the same rows by one family find out once: the summary of the columns, and the clusters of k-means that
/// starts begin with, which do not depend on the structure of covariances.
final class SharedRows {
    /// Labels of more rows than this are not kept.
    private static final int MAX_ROWS = 1 << 20;

    /// By k, seed and most iterations. A list, for a record's hash code is put together at its first use, which would
    /// be
    /// the longest part of a choice among small tables' starts.
    private final ConcurrentMap<List<Long>, int[]> clusters = new ConcurrentHashMap<>();

    private @Nullable ColumnSummary summary;

    /// The summary of these rows, which are the same in every call.
    synchronized ColumnSummary summary(Rows rows, Execution execution) {
        ColumnSummary known = summary;
        if (known == null) {
            known = ColumnSummary.of(rows, execution);
            summary = known;
        }
        return known;
    }

    /// The labels for so many clusters from that seed, found when they are first asked for; the caller must not change
    /// them.
    int[] labels(int k, long seed, int maxIterations, long rowCount, Supplier<int[]> find) {
        if (rowCount > MAX_ROWS) return find.get();
        return clusters.computeIfAbsent(List.of((long) k, seed, (long) maxIterations), key -> find.get());
    }
}
