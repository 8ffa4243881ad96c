package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.NearestCentroid;

/// One thread's part of an iteration: every row of a block goes to its nearest centroid and is added to that cluster's
/// sums.
final class AssignmentPass implements Pass<AssignmentPass.Totals> {
    /// What an update needs to know of the rows of each cluster.
    static final class Totals implements Mergeable<Totals> {
        /// N_k.
        final double[] mass;

        /// Σ w (x − origin) over the rows of cluster k, `k × dimension`. The origin stays the same for a whole fit:
        /// when no
        /// label changes, no bit of the sums does.
        final double[] sums;

        /// Σ w ‖x − c‖² over all rows.
        double distortion;

        long doubtfulRows;

        Totals(int k, int dimension) {
            mass = new double[k];
            sums = new double[k * dimension];
        }

        @Override
        public Totals merge(Totals later) {
            Arrays.setAll(mass, i -> mass[i] + later.mass[i]);
            Arrays.setAll(sums, i -> sums[i] + later.sums[i]);
            distortion += later.distortion;
            doubtfulRows += later.doubtfulRows;
            return this;
        }
    }

    private final Centroids centroids;
    private final double[] origin;
    private final NearestCentroid.Worker worker;
    private int[] labels = new int[0];
    private long doubtfulBefore;
    private Totals totals;

    AssignmentPass(Centroids centroids, double[] origin, NearestCentroid nearest) {
        this.centroids = centroids;
        this.origin = origin;
        this.worker = nearest.newWorker();
        totals = new Totals(centroids.k(), centroids.dimension());
    }

    @Override
    public void add(RowBlock block) {
        int rowCount = block.rowCount();
        if (labels.length < rowCount) labels = new int[rowCount];
        Blocks.assign(worker, block, labels);
        double[] x = block.values();
        double[] c = centroids.values();
        int dimension = centroids.dimension();
        for (int n = 0; n < rowCount; n++) {
            double w = block.weight(n);
            if (w == 0) continue;
            int cluster = labels[n];
            int row = block.offset() + n * dimension;
            int centroid = cluster * dimension;
            double squared = 0;
            for (int j = 0; j < dimension; j++) {
                double difference = x[row + j] - c[centroid + j];
                squared += difference * difference;
                totals.sums[centroid + j] += w * (x[row + j] - origin[j]);
            }
            totals.mass[cluster] += w;
            totals.distortion += w * squared;
        }
    }

    @Override
    public Totals finish() {
        Totals result = totals;
        result.doubtfulRows = worker.doubtfulRows() - doubtfulBefore;
        doubtfulBefore = worker.doubtfulRows();
        totals = new Totals(centroids.k(), centroids.dimension());
        return result;
    }
}
