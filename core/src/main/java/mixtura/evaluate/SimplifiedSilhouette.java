package mixtura.evaluate;

import java.util.Arrays;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;

/// The sums of simplified silhouette widths per cluster: distances to centroids stand for mean distances (Hruschka,
/// Campello and de Castro 2006, eq. 4).
final class SimplifiedSilhouette {
    private SimplifiedSilhouette() {}

    static double[] sums(LabelledRows data, ClusterMoments moments, Execution execution) {
        return data.rows().aggregate(execution, () -> new WidthPass(data, moments)).widths;
    }

    private record Sums(double[] widths) implements Mergeable<Sums> {
        @Override
        public Sums merge(Sums later) {
            for (int i = 0; i < widths.length; i++) widths[i] += later.widths[i];
            return this;
        }
    }

    private static final class WidthPass implements Pass<Sums> {
        private final LabelledRows data;
        private final ClusterMoments moments;
        private final int[] occupied;
        private final double[] widths;

        WidthPass(LabelledRows data, ClusterMoments moments) {
            this.data = data;
            this.moments = moments;
            occupied = moments.occupied();
            widths = new double[data.k()];
        }

        @Override
        public void add(RowBlock block) {
            int first = Math.toIntExact(block.firstRow());
            for (int n = 0; n < block.rowCount(); n++) {
                int label = data.labels()[first + n];
                double w = block.weight(n);
                if (label < 0 || w == 0) continue;
                widths[label] += w * width(block.values(), block.offset() + n * block.dimension(), label);
            }
        }

        private double width(double[] x, int row, int label) {
            if (moments.mass(label) <= 1) return 0;
            double own = 0;
            double nearest = Double.POSITIVE_INFINITY;
            for (int i : occupied) {
                double distance = moments.distance(x, row, i);
                if (i == label) own = distance;
                else nearest = Math.min(nearest, distance);
            }
            return SilhouetteWidths.width(own, nearest);
        }

        @Override
        public Sums finish() {
            Sums result = new Sums(widths.clone());
            Arrays.fill(widths, 0);
            return result;
        }
    }
}
