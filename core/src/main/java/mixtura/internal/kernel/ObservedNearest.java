package mixtura.internal.kernel;

/// The nearest centroid by Σ_j (x_j − c_j)² over the cells of a row that are there (not NaN), ties to the lowest
/// index: what the distance is multiplied by for a row's number of cells is the same for every centroid.
///
/// @param centroids  row-major, `k × dimension`; not copied
public record ObservedNearest(double[] centroids, int k, int dimension) implements NearestCentroid {
    @Override
    public String description() {
        return "cells that are there, row by row";
    }

    /// Σ_j (a_j − b_j)² over the cells of `a` that are there, times `length` over their number; 0 if there is none.
    public static double distance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double sum = 0;
        int there = 0;
        for (int j = 0; j < length; j++) {
            double difference = a[aOffset + j] - b[bOffset + j];
            if (Double.isNaN(difference)) continue;
            sum += difference * difference;
            there++;
        }
        return there == 0 ? 0 : there == length ? sum : sum * ((double) length / there);
    }

    @Override
    public Worker newWorker() {
        return new RowWorker();
    }

    private final class RowWorker implements Worker {
        private final int[] columns = new int[dimension];
        private final double[] cells = new double[dimension];

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            for (int n = 0; n < rowCount; n++) {
                int there = 0;
                for (int j = 0; j < dimension; j++) there = keep(x[offset + n * dimension + j], j, there);
                labels[n] = nearest(there);
            }
        }

        @Override
        public void assign(float[] x, int offset, int rowCount, int[] labels) {
            for (int n = 0; n < rowCount; n++) {
                int there = 0;
                for (int j = 0; j < dimension; j++) there = keep(x[offset + n * dimension + j], j, there);
                labels[n] = nearest(there);
            }
        }

        private int keep(double value, int column, int there) {
            if (Double.isNaN(value)) return there;
            columns[there] = column;
            cells[there] = value;
            return there + 1;
        }

        private int nearest(int there) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double sum = 0;
                for (int i = 0; i < there; i++) {
                    double difference = cells[i] - centroids[c * dimension + columns[i]];
                    sum += difference * difference;
                }
                if (sum < least) {
                    least = sum;
                    nearest = c;
                }
            }
            return nearest;
        }

        @Override
        public long doubtfulRows() {
            return 0;
        }
    }
}
