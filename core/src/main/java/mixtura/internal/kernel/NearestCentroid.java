package mixtura.internal.kernel;

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

    /// One thread's scratch space.
    interface Worker {
        /// Labels rows in double precision.
        ///
        /// @param x       row-major, row `n` begins at `offset + n * dimension`
        /// @param labels  the nearest centroid of row n is written to `labels[n]`
        void assign(double[] x, int offset, int rowCount, int[] labels);

        /// Labels rows in single precision.
        void assign(float[] x, int offset, int rowCount, int[] labels);

        /// Rows so far whose label had to be recomputed in plain double arithmetic.
        long doubtfulRows();
    }
}
