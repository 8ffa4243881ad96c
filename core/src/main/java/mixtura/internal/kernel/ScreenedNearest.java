package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
        screen = switch (shape) {
            case DOT -> new DotScreen(prepared);
            case PANEL -> new PanelScreen(prepared);
            case NARROW -> new NarrowScreen(prepared);
        };
        rounding = ScoreRounding.of(prepared, screen.depth(), screen.beginsWithHalf());
        always = rounding.up(frame.largestNorm() * prepared.scale());
    }

    /// How the products are laid out.
    enum Shape {
        DOT,
        PANEL,
        NARROW;

        /// Whether there are kernels of this shape.
        boolean suits(int dimension) {
            return this != NARROW || dimension <= NarrowScreen.MOST_COLUMNS && L >= NarrowScreen.LEAST_LANES;
        }

        /// Counted in vector instructions a row: a product along the columns pays for sums across lanes, a panel for
        /// laying out the rows by columns.
        static Shape of(int k, int dimension) {
            if (NARROW.suits(dimension)) return NARROW;
            double dot = Math.ceilDiv(k, 5) * 5.0 * (Math.ceilDiv(dimension, L) + 6.0);
            double panel = 1.2 * dimension + ((k + 3) & ~3) * (dimension + 6.0) / L;
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
        private final int[] uncertain = new int[CHUNK];
        private final double[] row = new double[definition.dimension()];
        private final DoubtfulRows doubtful = new DoubtfulRows(definition, kernels);

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = Math.min(CHUNK, rowCount - from);
                int at = offset + from * row.length;
                screening.screen(x, at, count);
                int open = uncertain(from, count, labels);
                for (int i = 0; i < open; i++) {
                    int n = uncertain[i];
                    System.arraycopy(x, at + n * row.length, row, 0, row.length);
                    labels[from + n] = settle(n);
                }
            }
        }

        @Override
        public void assign(float[] x, int offset, int rowCount, int[] labels) {
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = Math.min(CHUNK, rowCount - from);
                int at = offset + from * row.length;
                screening.screen(x, at, count);
                int open = uncertain(from, count, labels);
                for (int i = 0; i < open; i++) {
                    int n = uncertain[i];
                    for (int j = 0; j < row.length; j++) row[j] = x[at + n * row.length + j];
                    labels[from + n] = settle(n);
                }
            }
        }

        /// Writes the labels of the screen, and lists the rows whose labels are not certain whatever their norm.
        private int uncertain(int from, int count, int[] labels) {
            System.arraycopy(screening.label, 0, labels, from, count);
            int open = 0;
            for (int n = 0; n < count; n += L) {
                FloatVector gap = FloatVector.fromArray(LANES, screening.second, n)
                        .sub(FloatVector.fromArray(LANES, screening.best, n));
                VectorMask<Float> certain = gap.compare(VectorOperators.GT, always);
                if (certain.allTrue()) continue;
                for (long bits = certain.not().toLong(); bits != 0; bits &= bits - 1) {
                    int row = n + Long.numberOfTrailingZeros(bits);
                    if (row < count) uncertain[open++] = row;
                }
            }
            return open;
        }

        /// The label of the row in hand.
        private int settle(int n) {
            // The difference of two floats is rounded once: the threshold is a hair larger than it need be.
            boolean certain = screening.second[n] - screening.best[n] > rounding.up(norm());
            return certain ? screening.label[n] : doubtful.label(row, 0);
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
