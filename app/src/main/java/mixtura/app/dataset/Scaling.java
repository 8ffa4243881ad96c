package mixtura.app.dataset;

import java.util.Arrays;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.ColumnSummary;
import mixtura.data.Rows;

/// How columns, or rows, are brought to one scale before a fit.
public enum Scaling {
    /// Not at all.
    NONE,
    /// Mean 0 and standard deviation 1 (divisor n, weighted).
    STANDARD,
    /// Median 0 and interquartile range 1.35, that of a standard normal variable; sample weights are not looked at.
    ROBUST,
    /// Each row divided by its length, so that only its direction is left.
    UNIT;

    /// Φ⁻¹(0.75) − Φ⁻¹(0.25).
    private static final double NORMAL_QUARTILE_RANGE = 1.3489795003921634;

    /// The scaling of this word.
    public static Scaling of(String word) {
        return switch (word) {
            case "standard" -> STANDARD;
            case "robust" -> ROBUST;
            case "unit" -> UNIT;
            default -> NONE;
        };
    }

    /// The preparation with this scaling of these rows added. A constant column is only centred.
    public Preparation extend(Preparation preparation, Rows rows, ColumnSummary summary) {
        if (this == NONE) return preparation;
        if (this == UNIT) return preparation.withUnitLength();
        int d = rows.dimension();
        double[] center = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            if (this == STANDARD) {
                center[j] = summary.mean(j);
                scale[j] = Math.sqrt(summary.variance(j));
            } else {
                double[] sorted = sortedColumn(rows, j);
                center[j] = quantile(sorted, 0.5);
                scale[j] = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_QUARTILE_RANGE;
                if (scale[j] == 0) scale[j] = Math.sqrt(summary.variance(j));
            }
            if (scale[j] == 0 || summary.isConstant(j)) scale[j] = 1;
        }
        return preparation.standardised(center, scale);
    }

    private static double[] sortedColumn(Rows rows, int column) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, rows.rowCount() + " rows are too many for --scale robust")
                    .with("try", "--scale standard");
        }
        double[] values = new double[(int) rows.rowCount()];
        double[] cell = new double[1];
        Rows one = rows.select(column);
        for (int n = 0; n < values.length; n++) {
            one.copyRow(n, cell);
            values[n] = cell[0];
        }
        Arrays.sort(values);
        return values;
    }

    /// Linear between the neighbours (Hyndman and Fan 1996, definition 7).
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
