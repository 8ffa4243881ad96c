package mixtura.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Labels of a fit's own rows by products of [PackedRows], each proved: where a row's two best scores are nearer
/// to each other than rounding can bring them, distances to those centroids alone that rounding leaves in
/// question are worked out in double, and the definition decides.
///
/// A score is ‖c‖²/2 − x·c plus a constant. With x̂, ĉ the rounded row and centroid, ρ = ‖x̂ −
/// x‖, δ = ‖ĉ − c‖ and u = 2⁻²⁴ it is off by no more than ρ ‖ĉ‖ + ‖x‖ δ + γ_(d+2)
/// ‖x̂‖ ‖ĉ‖ and three units of the size of the sum: for products of bf16 are exact in float, in
/// whatever order they are added (Higham 2002, eq. 3.5).
final class PackedNearest implements NearestCentroid {
    private static final double U = 0x1p-24;
    private static final double DOUBLE_U = 0x1p-53;

    /// Products of two floats that vanish are below this.
    private static final double VANISHED = 0x1p-120;

    /// Scaled rows are no longer than about 4; centroids much farther off would leave no digit for the rows.
    private static final double LONGEST_CENTROID = 0x1p20;

    /// Values of open rows in hand at once.
    private static final int OPENED = 1 << 12;

    private final PackedRows rows;
    private final ScalarNearest definition;
    private final Kernels kernels;
    private final NearestCentroid others;
    private final LeastScores least;
    private final MemorySegment centroids;
    private final long number;
    private final double[] halves;
    private final double largest; // max of ‖c‖, ‖ĉ‖
    private final double rounding; // max δ
    private final double largestHalf;

    /// @param others  for rows that are not the fit's own
    private PackedNearest(PackedRows rows, ScalarNearest definition, Kernels kernels, NearestCentroid others) {
        this.rows = rows;
        number = rows.nextNumber();
        this.definition = definition;
        this.kernels = kernels;
        this.others = others;
        int k = definition.k();
        int d = definition.dimension();
        least = new LeastScores(k);
        boolean bfloat = rows.kind() == OneDnn.Kind.BFLOAT;
        short[] shorts = new short[bfloat ? k * d : 0];
        float[] floats = new float[bfloat ? 0 : k * d];
        halves = new double[k];
        double longest = 0;
        double lost = 0;
        double half = 0;
        for (int c = 0; c < k; c++) {
            double norm = 0;
            double packedNorm = 0;
            double residual = 0;
            for (int j = 0, i = c * d; j < d; i++, j++) {
                double value = (definition.centroids()[i] - rows.centre()[j]) * rows.scale();
                float packed = (float) -value;
                if (bfloat) {
                    int bits = Bfloat.rounded(packed);
                    packed = Float.intBitsToFloat(bits);
                    shorts[i] = (short) (bits >>> 16);
                } else {
                    floats[i] = packed;
                }
                norm += value * value;
                packedNorm += (double) packed * packed;
                residual += (value + packed) * (value + packed);
            }
            halves[c] = norm / 2;
            longest = Math.max(longest, Math.sqrt(Math.max(norm, packedNorm)));
            lost = Math.max(lost, Math.sqrt(residual));
            half = Math.max(half, halves[c]);
        }
        centroids = bfloat ? MemorySegment.ofArray(shorts) : MemorySegment.ofArray(floats);
        largest = longest * (1 + 1e-6);
        rounding = (lost + longest * 0x1p-50) * (1 + 1e-6);
        largestHalf = half;
    }

    /// @param others  labels rows that are not the fit's own, and all where centroids are too far off for the packed
    ///                ones
    static NearestCentroid of(
            PackedRows rows, double[] centroids, int k, int dimension, Kernels kernels, NearestCentroid others) {
        PackedNearest nearest = new PackedNearest(rows, new ScalarNearest(centroids, k, dimension), kernels, others);
        return nearest.largest <= LONGEST_CENTROID ? nearest : others;
    }

    /// The sum of four such products in float, rounded at every step, is no smaller than the true one.
    private static float up(double factor) {
        return (float) (factor * (1 + 1e-6));
    }

    @Override
    public String description() {
        return rows.kind().word + " products by " + rows.libraryName() + ", labels certified in double";
    }

    @Override
    public Worker newWorker() {
        rows.enter();
        return new PackedWorker();
    }

    private final class PackedWorker implements Worker {
        private final DoubtfulRows doubtful = new DoubtfulRows(definition, kernels);
        private final int dimension = definition.dimension();
        private final int together = Math.clamp(OPENED / dimension, 1, rows.panelRows());
        private final double[] opened = new double[together * dimension];
        private final float[] bases = new float[definition.k()];
        private final int[] best = new int[rows.panelRows()];
        private final int[] second = new int[rows.panelRows()];
        private final int[] third = new int[rows.panelRows()];
        private final int[] open = new int[rows.panelRows()];
        private final int[] crowded = new int[rows.panelRows()];
        private final int[] crowdedLabels = new int[rows.panelRows()];
        private @Nullable Worker othersWorker;
        private long crowdedRows;
        private final float[] limits = new float[rows.panelRows()];
        private final LeastScores.Reach reach = new LeastScores.Reach(rows.panelRows());

        @Override
        public void assign(double[] x, int offset, int rowCount, int[] labels) {
            if (othersWorker == null) othersWorker = others.newWorker();
            othersWorker.assign(x, offset, rowCount, labels);
        }

        @Override
        public void assign(float[] x, int offset, int rowCount, int[] labels) {
            if (othersWorker == null) othersWorker = others.newWorker();
            othersWorker.assign(x, offset, rowCount, labels);
        }

        @Override
        public void assign(long firstRow, int rowCount, Source source, int[] labels) {
            PackedRows.Block block = rows.block(firstRow, rowCount, source);
            try {
                long at = 0;
                for (int from = 0; from < rowCount; from += rows.panelRows()) {
                    int count = Math.min(rows.panelRows(), rowCount - from);
                    PackedProduct product = rows.take(definition.k(), rows.panelRows(from, rowCount));
                    product.setCentroids(number, centroids);
                    MemorySegment scores = product.multiply(block.panels().asSlice(at));
                    label(block, from, count, product.rowCount(), scores, labels, source);
                    at += product.panelBytes();
                    rows.giveBack(product, definition.k());
                }
            } finally {
                Reference.reachabilityFence(rows);
            }
        }

        private void label(
                PackedRows.Block block,
                int from,
                int count,
                int panelRows,
                MemorySegment scores,
                int[] labels,
                Source source) {
            double farthest = 0;
            for (int n = from; n < from + count; n++) {
                farthest = Math.max(farthest, block.norms()[n] + (double) block.residuals()[n]);
            }
            // keeps every score positive
            double lift = 1.02 * farthest * largest + VANISHED;
            for (int c = 0; c < bases.length; c++) bases[c] = (float) (halves[c] + lift);
            least.choose(scores, panelRows, bases, best, second, third);
            setLimits(block, from, count, lift, farthest);
            int openCount = 0;
            boolean many = false;
            for (int n = 0; n < panelRows; n++) {
                float limit = n < count ? limits[n] : -1;
                limits[n] = -1;
                if (n < count) labels[from + n] = least.label(best[n]);
                if (!(least.score(second[n]) <= limit)) continue;
                open[openCount++] = from + n;
                if (least.score(third[n]) <= limit) {
                    limits[n] = limit;
                    many = true;
                } else {
                    reach.two(n, least.label(best[n]), least.label(second[n]));
                }
            }
            if (many) least.reach(scores, panelRows, bases, limits, reach);
            if (openCount > 0) settle(from, openCount, labels, source);
        }

        /// No centroid whose score is above a row's limit is nearest to it.
        private void setLimits(PackedRows.Block block, int from, int count, double lift, double farthest) {
            int d = dimension;
            double gamma = (d + 2) * U / (1 - (d + 2) * U);
            double far = farthest + largest;
            float perScore = up(least.inflation());
            float perResidual = up(2 * (1 + gamma) * largest);
            float perNorm = up(2 * (rounding + gamma * largest));
            float constant =
                    up(2 * (3 * U * (largestHalf + 2.1 * lift) + d * VANISHED) + (d + 6) * DOUBLE_U * 2 * far * far);
            float[] norms = block.norms();
            float[] residuals = block.residuals();
            for (int n = 0; n < count; n++) {
                limits[n] = least.score(best[n]) * perScore
                        + residuals[from + n] * perResidual
                        + norms[from + n] * perNorm
                        + constant;
            }
        }

        /// Chooses for the rows that were left open, by distances in double to the centroids within their reach.
        private void settle(int from, int openCount, int[] labels, Source source) {
            float[] floats = source.floats(open, openCount);
            int d = dimension;
            settleCrowded(from, openCount, floats, labels, source);
            for (int first = 0; first < openCount; first += together) {
                int count = Math.min(together, openCount - first);
                // all at once, so that the processor waits for several of them at a time
                for (int i = 0, t = 0; i < count; i++, t += d) {
                    int at = open[first + i] * d;
                    if (floats == null) {
                        System.arraycopy(source.values(), source.offset() + at, opened, t, d);
                    } else {
                        int begin = source.floatOffset() + at;
                        for (int j = 0; j < d; j++) opened[t + j] = floats[begin + j];
                    }
                }
                for (int i = 0; i < count; i++) {
                    int n = open[first + i] - from;
                    if (reach.isCrowded(n)) continue;
                    labels[from + n] =
                            doubtful.label(opened, i * d, reach.of, n * LeastScores.Reach.ROOM, reach.count[n]);
                }
            }
        }

        /// Rows with more centroids within reach than are kept are screened again as rows that are not packed.
        private void settleCrowded(int from, int openCount, float @Nullable [] floats, int[] labels, Source source) {
            int d = dimension;
            int count = 0;
            for (int i = 0; i < openCount; i++) {
                if (reach.isCrowded(open[i] - from)) crowded[count++] = open[i];
            }
            if (count == 0) return;
            crowdedRows += count;
            if (othersWorker == null) othersWorker = others.newWorker();
            if (floats == null) {
                double[] values = new double[count * d];
                for (int i = 0; i < count; i++) {
                    System.arraycopy(source.values(), source.offset() + crowded[i] * d, values, i * d, d);
                }
                othersWorker.assign(values, 0, count, crowdedLabels);
            } else {
                float[] values = new float[count * d];
                for (int i = 0; i < count; i++) {
                    System.arraycopy(floats, source.floatOffset() + crowded[i] * d, values, i * d, d);
                }
                othersWorker.assign(values, 0, count, crowdedLabels);
            }
            for (int i = 0; i < count; i++) labels[crowded[i]] = crowdedLabels[i];
        }

        @Override
        public long doubtfulRows() {
            return doubtful.count() + crowdedRows;
        }
    }
}
