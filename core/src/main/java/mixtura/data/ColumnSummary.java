package mixtura.data;

import java.util.Arrays;

/// One pass over all rows, column by column: range, mean, variance, missing and infinite cells. Rows of weight 0 are
/// passed over, except that their cells must be numbers too; so are rows of which no cell is there.
///
/// Mean and variance are accumulated about each range's own first row and joined by Chan, Golub and LeVeque (1983),
/// eq. 2.1: a column far from 0 keeps its digits.
public final class ColumnSummary implements Mergeable<ColumnSummary> {
    private final int dimension;
    private double weight;
    private long positiveRows;
    private final double[] minimum;
    private final double[] maximum;
    private final double[] observed; // weight of the rows in which the cell is there
    private final double[] mean;
    private final double[] squares; // Σ w (x − mean)²
    private final long[] missing;
    private final double[] missingWeight;
    private final long[] firstMissing;
    private final long[] firstInfinite;

    private ColumnSummary(int dimension) {
        this.dimension = dimension;
        minimum = filled(dimension, Double.POSITIVE_INFINITY);
        maximum = filled(dimension, Double.NEGATIVE_INFINITY);
        observed = new double[dimension];
        mean = new double[dimension];
        squares = new double[dimension];
        missing = new long[dimension];
        missingWeight = new double[dimension];
        firstMissing = new long[dimension];
        firstInfinite = new long[dimension];
        Arrays.fill(firstMissing, -1);
        Arrays.fill(firstInfinite, -1);
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    /// Summarises all columns of these rows.
    public static ColumnSummary of(Rows rows, Execution execution) {
        return rows.aggregate(execution, () -> new SummaryPass(rows.dimension()));
    }

    private static final class SummaryPass implements Pass<ColumnSummary> {
        private final int dimension;
        private ColumnSummary summary;

        SummaryPass(int dimension) {
            this.dimension = dimension;
            summary = new ColumnSummary(dimension);
        }

        @Override
        public void add(RowBlock block) {
            ColumnSummary part = new ColumnSummary(dimension);
            part.read(block);
            summary = summary.merge(part);
        }

        @Override
        public ColumnSummary finish() {
            ColumnSummary result = summary;
            summary = new ColumnSummary(dimension);
            return result;
        }
    }

    private void read(RowBlock block) {
        if (block.isWeighted() || !readOrdinary(block)) readAny(block);
    }

    /// The moments of unweighted rows of finite cells, in loops that have no case to tell apart; says no, and has done
    /// nothing, when a cell is not finite.
    private boolean readOrdinary(RowBlock block) {
        double[] x = block.values();
        int rows = block.rowCount();
        int offset = block.offset();
        double[] origin = Arrays.copyOfRange(x, offset, offset + dimension);
        double[] low = origin.clone();
        double[] high = origin.clone();
        double[] sum = new double[dimension];
        double[] sumOfSquares = new double[dimension];
        for (int n = 0; n < rows; n++) {
            int row = offset + n * dimension;
            for (int j = 0; j < dimension; j++) {
                double deviation = x[row + j] - origin[j];
                sum[j] += deviation;
                sumOfSquares[j] += deviation * deviation;
            }
            for (int j = 0; j < dimension; j++) low[j] = Math.min(low[j], x[row + j]);
            for (int j = 0; j < dimension; j++) high[j] = Math.max(high[j], x[row + j]);
        }
        for (int j = 0; j < dimension; j++) if (!Double.isFinite(sum[j])) return false;
        weight = rows;
        positiveRows = rows;
        for (int j = 0; j < dimension; j++) {
            double shift = sum[j] / rows;
            minimum[j] = low[j];
            maximum[j] = high[j];
            observed[j] = rows;
            squares[j] = Math.max(0, sumOfSquares[j] - shift * sum[j]);
            mean[j] = origin[j] + shift;
        }
        return true;
    }

    private void readAny(RowBlock block) {
        double[] x = block.values();
        int rows = block.rowCount();
        double[] origin = new double[dimension]; // the first number in each column: sums about it lose no digits
        boolean[] begun = new boolean[dimension];
        for (int n = 0; n < rows; n++) {
            double w = block.weight(n);
            boolean blank = block.isBlank(n);
            if (!blank) weight += w;
            if (w > 0 && !blank) positiveRows++;
            int row = block.offset() + n * dimension;
            for (int j = 0; j < dimension; j++) {
                double value = x[row + j];
                if (!Double.isFinite(value)) {
                    note(j, value, w, block.firstRow() + n);
                } else if (w > 0) {
                    if (!begun[j]) {
                        begun[j] = true;
                        origin[j] = value;
                    }
                    if (value < minimum[j]) minimum[j] = value;
                    if (value > maximum[j]) maximum[j] = value;
                    double deviation = value - origin[j];
                    observed[j] += w;
                    mean[j] += w * deviation;
                    squares[j] += w * deviation * deviation;
                }
            }
        }
        for (int j = 0; j < dimension; j++) {
            if (!begun[j]) continue;
            double shift = mean[j] / observed[j];
            squares[j] = Math.max(0, squares[j] - shift * mean[j]);
            mean[j] = origin[j] + shift;
        }
    }

    private void note(int j, double value, double w, long row) {
        if (Double.isNaN(value)) {
            missing[j]++;
            missingWeight[j] += w;
            if (firstMissing[j] < 0) firstMissing[j] = row;
        } else if (firstInfinite[j] < 0) {
            firstInfinite[j] = row;
        }
    }

    @Override
    public ColumnSummary merge(ColumnSummary later) {
        weight += later.weight;
        positiveRows += later.positiveRows;
        for (int j = 0; j < dimension; j++) {
            missing[j] += later.missing[j];
            missingWeight[j] += later.missingWeight[j];
            if (firstMissing[j] < 0) firstMissing[j] = later.firstMissing[j];
            if (firstInfinite[j] < 0) firstInfinite[j] = later.firstInfinite[j];
            if (later.observed[j] == 0) continue;
            minimum[j] = Math.min(minimum[j], later.minimum[j]);
            maximum[j] = Math.max(maximum[j], later.maximum[j]);
            if (observed[j] == 0) {
                observed[j] = later.observed[j];
                mean[j] = later.mean[j];
                squares[j] = later.squares[j];
                continue;
            }
            double together = observed[j] + later.observed[j];
            double difference = later.mean[j] - mean[j];
            double share = later.observed[j] / together;
            squares[j] += later.squares[j] + difference * (difference * observed[j] * share);
            mean[j] += difference * share;
            observed[j] = together;
        }
        return this;
    }

    /// The number of columns.
    public int dimension() {
        return dimension;
    }

    /// Σ_n w_n over the rows of which some cell is there: the total weight n of the definitions.
    public double totalWeight() {
        return weight;
    }

    /// Rows of positive weight of which some cell is there.
    public long positiveRows() {
        return positiveRows;
    }

    /// Smallest number in column j; +∞ when there is none.
    public double minimum(int j) {
        return minimum[j];
    }

    /// Largest number in column j; −∞ when there is none.
    public double maximum(int j) {
        return maximum[j];
    }

    /// Weighted mean of column j over the cells that are there.
    public double mean(int j) {
        return mean[j];
    }

    /// Weighted variance of column j over the cells that are there, divisor Σ w.
    public double variance(int j) {
        return observed[j] == 0 ? 0 : squares[j] / observed[j];
    }

    /// Missing cells in column j.
    public long missing(int j) {
        return missing[j];
    }

    /// Row (from 0) of column j's first missing cell, or −1.
    public long firstMissing(int j) {
        return firstMissing[j];
    }

    /// Row (from 0) of column j's first infinite cell, or −1.
    public long firstInfinite(int j) {
        return firstInfinite[j];
    }

    /// Σ_n w_n over the rows that lack column j.
    public double missingWeight(int j) {
        return missingWeight[j];
    }

    /// Missing cells in all columns.
    public long missing() {
        long sum = 0;
        for (long cells : missing) sum += cells;
        return sum;
    }

    /// Whether cells of column j are missing and none is there.
    public boolean isMissing(int j) {
        return missing[j] > 0 && observed[j] == 0;
    }

    /// Whether all numbers in column j are one.
    public boolean isConstant(int j) {
        return minimum[j] >= maximum[j];
    }
}
