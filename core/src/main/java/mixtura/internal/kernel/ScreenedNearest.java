package mixtura.internal.kernel;

/// Labels by a quick screen in single precision, each proved or else recomputed: the nearest centroid's score must be
/// below the second's by more than all rounding together can be.
///
/// With u = 2⁻²⁴, r the norm of the row and C the largest norm of a centroid as the screen sees them, a score
/// h_c − x·c is off by no more than (γ_p + 4u) r C + 2u max |h|: p roundings of the product (Higham 2002, eq. 3.5), one
/// each for x and c to float, two more for h and for the subtraction. The definition itself, Σ_j (x_j − c_j)² in
/// double,
/// is off by no more than (d + 3) 2⁻⁵³ (r + C)². Rows whose two best scores are nearer to each other than twice that
/// are *doubtful*. For them all distances are computed in double directly, where the error is relative to the distance
/// and tiny, and what is then still within rounding of the smallest is decided by the definition.
public final class ScreenedNearest implements NearestCentroid {
    private static final double U = 0x1p-24;
    private static final double DOUBLE_U = 0x1p-53;

    /// Rows longer than this, seen through the frame, are never certain.
    private static final double LONGEST_ROW = 0x1p50;

    /// Rows screened at once: their labels and scores stay in the first-level cache.
    private static final int CHUNK = 256;

    /// Below this a squared distance may have lost digits to underflow.
    private static final double UNDERFLOW = 0x1p-900;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final ScreenCentroids prepared;
    private final CentroidScreen screen;
    private final double perNorm;
    private final double constant;
    private final double perSquare;
    private final float always; // a gap above this is certain for every row

    private ScreenedNearest(
            double[] centroids, int k, int dimension, Frame frame, boolean raw, Kernels kernels, Shape shape) {
        this.definition = new ScalarNearest(centroids, k, dimension);
        this.kernels = kernels;
        prepared = ScreenCentroids.of(centroids, k, dimension, frame, raw);
        screen = shape == Shape.DOT ? new DotScreen(prepared) : new PanelScreen(prepared);
        double c = prepared.largestNorm();
        double p = screen.depth();
        perNorm = 2 * (p * U / (1 - p * U) + 4 * U) * c * (1 + 1e-6);
        double half = (dimension + 4) * DOUBLE_U * c * (c + prepared.largestRowGap() + c);
        constant = 2 * (2 * U * prepared.largestHalf() + half + dimension * 0x1p-140 * (1 + c));
        perSquare = (dimension + 6) * DOUBLE_U * 1.01;
        double norm = frame.largestNorm() * prepared.scale();
        always = up(threshold(norm));
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

    /// The gap of two scores that is certain for a row of this norm. Products of very long rows might overflow.
    private double threshold(double norm) {
        if (!(norm <= LONGEST_ROW)) return Double.POSITIVE_INFINITY;
        double far = norm + prepared.largestRowGap();
        return (perNorm * norm + constant + perSquare * far * far) * (1 + 1e-6);
    }

    private static float up(double value) {
        return Math.nextUp(Math.nextUp((float) value)); // infinite stays infinite: nothing is certain
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
        private final double[] distances = new double[definition.k()];
        private long doubtful;

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = begin(offset, from, rowCount);
                screening.screen(x, starts, count);
                for (int n = 0; n < count; n++) {
                    boolean certain = isCertain(n, always);
                    if (!certain) {
                        System.arraycopy(x, starts[n], row, 0, row.length);
                        certain = isCertain(n, up(threshold(norm())));
                    }
                    labels[from + n] = certain ? screening.label[n] : settle();
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
                        certain = isCertain(n, up(threshold(norm())));
                    }
                    labels[from + n] = certain ? screening.label[n] : settle();
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

        /// The label of the row in hand, from distances in double.
        private int settle() {
            doubtful++;
            int d = row.length;
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

        @Override
        public long doubtfulRows() {
            return doubtful;
        }
    }
}
