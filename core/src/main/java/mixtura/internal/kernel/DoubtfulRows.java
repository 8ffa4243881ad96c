package mixtura.internal.kernel;

import java.util.stream.IntStream;

/// Labels of rows that no bound could decide: all distances in double, and those within rounding of the smallest by the
/// definition. One thread's scratch space.
final class DoubtfulRows {
    private static final double DOUBLE_U = 0x1p-53;

    /// Below this a squared distance may have lost digits to underflow.
    private static final double UNDERFLOW = 0x1p-900;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final double[] distances;
    private final int[] all;
    private long count;

    DoubtfulRows(ScalarNearest definition, Kernels kernels) {
        this.definition = definition;
        this.kernels = kernels;
        distances = new double[definition.k()];
        all = IntStream.range(0, distances.length).toArray();
    }

    /// Rows so far.
    long count() {
        return count;
    }

    /// The label of one row.
    int label(double[] rows, int at) {
        return label(rows, at, all, 0, all.length);
    }

    /// The label of a row whose nearest centroid is known to be among some: `of[from]` and the next, `candidates` of
    /// them, ascending.
    int label(double[] rows, int at, int[] of, int from, int candidates) {
        count++;
        int d = definition.dimension();
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < candidates; i++) {
            distances[i] = kernels.squaredDistance(rows, at, definition.centroids(), of[from + i] * d, d);
            smallest = Math.min(smallest, distances[i]);
        }
        if (!(smallest >= UNDERFLOW && smallest < Double.POSITIVE_INFINITY)) return definition.nearest(rows, at);
        double within = smallest * (1 + 8 * (d + 4) * DOUBLE_U);
        int first = -1;
        boolean alone = true;
        for (int i = 0; i < candidates; i++) {
            if (distances[i] > within) continue;
            alone = first < 0;
            if (!alone) break;
            first = i;
        }
        int nearest = of[from + first];
        if (alone) return nearest;
        double nearestDistance = Double.POSITIVE_INFINITY;
        for (int i = first; i < candidates; i++) {
            if (distances[i] > within) continue;
            int c = of[from + i];
            double distance = ScalarKernels.INSTANCE.squaredDistance(rows, at, definition.centroids(), c * d, d);
            if (distance < nearestDistance) {
                nearestDistance = distance;
                nearest = c;
            }
        }
        return nearest;
    }
}
