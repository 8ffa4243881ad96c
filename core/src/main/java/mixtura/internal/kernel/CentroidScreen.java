package mixtura.internal.kernel;

/// A quick look in single precision at which centroid is nearest to each row, and by how much: the best and the
/// second best *score* ‖c‖²/2 − x·c, which is half the squared distance less ‖x‖²/2. Whoever asks
/// must bound the rounding; see [ScreenedNearest].
///
/// A screen is made for one set of centroids, immutable and shared by the threads.
interface CentroidScreen {
    /// What it runs on.
    String description();

    /// Roundings on the way to one product x·c, at most: the product's error is below γ of that many.
    int depth();

    /// Whether sums begin with ‖c‖²/2, which then takes part in all roundings.
    boolean beginsWithHalf();

    /// One thread's scratch space.
    Worker newWorker(int rowsAtMost);

    /// What a screen has found: entry n belongs to the n-th row asked for.
    abstract class Worker {
        final int[] label;
        final float[] best;
        final float[] second;

        Worker(int rowsAtMost) {
            label = new int[rowsAtMost];
            best = new float[rowsAtMost];
            second = new float[rowsAtMost];
        }

        /// Screens `count` rows, the first of which begins at `at`.
        abstract void screen(float[] x, int at, int count);

        /// The same for rows in double precision, each value less that of the frame's centre, times its scale.
        abstract void screen(double[] x, int at, int count);
    }
}
