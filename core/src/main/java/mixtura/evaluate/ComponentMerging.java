package mixtura.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import mixtura.mixture.ScorePass;

/// Clusters that are made of several components (Baudry, Raftery, Celeux, Lo and Gottardo 2010; mclust's
/// `clustCombi`): a mixture may need several normal components for one cluster that is not normal. Step by
/// step the two clusters are put together whose union takes most from the entropy of the classification.
///
/// It stops where two straight lines fit best through the entropies over the weight of the rows that were put
/// together so far (the paper's section 4 and its figures of the rescaled entropy: a union of large clusters takes more
/// from the entropy than one of small clusters in which rows hesitate as much). Where the first line is not twice as
/// steep as the second there is no bend, and nothing is put together.
///
/// @param stages  from as many clusters as there are components down to one
/// @param chosen  the number of clusters where the entropy bends
/// @param ending  why it is that number
public record ComponentMerging(List<Stage> stages, int chosen, Ending ending) {
    public ComponentMerging {
        stages = List.copyOf(stages);
    }

    /// Why so many clusters are chosen.
    public enum Ending {
        /// The entropy bends there.
        BEND,
        /// It falls evenly, so that no union is better than the next: all components stay.
        EVEN,
        /// Rows do not hesitate: all components stay.
        CLEAR,
        /// Two components or one: there is nothing to see a bend in.
        FEW
    }

    /// The clusters at one stage.
    ///
    /// @param clusterOf  for each component its cluster, from 0
    /// @param entropy    −Σ_n w_n Σ_k z_nk log z_nk over the clusters, in nats; 0 when no row is in doubt
    /// @param merged     the two clusters of the stage before that became one here; empty at the first
    /// @param united     the weight of the rows in these two, Σ_n w_n z_nk
    public record Stage(int[] clusterOf, double entropy, int[] merged, double united) {
        public Stage {
            clusterOf = clusterOf.clone();
            merged = merged.clone();
        }

        @Override
        public int[] clusterOf() {
            return clusterOf.clone();
        }

        @Override
        public int[] merged() {
            return merged.clone();
        }

        /// How many clusters there are.
        public int clusters() {
            return Arrays.stream(clusterOf).max().orElse(-1) + 1;
        }
    }

    /// Entropy per unit of weight, in nats, below which rows do not hesitate: what bends then is next to
    /// nothing. Groups that stand apart, as in hepta, r15 and mk1 of the benchmark sets, have up to 0.013.
    private static final double CLEAR = 0.015;

    /// How many times as steep as the second line the first one is, at least. Of 1.5 to 4 it matters little: evenly
    /// overlapping groups (tetra, fuzzyx of the benchmark sets) have up to 2.
    private static final double STEEPER = 2;

    /// Merges the components of a mixture, one walk over the rows for each number of clusters.
    public static ComponentMerging of(Mixture<?> mixture, Rows rows, Execution execution) {
        int k = mixture.componentCount();
        int[] clusterOf = IntStream.range(0, k).toArray();
        int[] merged = {};
        double united = 0;
        List<Stage> stages = new ArrayList<>();
        for (int clusters = k; clusters >= 1; clusters--) {
            int[] now = clusterOf;
            int count = clusters;
            Gains gains = mixture.score(rows, execution, () -> new GainPass(now, count));
            stages.add(new Stage(clusterOf, gains.entropy[0], merged, united));
            if (clusters == 1) break;
            merged = gains.best();
            united = gains.mass[merged[0]] + gains.mass[merged[1]];
            clusterOf = united(clusterOf, merged[0], merged[1]);
        }
        return ending(stages, k, rows);
    }

    private static ComponentMerging ending(List<Stage> stages, int k, Rows rows) {
        if (k < 3) return new ComponentMerging(stages, k, Ending.FEW);
        double weight = 0;
        for (long n = 0; n < rows.rowCount(); n++) weight += rows.weight(n);
        if (stages.getFirst().entropy() <= CLEAR * weight) return new ComponentMerging(stages, k, Ending.CLEAR);
        EntropyBend bend = EntropyBend.of(united(stages), entropies(stages));
        if (!bend.isSteeperBefore(STEEPER)) return new ComponentMerging(stages, k, Ending.EVEN);
        return new ComponentMerging(stages, k - bend.at(), Ending.BEND);
    }

    /// The weight of the rows put together up to each stage: what the entropy is seen over.
    public double[] united() {
        return united(stages);
    }

    private static double[] united(List<Stage> stages) {
        double[] united = stages.stream().mapToDouble(Stage::united).toArray();
        for (int i = 1; i < united.length; i++) united[i] += united[i - 1];
        return united;
    }

    private static double[] entropies(List<Stage> stages) {
        return stages.stream().mapToDouble(Stage::entropy).toArray();
    }

    /// The union takes the lower number, those above the higher one move down.
    private static int[] united(int[] clusterOf, int low, int high) {
        return Arrays.stream(clusterOf)
                .map(cluster -> cluster == high ? low : cluster > high ? cluster - 1 : cluster)
                .toArray();
    }

    /// The stage with that many clusters.
    ///
    /// @throws IllegalArgumentException if there is none
    public Stage stage(int clusters) {
        if (clusters < 1 || clusters > stages.size()) {
            throw new IllegalArgumentException("there are 1 to " + stages.size() + " clusters to be made of "
                    + stages.size() + " components, not " + clusters);
        }
        return stages.get(stages.size() - clusters);
    }

    /// The likeliest cluster of each row, from 0.
    public int[] labels(Mixture<?> mixture, Rows rows, int clusters, Execution execution) {
        int[] clusterOf = stage(clusters).clusterOf();
        int[] labels = new int[Math.toIntExact(rows.rowCount())];
        mixture.score(rows, execution, (first, count, logDensity, r) -> {
            double[] z = new double[clusters];
            for (int n = 0; n < count; n++) {
                unite(r, n * clusterOf.length, clusterOf, z);
                int best = 0;
                for (int c = 1; c < clusters; c++) if (z[c] > z[best]) best = c;
                labels[(int) first + n] = best;
            }
        });
        return labels;
    }

    private static void unite(double[] r, int from, int[] clusterOf, double[] z) {
        Arrays.fill(z, 0);
        for (int k = 0; k < clusterOf.length; k++) z[clusterOf[k]] += r[from + k];
    }

    /// What each union would take from the entropy.
    private record Gains(double[] entropy, double[] mass, double[][] gain) implements Mergeable<Gains> {
        @Override
        public Gains merge(Gains later) {
            entropy[0] += later.entropy[0];
            for (int c = 0; c < mass.length; c++) mass[c] += later.mass[c];
            for (int a = 0; a < gain.length; a++)
                for (int b = a + 1; b < gain.length; b++) gain[a][b] += later.gain[a][b];
            return this;
        }

        /// The two clusters whose union takes most; of equal ones the first.
        int[] best() {
            int[] best = {0, 1};
            for (int b = 1; b < gain.length; b++)
                for (int a = 0; a < b; a++) if (gain[a][b] > gain[best[0]][best[1]]) best = new int[] {a, b};
            return best;
        }
    }

    private static final class GainPass implements ScorePass<Gains> {
        private final int[] clusterOf;
        private final int clusters;
        private final double[] z;
        private final double[] zLogZ;
        private Gains gains;

        GainPass(int[] clusterOf, int clusters) {
            this.clusterOf = clusterOf;
            this.clusters = clusters;
            z = new double[clusters];
            zLogZ = new double[clusters];
            gains = empty();
        }

        private Gains empty() {
            return new Gains(new double[1], new double[clusters], new double[clusters][clusters]);
        }

        @Override
        public void add(RowBlock block, double[] logDensity, double[] responsibilities) {
            for (int n = 0; n < block.rowCount(); n++) {
                double w = block.weight(n);
                if (w == 0) continue;
                unite(responsibilities, n * clusterOf.length, clusterOf, z);
                for (int c = 0; c < clusters; c++) {
                    zLogZ[c] = xLogX(z[c]);
                    gains.entropy[0] -= w * zLogZ[c];
                    gains.mass[c] += w * z[c];
                }
                for (int a = 0; a < clusters; a++) {
                    if (z[a] == 0) continue;
                    for (int b = a + 1; b < clusters; b++)
                        if (z[b] != 0) gains.gain[a][b] += w * (xLogX(z[a] + z[b]) - zLogZ[a] - zLogZ[b]);
                }
            }
        }

        private static double xLogX(double x) {
            return x > 0 ? x * Math.log(x) : 0;
        }

        @Override
        public Gains finish() {
            Gains result = gains;
            gains = empty();
            return result;
        }
    }
}
