package mixtura.kmeans;

import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;

/// What a [Geometry] is made of. A new one is an implementation of this beside [Manhattan], and a line in [#of].
interface Metric {
    /// The metric of a geometry, over rows in which cells may be missing.
    static Metric of(Geometry geometry, Missing missing) {
        if (missing.treatment() != Missing.Treatment.PARTIAL) return of(geometry);
        return switch (geometry) {
            case EUCLIDEAN -> new Partial();
            case MANHATTAN -> new Manhattan(true);
            case COSINE ->
                throw new IllegalArgumentException("a row with missing cells has no direction, so spherical k-means has"
                        + " no partial distances; fill the gaps (--missing mean), leave such rows out (--missing drop),"
                        + " or use k-means");
        };
    }

    /// The metric of a geometry.
    static Metric of(Geometry geometry) {
        return switch (geometry) {
            case EUCLIDEAN -> new Euclidean();
            case MANHATTAN -> new Manhattan(false);
            case COSINE -> new Cosine();
        };
    }

    /// Whether cells may be missing (NaN).
    default boolean takesMissingCells() {
        return false;
    }

    /// The assignment kernel.
    ///
    /// @param frame  how the rows are best seen in single precision
    NearestCentroid nearest(Centroids centroids, Rows rows, Frame frame);

    /// A row's part of the objective.
    double distance(double[] x, int row, double[] centroids, int centroid, int dimension);

    /// The centre of the rows of each cluster; a cluster without rows keeps its centroid.
    Centroids centres(Rows rows, Members members, Centroids before, Execution execution);

    /// The rows as this geometry looks at them.
    default Rows view(Rows rows) {
        return rows;
    }

    /// Refuses rows that this geometry cannot measure, all cells of which are finite numbers.
    ///
    /// @param rows  as [#view] shows them
    /// @throws DataException if there is one; it names the row
    default void check(Rows rows, Execution execution) {}

    /// Refuses a row of a block that this geometry cannot measure.
    ///
    /// @throws IllegalArgumentException if there is one; it names the row
    default void check(RowBlock block) {}

    /// Centroids from elsewhere, brought to where centres of this geometry are.
    default Centroids placed(Centroids centroids) {
        return centroids;
    }

    /// How the objective grows with the size of the values: by the square, in proportion, or not at all.
    int degree();

    /// Squared Euclidean distance and the mean.
    record Euclidean() implements Metric {
        @Override
        public NearestCentroid nearest(Centroids centroids, Rows rows, Frame frame) {
            return Assignments.of(centroids, rows, frame);
        }

        @Override
        public double distance(double[] x, int row, double[] centroids, int centroid, int dimension) {
            return ScalarKernels.INSTANCE.squaredDistance(x, row, centroids, centroid, dimension);
        }

        @Override
        public Centroids centres(Rows rows, Members members, Centroids before, Execution execution) {
            return MemberMeans.of(rows, members, before.k(), execution).means(before);
        }

        @Override
        public int degree() {
            return 2;
        }
    }
}
