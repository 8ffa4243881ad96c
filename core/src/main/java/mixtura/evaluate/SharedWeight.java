package mixtura.evaluate;

import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.mixture.ScorePass;

/// How much weight of the same rows each component of a model shares with each group of another.
public final class SharedWeight {
    private SharedWeight() {}

    /// Σ w_n r_nk over the rows n of group e: by responsibilities, so that components that are nobody's
    /// likeliest one are found too; by labels for k-means.
    ///
    /// @param model   a [KMeansModel] or a [Mixture]
    /// @param rows    as the model sees them
    /// @param groups  of each row in the other model, below 0 for none
    /// @param count   of groups
    /// @return        components × groups
    public static double[][] of(Object model, Rows rows, int[] groups, int count, Execution execution) {
        if (groups.length != rows.rowCount()) {
            throw new IllegalArgumentException(
                    "there are " + groups.length + " groups for " + rows.rowCount() + " rows; give one for each row");
        }
        if (model instanceof Mixture<?> mixture) {
            int k = mixture.componentCount();
            return mixture.score(rows, execution, () -> new Sharing(groups, k, count)).table;
        }
        KMeansModel parts = (KMeansModel) model;
        double[][] table = new double[parts.k()][count];
        int[] labels = parts.predict(rows);
        for (int n = 0; n < labels.length; n++)
            if (labels[n] >= 0 && groups[n] >= 0) table[labels[n]][groups[n]] += rows.weight(n);
        return table;
    }

    private record Table(double[][] table) implements Mergeable<Table> {
        @Override
        public Table merge(Table later) {
            for (int k = 0; k < table.length; k++)
                for (int e = 0; e < table[k].length; e++) table[k][e] += later.table[k][e];
            return this;
        }
    }

    private static final class Sharing implements ScorePass<Table> {
        private final int[] groups;
        private final int k;
        private final int count;
        private double[][] table;

        Sharing(int[] groups, int k, int count) {
            this.groups = groups;
            this.k = k;
            this.count = count;
            table = new double[k][count];
        }

        @Override
        public void add(RowBlock block, double[] logDensity, double[] responsibilities) {
            for (int n = 0; n < block.rowCount(); n++) {
                int group = groups[(int) block.firstRow() + n];
                double w = block.weight(n);
                if (group < 0 || w == 0) continue;
                for (int c = 0; c < k; c++) table[c][group] += w * responsibilities[n * k + c];
            }
        }

        @Override
        public Table finish() {
            Table result = new Table(table);
            table = new double[k][count];
            return result;
        }
    }
}
