package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.ColumnSummary;
import mixtura.data.Rows;
import mixtura.internal.kernel.FixedPoint;
import mixtura.internal.kernel.Kernels;

/// How the sums of a fit are taken: in fixed point where its grid is fine enough for every column, otherwise in double.
///
/// Sums in fixed point have the same bits in any order. So an iteration need only move the rows that changed
/// their cluster, and memory, files, threads and blocks of any size agree. A column whose largest value is many
/// thousand times its ordinary ones would lose digits on such a grid: then sums are taken in double, over all
/// rows, along the fixed tree of `Rows.aggregate`.
///
/// @param exact        whether sums are in fixed point
/// @param origin       one value a column
/// @param scale        powers of two, one a column: grid points a unit
/// @param weightScale  the same for weights
record SumsPlan(boolean exact, double[] origin, double[] scale, double weightScale) {
    /// Bits that the smaller ordinary values of each column must keep on the grid.
    private static final int DIGITS = 30;

    /// Rows looked at to know a column's ordinary values.
    private static final int SAMPLE = 1024;

    /// Binary exponents of what a term and a sum of terms may not reach.
    private static final int TERM = 51;

    private static final int SUM = 62;

    /// @param summary  of the rows before they were multiplied by `factor`
    static SumsPlan of(Rows rows, ColumnSummary summary, double factor) {
        int d = rows.dimension();
        double largestWeight = 1;
        if (rows.isWeighted()) {
            largestWeight = 0;
            for (long n = 0; n < rows.rowCount(); n++) largestWeight = Math.max(largestWeight, rows.weight(n));
        }
        double total = summary.totalWeight();
        double weightScale = rows.isWeighted() ? scale(largestWeight, total) : 1;
        double[] origin = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            double minimum = summary.minimum(j) * factor;
            double maximum = summary.maximum(j) * factor;
            double mean = summary.mean(j) * factor;
            // Whole-number data stay whole when 0 is near enough to be the origin.
            origin[j] = Math.abs(mean) <= 4 * (maximum - minimum) ? 0 : mean;
            double largest = Math.max(Math.abs(minimum - origin[j]), Math.abs(maximum - origin[j]));
            scale[j] = largest == 0 ? 1 : scale(largestWeight * largest, total * largest);
        }
        boolean exact = !rows.isWeighted() || ordinaryWeights(rows, weightScale);
        return new SumsPlan(exact && ordinaryColumns(rows, origin, scale), origin, scale, weightScale);
    }

    private static double scale(double largestTerm, double largestSum) {
        int exponent = Math.min(TERM - 1 - Math.getExponent(largestTerm), SUM - 1 - Math.getExponent(largestSum));
        return Math.scalb(1.0, Math.clamp(exponent, -1000, 1000));
    }

    private static boolean ordinaryColumns(Rows rows, double[] origin, double[] scale) {
        int sample = (int) Math.min(SAMPLE, rows.rowCount());
        double[][] columns = new double[origin.length][sample];
        double[] row = new double[origin.length];
        for (int i = 0; i < sample; i++) {
            rows.copyRow(rows.rowCount() / sample * i, row);
            for (int j = 0; j < row.length; j++) columns[j][i] = Math.abs(row[j] - origin[j]);
        }
        for (int j = 0; j < origin.length; j++) if (!isFine(columns[j], scale[j])) return false;
        return true;
    }

    private static boolean ordinaryWeights(Rows rows, double scale) {
        int sample = (int) Math.min(SAMPLE, rows.rowCount());
        double[] weights = new double[sample];
        Arrays.setAll(weights, i -> rows.weight(rows.rowCount() / sample * i));
        return isFine(weights, scale);
    }

    /// Whether a tenth of the values that are not 0 at most keeps fewer than [#DIGITS] bits.
    private static boolean isFine(double[] values, double scale) {
        double[] sorted = Arrays.stream(values).filter(v -> v > 0).sorted().toArray();
        return sorted.length == 0 || sorted[sorted.length / 10] * scale >= 1L << DIGITS;
    }

    /// Empty sums of k clusters.
    ClusterSums empty(int k, Kernels kernels) {
        return exact ? new ExactSums(this, k, FixedPoint.of(kernels)) : new DoubleSums(origin, k);
    }
}
