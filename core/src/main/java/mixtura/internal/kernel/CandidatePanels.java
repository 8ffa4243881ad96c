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

/// A copy of all rows in bf16, less the first centroid and by columns, for the products of
/// [CandidateScreen]: a quarter of what rows in double take, and no value is spread over the lanes for each
/// row. Worth its memory, since k-means++ walks over the rows k times and memory is what it waits for.
///
/// With x̃ the copy of a row and c′ = c − m, |xᵀc′ − x̃ᵀc′| ≤ ‖x − x̃‖ ‖c′‖: what
/// rounding took from each row is measured when it is copied, and comes off the row's limit. Sums are in float.
public final class CandidatePanels {
    private static final int ROWS = BfloatTiles.ROWS;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LANES.vectorShape());

    /// What part of the heap's limit the copy may take.
    private static final long PART_OF_MEMORY = 8;

    /// Sums of squares in double are rounded far less than this.
    private static final double UP = 1 + 1e-6;

    private final int d;
    private final double[] origin;
    private final double radius;
    private final CandidateScreen.Precision precision;
    private final short[] values; // as BfloatTiles has them, panel by panel
    private final float[] residuals; // ‖x − x̃‖ of each row, no smaller
    private final float[] limits; // of each row; infinite: no candidate can be nearer

    private CandidatePanels(double[] origin, double radius, int rowCount) {
        this.origin = origin;
        this.radius = radius;
        d = origin.length;
        precision = CandidateScreen.Precision.ofPanels(d, radius);
        values = new short[rowCount * d];
        residuals = new float[rowCount];
        limits = new float[rowCount];
        Arrays.fill(limits, Float.POSITIVE_INFINITY);
    }

    /// Panels of no rows yet, see [#pack]; null where the copy would take too much memory, or where
    /// products leave the range of float.
    ///
    /// @param origin  m, the first centroid
    /// @param radius  the largest ‖x − m‖ of all rows
    public static @Nullable CandidatePanels of(long rowCount, double[] origin, double radius) {
        long padded = (rowCount + ROWS - 1) / ROWS * ROWS;
        long size = padded * origin.length;
        boolean fits = size <= Integer.MAX_VALUE - 8
                && size * Short.BYTES <= Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        return fits && CandidateScreen.fitsFloat(radius) ? new CandidatePanels(origin, radius, (int) padded) : null;
    }

    /// Packs rows from number `first` on. Threads may do so side by side.
    public void pack(float[] x, int offset, int first, int rowCount) {
        for (int n = 0, i = offset; n < rowCount; n++) {
            int at = place(first + n);
            double lost = 0;
            for (int j = 0; j < d; j++) lost += put(x[i++] - origin[j], at + j * ROWS);
            residuals[first + n] = Math.nextUp((float) (Math.sqrt(lost) * UP));
        }
    }

    /// The same for rows in double precision.
    public void pack(double[] x, int offset, int first, int rowCount) {
        for (int n = 0, i = offset; n < rowCount; n++) {
            int at = place(first + n);
            double lost = 0;
            for (int j = 0; j < d; j++) lost += put(x[i++] - origin[j], at + j * ROWS);
            residuals[first + n] = Math.nextUp((float) (Math.sqrt(lost) * UP));
        }
    }

    /// Stores a value, and returns the square of what rounding took from it.
    private double put(double value, int at) {
        int bits = Bfloat.rounded((float) value);
        values[at] = (short) (bits >>> 16);
        double lost = Float.intBitsToFloat(bits) - value;
        return lost * lost;
    }

    private int place(int row) {
        return row / ROWS * ROWS * d + BfloatTiles.place(row % ROWS);
    }

    /// Says how near a candidate must be to matter to a row.
    ///
    /// @param fromOrigin  ‖x − m‖²
    /// @param nearest     D², the squared distance to beat
    public void setLimit(int row, double fromOrigin, double nearest) {
        limits[row] = Math.nextDown((float) (precision.limit(fromOrigin, nearest) - residuals[row] * radius * UP));
    }

    /// Says that no candidate matters to a row.
    public void close(int row) {
        limits[row] = Float.POSITIVE_INFINITY;
    }

    /// Candidates beside these panels; immutable, shared by the threads.
    public Screen screen(double[][] candidates) {
        return new Screen(candidates);
    }

    /// One thread's arrays.
    public static final class Scratch {
        private final float[] scores = new float[CandidateScreen.MOST * ROWS];
        private final int[] bits = new int[ROWS];
    }

    /// Marks the rows that candidates may be nearer to.
    public final class Screen {
        private final int count;
        private final float[] negative; // −c′: group, column, candidate
        private final float[] halves; // ‖c′‖²/2; infinite in places without a candidate

        private Screen(double[][] candidates) {
            count = candidates.length;
            int padded = (count + BfloatTiles.FEW - 1) / BfloatTiles.FEW * BfloatTiles.FEW;
            negative = new float[padded * d];
            halves = new float[padded];
            Arrays.fill(halves, Float.POSITIVE_INFINITY);
            for (int t = 0; t < count; t++) {
                int group = t / BfloatTiles.MOST * BfloatTiles.MOST;
                int wide = Math.min(BfloatTiles.MOST, padded - group);
                int at = group * d + t - group;
                double half = 0;
                for (int j = 0; j < d; j++) {
                    double moved = candidates[t][j] - origin[j];
                    negative[at + j * wide] = -(float) moved;
                    half += moved * moved / 2;
                }
                halves[t] = (float) half;
            }
        }

        /// Sets `marks[row]` of the rows `first … first + rowCount − 1`: bit t for every candidate t that
        /// may be nearer, and seldom for others.
        public void mark(int first, int rowCount, int[] marks, Scratch scratch) {
            for (int begin = first / ROWS * ROWS; begin < first + rowCount; begin += ROWS) {
                int t = 0;
                for (; t + BfloatTiles.MOST <= halves.length; t += BfloatTiles.MOST) {
                    BfloatTiles.eight(d, values, begin * d, negative, t * d, halves, t, scratch.scores, t * ROWS);
                }
                if (t < halves.length) {
                    BfloatTiles.four(d, values, begin * d, negative, t * d, halves, t, scratch.scores, t * ROWS);
                }
                boolean some = false;
                for (int at = 0; at < ROWS; at += L) {
                    some |= putBits(scratch.scores, count, at, limits, begin + at, scratch.bits);
                }
                int from = Math.max(first, begin);
                int to = Math.min(first + rowCount, begin + ROWS);
                if (some) System.arraycopy(scratch.bits, from - begin, marks, from, to - from);
                else Arrays.fill(marks, from, to, 0);
            }
        }
    }

    /// Puts a bit for each score ‖c′‖²/2 − x̃ᵀc′ that is below −limit, or no number.
    ///
    /// @return  whether there is one
    private static boolean putBits(float[] scores, int count, int at, float[] limits, int row, int[] bits) {
        FloatVector limit = FloatVector.fromArray(LANES, limits, row).neg();
        VectorMask<Float> allFar = LANES.maskAll(true);
        for (int t = 0, i = at; t < count; t++, i += ROWS) {
            allFar = allFar.and(FloatVector.fromArray(LANES, scores, i).compare(VectorOperators.GE, limit));
        }
        IntVector found = IntVector.zero(INTS);
        boolean some = !allFar.allTrue();
        for (int t = 0, i = at; t < count && some; t++, i += ROWS) {
            VectorMask<Float> far = FloatVector.fromArray(LANES, scores, i).compare(VectorOperators.GE, limit);
            found = found.lanewise(VectorOperators.OR, 1 << t, far.not().cast(INTS));
        }
        found.intoArray(bits, at);
        return some;
    }
}
