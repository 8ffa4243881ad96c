package mixtura.internal.kernel;

/// Labels of rows that no bound could decide: all distances in double, and those within rounding of the smallest by the
/// definition. One thread's scratch space.
final class DoubtfulRows {
    private static final double DOUBLE_U = 0x1p-53;

    /// Below this a squared distance may have lost digits to underflow.
    private static final double UNDERFLOW = 0x1p-900;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final double[] distances;
    private long count;

    DoubtfulRows(ScalarNearest definition, Kernels kernels) {
        this.definition = definition;
        this.kernels = kernels;
        distances = new double[definition.k()];
    }

    /// Rows so far.
    long count() {
        return count;
    }

    /// The label of one row, which begins at 0.
    int label(double[] row) {
        count++;
        int d = definition.dimension();
        double smallest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < distances.length; c++) {
            distances[c] = kernels.squaredDistance(row, 0, definition.centroids(), c * d, d);
            smallest = Math.min(smallest, distances[c]);
        }
        if (!(smallest >= UNDERFLOW && smallest < Double.POSITIVE_INFINITY)) return definition.nearest(row, 0);
        double within = smallest * (1 + 8 * (d + 4) * DOUBLE_U);
        int nearest = -1;
        double nearestDistance = Double.POSITIVE_INFINITY;
        boolean alone = true;
        for (int c = 0; c < distances.length; c++) {
            if (distances[c] > within) continue;
            alone = nearest < 0;
            if (!alone) break;
            nearest = c;
        }
        if (alone) return nearest;
        for (int c = nearest; c < distances.length; c++) {
            if (distances[c] > within) continue;
            double distance = ScalarKernels.INSTANCE.squaredDistance(row, 0, definition.centroids(), c * d, d);
            if (distance < nearestDistance) {
                nearestDistance = distance;
                nearest = c;
            }
        }
        return nearest;
    }
}
