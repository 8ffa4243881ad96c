package mixtura.kmeans;

import mixtura.data.Mergeable;
import mixtura.data.Missing;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Rows that come in batches: each centroid moves to the mean of the rows that it stood for and of the batch's rows
/// nearest to it, the step size w / v of Sculley (2010, algorithm 1) for a whole batch at once.
///
/// With partial distances a row counts in each of its o cells with w d/o, as in a fit, and the old rows with N_k in
/// every column: a model does not keep how many cells of each column it has seen. With expected distances gaps are
/// filled with their means, as in a fit.
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
        this.sums = newSums();
    }

    private Sums newSums() {
        return new Sums(new double[k], new double[k * d], new double[k * d]);
    }

    /// Σ w of each cluster's rows; of their cells Σ v and Σ v (x − c), v = w d/o.
    record Sums(double[] mass, double[] cells, double[] steps) implements Mergeable<Sums> {
        @Override
        public Sums merge(Sums later) {
            for (int i = 0; i < mass.length; i++) mass[i] += later.mass[i];
            for (int i = 0; i < steps.length; i++) steps[i] += later.steps[i];
            for (int i = 0; i < cells.length; i++) cells[i] += later.cells[i];
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
        boolean fills = model.missing().treatment() == Missing.Treatment.EXPECTED;
        Rows whole = fills ? batch.filled(model.missing().means()) : batch;
        Sums sums = whole.aggregate(Blocks.execution(threads, d), () -> new BatchUpdate(before.values(), labels, k, d));
        double[] mass = model.mass();
        double[] after = before.values().clone();
        for (int c = 0; c < k; c++) {
            for (int i = c * d; i < (c + 1) * d; i++) {
                if (sums.cells[i] > 0) after[i] += sums.steps[i] / (mass[c] + sums.cells[i]);
            }
            mass[c] += sums.mass[c];
        }
        return KMeansModel.of(new Centroids(after, k, d), mass, model.columnNames())
                .withCutoff(model.cutoff())
                .withMissing(model.missing());
    }

    @Override
    public void add(RowBlock block) {
        double[] x = block.values();
        for (int n = 0; n < block.rowCount(); n++) {
            int c = labels[(int) block.firstRow() + n];
            double w = block.weight(n);
            if (c < 0 || w == 0) continue;
            int row = block.offset() + n * d;
            int there = 0;
            for (int j = 0; j < d; j++) if (!Double.isNaN(x[row + j])) there++;
            if (there == 0) continue;
            sums.mass[c] += w;
            double share = there == d ? w : w * d / there;
            for (int j = 0; j < d; j++) {
                if (Double.isNaN(x[row + j])) continue;
                sums.cells[c * d + j] += share;
                sums.steps[c * d + j] += share * (x[row + j] - centroids[c * d + j]);
            }
        }
    }

    @Override
    public Sums finish() {
        Sums result = sums;
        sums = newSums();
        return result;
    }
}
