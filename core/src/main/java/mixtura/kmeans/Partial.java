package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ObservedNearest;

/// Partial distances (Dixon 1979; Hathaway and Bezdek 2001, strategy PDS): ‖x − c‖² over the o cells of a
/// row that are there, times d/o. In each column the mean of the cells that are there, weighted by w d/o,
/// minimises their sum, so neither step of k-means can make it larger.
record Partial() implements Metric {
    @Override
    public boolean takesMissingCells() {
        return true;
    }

    @Override
    public NearestCentroid nearest(Centroids centroids, Rows rows, Frame frame) {
        return new ObservedNearest(centroids.values(), centroids.k(), centroids.dimension());
    }

    @Override
    public double distance(double[] x, int row, double[] centroids, int centroid, int dimension) {
        return ObservedNearest.distance(x, row, centroids, centroid, dimension);
    }

    /// A column of which no row of a cluster has a cell keeps the centroid's value.
    @Override
    public Centroids centres(Rows rows, Members members, Centroids before, Execution execution) {
        int d = before.dimension();
        double[] origin = new double[d];
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        for (int j = 0; j < d; j++) origin[j] = summary.mean(j);
        Sums sums = rows.aggregate(execution, () -> new SumsPass(members.newReader(), before.k(), origin));
        double[] values = before.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (sums.mass[i] > 0) values[i] = origin[i % d] + sums.first[i] / sums.mass[i];
        }
        return new Centroids(values, before.k(), d);
    }

    /// Σ w d/o and Σ w d/o (x − origin) over the cells of each cluster and column, `k × d`.
    private record Sums(double[] mass, double[] first) implements Mergeable<Sums> {
        @Override
        public Sums merge(Sums later) {
            Arrays.setAll(mass, i -> mass[i] + later.mass[i]);
            Arrays.setAll(first, i -> first[i] + later.first[i]);
            return this;
        }
    }

    private static final class SumsPass implements Pass<Sums> {
        private final Members.Reader members;
        private final int size;
        private final double[] origin;
        private Sums sums;

        SumsPass(Members.Reader members, int k, double[] origin) {
            this.members = members;
            this.size = k * origin.length;
            this.origin = origin;
            sums = new Sums(new double[size], new double[size]);
        }

        @Override
        public void add(RowBlock block) {
            members.read(block);
            double[] x = block.values();
            int d = origin.length;
            for (int n = 0; n < block.rowCount(); n++) {
                double w = members.weight(n);
                if (w == 0) continue;
                int row = block.offset() + n * d;
                int there = 0;
                for (int j = 0; j < d; j++) if (!Double.isNaN(x[row + j])) there++;
                double share = w * d / Math.max(1, there);
                int at = members.cluster(n) * d;
                for (int j = 0; j < d; j++) {
                    if (Double.isNaN(x[row + j])) continue;
                    sums.mass[at + j] += share;
                    sums.first[at + j] += share * (x[row + j] - origin[j]);
                }
            }
        }

        @Override
        public Sums finish() {
            Sums result = sums;
            sums = new Sums(new double[size], new double[size]);
            return result;
        }
    }

    @Override
    public int degree() {
        return 2;
    }
}
