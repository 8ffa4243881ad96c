package mixtura.seeding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.ScalarKernels;

/// k-means++ of Arthur and Vassilvitskii (2007): the first centroid is a random row; each further one is drawn with a
/// probability in proportion to w_n D_n², the weighted squared distance to the nearest centroid so far. The greedy
/// variant of their section 6 draws several candidates and keeps the one that lowers Σ w_n D_n² most.
///
/// @param trials  candidates for each centroid, or [#BY_K] for 2 + ⌊ln k⌋; 1 is the plain method
public record KMeansPlusPlus(int trials) implements Seeding {
    /// As many trials as suit k: 2 + ⌊ln k⌋.
    public static final int BY_K = 0;

    /// Rows that share one entry of the table by which a row is drawn.
    private static final int CHUNK = 4096;

    public KMeansPlusPlus {
        if (trials < 0) {
            throw new IllegalArgumentException("trials is " + trials + "; give at least 1, or 0 for 2 + ln k of them");
        }
    }

    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        DistinctRows.require(rows, k, execution);
        int rowCount = Math.toIntExact(rows.rowCount());
        int candidates = trials == BY_K ? 2 + (int) Math.log(k) : trials;
        double[] cost = new double[rowCount]; // w_n D_n²
        Arrays.setAll(cost, rows::weight);
        double[][] centroids = new double[k][];
        centroids[0] = row(rows, draw(cost, random));
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        lower(rows, cost, centroids[0], execution);
        for (int c = 1; c < k; c++) {
            double[][] tried = new double[candidates][];
            Table table = new Table(cost);
            for (int t = 0; t < candidates; t++) tried[t] = row(rows, table.draw(cost, random));
            centroids[c] = candidates == 1 ? tried[0] : tried[best(rows, cost, tried, execution)];
            lower(rows, cost, centroids[c], execution);
        }
        return centroids;
    }

    private static double[] row(Rows rows, int index) {
        double[] values = new double[rows.dimension()];
        rows.copyRow(index, values);
        return values;
    }

    private static int draw(double[] cost, RandomGenerator random) {
        return new Table(cost).draw(cost, random);
    }

    /// The inverse of the cumulative costs, found by chunks first.
    private static final class Table {
        private final double[] upTo;

        Table(double[] cost) {
            upTo = new double[(cost.length + CHUNK - 1) / CHUNK];
            double total = 0;
            for (int i = 0; i < upTo.length; i++) {
                double sum = 0;
                for (int n = i * CHUNK, end = Math.min(n + CHUNK, cost.length); n < end; n++) sum += cost[n];
                total += sum;
                upTo[i] = total;
            }
        }

        /// A row of positive cost.
        int draw(double[] cost, RandomGenerator random) {
            double at = random.nextDouble() * upTo[upTo.length - 1];
            int chunk = 0;
            while (upTo[chunk] <= at && chunk < upTo.length - 1) chunk++;
            double sum = chunk == 0 ? 0 : upTo[chunk - 1];
            int last = -1;
            for (int n = chunk * CHUNK; n < cost.length; n++) {
                if (cost[n] == 0) continue;
                sum += cost[n];
                last = n;
                if (sum > at) break;
            }
            // Rounding may run past the last row of positive cost: then the one before it is meant.
            for (int n = chunk * CHUNK; last < 0; n--) if (cost[n] > 0) last = n;
            return last;
        }
    }

    /// The candidate that leaves the smallest Σ_n w_n min(D_n², ‖x_n − c‖²); the first of equals.
    private static int best(Rows rows, double[] cost, double[][] tried, Execution execution) {
        double[] left = rows.aggregate(execution, () -> new CandidatePass(cost, tried)).left;
        int best = 0;
        for (int t = 1; t < left.length; t++) if (left[t] < left[best]) best = t;
        return best;
    }

    /// Lowers each row's cost to that of the new centroid where that is nearer.
    private static void lower(Rows rows, double[] cost, double[] centroid, Execution execution) {
        rows.aggregate(execution, () -> new LowerPass(cost, centroid));
    }

    private record Costs(double[] left) implements Mergeable<Costs> {
        @Override
        public Costs merge(Costs later) {
            for (int t = 0; t < left.length; t++) left[t] += later.left[t];
            return this;
        }
    }

    private static double costOf(RowBlock block, int n, double[] centroid) {
        double w = block.weight(n);
        if (w == 0) return 0;
        int row = block.offset() + n * centroid.length;
        return w * ScalarKernels.INSTANCE.squaredDistance(block.values(), row, centroid, 0, centroid.length);
    }

    private static final class CandidatePass implements Pass<Costs> {
        private final double[] cost;
        private final double[][] tried;
        private Costs costs;

        CandidatePass(double[] cost, double[][] tried) {
            this.cost = cost;
            this.tried = tried;
            costs = new Costs(new double[tried.length]);
        }

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) {
                double before = cost[(int) block.firstRow() + n];
                if (before == 0) continue;
                for (int t = 0; t < tried.length; t++) costs.left[t] += Math.min(before, costOf(block, n, tried[t]));
            }
        }

        @Override
        public Costs finish() {
            Costs result = costs;
            costs = new Costs(new double[tried.length]);
            return result;
        }
    }

    private record LowerPass(double[] cost, double[] centroid) implements Pass<Costs> {
        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) {
                int index = (int) block.firstRow() + n;
                if (cost[index] > 0) cost[index] = Math.min(cost[index], costOf(block, n, centroid));
            }
        }

        @Override
        public Costs finish() {
            return new Costs(new double[0]);
        }
    }
}
