package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;

/// What happens to a cluster without rows: it takes the row that is farthest from its own centroid, the first of
/// equals. Several empty clusters take as many rows, of distinct values; a row taken leaves its former cluster, and no
/// row is taken that is its cluster's last. It costs a walk of its own, and only when it is needed.
final class EmptyClusters {
    /// A row that may be taken.
    record Far(double squaredDistance, long row, double weight, int cluster, double[] values) {
        /// Farthest first, then the lowest row.
        static final Comparator<Far> ORDER =
                Comparator.comparingDouble(Far::squaredDistance).reversed().thenComparingLong(Far::row);
    }

    private EmptyClusters() {}

    /// The `count` farthest rows of distinct values and positive weight, farthest first.
    static List<Far> farthest(Rows rows, Centroids centroids, NearestCentroid nearest, int count, Execution execution) {
        return rows.aggregate(execution, () -> new FarthestPass(centroids, nearest, count)).rows;
    }

    private static final class Farthest implements Mergeable<Farthest> {
        private final int count;
        private final List<Far> rows = new ArrayList<>();

        Farthest(int count) {
            this.count = count;
        }

        boolean admits(double squaredDistance) {
            return squaredDistance > 0
                    && (rows.size() < count || squaredDistance > rows.getLast().squaredDistance());
        }

        /// Rows come in ascending order, so an equal distance goes behind those that are there.
        void insert(Far far) {
            for (Far other : rows) if (Arrays.equals(other.values(), far.values())) return;
            int at = rows.size();
            while (at > 0 && Far.ORDER.compare(far, rows.get(at - 1)) < 0) at--;
            rows.add(at, far);
            if (rows.size() > count) rows.removeLast();
        }

        @Override
        public Farthest merge(Farthest later) {
            for (Far far : later.rows) if (admits(far.squaredDistance())) insert(far);
            return this;
        }
    }

    private static final class FarthestPass implements Pass<Farthest> {
        private final Centroids centroids;
        private final NearestCentroid.Worker worker;
        private final int count;
        private int[] labels = new int[0];
        private Farthest farthest;

        FarthestPass(Centroids centroids, NearestCentroid nearest, int count) {
            this.centroids = centroids;
            this.worker = nearest.newWorker();
            this.count = count;
            farthest = new Farthest(count);
        }

        @Override
        public void add(RowBlock block) {
            int d = centroids.dimension();
            if (labels.length < block.rowCount()) labels = new int[block.rowCount()];
            Blocks.assign(worker, block, labels);
            double[] x = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * d;
                double squared = ScalarKernels.INSTANCE.squaredDistance(x, row, centroids.values(), labels[n] * d, d);
                if (block.weight(n) > 0 && farthest.admits(squared)) {
                    double[] values = Arrays.copyOfRange(x, row, row + d);
                    farthest.insert(new Far(squared, block.firstRow() + n, block.weight(n), labels[n], values));
                }
            }
        }

        @Override
        public Farthest finish() {
            Farthest result = farthest;
            farthest = new Farthest(count);
            return result;
        }
    }
}
