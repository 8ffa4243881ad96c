package mixtura.internal.kernel;

/// The definition of the nearest centroid: squared distances by plain loops in double, ties to the lowest index.
///
/// @param centroids  row-major, `k × dimension`; not copied
public record ScalarNearest(double[] centroids, int k, int dimension) implements NearestCentroid {
    /// Below this a squared distance may have lost digits to underflow.
    private static final double UNDERFLOW = 0x1p-900;

    @Override
    public String description() {
        return "scalar";
    }

    /// The nearest centroid of one row.
    public int nearest(double[] x, int offset) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            double distance = ScalarKernels.INSTANCE.squaredDistance(x, offset, centroids, c * dimension, dimension);
            if (distance < bestDistance) {
                best = c;
                bestDistance = distance;
            }
        }
        boolean exact = bestDistance >= UNDERFLOW && bestDistance < Double.POSITIVE_INFINITY;
        return exact || bestDistance == 0 && isCentroid(x, offset, best) ? best : nearestScaled(x, offset);
    }

    private boolean isCentroid(double[] x, int offset, int c) {
        for (int j = 0; j < dimension; j++) if (x[offset + j] != centroids[c * dimension + j]) return false;
        return true;
    }

    /// The same when squares overflow or vanish: differences are scaled by the power of two that brings the row's
    /// smallest largest difference near 1.
    private int nearestScaled(double[] x, int offset) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) smallest = Math.min(smallest, largestDifference(x, offset, c));
        if (smallest == 0) smallest = 1; // the row is a centroid: any scale shows it
        int exponent = Math.clamp(-Math.getExponent(smallest), -1000, 1000);
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            double distance = 0;
            for (int j = 0; j < dimension; j++) {
                double difference = Math.scalb(x[offset + j] / 2 - centroids[c * dimension + j] / 2, exponent);
                distance += difference * difference;
            }
            if (distance < bestDistance) {
                best = c;
                bestDistance = distance;
            }
        }
        return best;
    }

    private double largestDifference(double[] x, int offset, int c) {
        double largest = 0;
        for (int j = 0; j < dimension; j++) {
            largest = Math.max(largest, Math.abs(x[offset + j] / 2 - centroids[c * dimension + j] / 2));
        }
        return largest;
    }

    @Override
    public Worker newWorker() {
        return new Worker() {
            private double[] widened = new double[0];

            @Override
            public void assign(double[] x, int offset, int rowCount, int[] labels) {
                for (int n = 0; n < rowCount; n++) labels[n] = nearest(x, offset + n * dimension);
            }

            @Override
            public void assign(float[] x, int offset, int rowCount, int[] labels) {
                if (widened.length < rowCount * dimension) widened = new double[rowCount * dimension];
                for (int i = 0; i < rowCount * dimension; i++) widened[i] = x[offset + i];
                assign(widened, 0, rowCount, labels);
            }

            @Override
            public long doubtfulRows() {
                return 0;
            }
        };
    }
}
