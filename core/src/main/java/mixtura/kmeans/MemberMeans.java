package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Weighted means of the members of each cluster, summed about one row of the data, so that columns far from 0 keep
/// their digits.
final class MemberMeans implements Mergeable<MemberMeans> {
    private final double[] origin;
    private final double[] mass;
    private final double[] sums; // Σ w (x − origin), k × dimension

    private MemberMeans(int k, double[] origin) {
        this.origin = origin;
        mass = new double[k];
        sums = new double[k * origin.length];
    }

    static MemberMeans of(Rows rows, Members members, int k, Execution execution) {
        double[] origin = new double[rows.dimension()];
        rows.copyRow(0, origin);
        return rows.aggregate(execution, () -> new MeansPass(members.newReader(), k, origin));
    }

    private static final class MeansPass implements Pass<MemberMeans> {
        private final Members.Reader members;
        private final int k;
        private final double[] origin;
        private MemberMeans means;

        MeansPass(Members.Reader members, int k, double[] origin) {
            this.members = members;
            this.k = k;
            this.origin = origin;
            means = new MemberMeans(k, origin);
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
                int at = members.cluster(n) * d;
                means.mass[members.cluster(n)] += w;
                for (int j = 0; j < d; j++) means.sums[at + j] += w * (x[row + j] - origin[j]);
            }
        }

        @Override
        public MemberMeans finish() {
            MemberMeans result = means;
            means = new MemberMeans(k, origin);
            return result;
        }
    }

    @Override
    public MemberMeans merge(MemberMeans later) {
        Arrays.setAll(mass, k -> mass[k] + later.mass[k]);
        Arrays.setAll(sums, i -> sums[i] + later.sums[i]);
        return this;
    }

    /// The means; a cluster without members keeps its centroid.
    Centroids means(Centroids before) {
        int d = origin.length;
        double[] values = before.values().clone();
        for (int i = 0; i < values.length; i++) if (mass[i / d] > 0) values[i] = origin[i % d] + sums[i] / mass[i / d];
        return new Centroids(values, before.k(), d);
    }
}
