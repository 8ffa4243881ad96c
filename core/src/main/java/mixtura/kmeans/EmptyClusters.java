package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
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
    record Far(double distance, long row, double weight, int cluster, double[] values) {
        /// Farthest first, then the lowest row.
        static final Comparator<Far> ORDER =
                Comparator.comparingDouble(Far::distance).reversed().thenComparingLong(Far::row);
    }

    private EmptyClusters() {}

    /// Labels and distances of a block's rows, for one thread.
    interface Distances {
        /// Reads a block.
        void read(RowBlock block);

        /// The cluster of row `n` of the block.
        int cluster(int n);

        /// Its distance to its centroid, or 0 if it may not be taken.
        double distance(int n);
    }

    /// The `count` farthest rows of distinct values and positive weight, farthest first.
    static List<Far> farthest(Rows rows, Supplier<? extends Distances> newDistances, int count, Execution execution) {
        return rows.aggregate(execution, () -> new FarthestPass(newDistances.get(), count)).rows;
    }

    /// The `count` farthest rows of distinct values and positive weight, farthest first.
    static List<Far> farthest(Rows rows, Centroids centroids, NearestCentroid nearest, int count, Execution execution) {
        return farthest(rows, () -> new SquaredDistances(centroids, nearest.newWorker()), count, execution);
    }

    private static final class Farthest implements Mergeable<Farthest> {
        private final int count;
        private final List<Far> rows = new ArrayList<>();

        Farthest(int count) {
            this.count = count;
        }

        boolean admits(double distance) {
            return distance > 0
                    && (rows.size() < count || distance > rows.getLast().distance());
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
            for (Far far : later.rows) if (admits(far.distance())) insert(far);
            return this;
        }
    }

    private static final class SquaredDistances implements Distances {
        private final Centroids centroids;
        private final NearestCentroid.Worker worker;
        private int[] labels = new int[0];
        private RowBlock block;

        SquaredDistances(Centroids centroids, NearestCentroid.Worker worker) {
            this.centroids = centroids;
            this.worker = worker;
            block = new RowBlock(centroids.dimension());
        }

        @Override
        public void read(RowBlock next) {
            block = next;
            if (labels.length < block.rowCount()) labels = new int[block.rowCount()];
            Blocks.assign(worker, block, labels);
        }

        @Override
        public int cluster(int n) {
            return labels[n];
        }

        @Override
        public double distance(int n) {
            int d = centroids.dimension();
            return ScalarKernels.INSTANCE.squaredDistance(
                    block.values(), block.offset() + n * d, centroids.values(), labels[n] * d, d);
        }
    }

    private static final class FarthestPass implements Pass<Farthest> {
        private final Distances distances;
        private final int count;
        private Farthest farthest;

        FarthestPass(Distances distances, int count) {
            this.distances = distances;
            this.count = count;
            farthest = new Farthest(count);
        }

        @Override
        public void add(RowBlock block) {
            distances.read(block);
            int d = block.dimension();
            double[] x = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * d;
                double distance = distances.distance(n);
                if (block.weight(n) > 0 && farthest.admits(distance)) {
                    double[] values = Arrays.copyOfRange(x, row, row + d);
                    farthest.insert(
                            new Far(distance, block.firstRow() + n, block.weight(n), distances.cluster(n), values));
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
