package mixtura.kmeans;

import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;

/// Spherical k-means (Dhillon and Modha 2001). Between rows and centroids of length 1, 1 − cos = ½ ‖x −
/// c‖²: so the kernels of k-means find the nearest centroid, and small angles keep their digits.
record Cosine() implements Metric {
    @Override
    public Rows view(Rows rows) {
        return rows.normalised();
    }

    @Override
    public void check(Rows rows, Execution execution) {
        long row = rows.aggregate(execution, FirstZeros::new).row;
        if (row < 0) return;
        throw new DataException(
                "row " + (row + 1) + " holds only zeros: it has no direction, so no angle to a centroid",
                "leave the row out, or use k-means",
                row + 1,
                null);
    }

    @Override
    public void check(RowBlock block) {
        for (int n = 0; n < block.rowCount(); n++) {
            if (isZero(block, n)) {
                throw new IllegalArgumentException("row " + (block.firstRow() + n + 1)
                        + " holds only zeros: it has no direction, so no angle to a centroid");
            }
        }
    }

    private static boolean isZero(RowBlock block, int n) {
        int row = block.offset() + n * block.dimension();
        for (int j = 0; j < block.dimension(); j++) if (block.values()[row + j] != 0) return false;
        return true;
    }

    /// The first row of zeros, or −1.
    private record ZeroRow(long row) implements Mergeable<ZeroRow> {
        @Override
        public ZeroRow merge(ZeroRow later) {
            return row >= 0 ? this : later;
        }
    }

    private static final class FirstZeros implements Pass<ZeroRow> {
        private long row = -1;

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount() && row < 0; n++) if (isZero(block, n)) row = block.firstRow() + n;
        }

        @Override
        public ZeroRow finish() {
            ZeroRow first = new ZeroRow(row);
            row = -1;
            return first;
        }
    }

    @Override
    public NearestCentroid nearest(Centroids centroids, Rows rows, Frame frame) {
        return Assignments.of(centroids, rows, frame);
    }

    @Override
    public double distance(double[] x, int row, double[] centroids, int centroid, int dimension) {
        return 0.5 * ScalarKernels.INSTANCE.squaredDistance(x, row, centroids, centroid, dimension);
    }

    /// The direction of Σ w x maximises Σ w cos(x, c) (Dhillon and Modha, lemma 2.1). Where the directions of a
    /// cluster cancel, every centroid is as good, and it stays.
    @Override
    public Centroids centres(Rows rows, Members members, Centroids before, Execution execution) {
        Centroids means = MemberMeans.of(rows, members, before.k(), execution).means(before);
        double[] values = means.values();
        int d = before.dimension();
        for (int k = 0; k < before.k(); k++) {
            double length = length(values, k * d, d);
            for (int j = 0; j < d; j++) {
                values[k * d + j] = length > 0 ? values[k * d + j] / length : before.values()[k * d + j];
            }
        }
        return means;
    }

    @Override
    public Centroids placed(Centroids centroids) {
        double[] values = centroids.values().clone();
        int d = centroids.dimension();
        for (int k = 0; k < centroids.k(); k++) {
            double largest = 0;
            for (int j = 0; j < d; j++) largest = Math.max(largest, Math.abs(values[k * d + j]));
            if (largest == 0) {
                throw new IllegalArgumentException("centroid " + (k + 1)
                        + " of the start holds only zeros, which have no direction; start elsewhere");
            }
            for (int j = 0; j < d; j++) values[k * d + j] /= largest; // squares neither overflow nor vanish
            double length = length(values, k * d, d);
            for (int j = 0; j < d; j++) values[k * d + j] /= length;
        }
        return new Centroids(values, centroids.k(), d);
    }

    private static double length(double[] values, int from, int d) {
        return Math.sqrt(ScalarKernels.INSTANCE.dot(values, from, values, from, d));
    }

    @Override
    public int degree() {
        return 0;
    }
}
