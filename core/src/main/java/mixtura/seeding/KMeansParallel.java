package mixtura.seeding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.kernel.ScalarNearest;
import mixtura.internal.kernel.ScreenedNearest;

/// k-means|| of Bahmani et al. (2012, algorithm 2): in each round every row becomes a candidate, independently of
/// the others, with a probability of `factor` · k w_n D_n² / Σ w D²; the candidates, each with the weight of
/// the rows nearest to it, are then clustered by greedy [KMeansPlusPlus]. It walks over the rows two times a
/// round, not two times a centroid: for k of a thousand and more, and for rows in files.
///
/// Whether a row becomes a candidate is decided by a number that its index and the round's seed give, whichever
/// thread looks at it. Should the rounds yield fewer than k distinct candidates, more follow.
///
/// @param rounds  how often candidates are drawn; 5 are as good as more
/// @param factor  candidates of a round, in units of k
public record KMeansParallel(int rounds, double factor) implements Seeding {
    /// The paper's setting: 5 rounds of 2k candidates.
    public static final KMeansParallel USUAL = new KMeansParallel(5, 2);

    public KMeansParallel {
        if (rounds < 1) throw new IllegalArgumentException("rounds is " + rounds + "; there must be at least one");
        if (!(factor > 0) || factor == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("factor is " + factor + "; it must be a positive number");
        }
    }

    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        DistinctRows.require(rows, k, execution);
        Candidates candidates = new Candidates(rows, execution);
        candidates.add(List.of(candidates.cumulative.draw(random)));
        for (int round = 0; round < rounds || candidates.rows.size() < k; round++) {
            double expected = factor * k;
            List<Integer> drawn = candidates.drawn(expected, random.nextLong());
            if (drawn.isEmpty() && !(candidates.cumulative.total() > 0)) break; // every row is a candidate already
            candidates.add(drawn.isEmpty() ? List.of(candidates.cumulative.draw(random)) : drawn);
        }
        return new KMeansPlusPlus(KMeansPlusPlus.BY_K).choose(candidates.weighted(), k, random, execution);
    }

    /// The candidates so far, and for each row the nearest of them.
    private static final class Candidates {
        private final Rows all;
        private final Execution execution;
        private final List<double[]> rows = new ArrayList<>();
        private final Set<DistinctRows.Row> distinct = new HashSet<>();
        private final double[] cost; // w_n D_n²; before there is a candidate, w_n
        private final int[] nearest;
        private final CumulativeCosts cumulative;

        Candidates(Rows all, Execution execution) {
            this.all = all;
            this.execution = execution;
            this.cost = new double[Math.toIntExact(all.rowCount())];
            this.nearest = new int[cost.length];
            Arrays.setAll(cost, all::weight);
            this.cumulative = new CumulativeCosts(cost);
            cumulative.refresh();
        }

        /// The rows whose own random number is below their probability.
        List<Integer> drawn(double expected, long seed) {
            double perCost = expected / cumulative.total();
            List<Integer> drawn = new ArrayList<>();
            for (int n = 0; n < cost.length; n++) {
                if (cost[n] > 0 && unit(seed, n) < perCost * cost[n]) drawn.add(n);
            }
            return drawn;
        }

        /// A number in [0, 1) of a seed and an index: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
        private static double unit(long seed, int index) {
            long z = seed + (index + 1) * 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
        }

        /// Adds rows to the candidates, equal ones once, and finds what is now nearest to each row.
        void add(List<Integer> drawn) {
            if (rows.isEmpty()) Arrays.setAll(cost, n -> cost[n] > 0 ? Double.POSITIVE_INFINITY : 0);
            int d = all.dimension();
            int first = rows.size();
            for (int n : drawn) {
                double[] values = new double[d];
                all.copyRow(n, values);
                if (distinct.add(new DistinctRows.Row(values.clone()))) rows.add(values);
            }
            double[] added = flat(first);
            int count = rows.size() - first;
            if (count == 0) return;
            Kernels kernels = Kernels.forWork("auto", (double) all.rowCount() * d * count);
            NearestCentroid among = NearestCentroid.canScreen(kernels)
                    ? ScreenedNearest.of(added, count, d, Frame.about(added, count, d), all.isFloat(), kernels)
                    : new ScalarNearest(added, count, d);
            all.aggregate(execution, () -> new NearestPass(among.newWorker(), added, first));
            cumulative.refresh();
        }

        private double[] flat(int first) {
            int d = all.dimension();
            double[] flat = new double[(rows.size() - first) * d];
            for (int c = first; c < rows.size(); c++) System.arraycopy(rows.get(c), 0, flat, (c - first) * d, d);
            return flat;
        }

        /// The candidates with the weight of the rows that each is nearest to.
        Rows weighted() {
            double[] weights = new double[rows.size()];
            for (int n = 0; n < cost.length; n++) weights[nearest[n]] += all.weight(n);
            return Rows.wrap(flat(0), rows.size(), all.dimension()).weighted(weights);
        }

        private record Nothing() implements Mergeable<Nothing> {
            @Override
            public Nothing merge(Nothing later) {
                return this;
            }
        }

        /// Lowers the cost of rows to which one of the new candidates is nearer.
        private final class NearestPass implements Pass<Nothing> {
            private final NearestCentroid.Worker worker;
            private final double[] added;
            private final int first;
            private int[] labels = new int[0];

            NearestPass(NearestCentroid.Worker worker, double[] added, int first) {
                this.worker = worker;
                this.added = added;
                this.first = first;
            }

            @Override
            public void add(RowBlock block) {
                int d = block.dimension();
                if (labels.length < block.rowCount()) labels = new int[block.rowCount()];
                float[] floats = block.floats();
                if (floats != null) worker.assign(floats, block.floatOffset(), block.rowCount(), labels);
                else worker.assign(block.values(), block.offset(), block.rowCount(), labels);
                int from = (int) block.firstRow();
                for (int n = 0; n < block.rowCount(); n++) {
                    if (cost[from + n] == 0) continue;
                    double square = ScalarKernels.INSTANCE.squaredDistance(
                            block.values(), block.offset() + n * d, added, labels[n] * d, d);
                    if (block.weight(n) * square < cost[from + n]) {
                        cost[from + n] = block.weight(n) * square;
                        nearest[from + n] = first + labels[n];
                        cumulative.changed(from + n);
                    }
                }
            }

            @Override
            public Nothing finish() {
                return new Nothing();
            }
        }
    }
}
