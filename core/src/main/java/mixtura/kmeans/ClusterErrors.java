package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;

/// The distortion of each cluster by itself, and one of its rows, drawn with a probability in proportion
/// to what it adds to it.
final class ClusterErrors implements Mergeable<ClusterErrors> {
    private final int dimension;
    private final double[] errors;
    private final double[] keys; // of the rows drawn: the least of exponential variates divided by the rows' shares
    private final double[] rows; // k × dimension

    private ClusterErrors(int k, int dimension) {
        this.dimension = dimension;
        errors = new double[k];
        keys = new double[k];
        rows = new double[k * dimension];
        Arrays.fill(keys, Double.POSITIVE_INFINITY);
    }

    /// @param seed  of the drawing, which depends on it and the rows' numbers alone
    static ClusterErrors of(Centroids centroids, Lloyd.Problem problem, long seed) {
        NearestCentroid nearest =
                Assignments.of(centroids, problem.rows(), problem.frame(), problem.kernels(centroids.k()));
        return problem.rows().aggregate(problem.execution(), () -> new ErrorPass(centroids, nearest.newWorker(), seed));
    }

    /// Σ w ‖x − c_i‖² over the rows of cluster i.
    double error(int i) {
        return errors[i];
    }

    /// These centroids and, for each of the clusters, the row drawn from it.
    Centroids withMore(Centroids centroids, int[] clusters) {
        int k = centroids.k();
        double[] values = Arrays.copyOf(centroids.values(), (k + clusters.length) * dimension);
        for (int i = 0; i < clusters.length; i++) {
            System.arraycopy(rows, clusters[i] * dimension, values, (k + i) * dimension, dimension);
        }
        return new Centroids(values, k + clusters.length, dimension);
    }

    private void offer(int cluster, double key, double[] values, int offset) {
        if (!(key < keys[cluster])) return;
        keys[cluster] = key;
        System.arraycopy(values, offset, rows, cluster * dimension, dimension);
    }

    @Override
    public ClusterErrors merge(ClusterErrors later) {
        for (int i = 0; i < errors.length; i++) {
            errors[i] += later.errors[i];
            offer(i, later.keys[i], later.rows, i * dimension);
        }
        return this;
    }

    private static final class ErrorPass implements Pass<ClusterErrors> {
        private final Centroids centroids;
        private final NearestCentroid.Worker worker;
        private final long seed;
        private int[] labels = new int[0];
        private ClusterErrors sums;

        ErrorPass(Centroids centroids, NearestCentroid.Worker worker, long seed) {
            this.centroids = centroids;
            this.worker = worker;
            this.seed = seed;
            sums = new ClusterErrors(centroids.k(), centroids.dimension());
        }

        @Override
        public void add(RowBlock block) {
            int d = centroids.dimension();
            if (labels.length < block.rowCount()) labels = new int[block.rowCount()];
            Blocks.assign(worker, block, labels);
            double[] x = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * d;
                int cluster = labels[n];
                double error = block.weight(n)
                        * ScalarKernels.INSTANCE.squaredDistance(x, row, centroids.values(), cluster * d, d);
                if (!(error > 0)) continue;
                sums.errors[cluster] += error;
                sums.offer(cluster, -Math.log(uniform(seed, block.firstRow() + n)) / error, x, row);
            }
        }

        @Override
        public ClusterErrors finish() {
            ClusterErrors result = sums;
            sums = new ClusterErrors(centroids.k(), centroids.dimension());
            return result;
        }
    }

    /// A number in (0, 1] that the seed and the row's number give (the finaliser of SplitMix64; Steele,
    /// Lea and Flood 2014): any thread draws the same.
    private static double uniform(long seed, long row) {
        long z = seed + 0x9E3779B97F4A7C15L * (row + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (((z ^ (z >>> 31)) >>> 11) + 1) * 0x1p-53;
    }
}
