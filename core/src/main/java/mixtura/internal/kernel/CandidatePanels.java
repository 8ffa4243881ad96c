package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// A copy of all rows in single precision, less the first centroid and by columns, so that the products of
/// [CandidateScreen] need no value spread over the lanes for each row: 9 ns a row of 64 columns with eight candidates
/// where rows as they are stored take 16. Worth its memory, since k-means++ walks over the rows k times.
public final class CandidatePanels {
    private static final int ROWS = PanelTiles.ROWS;
    private static final int CENTROIDS = PanelTiles.CENTROIDS;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LANES.vectorShape());

    /// What part of the heap's limit the copy may take.
    private static final long PART_OF_MEMORY = 8;

    private final int d;
    private final double[] origin;
    private final float[] values; // panel, column, row

    private CandidatePanels(double[] origin, int size) {
        this.origin = origin;
        d = origin.length;
        values = new float[size];
    }

    /// Panels of no rows yet, see [#pack]; null where the copy would take too much memory, or where products leave
    /// the range of float.
    ///
    /// @param origin  m, the first centroid
    /// @param radius  the largest ‖x − m‖ of all rows
    public static @Nullable CandidatePanels of(long rowCount, double[] origin, double radius) {
        long size = padded(rowCount) * origin.length;
        boolean fits = size <= Integer.MAX_VALUE - 8
                && size * Float.BYTES <= Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        return fits && CandidateScreen.fitsFloat(radius) ? new CandidatePanels(origin, (int) size) : null;
    }

    /// Entries that an array with one for each row must have.
    public static long padded(long rowCount) {
        return (rowCount + ROWS - 1) / ROWS * ROWS;
    }

    /// Packs rows from number `first` on. Threads may do so side by side.
    public void pack(float[] x, int offset, int first, int rowCount) {
        for (int n = 0, i = offset; n < rowCount; n++) {
            int at = place(first + n);
            for (int j = 0; j < d; j++) values[at + j * ROWS] = (float) (x[i++] - origin[j]);
        }
    }

    /// The same for rows in double precision.
    public void pack(double[] x, int offset, int first, int rowCount) {
        for (int n = 0, i = offset; n < rowCount; n++) {
            int at = place(first + n);
            for (int j = 0; j < d; j++) values[at + j * ROWS] = (float) (x[i++] - origin[j]);
        }
    }

    private int place(int row) {
        return row / ROWS * ROWS * d + row % ROWS;
    }

    /// Candidates beside these panels; immutable, shared by the threads.
    public Screen screen(double[][] candidates) {
        return new Screen(candidates);
    }

    /// One thread's arrays.
    public static final class Scratch {
        private final float[] scores = new float[CENTROIDS * ROWS];
        private final int[] bits = new int[ROWS];
    }

    /// Marks the rows that candidates may be nearer to.
    public final class Screen {
        private final float[] negative; // group of four, column, candidate: −c′
        private final float[] halves; // ‖c′‖²/2; infinite in places without a candidate

        private Screen(double[][] candidates) {
            int groups = (candidates.length + CENTROIDS - 1) / CENTROIDS;
            negative = new float[groups * CENTROIDS * d];
            halves = new float[groups * CENTROIDS];
            Arrays.fill(halves, Float.POSITIVE_INFINITY);
            for (int t = 0; t < candidates.length; t++) {
                int at = t / CENTROIDS * CENTROIDS * d + t % CENTROIDS;
                double half = 0;
                for (int j = 0; j < d; j++) {
                    double moved = candidates[t][j] - origin[j];
                    negative[at + j * CENTROIDS] = -(float) moved;
                    half += moved * moved / 2;
                }
                halves[t] = (float) half;
            }
        }

        /// Sets `marks[row]` of the rows `first … first + rowCount − 1`: bit t for every candidate t that may be
        /// nearer, and seldom for others.
        ///
        /// @param limits  of the rows, [#padded] of them, from [CandidateScreen.Precision#withPanels]
        public void mark(int first, int rowCount, float[] limits, int[] marks, Scratch scratch) {
            for (int begin = first / ROWS * ROWS; begin < first + rowCount; begin += ROWS) {
                Arrays.fill(scratch.bits, 0);
                for (int t = 0; t < halves.length; t += CENTROIDS) {
                    PanelTiles.multiply(d, values, begin * d, negative, t * d, halves, t, scratch.scores);
                    for (int at = 0; at < ROWS; at += L) {
                        addBits(scratch.scores, scratch.bits, at, limits, begin + at, 1 << t);
                    }
                }
                int from = Math.max(first, begin);
                int to = Math.min(first + rowCount, begin + ROWS);
                System.arraycopy(scratch.bits, from - begin, marks, from, to - from);
            }
        }
    }

    /// Adds a bit for each of four scores ‖c′‖²/2 − xᵀc′ that is below −limit, or no number.
    private static void addBits(float[] scores, int[] bits, int at, float[] limits, int row, int bit) {
        FloatVector limit = FloatVector.fromArray(LANES, limits, row).neg();
        IntVector found = IntVector.fromArray(INTS, bits, at);
        for (int i = 0; i < CENTROIDS; i++) {
            VectorMask<Float> far =
                    FloatVector.fromArray(LANES, scores, i * ROWS + at).compare(VectorOperators.GE, limit);
            found = found.lanewise(VectorOperators.OR, bit << i, far.not().cast(INTS));
        }
        found.intoArray(bits, at);
    }
}
