package mixtura.evaluate;

import java.util.stream.IntStream;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Rows with the number of their cluster, 0 … k − 1, or below 0 for rows that do not count; checked, and
/// brought to a scale on which squares neither overflow nor vanish.
///
/// The indices made of this are ratios of distances, which see neither the scale nor where 0 lies.
///
/// @param rows    the rows at that scale
/// @param labels  one a row
/// @param k       number of clusters
/// @param origin  the middle of each column; centroids are kept as differences from it, because a centroid far from
///                0 would be rounded by more than rows that are all far from 0 differ
record LabelledRows(Rows rows, int[] labels, int k, double[] origin) {
    /// Largest power of 2 for which squared distances, summed over any number of columns and rows, are far from
    /// overflow.
    private static final int SAFE_EXPONENT = 400;

    static LabelledRows of(Rows rows, int[] labels, int k, Execution execution) {
        if (labels.length != rows.rowCount()) {
            throw new IllegalArgumentException(
                    "there are " + labels.length + " labels for " + rows.rowCount() + " rows; give one for each row");
        }
        if (k < 1) throw new IllegalArgumentException("k is " + k + "; there must be at least one cluster");
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] >= k) {
                throw new IllegalArgumentException("row " + (n + 1) + " has the label " + labels[n] + ", but with k = "
                        + k + " the clusters are 0 to " + (k - 1));
            }
        }
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        checkCells(rows, summary);
        double scale = scale(summary);
        double[] origin = new double[rows.dimension()];
        for (int j = 0; j < origin.length && summary.positiveRows() > 0; j++) {
            origin[j] = summary.minimum(j) * scale / 2 + summary.maximum(j) * scale / 2;
        }
        return new LabelledRows(scale == 1 ? rows : rows.scaled(scale), labels, k, origin);
    }

    private static void checkCells(Rows rows, ColumnSummary summary) {
        for (int j = 0; j < rows.dimension(); j++) {
            long bad = summary.firstMissing(j) >= 0 ? summary.firstMissing(j) : summary.firstInfinite(j);
            if (bad >= 0) {
                throw new IllegalArgumentException(
                        "row " + (bad + 1) + ", column '" + rows.columnNames().get(j)
                                + "' is not a finite number; distances need every cell, so drop such rows or impute"
                                + " them first");
            }
        }
    }

    /// 1, or a power of 2 (which loses no digit) that takes the largest value to about 1.
    private static double scale(ColumnSummary summary) {
        double largest = 0;
        for (int j = 0; j < summary.dimension(); j++) {
            largest = Math.max(largest, Math.max(-summary.minimum(j), summary.maximum(j)));
        }
        int exponent = Math.getExponent(largest);
        return !(largest > 0) || Math.abs(exponent) <= SAFE_EXPONENT ? 1 : Math.scalb(1.0, -exponent);
    }

    /// Whether row n counts.
    boolean counts(int n) {
        return labels[n] >= 0 && rows.weight(n) > 0;
    }

    /// The numbers of the rows that count.
    int[] countedRows() {
        return IntStream.range(0, labels.length).filter(this::counts).toArray();
    }
}
