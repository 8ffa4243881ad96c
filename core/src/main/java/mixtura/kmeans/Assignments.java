package mixtura.kmeans;

import mixtura.data.Rows;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarNearest;

/// The choice of an assignment kernel, by shape and by what the processor has. It never changes a label.
final class Assignments {
    private Assignments() {}

    static NearestCentroid of(Centroids centroids, Rows rows) {
        return scalar(centroids);
    }

    static ScalarNearest scalar(Centroids centroids) {
        return new ScalarNearest(centroids.values(), centroids.k(), centroids.dimension());
    }
}
