package mixtura.kmeans;

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
        /// Of all rows, or of what changed.
        private ClusterSums sums;

        /// Σ w ‖x − c‖² with c the row's centroid, if asked for.
        private double distortion;

        /// Σ w ‖x − origin‖², if asked for.
        private double squares;

        private long doubtfulRows;
        private long changedRows;
        private long pairs;

        private Totals(ClusterSums sums) {
            this.sums = sums;
        }

        ClusterSums sums() {
            return sums;
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
            sums = sums.merge(later.sums);
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
    /// @param bounded     how to assign with bounds; null: without
    /// @param distortion  whether to sum squared distances to the centroids
    /// @param squares     whether to sum squared distances to the origin of the sums
    record Task(
            Centroids centroids,
            NearestCentroid nearest,
            SumsPlan plan,
            Kernels kernels,
            int @Nullable [] labels,
            Acceleration.@Nullable Step bounded,
            boolean distortion,
            boolean squares) {
        private ClusterSums emptySums() {
            return plan.empty(centroids.k(), kernels);
        }
    }

    private final Task task;
    private final NearestCentroid.@Nullable Worker worker;
    private final @Nullable BoundedAssignment bounded;
    private final Kernels kernels;
    private int[] labels = new int[0];
    private int[] changed = new int[0];
    private long doubtfulBefore;
    private long pairsBefore;
    private Totals totals;

    AssignmentPass(Task task) {
        this.task = task;
        this.kernels = task.kernels();
        bounded = task.bounded() == null ? null : new BoundedAssignment(task.bounded());
        worker = bounded == null ? task.nearest().newWorker() : null;
        totals = new Totals(task.emptySums());
    }

    @Override
    public void add(RowBlock block) {
        int rowCount = block.rowCount();
        if (labels.length < rowCount) labels = new int[rowCount];
        if (bounded != null) bounded.assign(block, labels);
        else if (worker != null) Blocks.assign(worker, block, labels);
        int count = changed(block);
        totals.changedRows += count;
        for (int i = 0; i < count; i++) move(block, changed[i]);
        if (task.distortion()) totals.distortion += distortion(block);
        if (task.squares()) totals.squares += squares(block);
    }

    /// Lists the rows whose label is another one than in the last iteration.
    private int changed(RowBlock block) {
        int rowCount = block.rowCount();
        if (changed.length < rowCount) changed = new int[rowCount];
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

    private void move(RowBlock block, int n) {
        int last = -1;
        int[] before = task.labels();
        if (before != null) {
            int index = (int) block.firstRow() + n;
            last = before[index];
            before[index] = labels[n];
        }
        if (block.weight(n) == 0) return;
        if (last >= 0) totals.sums.subtract(block, n, last);
        totals.sums.add(block, n, labels[n]);
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
        if (bounded != null) {
            result.pairs = bounded.pairs() - pairsBefore;
            pairsBefore = bounded.pairs();
        }
        totals = new Totals(task.emptySums());
        return result;
    }

    private long doubtfulRows() {
        if (bounded != null) return bounded.doubtfulRows();
        return worker == null ? 0 : worker.doubtfulRows();
    }
}
