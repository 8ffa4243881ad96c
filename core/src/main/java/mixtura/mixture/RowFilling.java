package mixtura.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.data.Rows;

/// Fills the missing cells of one row after the other in a table that holds all rows.
final class RowFilling {
    private final Mixture<?> mixture;
    private final Rows rows;
    private final double[] table; // row-major
    private final List<Completer> completers;
    private final int[] columns; // those that the components describe
    private final double[] all; // the row
    private final double[] row; // its modelled columns
    private final double[][] means; // K × d
    private final double[] mean;
    private final double[] variance;
    private final double[] spread;
    private long index;

    RowFilling(Mixture<?> mixture, Rows rows, double[] table) {
        this.mixture = mixture;
        this.rows = rows;
        this.table = table;
        this.completers =
                mixture.components().stream().map(Component::completer).toList();
        this.columns = mixture.modelledColumns();
        this.all = new double[rows.dimension()];
        this.row = new double[columns.length];
        this.means = new double[completers.size()][columns.length];
        this.mean = new double[columns.length];
        this.variance = new double[columns.length];
        this.spread = new double[columns.length];
    }

    static void check(Mixture<?> mixture) {
        mixture.family().whyNoMissingCells().ifPresent(reason -> {
            throw new IllegalArgumentException("missing cells cannot be filled: " + reason);
        });
    }

    /// Copies a row to the table, with the constant of each constant column in its gaps; says whether another cell is
    /// missing.
    boolean read(long next) {
        index = next;
        rows.copyRow(next, all);
        mixture.constantColumns().forEach((column, value) -> {
            if (Double.isNaN(all[column])) all[column] = value;
        });
        System.arraycopy(all, 0, table, place(0), all.length);
        boolean incomplete = false;
        for (int j = 0; j < row.length; j++) {
            row[j] = all[columns[j]];
            incomplete |= Double.isNaN(row[j]);
        }
        return incomplete;
    }

    private int place(int column) {
        return Math.toIntExact(index * all.length + column);
    }

    /// Writes what is expected of the missing cells.
    ///
    /// @param r  r_k of the row at `offset + k`
    void expect(double[] r, int offset, double[] deviation) {
        moments(r, offset);
        for (int j = 0; j < row.length; j++) {
            if (!Double.isNaN(row[j])) continue;
            double[] levels = levels(r, offset, j);
            if (levels.length == 0) {
                table[place(columns[j])] = mean[j];
                deviation[place(columns[j])] = Math.sqrt(variance[j]);
                continue;
            }
            int best = Mixture.largest(levels, 0, levels.length);
            table[place(columns[j])] = best;
            deviation[place(columns[j])] = Math.max(0, 1 - levels[best]);
        }
    }

    /// Mean Σ_k r_k m_k, and variance Σ_k r_k (v_k + (m_k − mean)²).
    private void moments(double[] r, int offset) {
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int k = 0; k < means.length; k++) {
            double share = r[offset + k];
            if (share == 0) continue;
            completers.get(k).expect(row, means[k], spread);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isNaN(row[j])) continue;
                mean[j] += share * means[k][j];
                variance[j] += share * spread[j];
            }
        }
        for (int k = 0; k < means.length; k++) {
            double share = r[offset + k];
            if (share == 0) continue;
            for (int j = 0; j < row.length; j++) {
                double difference = means[k][j] - mean[j];
                if (Double.isNaN(row[j])) variance[j] += share * difference * difference;
            }
        }
    }

    /// The probability of each level of a column, empty for a column of numbers.
    private double[] levels(double[] r, int offset, int column) {
        double[] sum = new double[0];
        for (int k = 0; k < means.length; k++) {
            double[] levels = mixture.components().get(k).levelProbabilities(column);
            if (sum.length < levels.length) sum = Arrays.copyOf(sum, levels.length);
            for (int l = 0; l < levels.length; l++) sum[l] += r[offset + k] * levels[l];
        }
        return sum;
    }

    /// Writes a draw of the component, and then of the missing cells.
    void draw(double[] r, int offset, RandomGenerator random) {
        double u = random.nextDouble();
        int k = 0;
        while (k < means.length - 1 && (u >= r[offset + k] || r[offset + k] == 0)) u -= r[offset + k++];
        completers.get(k).draw(row, random, mean);
        for (int j = 0; j < row.length; j++) if (Double.isNaN(row[j])) table[place(columns[j])] = mean[j];
    }
}
