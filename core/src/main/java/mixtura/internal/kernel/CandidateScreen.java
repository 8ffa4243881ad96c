package mixtura.internal.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tells cheaply which of a few candidates may lie nearer to a row than the row's nearest centroid does, and
/// never misses one.
///
/// With c′ = c − m, ‖x − c‖² = ‖x − m‖² − 2 (xᵀc′ − b) where b = mᵀc′ +
/// ‖c′‖² / 2. So c is nearer than the squared distance D² only if xᵀc′ − b > (‖x − m‖² −
/// D²) / 2, and a row keeps this right-hand side, less all rounding, as its *limit*. The products are in
/// single precision for rows stored so (half the memory to read, twice the lanes), otherwise in double.
///
/// Immutable; shared by the threads, each of which has its own [Scratch].
public final class CandidateScreen {
    /// Candidates at most: bits of a mark.
    public static final int MOST = 32;

    /// Unit roundoff.
    private static final double FLOAT_UNIT = 0x1p-24;

    private static final double DOUBLE_UNIT = 0x1p-53;

    /// Between these radii no product of floats overflows, and none that underflows counts.
    private static final double LEAST_FLOAT = 1e-12;

    private static final double MOST_FLOAT = 1e15;
    private static final double LEAST_DOUBLE = 1e-130;
    private static final double MOST_DOUBLE = 1e130;
    private static final int MOST_COLUMNS = 100_000;

    private final int d;
    private final float[] floats; // c′ by groups of lanes: group, column, lane
    private final double[] doubles;
    private final float[] floatHalves; // b; +∞ in lanes without a candidate
    private final double[] doubleHalves;

    /// @param candidates  at most [#MOST]
    /// @param origin      m, one of the rows
    public CandidateScreen(double[][] candidates, double[] origin, Precision precision) {
        this.d = origin.length;
        boolean single = precision.single;
        int lanes = single ? CandidateTiles.FLOAT_LANES : CandidateTiles.DOUBLE_LANES;
        int groups = (candidates.length + lanes - 1) / lanes;
        double[] packed = new double[groups * d * lanes];
        double[] halves = new double[groups * lanes];
        Arrays.fill(halves, Double.POSITIVE_INFINITY);
        for (int t = 0; t < candidates.length; t++) {
            int at = t / lanes * d * lanes + t % lanes;
            double half = 0;
            for (int j = 0; j < d; j++) {
                double moved = candidates[t][j] - origin[j];
                packed[at + j * lanes] = moved;
                half += moved * (origin[j] + moved / 2);
            }
            halves[t] = half;
        }
        this.doubles = single ? new double[0] : packed;
        this.doubleHalves = single ? new double[0] : halves;
        this.floats = single ? narrowed(packed) : new float[0];
        this.floatHalves = single ? narrowed(halves) : new float[0];
    }

    private static float[] narrowed(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) out[i] = (float) values[i];
        return out;
    }

    /// In which numbers rows are screened, and what that costs in rounding.
    public static final class Precision {
        private final boolean single;
        private final double perNorm; // of the error's bound, times ‖x‖
        private final double constant;
        private final double perSquare;

        private Precision(boolean single, int d, double originNorm, double radius) {
            this.single = single;
            double unit = single ? FLOAT_UNIT : DOUBLE_UNIT;
            double largestHalf = radius * (originNorm + radius / 2);
            // γ_d ‖x‖‖c′‖ for the product, one unit for rounding c′, two for b and for taking it off
            this.perNorm = 1.05 * unit * (d + 4) * radius;
            this.constant = 1.05 * unit * (3 * largestHalf + (d + 4) * radius * originNorm)
                    + DOUBLE_UNIT * 8 * (d + 10) * (largestHalf + radius * radius);
            this.perSquare = DOUBLE_UNIT * 8 * (d + 10);
        }

        /// Of the products of [CandidatePanels] with rows as they are copied: rows and candidates less the
        /// first centroid, candidates rounded to float, in sums that begin with the half norm. Rounding
        /// lengthens no row by more than what the bound has to spare.
        static Precision ofPanels(int d, double radius) {
            return new Precision(
                    new Precision(true, d + 4, 0, radius), 1.05 * FLOAT_UNIT * (d + 5) * radius * radius / 2);
        }

        private Precision(Precision other, double more) {
            single = other.single;
            perNorm = other.perNorm;
            constant = other.constant + more;
            perSquare = other.perSquare;
        }

        /// The limit of a row: a candidate whose score is not above it is no nearer than the row's nearest
        /// centroid.
        ///
        /// @param fromOrigin  ‖x − m‖²
        /// @param nearest     D², the squared distance to beat
        public float limit(double fromOrigin, double nearest) {
            double rounding = perNorm * Math.sqrt(fromOrigin) + perSquare * (fromOrigin + nearest) + constant;
            return Math.nextDown((float) ((fromOrigin - nearest) / 2 - rounding));
        }
    }

    /// The precision for such rows; null where there are no vectors, or where numbers are so large or so
    /// small that products leave their range.
    ///
    /// @param radius  the largest ‖x − m‖ of all rows
    public static @Nullable Precision precision(boolean storedAsFloat, double[] origin, double radius) {
        if (KernelChoice.obstacleToVectors().isPresent() || origin.length > MOST_COLUMNS) return null;
        double square = 0;
        for (double m : origin) square += m * m;
        double norm = Math.sqrt(square);
        if (storedAsFloat && radius >= LEAST_FLOAT && radius + norm <= MOST_FLOAT) {
            return new Precision(true, origin.length, norm, radius);
        }
        if (radius >= LEAST_DOUBLE && radius + norm <= MOST_DOUBLE) {
            return new Precision(false, origin.length, norm, radius);
        }
        return null;
    }

    /// Whether products of rows no farther than this from their origin are numbers in single precision.
    static boolean fitsFloat(double radius) {
        return radius >= LEAST_FLOAT && radius <= MOST_FLOAT;
    }

    /// One thread's arrays.
    public static final class Scratch {
        private int[] starts = new int[0];
        private final float[] floatParts = new float[CandidateTiles.ROWS * CandidateTiles.FLOAT_LANES];
        private final double[] doubleParts = new double[CandidateTiles.ROWS * CandidateTiles.DOUBLE_LANES];

        private int[] starts(int[] rows, int count, int offset, int d) {
            int padded = (count + CandidateTiles.ROWS - 1) / CandidateTiles.ROWS * CandidateTiles.ROWS;
            if (starts.length < padded) starts = new int[padded];
            for (int i = 0; i < count; i++) starts[i] = offset + rows[i] * d;
            Arrays.fill(starts, count, padded, starts[count - 1]);
            return starts;
        }
    }

    /// Whether rows are screened as they are stored, in single precision.
    public boolean isSingle() {
        return floats.length > 0;
    }

    /// Sets in `marks[first + row]` the bit t for every candidate t that may be nearer to the row; bits of
    /// others may be set too, but seldom.
    ///
    /// @param x       rows stored as float, row-major from `offset` on
    /// @param rows    which of them to look at, `count` of them, at least one
    /// @param limits  of row `n` at `first + n`
    public void mark(
            float[] x, int offset, int[] rows, int count, float[] limits, int first, int[] marks, Scratch scratch) {
        int[] starts = scratch.starts(rows, count, offset, d);
        for (int i = 0; i < count; i += CandidateTiles.ROWS) {
            int here = Math.min(CandidateTiles.ROWS, count - i);
            for (int g = 0; g < floatHalves.length; g += CandidateTiles.FLOAT_LANES) {
                CandidateTiles.products(d, x, starts, i, floats, g * d, scratch.floatParts);
                for (int r = 0; r < here; r++) {
                    int row = first + rows[i + r];
                    int above = CandidateTiles.above(
                            scratch.floatParts, r * CandidateTiles.FLOAT_LANES, floatHalves, g, limits[row]);
                    marks[row] |= above << g;
                }
            }
        }
    }

    /// The same for rows in double precision.
    public void mark(
            double[] x, int offset, int[] rows, int count, float[] limits, int first, int[] marks, Scratch scratch) {
        int[] starts = scratch.starts(rows, count, offset, d);
        for (int i = 0; i < count; i += CandidateTiles.ROWS) {
            int here = Math.min(CandidateTiles.ROWS, count - i);
            for (int g = 0; g < doubleHalves.length; g += CandidateTiles.DOUBLE_LANES) {
                CandidateTiles.products(d, x, starts, i, doubles, g * d, scratch.doubleParts);
                for (int r = 0; r < here; r++) {
                    int row = first + rows[i + r];
                    int above = CandidateTiles.above(
                            scratch.doubleParts, r * CandidateTiles.DOUBLE_LANES, doubleHalves, g, limits[row]);
                    marks[row] |= above << g;
                }
            }
        }
    }
}
