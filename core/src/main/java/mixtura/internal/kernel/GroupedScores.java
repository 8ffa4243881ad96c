package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/// Scores ‖c‖²/2 − x·c of chosen rows with chosen groups of centroids, for an assignment that knows by
/// bounds which ones it needs. Rows are read where they lie; nothing is laid out anew for a row that is
/// looked at once.
///
/// Made for one set of centroids, immutable and shared by the threads.
public final class GroupedScores {
    /// With so few centroids a group is a single one, and a score is a dot product along the columns,
    private static final int FEW_CENTROIDS = 32;

    /// if there are so many columns that the sum across the lanes does not matter.
    private static final int MANY_COLUMNS = 32;

    /// With more centroids than this a group is two vectors wide: coarser, but half as many bounds, and its
    /// tiles run at nine tenths of the peak instead of two thirds.
    private static final int NARROW = 128;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final ScreenCentroids prepared;
    private final ScoreRounding rounding;
    private final double[] centre; // in the coordinates in which rows are read: zeros where rows are centred
    private final double centreNorm;
    private final int dimension;
    private final int vectors; // of a tile; 0 when a group is one centroid
    private final int tilesPerGroup;
    private final int groupCount;
    private final float[] byRow; // centroid, column
    private final float[] byLane; // tile, column, lane: the negative values
    private final float[] halfNorms; // those beyond k are infinite

    private GroupedScores(double[] centroids, int k, int dimension, Frame frame, boolean raw, Kernels kernels) {
        this.definition = new ScalarNearest(centroids, k, dimension);
        this.kernels = kernels;
        this.dimension = dimension;
        prepared = ScreenCentroids.of(centroids, k, dimension, frame, raw);
        int dotDepth = dimension / L + 4 + 2 * L;
        rounding =
                ScoreRounding.of(prepared, isByCentroid(k, dimension) ? dotDepth : Math.max(dimension, dotDepth), true);
        centre = raw ? frame.centre() : new double[dimension];
        centreNorm = Math.sqrt(Arrays.stream(centre).map(v -> v * v).sum()) * (1 + 1e-6);
        vectors = isByCentroid(k, dimension) ? 0 : k <= NARROW ? 1 : 2;
        int tile = Math.max(1, vectors * L);
        int tiles = Math.ceilDiv(k, tile);
        tilesPerGroup = vectors == 0 ? 1 : Math.ceilDiv(tiles, Math.max(4, dimension));
        groupCount = Math.ceilDiv(tiles, tilesPerGroup);
        byRow = new float[k * dimension];
        for (int i = 0; i < byRow.length; i++) byRow[i] = (float) prepared.values()[i];
        halfNorms = new float[tiles * tile];
        for (int c = 0; c < halfNorms.length; c++) {
            halfNorms[c] = c < k ? prepared.halfNorms()[c] : Float.POSITIVE_INFINITY;
        }
        byLane = new float[vectors == 0 ? 0 : tiles * tile * dimension];
        for (int c = 0; c < k && vectors > 0; c++) {
            int at = c / tile * tile * dimension + c % tile;
            for (int j = 0; j < dimension; j++) byLane[at + j * tile] = -byRow[c * dimension + j];
        }
    }

    /// @param centroids  row-major, `k × dimension`; not copied
    /// @param floatRows  whether the rows are stored in single precision
    /// @param kernels    for the doubtful rows
    public static GroupedScores of(
            double[] centroids, int k, int dimension, Frame frame, boolean floatRows, Kernels kernels) {
        return new GroupedScores(centroids, k, dimension, frame, floatRows && frame.rawFloats(), kernels);
    }

    /// Whether these scores may be used beside these kernels, and their tiles stay in registers.
    public static boolean suits(Kernels kernels) {
        return NearestCentroid.canScreen(kernels) && L >= 16;
    }

    /// Whether a group is a single centroid.
    public static boolean isByCentroid(int k, int dimension) {
        return k <= FEW_CENTROIDS && dimension >= MANY_COLUMNS;
    }

    /// Groups of centroids; a group's centroids follow each other.
    public int groupCount() {
        return groupCount;
    }

    /// The group of a centroid.
    public int groupOf(int c) {
        return c / (Math.max(1, vectors * L) * tilesPerGroup);
    }

    /// The power of two by which distances are multiplied here.
    public double scale() {
        return prepared.scale();
    }

    /// Whether rows of bytes are read as they are.
    public boolean readsBytes() {
        return vectors == 0 && prepared.raw();
    }

    /// What it runs on.
    public String description() {
        return vectors == 0 ? "dot products" : "tiles of " + vectors * L + " centroids";
    }

    /// One thread's scratch space, for `rowsAtMost` rows at once.
    public Worker newWorker(int rowsAtMost) {
        return new Worker(rowsAtMost);
    }

    /// Some rows, and what a group's scores of them are.
    public final class Worker {
        private final float[] products = new float[GroupTiles.ROWS * 2 * L];
        private final int[] tileStarts = new int[GroupTiles.ROWS];
        private final float[] best;
        private final float[] second;
        private final int[] label;
        private final int[] packedStarts;
        private final double[] row = new double[dimension];
        private final DoubtfulRows doubtful = new DoubtfulRows(definition, kernels);
        private float[] packed = new float[0];
        private float[] x = packed; // the rows in hand, row i at starts[i]
        private byte @Nullable [] bytes; // where the rows in hand are bytes
        private int[] starts;

        private Worker(int rowsAtMost) {
            best = new float[rowsAtMost];
            second = new float[rowsAtMost];
            label = new int[rowsAtMost];
            packedStarts = new int[rowsAtMost];
            starts = packedStarts;
        }

        /// Takes `count` rows in hand, the i-th of which begins at `from[i]`; the array is used until the
        /// next ones come.
        public void load(float[] rows, int[] from, int count) {
            bytes = null;
            if (prepared.raw()) {
                x = rows;
                starts = from;
                return;
            }
            begin(count);
            for (int i = 0, t = 0; i < count; i++) {
                for (int j = 0; j < dimension; j++, t++) packed[t] = seen(rows[from[i] + j], j);
            }
        }

        /// The same for rows of [ByteRows], if [#readsBytes].
        public void load(byte[] rows, int[] from) {
            bytes = rows;
            starts = from;
        }

        /// The same for rows in double precision.
        public void load(double[] rows, int[] from, int count) {
            bytes = null;
            begin(count);
            for (int i = 0, t = 0; i < count; i++) {
                for (int j = 0; j < dimension; j++, t++) packed[t] = seen(rows[from[i] + j], j);
            }
        }

        private float seen(double value, int j) {
            return (float) ((value - prepared.centre()[j]) * prepared.scale());
        }

        private void begin(int count) {
            if (packed.length < count * dimension) packed = new float[count * dimension];
            for (int i = 0; i < count; i++) packedStarts[i] = i * dimension;
            x = packed;
            starts = packedStarts;
        }

        /// ‖x − centre‖² of row i, scaled; off by no more than 2⁻²² of it.
        public double squaredNorm(int i) {
            int at = starts[i];
            if (bytes != null) {
                if (packed.length < dimension) packed = new float[dimension];
                ByteProducts.unpack(dimension, bytes, at, packed);
                x = packed;
                at = 0;
            }
            int j = 0;
            DoubleVector sum = DoubleVector.zero(Lanes.LANES);
            for (int end = dimension - Lanes.L; j <= end; j += Lanes.L) {
                DoubleVector value = (DoubleVector) FloatVector.fromArray(FloatLanes.HALF, x, at + j)
                        .convertShape(VectorOperators.F2D, Lanes.LANES, 0);
                DoubleVector difference = value.sub(DoubleVector.fromArray(Lanes.LANES, centre, j));
                sum = difference.fma(difference, sum);
            }
            double rest = 0;
            for (; j < dimension; j++) rest += (x[at + j] - centre[j]) * (x[at + j] - centre[j]);
            return Lanes.sum(sum) + rest;
        }

        /// What the scores of a row of this squared norm are off by at most: twice that, and as a gap of
        /// two of them it is certain.
        public float rounding(double squaredNorm) {
            double norm = Math.sqrt(squaredNorm) * (1 + 1e-6);
            return rounding.up(norm + centreNorm);
        }

        /// The score of row i with one centroid.
        public float score(int i, int c) {
            float product = bytes == null
                    ? dot(x, starts[i], byRow, c * dimension)
                    : ByteProducts.dot(dimension, bytes, starts[i], byRow, c * dimension);
            return halfNorms[c] - product;
        }

        private float dot(float[] a, int p, float[] b, int q) {
            int j = 0;
            float sum = 0;
            if (dimension >= L) {
                FloatVector s0 = FloatVector.zero(LANES);
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                for (int end = dimension - 4 * L; j <= end; j += 4 * L) {
                    s0 = FloatVector.fromArray(LANES, a, p + j).fma(FloatVector.fromArray(LANES, b, q + j), s0);
                    s1 = FloatVector.fromArray(LANES, a, p + j + L).fma(FloatVector.fromArray(LANES, b, q + j + L), s1);
                    s2 = FloatVector.fromArray(LANES, a, p + j + 2 * L)
                            .fma(FloatVector.fromArray(LANES, b, q + j + 2 * L), s2);
                    s3 = FloatVector.fromArray(LANES, a, p + j + 3 * L)
                            .fma(FloatVector.fromArray(LANES, b, q + j + 3 * L), s3);
                }
                for (int end = dimension - L; j <= end; j += L) {
                    s0 = FloatVector.fromArray(LANES, a, p + j).fma(FloatVector.fromArray(LANES, b, q + j), s0);
                }
                sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
            }
            for (; j < dimension; j++) sum += a[p + j] * b[q + j];
            return sum;
        }

        /// Scores rows with all centroids of a group.
        ///
        /// @param which  numbers of rows in hand
        public void screen(int group, int[] which, int count) {
            if (vectors == 0) {
                for (int i = 0; i < count; i++) {
                    best[i] = score(which[i], group);
                    second[i] = Float.POSITIVE_INFINITY;
                    label[i] = group;
                }
                return;
            }
            int first = group * tilesPerGroup;
            int tiles = Math.min(tilesPerGroup, halfNorms.length / (vectors * L) - first);
            for (int from = 0; from < count; from += GroupTiles.ROWS) {
                int rows = Math.min(GroupTiles.ROWS, count - from);
                // A tile that is not full does its last row again.
                for (int r = 0; r < GroupTiles.ROWS; r++) {
                    tileStarts[r] = starts[which[from + Math.min(r, rows - 1)]];
                }
                for (int tile = first; tile < first + tiles; tile++) {
                    int c = tile * vectors * L;
                    if (vectors == 1) {
                        GroupTiles.tile12x1(x, tileStarts, 0, byLane, c * dimension, dimension, halfNorms, c, products);
                        for (int r = 0; r < rows; r++) reduceOne(r, from + r, c, tile == first);
                    } else {
                        GroupTiles.tile12x2(x, tileStarts, 0, byLane, c * dimension, dimension, halfNorms, c, products);
                        for (int r = 0; r < rows; r++) reduceTwo(r, from + r, c, tile == first);
                    }
                }
            }
        }

        /// The bits of a float, as a whole number in the same order.
        private static IntVector ordered(float[] values, int at) {
            IntVector bits = FloatVector.fromArray(LANES, values, at).reinterpretAsInts();
            return bits.lanewise(
                    VectorOperators.XOR, bits.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.LSHR, 1));
        }

        private static float fromOrdered(int key) {
            return Float.intBitsToFloat(key ^ (key >> 31 >>> 1));
        }

        private void reduceOne(int r, int i, int c, boolean begins) {
            IntVector keys = ordered(products, r * L);
            int least = keys.reduceLanes(VectorOperators.MIN);
            VectorMask<Integer> at = keys.eq(least);
            int next = at.trueCount() > 1
                    ? least
                    : keys.blend(Integer.MAX_VALUE, at).reduceLanes(VectorOperators.MIN);
            keep(i, least, next, c + at.firstTrue(), begins);
        }

        private void reduceTwo(int r, int i, int c, boolean begins) {
            IntVector a = ordered(products, 2 * r * L);
            IntVector b = ordered(products, (2 * r + 1) * L);
            IntVector low = a.min(b);
            IntVector high = a.max(b);
            int least = low.reduceLanes(VectorOperators.MIN);
            VectorMask<Integer> at = low.eq(least);
            int next = at.trueCount() > 1
                    ? least
                    : low.blend(Integer.MAX_VALUE, at).min(high).reduceLanes(VectorOperators.MIN);
            int lane = at.firstTrue();
            boolean inA = products[2 * r * L + lane] <= products[(2 * r + 1) * L + lane];
            keep(i, least, next, c + lane + (inA ? 0 : L), begins);
        }

        private void keep(int i, int least, int next, int c, boolean begins) {
            float b = fromOrdered(least);
            float s = next == Integer.MAX_VALUE ? Float.POSITIVE_INFINITY : fromOrdered(next);
            if (begins) {
                best[i] = b;
                second[i] = s;
                label[i] = c;
            } else if (b < best[i]) {
                second[i] = Math.min(best[i], s);
                best[i] = b;
                label[i] = c;
            } else {
                second[i] = Math.min(second[i], b);
            }
        }

        /// The group's best score of the i-th row that was screened.
        public float best(int i) {
            return best[i];
        }

        /// The group's second best.
        public float second(int i) {
            return second[i];
        }

        /// The centroid of the best score.
        public int label(int i) {
            return label[i];
        }

        /// The label of a doubtful row, by the definition.
        public int settle(float[] rows, int at) {
            for (int j = 0; j < dimension; j++) row[j] = rows[at + j];
            return doubtful.label(row, 0);
        }

        /// The same for a row in double precision.
        public int settle(double[] rows, int at) {
            System.arraycopy(rows, at, row, 0, dimension);
            return doubtful.label(row, 0);
        }

        /// Rows so far whose label had to be recomputed in plain double arithmetic.
        public long doubtfulRows() {
            return doubtful.count();
        }
    }
}
