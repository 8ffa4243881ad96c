package mixtura.internal.kernel;

import java.util.Arrays;

/// The nearest centroid by Σ_j |x_j − c_j|, ties to the lowest index: the assignment step of k-medians.
///
/// A block is laid out by columns, and the inner loops run over its rows: the compiler makes vectors of them, and each
/// row's sum is still taken in the order of the columns, to the bits of [#distance]. Where cells of a block are missing
/// (NaN), every term is multiplied by 1 or 0, which says whether its cell is there: the bits of [#observedDistance].
///
/// @param centroids  row-major, `k × dimension`; not copied
public record ManhattanNearest(double[] centroids, int k, int dimension) implements NearestCentroid {
    /// Rows side by side: a block of them by columns stays in the second-level cache up to some hundred columns.
    private static final int ROWS = 128;

    @Override
    public String description() {
        return "columns side by side";
    }

    /// Σ_j |a_j − b_j| over `length` values.
    public static double distance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) sum += Math.abs(a[aOffset + j] - b[bOffset + j]);
        return sum;
    }

    /// Σ_j |a_j − b_j| over the cells of `a` that are there (not NaN), of `length`; 0 if there is none.
    public static double observedDistance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            double difference = Math.abs(a[aOffset + j] - b[bOffset + j]);
            if (!Double.isNaN(difference)) sum += difference;
        }
        return sum;
    }

    @Override
    public Worker newWorker() {
        return new ColumnWorker();
    }

    private final class ColumnWorker implements Worker {
        private final double[] columns = new double[ROWS * dimension];
        private double[] there = new double[0]; // 1 where a cell of `columns` is there, 0 where it is missing
        private final double[] sums = new double[ROWS];
        private final double[] best = new double[ROWS];

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            for (int first = 0; first < rowCount; first += ROWS) {
                int count = Math.min(ROWS, rowCount - first);
                for (int n = 0; n < count; n++) {
                    int row = offset + (first + n) * dimension;
                    for (int j = 0; j < dimension; j++) columns[j * ROWS + n] = x[row + j];
                }
                boolean gaps = hasGaps(count);
                label(count, labels, first, gaps);
            }
        }

        @Override
        public void assign(float[] x, int offset, int rowCount, int[] labels) {
            for (int first = 0; first < rowCount; first += ROWS) {
                int count = Math.min(ROWS, rowCount - first);
                for (int n = 0; n < count; n++) {
                    int row = offset + (first + n) * dimension;
                    for (int j = 0; j < dimension; j++) columns[j * ROWS + n] = x[row + j];
                }
                boolean gaps = hasGaps(count);
                label(count, labels, first, gaps);
            }
        }

        /// Whether a cell is missing; if so, says which ones, and puts 0 in their place.
        private boolean hasGaps(int count) {
            boolean gaps = false;
            for (int j = 0; j < dimension && !gaps; j++) {
                double sum = 0;
                for (int n = 0; n < count; n++) sum += 0 * columns[j * ROWS + n];
                gaps = Double.isNaN(sum);
            }
            if (!gaps) return false;
            if (there.length == 0) there = new double[columns.length];
            for (int j = 0; j < dimension; j++) {
                for (int n = 0, i = j * ROWS; n < count; n++, i++) {
                    boolean gap = Double.isNaN(columns[i]);
                    there[i] = gap ? 0 : 1;
                    if (gap) columns[i] = 0;
                }
            }
            return true;
        }

        private void label(int count, int[] labels, int first, boolean gaps) {
            Arrays.fill(best, 0, count, Double.POSITIVE_INFINITY);
            for (int c = 0; c < k; c++) {
                Arrays.fill(sums, 0, count, 0);
                int j = 0;
                if (gaps) {
                    for (; j < dimension; j++) {
                        addObserved(columns, there, j * ROWS, centroids[c * dimension + j], sums, count);
                    }
                }
                for (; j + 4 <= dimension; j += 4)
                    addFour(columns, j * ROWS, centroids, c * dimension + j, sums, count);
                for (; j < dimension; j++) add(columns, j * ROWS, centroids[c * dimension + j], sums, count);
                for (int n = 0; n < count; n++) {
                    if (sums[n] < best[n]) {
                        best[n] = sums[n];
                        labels[first + n] = c;
                    }
                }
            }
        }

        private static void add(double[] x, int from, double c, double[] sums, int count) {
            for (int n = 0; n < count; n++) sums[n] += Math.abs(x[from + n] - c);
        }

        private static void addObserved(double[] x, double[] there, int from, double c, double[] sums, int count) {
            for (int n = 0; n < count; n++) sums[n] += there[from + n] * Math.abs(x[from + n] - c);
        }

        /// Four columns in the order of the definition, for one store of the sum.
        private static void addFour(double[] x, int from, double[] c, int at, double[] sums, int count) {
            double c0 = c[at];
            double c1 = c[at + 1];
            double c2 = c[at + 2];
            double c3 = c[at + 3];
            for (int n = 0; n < count; n++) {
                double first = Math.abs(x[from + n] - c0);
                double second = Math.abs(x[from + ROWS + n] - c1);
                double third = Math.abs(x[from + 2 * ROWS + n] - c2);
                double fourth = Math.abs(x[from + 3 * ROWS + n] - c3);
                sums[n] = (((sums[n] + first) + second) + third) + fourth;
            }
        }

        @Override
        public long doubtfulRows() {
            return 0;
        }
    }
}
