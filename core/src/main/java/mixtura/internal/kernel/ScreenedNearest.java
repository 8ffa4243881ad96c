package mixtura.internal.kernel;

/// Labels by a quick screen in single precision, each proved or else recomputed: the nearest centroid's score must be
/// below the second's by more than all rounding together can be.
///
/// Rows whose two best scores are nearer to each other than rounding can bring them, see [ScoreRounding],
/// are *doubtful*. For them all distances are computed in double directly, where the error is relative to the distance
/// and tiny, and what is then still within rounding of the smallest is decided by the definition.
public final class ScreenedNearest implements NearestCentroid {
    /// Rows screened at once: their labels and scores stay in the first-level cache.
    private static final int CHUNK = 256;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final ScreenCentroids prepared;
    private final CentroidScreen screen;
    private final ScoreRounding rounding;
    private final float always; // a gap above this is certain for every row

    private ScreenedNearest(
            double[] centroids, int k, int dimension, Frame frame, boolean raw, Kernels kernels, Shape shape) {
        this.definition = new ScalarNearest(centroids, k, dimension);
        this.kernels = kernels;
        prepared = ScreenCentroids.of(centroids, k, dimension, frame, raw);
        screen = shape == Shape.DOT ? new DotScreen(prepared) : new PanelScreen(prepared);
        rounding = ScoreRounding.of(prepared, screen.depth(), screen.beginsWithHalf());
        always = rounding.up(frame.largestNorm() * prepared.scale());
    }

    /// How the products are laid out.
    enum Shape {
        DOT,
        PANEL;

        /// Counted in vector instructions a row: a product along the columns pays for sums across lanes, a panel for
        /// laying out the rows by columns.
        static Shape of(int k, int dimension) {
            int lanes = FloatLanes.L;
            double dot = Math.ceilDiv(k, 5) * 5.0 * (Math.ceilDiv(dimension, lanes) + 6.0);
            double panel = 1.2 * dimension + ((k + 3) & ~3) * (dimension + 6.0) / lanes;
            return dot < panel ? DOT : PANEL;
        }
    }

    /// @param centroids  row-major, `k × dimension`; not copied
    /// @param floatRows  whether the rows are stored in single precision
    /// @param kernels    for the doubtful rows
    public static NearestCentroid of(
            double[] centroids, int k, int dimension, Frame frame, boolean floatRows, Kernels kernels) {
        return of(centroids, k, dimension, frame, floatRows, kernels, Shape.of(k, dimension));
    }

    static NearestCentroid of(
            double[] centroids, int k, int dimension, Frame frame, boolean floatRows, Kernels kernels, Shape shape) {
        return new ScreenedNearest(centroids, k, dimension, frame, floatRows && frame.rawFloats(), kernels, shape);
    }

    @Override
    public String description() {
        return screen.description() + ", labels certified in double";
    }

    @Override
    public Worker newWorker() {
        return new ScreenWorker();
    }

    private final class ScreenWorker implements Worker {
        private final CentroidScreen.Worker screening = screen.newWorker(CHUNK);
        private final int[] starts = new int[CHUNK];
        private final double[] row = new double[definition.dimension()];
        private final DoubtfulRows doubtful = new DoubtfulRows(definition, kernels);

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = begin(offset, from, rowCount);
                screening.screen(x, starts, count);
                for (int n = 0; n < count; n++) {
                    boolean certain = isCertain(n, always);
                    if (!certain) {
                        System.arraycopy(x, starts[n], row, 0, row.length);
                        certain = isCertain(n, rounding.up(norm()));
                    }
                    labels[from + n] = certain ? screening.label[n] : doubtful.label(row, 0);
                }
            }
        }

        @Override
        public void assign(float[] x, int offset, int rowCount, int[] labels) {
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = begin(offset, from, rowCount);
                screening.screen(x, starts, count);
                for (int n = 0; n < count; n++) {
                    boolean certain = isCertain(n, always);
                    if (!certain) {
                        for (int j = 0; j < row.length; j++) row[j] = x[starts[n] + j];
                        certain = isCertain(n, rounding.up(norm()));
                    }
                    labels[from + n] = certain ? screening.label[n] : doubtful.label(row, 0);
                }
            }
        }

        private int begin(int offset, int from, int rowCount) {
            int count = Math.min(CHUNK, rowCount - from);
            for (int n = 0; n < count; n++) starts[n] = offset + (from + n) * definition.dimension();
            return count;
        }

        private boolean isCertain(int n, float threshold) {
            // The difference of two floats is rounded once: the threshold is a hair larger than it need be.
            return screening.second[n] - screening.best[n] > threshold;
        }

        /// Of the row in hand, as the screen sees it.
        private double norm() {
            double sum = 0;
            double scale = prepared.scale();
            double[] centre = prepared.centre();
            for (int j = 0; j < row.length; j++) {
                double value = (row[j] - centre[j]) * scale;
                sum += value * value;
            }
            return Math.sqrt(sum) * (1 + 1e-6);
        }

        @Override
        public long doubtfulRows() {
            return doubtful.count();
        }
    }
}
