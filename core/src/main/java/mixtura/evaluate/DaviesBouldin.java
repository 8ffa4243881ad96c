package mixtura.evaluate;

import java.util.Arrays;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// The index of Davies and Bouldin (1979): for each cluster its worst ratio of spread to separation against another
/// cluster, averaged over clusters. Lower is better.
public final class DaviesBouldin {
    private DaviesBouldin() {}

    /// `mean over i of max_{j ≠ i} (s_i + s_j) / ‖c_i − c_j‖`, s_i the mean distance of cluster i's rows from
    /// its centroid c_i. Clusters without rows do not count, nor do pairs with one centroid, as in scikit-learn.
    /// Two walks over the rows after the one that checks them.
    ///
    /// @param labels  clusters 0 … k − 1, one a row, below 0 for rows that do not count
    /// @param k       number of clusters
    /// @return        the index; 0 when every row is its centroid; NaN with fewer than two clusters
    /// @throws IllegalArgumentException if there are more or fewer labels than rows, a label is not below k, or a
    ///                                  cell is missing or infinite
    public static double of(Rows rows, int[] labels, int k, Execution execution) {
        LabelledRows data = LabelledRows.of(rows, labels, k, execution);
        ClusterMoments moments = ClusterMoments.of(data, execution);
        int[] occupied = moments.occupied();
        if (occupied.length < 2) return Double.NaN;
        double[] distances = data.rows().aggregate(execution, () -> new SpreadPass(data, moments)).distances;
        double sum = 0;
        for (int i : occupied) {
            double worst = 0;
            for (int j : occupied) {
                double separation = moments.separation(i, j);
                if (i == j || separation == 0) continue;
                double spread = distances[i] / moments.mass(i) + distances[j] / moments.mass(j);
                worst = Math.max(worst, spread / separation);
            }
            sum += worst;
        }
        return sum / occupied.length;
    }

    /// Σ w ‖x − c_i‖ of each cluster.
    private record Spread(double[] distances) implements Mergeable<Spread> {
        @Override
        public Spread merge(Spread later) {
            for (int i = 0; i < distances.length; i++) distances[i] += later.distances[i];
            return this;
        }
    }

    private static final class SpreadPass implements Pass<Spread> {
        private final LabelledRows data;
        private final ClusterMoments moments;
        private final double[] distances;

        SpreadPass(LabelledRows data, ClusterMoments moments) {
            this.data = data;
            this.moments = moments;
            distances = new double[data.k()];
        }

        @Override
        public void add(RowBlock block) {
            int first = Math.toIntExact(block.firstRow());
            for (int n = 0; n < block.rowCount(); n++) {
                int label = data.labels()[first + n];
                double w = block.weight(n);
                if (label < 0 || w == 0) continue;
                distances[label] += w * moments.distance(block.values(), block.offset() + n * block.dimension(), label);
            }
        }

        @Override
        public Spread finish() {
            Spread result = new Spread(distances.clone());
            Arrays.fill(distances, 0);
            return result;
        }
    }
}
