package mixtura.kmeans;

import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.ManhattanNearest;
import mixtura.internal.kernel.NearestCentroid;
import org.jspecify.annotations.Nullable;

/// k-medians: the distance Σ_j |x_j − c_j| falls apart into columns, and in each column the weighted median
/// minimises it.
///
/// Where cells are missing, the sum is over the cells of the row that are there, and so is the objective, Σ_n w_n
/// Σ_there |x_nj − c_j|: still a sum over columns, so that the median of the cells that are there, weighted by w_n,
/// minimises it in each. Unlike squared distances ([Partial]), sums of few cells are not made up to d columns.
final class Manhattan implements Metric {
    private final boolean partial;

    /// Of the last update: the next medians are near.
    private @Nullable Quantiles known;

    /// @param partial  whether cells may be missing
    Manhattan(boolean partial) {
        this.partial = partial;
    }

    @Override
    public boolean takesMissingCells() {
        return partial;
    }

    @Override
    public NearestCentroid nearest(Centroids centroids, Rows rows, Frame frame) {
        return new ManhattanNearest(centroids.values(), centroids.k(), centroids.dimension());
    }

    @Override
    public double distance(double[] x, int row, double[] centroids, int centroid, int dimension) {
        return partial
                ? ManhattanNearest.observedDistance(x, row, centroids, centroid, dimension)
                : ManhattanNearest.distance(x, row, centroids, centroid, dimension);
    }

    /// A column of which no row of a cluster has a cell keeps the centroid's value.
    @Override
    public Centroids centres(Rows rows, Members members, Centroids before, Execution execution) {
        int d = before.dimension();
        Supplier<Columns> columns = () -> new Columns(members.newReader(), d);
        Quantiles medians = known == null
                ? Quantiles.of(rows, columns, before.k() * d, 0.5, execution)
                : Quantiles.near(known, rows, columns, execution);
        known = medians;
        double[] values = before.values().clone();
        for (int i = 0; i < values.length; i++) {
            // Halved first: the sum of two large values may overflow.
            if (medians.mass(i) > 0) values[i] = medians.lower(i) / 2 + medians.upper(i) / 2;
        }
        return new Centroids(values, before.k(), d);
    }

    /// The sample of cluster k and column j has the number k · d + j.
    private static final class Columns implements QuantileSource {
        private final Members.Reader members;
        private final int dimension;
        private RowBlock block;

        Columns(Members.Reader members, int dimension) {
            this.members = members;
            this.dimension = dimension;
            block = new RowBlock(dimension);
        }

        @Override
        public void read(RowBlock next) {
            block = next;
            members.read(next);
        }

        @Override
        public double[] values() {
            return block.values();
        }

        @Override
        public int offset() {
            return block.offset();
        }

        @Override
        public int width() {
            return dimension;
        }

        @Override
        public int firstSample(int n) {
            return members.cluster(n) * dimension;
        }

        @Override
        public double weight(int n) {
            return members.weight(n);
        }
    }

    @Override
    public int degree() {
        return 1;
    }
}
