package mixtura.seeding;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.LongToIntFunction;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Weighted means of groups of rows, summed about one row of the data, so that columns far from 0 keep their digits.
final class GroupMeans implements Mergeable<GroupMeans> {
    private final int k;
    private final int dimension;
    private final double[] origin;
    private final double[] mass;
    private final double[] sums; // about the origin, k × dimension

    private GroupMeans(int k, double[] origin) {
        this.k = k;
        this.dimension = origin.length;
        this.origin = origin;
        this.mass = new double[k];
        this.sums = new double[k * dimension];
    }

    /// @param group  which group a row (from 0) is in, 0 … k − 1, or negative for none; called by several threads
    static GroupMeans of(Rows rows, int k, LongToIntFunction group, Execution execution) {
        double[] origin = new double[rows.dimension()];
        rows.copyRow(0, origin);
        return rows.aggregate(execution, () -> new MeansPass(k, origin, group));
    }

    private static final class MeansPass implements Pass<GroupMeans> {
        private final int k;
        private final double[] origin;
        private final LongToIntFunction group;
        private GroupMeans means;

        MeansPass(int k, double[] origin, LongToIntFunction group) {
            this.k = k;
            this.origin = origin;
            this.group = group;
            means = new GroupMeans(k, origin);
        }

        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            int dimension = origin.length;
            for (int n = 0; n < block.rowCount(); n++) {
                int g = group.applyAsInt(block.firstRow() + n);
                double w = block.weight(n);
                if (g < 0 || w == 0) continue;
                int row = block.offset() + n * dimension;
                means.mass[g] += w;
                for (int j = 0; j < dimension; j++) means.sums[g * dimension + j] += w * (x[row + j] - origin[j]);
            }
        }

        @Override
        public GroupMeans finish() {
            GroupMeans result = means;
            means = new GroupMeans(k, origin);
            return result;
        }
    }

    @Override
    public GroupMeans merge(GroupMeans later) {
        Arrays.setAll(mass, g -> mass[g] + later.mass[g]);
        Arrays.setAll(sums, i -> sums[i] + later.sums[i]);
        return this;
    }

    /// Σ w over the rows of group `g`.
    double mass(int g) {
        return mass[g];
    }

    /// `k × dimension`; a group of mass 0 has the row that `substitute` names, whose values are read from `rows`.
    double[][] means(Rows rows, IntUnaryOperator substitute) {
        double[][] means = new double[k][dimension];
        for (int g = 0; g < k; g++) {
            if (mass[g] == 0) {
                rows.copyRow(substitute.applyAsInt(g), means[g]);
                continue;
            }
            for (int j = 0; j < dimension; j++) means[g][j] = origin[j] + sums[g * dimension + j] / mass[g];
        }
        return means;
    }
}
