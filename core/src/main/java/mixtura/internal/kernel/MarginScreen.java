package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Labels of a fit's own rows of few columns, as [ScreenedNearest] gives them, of which [Margins] are kept: rows whose
/// margin is not used up keep their label, the others are moved together and go through [NarrowScreen].
///
/// With scores σ = ‖c‖²/2 − x·c the squared distances of the two nearest differ by 2 (σ₂ − σ₁), so
/// the distances by that over their sum: rounding moves the difference by no more than [ScoreRounding] says, and the
/// sum need only be bounded from above.
///
/// Made for one set of centroids, immutable and shared by the threads.
public final class MarginScreen {
    /// More than the roundings of a margin in float can lose together,
    private static final float DOWN = 1 - 0x1p-19f;

    /// and what is taken off for the rounding of distances in double, a share of their sum.
    private static final float SLACK = 0x1p-22f;

    /// (a + b)² ≤ a² (1 + t) + b² (1 + 1/t) with this t, where b is what rounding the centre to float does
    /// to a norm.
    private static final double LOOSE = 0x1p-14;

    /// Rows in hand at once: all of their state stays in the first-level cache.
    private static final int CHUNK = 256;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private final ScalarNearest definition;
    private final Kernels kernels;
    private final NarrowRows rows;
    private final ScreenCentroids prepared;
    private final NarrowScreen screen;
    private final ScoreRounding rounding;
    private final float always; // a gap above this is certain for every row
    private final float[] centre; // in the coordinates in which rows are screened
    private final float normFactor;
    private final float normAbsolute;

    private MarginScreen(NarrowRows rows, ScalarNearest definition, Frame frame, boolean raw, Kernels kernels) {
        this.rows = rows;
        this.definition = definition;
        this.kernels = kernels;
        prepared = ScreenCentroids.of(definition.centroids(), definition.k(), definition.dimension(), frame, raw);
        screen = new NarrowScreen(prepared);
        rounding = ScoreRounding.of(prepared, screen.depth(), screen.beginsWithHalf());
        always = rounding.up(frame.largestNorm() * prepared.scale());
        centre = new float[definition.dimension()];
        double norm = 0;
        for (int j = 0; j < centre.length && raw; j++) {
            centre[j] = (float) frame.centre()[j];
            norm += frame.centre()[j] * frame.centre()[j];
        }
        normFactor = (float) (1 + 2 * LOOSE);
        normAbsolute = Math.nextUp((float) (norm * 0x1p-44 / LOOSE));
    }

    /// @param centroids  row-major, `k × dimension`; not copied
    /// @param floatRows  whether the rows are stored in single precision
    /// @param kernels    for the doubtful rows
    public static MarginScreen of(
            NarrowRows rows,
            double[] centroids,
            int k,
            int dimension,
            Frame frame,
            boolean floatRows,
            Kernels kernels) {
        boolean raw = floatRows && frame.rawFloats();
        return new MarginScreen(rows, new ScalarNearest(centroids, k, dimension), frame, raw, kernels);
    }

    /// The power of two by which distances are multiplied here.
    public double scale() {
        return prepared.scale();
    }

    /// One thread's scratch space.
    public Worker newWorker() {
        return new Worker();
    }

    /// Labels blocks of rows.
    public final class Worker {
        private final NarrowScreen.NarrowWorker screening = screen.newWorker(CHUNK + L);
        private final float[] margin = new float[CHUNK + L];
        private final float[] until = new float[CHUNK];
        private final int[] labels = new int[CHUNK];
        private final int[] open = new int[CHUNK / L]; // a bit for each row
        private final double[] row = new double[definition.dimension()];
        private final DoubtfulRows doubtful = new DoubtfulRows(definition, kernels);
        private NarrowRows.@Nullable Block last;
        private long screened;

        /// Labels the rows of a block.
        ///
        /// @param margins  of all rows, updated
        /// @param before   labels of all rows, −1 before they have one
        /// @param after    overwritten with those of the block's rows
        /// @param changed  overwritten with the numbers in the block of rows that change their label
        /// @return         how many these are
        public int assign(
                int firstRow,
                int rowCount,
                NearestCentroid.Source source,
                Margins margins,
                int[] before,
                int[] after,
                int[] changed) {
            NarrowRows.Block block = rows.block(prepared, firstRow, rowCount, source);
            last = block;
            int changes = 0;
            for (int from = 0; from < rowCount; from += CHUNK) {
                int count = Math.min(CHUNK, rowCount - from);
                System.arraycopy(before, firstRow + from, labels, 0, count);
                System.arraycopy(margins.until, firstRow + from, until, 0, count);
                for (int n = count; n % L != 0; n++) {
                    labels[n] = 0;
                    until[n] = Float.POSITIVE_INFINITY;
                }
                int openCount = collect(block, from, count, margins.limit);
                if (openCount > 0) {
                    screened += openCount;
                    screening.choose(openCount);
                    if (!measure(openCount)) settle(from, count, source);
                    changes = spread(count, from, margins.base, changed, changes);
                    System.arraycopy(until, 0, margins.until, firstRow + from, count);
                }
                System.arraycopy(labels, 0, after, from, count);
            }
            return changes;
        }

        /// Moves rows whose margin is used up to the front of the panel, in order.
        private int collect(NarrowRows.Block block, int from, int count, float[] limit) {
            int found = 0;
            for (int n = 0; n < count; n += L) {
                VectorMask<Float> due = FloatVector.fromArray(LANES, until, n)
                        .compare(VectorOperators.GT, entries(limit, 1, labels, n))
                        .not();
                open[n / L] = (int) due.toLong();
                int rows = due.trueCount();
                if (rows == 0) continue;
                screening.append(block, from + n, due, found);
                found += rows;
            }
            return found;
        }

        /// `table[offset + labels[n]]` and those of the next rows; of a short table without reading memory.
        private FloatVector entries(float[] table, int offset, int[] labels, int n) {
            if (definition.k() > L) return FloatVector.fromArray(LANES, table, offset, labels, n);
            return IntVector.fromArray(INTS, labels, n)
                    .selectFrom(FloatVector.fromArray(LANES, table, offset).reinterpretAsInts())
                    .reinterpretAsFloats();
        }

        /// Works out the margins of the rows in the panel.
        ///
        /// @return  whether all of them are certain
        private boolean measure(int count) {
            boolean all = true;
            FloatVector absolute = FloatVector.broadcast(LANES, normAbsolute + always);
            for (int n = 0; n < count; n += L) {
                FloatVector norm =
                        screening.squaredNorms(n, centre).mul(normFactor).add(absolute);
                FloatVector best = FloatVector.fromArray(LANES, screening.best, n);
                FloatVector second = FloatVector.fromArray(LANES, screening.second, n);
                FloatVector gap = second.sub(best).sub(always);
                FloatVector sum =
                        root(norm.add(best).add(best)).add(root(norm.add(second).add(second)));
                FloatVector least = gap.add(gap).div(sum).mul(DOWN).sub(sum.mul(SLACK));
                least.intoArray(margin, n);
                all &= least.compare(VectorOperators.GT, 0).allTrue();
            }
            return all;
        }

        private FloatVector root(FloatVector square) {
            return square.blend(0, square.compare(VectorOperators.LT, 0)).sqrt();
        }

        /// Labels the rows of which the screen is not certain.
        private void settle(int from, int count, NearestCentroid.Source source) {
            int d = row.length;
            float[] floats = source.floats();
            int offset = floats == null ? source.offset() : source.floatOffset();
            for (int n = 0, i = 0; n < count; n += L) {
                for (int bits = open[n / L]; bits != 0; bits &= bits - 1, i++) {
                    if (margin[i] > 0) continue;
                    margin[i] = Float.NEGATIVE_INFINITY; // the row is looked at again
                    int at = offset + (from + n + Integer.numberOfTrailingZeros(bits)) * d;
                    for (int j = 0; j < d; j++) row[j] = floats == null ? source.values()[at + j] : floats[at + j];
                    // The difference of two floats is rounded once: the threshold is a hair larger than it need be.
                    if (screening.second[i] - screening.best[i] > rounding.up(norm())) continue;
                    screening.label[i] = doubtful.label(row, 0);
                }
            }
        }

        /// Of the row in hand, as the screen sees it.
        private double norm() {
            double sum = 0;
            double[] seenFrom = prepared.centre();
            for (int j = 0; j < row.length; j++) {
                double value = (row[j] - seenFrom[j]) * prepared.scale();
                sum += value * value;
            }
            return Math.sqrt(sum) * (1 + 1e-6);
        }

        /// Brings labels and margins from the panel to the rows they belong to.
        private int spread(int count, int from, float[] base, int[] changed, int changes) {
            int found = changes;
            for (int n = 0, i = 0; n < count; n += L) {
                if (open[n / L] == 0) continue;
                VectorMask<Float> due = VectorMask.fromLong(LANES, open[n / L]);
                entries(base, 0, screening.label, i)
                        .add(FloatVector.fromArray(LANES, margin, i))
                        .mul(DOWN)
                        .expand(due)
                        .blend(FloatVector.fromArray(LANES, until, n), due.not())
                        .intoArray(until, n);
                IntVector known = IntVector.fromArray(INTS, labels, n);
                IntVector label = IntVector.fromArray(INTS, screening.label, i)
                        .expand(due.cast(INTS))
                        .blend(known, due.not().cast(INTS));
                label.intoArray(labels, n);
                VectorMask<Integer> others = label.compare(VectorOperators.NE, known);
                for (int bits = (int) others.toLong(); bits != 0; bits &= bits - 1) {
                    changed[found++] = from + n + Integer.numberOfTrailingZeros(bits);
                }
                i += Integer.bitCount(open[n / L]);
            }
            return found;
        }

        /// Whether [#copyRow] has rows as they are stored.
        public boolean holdsRows() {
            return prepared.raw();
        }

        /// Copies row n of the last block to `out`, from `at` on.
        public void copyRow(int n, float[] out, int at) {
            NarrowRows.Block block = last;
            if (block == null) throw new IllegalStateException("no block has been assigned");
            for (int j = 0, i = block.begin() + n; j < row.length; j++, i += block.stride())
                out[at + j] = block.values()[i];
        }

        /// Rows so far that went through the screen.
        public long screenedRows() {
            return screened;
        }

        /// Rows so far whose label had to be recomputed in plain double arithmetic.
        public long doubtfulRows() {
            return doubtful.count();
        }
    }
}
