package mixtura.internal.kernel;

import org.jspecify.annotations.Nullable;

/// The nearest of k centroids for each row of a block: the assignment step of k-means.
///
/// Every implementation gives the label that [ScalarNearest] gives, always: the arg min over the centroids of
/// Σ_j (x_j − c_j)² in plain double arithmetic, ties to the lowest index. Faster ones prove it row by row.
///
/// An implementation is made for one set of centroids, immutable and shared by the threads.
public interface NearestCentroid {
    /// What these kernels run on, as a certificate reports it.
    String description();

    /// A worker for one thread.
    Worker newWorker();

    /// Whether [ScreenedNearest] may be used beside these kernels: it needs the Vector API.
    static boolean canScreen(Kernels kernels) {
        return !(kernels instanceof ScalarKernels)
                && KernelChoice.obstacleToVectors().isEmpty();
    }

    /// Rows of a block, read when they are asked for.
    interface Source {
        /// All rows in double.
        double[] values();

        /// Where row 0 begins in [#values].
        int offset();

        /// All rows as stored, when that is in single precision; otherwise null.
        float @Nullable [] floats();

        /// As [#floats], for whoever looks at some of the rows alone: the others may not be there.
        ///
        /// @param rows  ascending numbers of the rows wanted, of which the first `count` count
        float @Nullable [] floats(int[] rows, int count);

        /// Where row 0 begins in [#floats].
        int floatOffset();
    }

    /// One thread's scratch space.
    interface Worker {
        /// Labels rows in double precision.
        ///
        /// @param x       row-major, row `n` begins at `offset + n * dimension`
        /// @param labels  the nearest centroid of row n is written to `labels[n]`
        void assign(double[] x, int offset, int rowCount, int[] labels);

        /// Labels rows in single precision.
        void assign(float[] x, int offset, int rowCount, int[] labels);

        /// Labels rows of the fit that these centroids belong to, of which something may be known from before.
        ///
        /// @param firstRow  the number of the first of them among all rows of the fit
        default void assign(long firstRow, int rowCount, Source source, int[] labels) {
            float[] floats = source.floats();
            if (floats == null) assign(source.values(), source.offset(), rowCount, labels);
            else assign(floats, source.floatOffset(), rowCount, labels);
        }

        /// Rows so far whose label had to be recomputed in plain double arithmetic.
        long doubtfulRows();
    }
}
