package mixtura.kmeans;

import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Rows that come in batches: each centroid moves to the mean of the rows that it stood for and of the batch's rows
/// nearest to it, the step size w / v of Sculley (2010, algorithm 1) for a whole batch at once.
final class BatchUpdate implements Pass<BatchUpdate.Sums> {
    private final double[] centroids;
    private final int[] labels;
    private final int k;
    private final int d;
    private Sums sums;

    private BatchUpdate(double[] centroids, int[] labels, int k, int d) {
        this.centroids = centroids;
        this.labels = labels;
        this.k = k;
        this.d = d;
        this.sums = new Sums(new double[k], new double[k * d]);
    }

    /// Σ w and Σ w (x − c) of each cluster's rows.
    record Sums(double[] mass, double[] steps) implements Mergeable<Sums> {
        @Override
        public Sums merge(Sums later) {
            for (int i = 0; i < mass.length; i++) mass[i] += later.mass[i];
            for (int i = 0; i < steps.length; i++) steps[i] += later.steps[i];
            return this;
        }
    }

    /// @param threads  which change nothing but the time
    static KMeansModel of(KMeansModel model, Rows batch, int threads) {
        if (model.geometry() != Geometry.EUCLIDEAN || model.fuzzifier() > 1) {
            throw new IllegalArgumentException(
                    "only k-means itself learns from batches, not its relatives; fit to all rows together");
        }
        int k = model.k();
        int d = model.dimension();
        int[] labels = model.predict(batch);
        Centroids before = Centroids.of(model.centroids());
        Sums sums = batch.aggregate(Blocks.execution(threads, d), () -> new BatchUpdate(before.values(), labels, k, d));
        double[] mass = model.mass();
        double[] after = before.values().clone();
        for (int c = 0; c < k; c++) {
            mass[c] += sums.mass[c];
            if (sums.mass[c] == 0) continue;
            for (int j = 0; j < d; j++) after[c * d + j] += sums.steps[c * d + j] / mass[c];
        }
        return KMeansModel.of(new Centroids(after, k, d), mass, model.columnNames())
                .withCutoff(model.cutoff());
    }

    @Override
    public void add(RowBlock block) {
        double[] x = block.values();
        for (int n = 0; n < block.rowCount(); n++) {
            int c = labels[(int) block.firstRow() + n];
            double w = block.weight(n);
            if (c < 0 || w == 0) continue;
            int row = block.offset() + n * d;
            sums.mass[c] += w;
            for (int j = 0; j < d; j++) sums.steps[c * d + j] += w * (x[row + j] - centroids[c * d + j]);
        }
    }

    @Override
    public Sums finish() {
        Sums result = sums;
        sums = new Sums(new double[k], new double[k * d]);
        return result;
    }
}
