package mixtura.kmeans;

import java.util.Queue;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NearestCentroid;
import org.jspecify.annotations.Nullable;

/// One thread's part of an iteration: every row of a block goes to its nearest centroid and into that cluster's sums.
///
/// Where labels of the last iteration are at hand, only rows that change their cluster are moved, and the sums are what
/// changed.
final class AssignmentPass implements Pass<AssignmentPass.Totals> {
    /// What an iteration learns of the rows.
    static final class Totals implements Mergeable<Totals> {
        /// Of all rows, or of what changed; null where threads keep their own.
        private @Nullable ClusterSums sums;

        /// Σ w ‖x − c‖² with c the row's centroid, if asked for.
        private double distortion;

        /// Σ w ‖x − origin‖², if asked for.
        private double squares;

        private long doubtfulRows;
        private long changedRows;
        private long pairs;

        private Totals(@Nullable ClusterSums sums) {
            this.sums = sums;
        }

        double distortion() {
            return distortion;
        }

        double squares() {
            return squares;
        }

        long doubtfulRows() {
            return doubtfulRows;
        }

        /// Rows whose label is not that of the last iteration; all where labels are not kept.
        long changedRows() {
            return changedRows;
        }

        /// Rows times groups of centroids that entered a product, where bounds are used.
        long pairs() {
            return pairs;
        }

        @Override
        public Totals merge(Totals later) {
            if (sums != null && later.sums != null) sums = sums.merge(later.sums);
            distortion += later.distortion;
            squares += later.squares;
            doubtfulRows += later.doubtfulRows;
            changedRows += later.changedRows;
            pairs += later.pairs;
            return this;
        }
    }

    /// What an iteration is asked for.
    ///
    /// @param kernels     for the sums
    /// @param labels      of the last iteration, −1 where there was none, and updated; null when none are kept
    /// @param carried     how to assign with what is known of the rows; null: without
    /// @param parts       each thread's own sums, where their bits depend on no order
    /// @param distortion  whether to sum squared distances to the centroids
    /// @param squares     whether to sum squared distances to the origin of the sums
    record Task(
            Centroids centroids,
            NearestCentroid nearest,
            SumsPlan plan,
            Kernels kernels,
            int @Nullable [] labels,
            CarriedAssignment.@Nullable Step carried,
            Queue<ClusterSums> parts,
            boolean distortion,
            boolean squares) {
        private ClusterSums emptySums() {
            return plan.empty(centroids.k(), kernels);
        }

        /// Of all rows, or of what changed, when all threads are done.
        ClusterSums sums(Totals totals) {
            ClusterSums all = totals.sums;
            for (ClusterSums part : parts) all = all == null ? part : all.merge(part);
            return all == null ? emptySums() : all;
        }
    }

    private final Task task;
    private final NearestCentroid.@Nullable Worker worker;
    private final @Nullable CarriedAssignment carried;
    private final Kernels kernels;
    private int[] labels = new int[0];
    private int[] changed = new int[0];
    private int[] from = new int[0];
    private int[] to = new int[0];
    private long doubtfulBefore;
    private long pairsBefore;
    private @Nullable ClusterSums sums;
    private Totals totals;

    AssignmentPass(Task task) {
        this.task = task;
        this.kernels = task.kernels();
        carried = task.carried() == null ? null : task.carried().newAssignment();
        worker = carried == null ? task.nearest().newWorker() : null;
        if (task.plan().exact()) {
            sums = task.emptySums();
            task.parts().add(sums);
        }
        totals = begun();
    }

    /// Totals of a range: sums in fixed point are those of all ranges of a thread, which saves clearing and
    /// merging them range by range.
    private Totals begun() {
        if (task.plan().exact()) return new Totals(null);
        sums = task.emptySums();
        return new Totals(sums);
    }

    @Override
    public void add(RowBlock block) {
        int rowCount = block.rowCount();
        if (labels.length < rowCount) labels = new int[rowCount];
        if (changed.length < rowCount) changed = new int[rowCount];
        int count = carried == null ? assign(block) : carried.assign(block, labels, changed);
        totals.changedRows += count;
        move(block, count);
        if (task.distortion()) totals.distortion += distortion(block);
        if (task.squares()) totals.squares += squares(block);
    }

    /// Labels the rows, and lists those whose label is another one than in the last iteration.
    private int assign(RowBlock block) {
        int rowCount = block.rowCount();
        if (worker != null) Blocks.assign(worker, block, labels);
        int[] before = task.labels();
        if (before == null) {
            for (int n = 0; n < rowCount; n++) changed[n] = n;
            return rowCount;
        }
        int first = (int) block.firstRow();
        int count = 0;
        for (int n = 0; n < rowCount; n++) {
            changed[count] = n;
            count += labels[n] == before[first + n] ? 0 : 1;
        }
        return count;
    }

    /// Moves the rows listed as changed from their clusters so far to those that they have now.
    private void move(RowBlock block, int count) {
        int[] before = task.labels();
        if (from.length < count) {
            from = new int[changed.length];
            to = new int[changed.length];
        }
        int weighty = 0;
        for (int i = 0; i < count; i++) {
            int n = changed[i];
            int last = -1;
            if (before != null) {
                int index = (int) block.firstRow() + n;
                last = before[index];
                before[index] = labels[n];
            }
            if (block.weight(n) == 0) continue;
            changed[weighty] = n;
            from[weighty] = last;
            to[weighty++] = labels[n];
        }
        if (sums == null || weighty == 0) return;
        sums.move(block, changed, weighty, from, to, carried == null ? null : carried.values(changed, weighty));
    }

    private double distortion(RowBlock block) {
        int d = block.dimension();
        double[] centroids = task.centroids().values();
        double sum = 0;
        for (int n = 0; n < block.rowCount(); n++) {
            double w = block.weight(n);
            int row = block.offset() + n * d;
            if (w > 0) sum += w * kernels.squaredDistance(block.values(), row, centroids, labels[n] * d, d);
        }
        return sum;
    }

    private double squares(RowBlock block) {
        int d = block.dimension();
        double sum = 0;
        for (int n = 0; n < block.rowCount(); n++) {
            double w = block.weight(n);
            int row = block.offset() + n * d;
            if (w > 0)
                sum += w
                        * kernels.squaredDistance(
                                block.values(), row, task.plan().origin(), 0, d);
        }
        return sum;
    }

    @Override
    public Totals finish() {
        Totals result = totals;
        long doubtful = doubtfulRows();
        result.doubtfulRows = doubtful - doubtfulBefore;
        doubtfulBefore = doubtful;
        if (carried != null) {
            result.pairs = carried.pairs() - pairsBefore;
            pairsBefore = carried.pairs();
        }
        totals = begun();
        return result;
    }

    private long doubtfulRows() {
        if (carried != null) return carried.doubtfulRows();
        return worker == null ? 0 : worker.doubtfulRows();
    }
}
