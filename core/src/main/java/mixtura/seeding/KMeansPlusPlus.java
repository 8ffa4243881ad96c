package mixtura.seeding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;

/// k-means++ of Arthur and Vassilvitskii (2007): the first centroid is a random row; each further one is drawn with a
/// probability in proportion to w_n D_n², the weighted squared distance to the nearest centroid so far. The greedy
/// variant of their section 6 draws several candidates and keeps the one that lowers Σ w_n D_n² most.
///
/// A candidate at least 2 D_n away from the centroid of row n cannot be nearer to the row (triangle inequality; Raff
/// 2021): such rows are passed over, which changes nothing in what is drawn.
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
        int candidates = trials == BY_K ? 2 + (int) Math.log(k) : trials;
        Nearest nearest = new Nearest(rows, k, execution);
        nearest.take(row(rows, new Table(nearest.cost).draw(nearest.cost, random)));
        for (int c = 1; c < k; c++) {
            double[][] tried = new double[candidates][];
            Table table = new Table(nearest.cost);
            for (int t = 0; t < candidates; t++) tried[t] = row(rows, table.draw(nearest.cost, random));
            nearest.take(candidates == 1 ? tried[0] : tried[nearest.best(tried)]);
        }
        return nearest.centroids.toArray(double[][]::new);
    }

    private static double[] row(Rows rows, int index) {
        double[] values = new double[rows.dimension()];
        rows.copyRow(index, values);
        return values;
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

    /// The centroids so far, and for each row its weighted squared distance to the nearest of them.
    private static final class Nearest {
        private final Rows rows;
        private final Execution execution;
        private final Kernels kernels;
        private final List<double[]> centroids = new ArrayList<>();
        private final double[] cost; // w_n D_n²; before there is a centroid, w_n
        private final int[] centroid; // the nearest one's number

        Nearest(Rows rows, int k, Execution execution) {
            this.rows = rows;
            this.execution = execution;
            this.kernels = Kernels.forWork("auto", (double) rows.rowCount() * rows.dimension() * k);
            this.cost = new double[Math.toIntExact(rows.rowCount())];
            this.centroid = new int[cost.length];
            Arrays.setAll(cost, rows::weight);
        }

        /// The candidate that leaves the smallest Σ_n w_n min(D_n², ‖x_n − c‖²); the first of equals.
        int best(double[][] tried) {
            double[][] apart = Arrays.stream(tried).map(this::fromCentroids).toArray(double[][]::new);
            double[] left = rows.aggregate(execution, () -> new CandidatePass(this, tried, apart)).left;
            int best = 0;
            for (int t = 1; t < left.length; t++) if (left[t] < left[best]) best = t;
            return best;
        }

        /// Adds a centroid, and lowers the cost of the rows that are nearest to it.
        void take(double[] chosen) {
            double[] apart = fromCentroids(chosen);
            if (centroids.isEmpty()) Arrays.setAll(cost, n -> cost[n] > 0 ? Double.POSITIVE_INFINITY : 0);
            rows.aggregate(execution, () -> new LowerPass(this, chosen, apart, centroids.size()));
            centroids.add(chosen);
        }

        private double[] fromCentroids(double[] candidate) {
            double[] apart = new double[centroids.size()];
            for (int c = 0; c < apart.length; c++) {
                apart[c] = kernels.squaredDistance(centroids.get(c), 0, candidate, 0, candidate.length);
            }
            return apart;
        }
    }

    /// Costs of a block's rows if a candidate were added. The distances are those of the scalar definition, to the bit:
    /// many rows side by side, or one at a time where few are left.
    private static final class BlockCosts {
        /// Squared distances that are larger by this factor are larger whatever rounding does.
        private static final double ROUNDING = 1 + 1e-9;

        /// Rows in a block are worked out one by one where fewer than one in this many are left.
        private static final int FEW = 8;

        private final Nearest nearest;
        private final int d;
        private final double[] zeros;
        private final double[] ones;
        private double[] columns = new double[0];
        private double[] distances = new double[0];
        private int[] open = new int[0];
        private boolean laidOut;

        BlockCosts(Nearest nearest) {
            this.nearest = nearest;
            this.d = nearest.rows.dimension();
            this.zeros = new double[d];
            this.ones = new double[d];
            Arrays.fill(ones, 1);
        }

        /// Begins with another block.
        void begin(RowBlock block) {
            laidOut = false;
            if (distances.length < block.rowCount()) {
                distances = new double[block.rowCount()];
                open = new int[block.rowCount()];
                columns = new double[d * block.rowCount()];
            }
        }

        /// w_n min(D_n², ‖x_n − c‖²) at `n`, valid until the next call.
        ///
        /// @param apart  squared distances of the candidate from the centroids
        double[] with(RowBlock block, double[] candidate, double[] apart) {
            int first = (int) block.firstRow();
            int rowCount = block.rowCount();
            int left = 0;
            for (int n = 0; n < rowCount; n++) {
                double before = nearest.cost[first + n];
                boolean far = apart.length > 0
                        && block.weight(n) * apart[nearest.centroid[first + n]] > 4 * ROUNDING * before;
                if (!far && before > 0) open[left++] = n;
            }
            if (left * FEW < rowCount) {
                for (int i = 0; i < left; i++) {
                    int row = block.offset() + open[i] * d;
                    distances[open[i]] = ScalarKernels.INSTANCE.squaredDistance(block.values(), row, candidate, 0, d);
                }
            } else {
                sideBySide(block, candidate);
            }
            int next = 0;
            for (int n = 0; n < rowCount; n++) {
                double before = nearest.cost[first + n];
                boolean isOpen = next < left && open[next] == n;
                if (isOpen) next++;
                distances[n] = isOpen ? Math.min(before, block.weight(n) * distances[n]) : before;
            }
            return distances;
        }

        private void sideBySide(RowBlock block, double[] candidate) {
            int rowCount = block.rowCount();
            if (!laidOut) {
                nearest.kernels.columns(
                        rowCount, d, block.values(), block.offset(), d, zeros, ones, columns, 0, rowCount);
                laidOut = true;
            }
            Arrays.fill(distances, 0, rowCount, 0);
            int j = 0;
            for (; j + 4 <= d; j += 4) addFourSquares(columns, j * rowCount, candidate, j, distances, rowCount);
            for (; j < d; j++) addSquares(columns, j * rowCount, candidate[j], distances, rowCount);
        }

        private static void addSquares(double[] x, int from, double c, double[] sums, int count) {
            for (int n = 0; n < count; n++) {
                double difference = x[from + n] - c;
                sums[n] += difference * difference;
            }
        }

        /// Four columns in the order of the definition, for one store of the sum.
        private static void addFourSquares(double[] x, int from, double[] c, int j, double[] sums, int count) {
            double c0 = c[j];
            double c1 = c[j + 1];
            double c2 = c[j + 2];
            double c3 = c[j + 3];
            for (int n = 0; n < count; n++) {
                double first = x[from + n] - c0;
                double second = x[from + count + n] - c1;
                double third = x[from + 2 * count + n] - c2;
                double fourth = x[from + 3 * count + n] - c3;
                sums[n] = (((sums[n] + first * first) + second * second) + third * third) + fourth * fourth;
            }
        }
    }

    private record Costs(double[] left) implements Mergeable<Costs> {
        @Override
        public Costs merge(Costs later) {
            for (int t = 0; t < left.length; t++) left[t] += later.left[t];
            return this;
        }
    }

    private static final class CandidatePass implements Pass<Costs> {
        private final BlockCosts blockCosts;
        private final double[][] tried;
        private final double[][] apart;
        private Costs costs;

        CandidatePass(Nearest nearest, double[][] tried, double[][] apart) {
            this.blockCosts = new BlockCosts(nearest);
            this.tried = tried;
            this.apart = apart;
            costs = new Costs(new double[tried.length]);
        }

        @Override
        public void add(RowBlock block) {
            blockCosts.begin(block);
            for (int t = 0; t < tried.length; t++) {
                double[] with = blockCosts.with(block, tried[t], apart[t]);
                for (int n = 0; n < block.rowCount(); n++) costs.left[t] += with[n];
            }
        }

        @Override
        public Costs finish() {
            Costs result = costs;
            costs = new Costs(new double[tried.length]);
            return result;
        }
    }

    private static final class LowerPass implements Pass<Costs> {
        private final Nearest nearest;
        private final BlockCosts blockCosts;
        private final double[] chosen;
        private final double[] apart;
        private final int number;

        LowerPass(Nearest nearest, double[] chosen, double[] apart, int number) {
            this.nearest = nearest;
            this.blockCosts = new BlockCosts(nearest);
            this.chosen = chosen;
            this.apart = apart;
            this.number = number;
        }

        @Override
        public void add(RowBlock block) {
            blockCosts.begin(block);
            double[] with = blockCosts.with(block, chosen, apart);
            int first = (int) block.firstRow();
            for (int n = 0; n < block.rowCount(); n++) {
                if (with[n] < nearest.cost[first + n]) {
                    nearest.cost[first + n] = with[n];
                    nearest.centroid[first + n] = number;
                }
            }
        }

        @Override
        public Costs finish() {
            return new Costs(new double[0]);
        }
    }
}
