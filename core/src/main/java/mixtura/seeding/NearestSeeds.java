package mixtura.seeding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.CandidatePanels;
import mixtura.internal.kernel.CandidateScreen;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;
import org.jspecify.annotations.Nullable;

/// The centroids chosen so far, and for each row its weighted squared distance to the nearest of them.
///
/// What a candidate would gain, Σ_n max(0, w_n D_n² − w_n ‖x_n − c‖²), is a sum in double precision
/// in the order of the rows. Rows that gain nothing add nothing to it, so they may be passed over by any
/// sound test without changing a bit:
/// - a candidate at least 2 D_n away from the centroid of row n cannot be nearer to the row (Raff 2021);
/// - [CandidatePanels] or [CandidateScreen] work all distances out at once with a bound on their rounding,
///   and the few rows within it are worked out by the definition.
final class NearestSeeds {
    /// Squared distances that are larger by this factor are larger whatever rounding does.
    private static final double ROUNDING = 1 + 1e-9;

    /// The triangle inequality is tried at every step if it passed over one row in so many the last time, and
    /// otherwise at every [#SELDOM]th: in many dimensions it passes over none.
    private static final int WORTHWHILE = 16;

    private static final int SELDOM = 16;

    /// Where the panels mark more than one row in so many for nothing, marked rows are screened as they are
    /// stored, too: rows in tight clusters far from each other lie nearer to one another than their
    /// rounding to bf16 tells apart.
    private static final int COARSE = 8;

    /// Rows of a block where there are many: of each few are looked at closely, and their distances are
    /// worked out together.
    private static final int BLOCK_ROWS = 1024;

    /// With so many blocks there are as many ranges of rows as there are ever, whatever the size of a
    /// block, and sums keep their bits.
    private static final int MANY_BLOCKS = 64;

    /// Where the triangle inequality leaves less than this share of a block's rows, they are screened one
    /// by one.
    private static final double FEW = 0.5;

    final Rows rows;
    private final Execution execution;
    private final Kernels kernels;
    private final List<double[]> centroids = new ArrayList<>();
    private final double[] cost; // w_n D_n²; before there is a centroid, w_n
    private final CumulativeCosts cumulative;
    private final int[] nearest; // the nearest one's number
    private final int[] marks; // bit t: candidate t gains by this row
    private double[] fromFirst = new double[0]; // squared distance to the first centroid, the screen's origin
    private float[] limits = new float[0];
    private CandidateScreen.@Nullable Precision precision;
    private @Nullable CandidatePanels panels;
    private boolean triangles = true;
    private boolean coarse;

    NearestSeeds(Rows rows, int k, Execution execution) {
        this.rows = rows;
        boolean many = rows.rowCount() >= (long) BLOCK_ROWS * MANY_BLOCKS && execution.blockRows() < BLOCK_ROWS;
        this.execution = many ? execution.withBlockRows(BLOCK_ROWS) : execution;
        this.kernels = Kernels.forWork("auto", (double) rows.rowCount() * rows.dimension() * k);
        this.cost = new double[Math.toIntExact(rows.rowCount())];
        this.nearest = new int[cost.length];
        this.marks = new int[cost.length];
        Arrays.setAll(cost, rows::weight);
        this.cumulative = new CumulativeCosts(cost);
        cumulative.refresh();
    }

    /// The sums by which the next candidates are drawn.
    CumulativeCosts cumulative() {
        return cumulative;
    }

    double[][] centroids() {
        return centroids.toArray(double[][]::new);
    }

    /// Chooses the first centroid.
    void takeFirst(double[] chosen) {
        fromFirst = new double[cost.length];
        Arrays.setAll(cost, n -> cost[n] > 0 ? Double.POSITIVE_INFINITY : 0);
        Arrays.fill(marks, 1);
        lower(chosen, 0);
        double radius = 0;
        for (double square : fromFirst) radius = Math.max(radius, square);
        precision = kernels == ScalarKernels.INSTANCE
                ? null
                : CandidateScreen.precision(rows.isFloat(), chosen, ROUNDING * Math.sqrt(radius));
        if (precision == null) return;
        panels = CandidatePanels.of(cost.length, chosen, ROUNDING * Math.sqrt(radius));
        CandidatePanels copy = panels;
        if (copy != null) rows.aggregate(execution, () -> new PackPass(copy));
        limits = new float[cost.length];
        for (int n = 0; n < cost.length; n++) setLimit(precision, n, rows.weight(n));
    }

    /// Chooses the candidate that leaves the smallest Σ_n w_n min(D_n², ‖x_n − c‖²); the first of
    /// equals.
    void takeBest(double[][] tried) {
        double[] gains = new double[tried.length];
        for (int from = 0; from < tried.length; from += CandidateScreen.MOST) {
            double[][] some = Arrays.copyOfRange(tried, from, Math.min(from + CandidateScreen.MOST, tried.length));
            System.arraycopy(gains(some), 0, gains, from, some.length);
        }
        int best = 0;
        for (int t = 1; t < gains.length; t++) if (gains[t] > gains[best]) best = t;
        int bit = best;
        if (tried.length > CandidateScreen.MOST) { // the marks are of the last ones tried
            gains(new double[][] {tried[best]});
            bit = 0;
        }
        lower(tried[best], bit);
    }

    private double[] gains(double[][] tried) {
        double[] near = triangles || centroids.size() % SELDOM == 0 ? leastApart(tried) : null;
        CandidateScreen screen = precision == null ? null : new CandidateScreen(tried, centroids.getFirst(), precision);
        CandidatePanels.Screen beside = panels == null ? null : panels.screen(tried);
        Gains gains = rows.aggregate(execution, () -> new GainPass(tried, near, screen, beside));
        if (near != null) triangles = gains.passedOver >= cost.length / WORTHWHILE;
        coarse = gains.vain > cost.length / COARSE;
        return gains.sums;
    }

    /// For each centroid the least squared distance from any of the candidates.
    private double[] leastApart(double[][] tried) {
        double[] least = new double[centroids.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int c = 0; c < least.length; c++) {
            for (double[] candidate : tried) {
                least[c] = Math.min(
                        least[c], kernels.squaredDistance(centroids.get(c), 0, candidate, 0, candidate.length));
            }
        }
        return least;
    }

    private void lower(double[] chosen, int bit) {
        rows.aggregate(execution, () -> new LowerPass(chosen, bit));
        centroids.add(chosen);
        cumulative.refresh();
    }

    private void setLimit(CandidateScreen.Precision screened, int n, double weight) {
        boolean matters = weight > 0 && cost[n] > 0;
        limits[n] = matters ? screened.limit(fromFirst[n], cost[n] / weight) : Float.POSITIVE_INFINITY;
        if (panels == null) return;
        if (matters) panels.setLimit(n, fromFirst[n], cost[n] / weight);
        else panels.close(n);
    }

    /// @param passedOver  rows that no candidate can be nearer to by the triangle inequality
    /// @param vain        candidates marked for rows that gain nothing by them
    private record Gains(double[] sums, long passedOver, long vain) implements Mergeable<Gains> {
        @Override
        public Gains merge(Gains later) {
            for (int t = 0; t < sums.length; t++) sums[t] += later.sums[t];
            return new Gains(sums, passedOver + later.passedOver, vain + later.vain);
        }
    }

    /// What each candidate would gain, and by which rows.
    private final class GainPass implements Pass<Gains> {
        private final double[][] tried;
        private final double @Nullable [] near;
        private final @Nullable CandidateScreen screen;
        private final CandidateScreen.@Nullable Scratch scratch;
        private final CandidatePanels.@Nullable Screen panelScreen;
        private final CandidatePanels.@Nullable Scratch panelScratch; // its class needs the Vector API
        private final MeasuredPairs pairs = new MeasuredPairs(rows.dimension());
        private int[] open = new int[0];
        private double[] sums;
        private long passedOver;
        private long vain;

        GainPass(
                double[][] tried,
                double @Nullable [] near,
                @Nullable CandidateScreen screen,
                CandidatePanels.@Nullable Screen panelScreen) {
            this.panelScreen = panelScreen;
            this.panelScratch = panelScreen == null ? null : new CandidatePanels.Scratch();
            this.tried = tried;
            this.near = near;
            this.screen = screen;
            this.scratch = screen == null ? null : new CandidateScreen.Scratch();
            this.sums = new double[tried.length];
        }

        @Override
        public void add(RowBlock block) {
            int first = (int) block.firstRow();
            int rowCount = block.rowCount();
            if (open.length < rowCount) open = new int[rowCount];
            int count = rowCount;
            if (near != null || panelScreen == null) {
                count = near == null ? positive(first, rowCount) : within(block, near);
                passedOver += rowCount - count;
            }
            if (panelScreen != null && panelScratch != null && count > FEW * rowCount) {
                panelScreen.mark(first, rowCount, marks, panelScratch);
                count = marked(first, rowCount);
                if (coarse && screen != null && scratch != null && count > 0) {
                    for (int i = 0; i < count; i++) {
                        vain += Integer.bitCount(marks[first + open[i]]);
                        marks[first + open[i]] = 0;
                    }
                    mark(block, screen, scratch, first, count);
                    for (int i = 0; i < count; i++) vain -= Integer.bitCount(marks[first + open[i]]);
                }
            } else {
                Arrays.fill(marks, first, first + rowCount, 0);
                if (count == 0) return;
                if (screen == null || scratch == null) {
                    int all = (int) ((1L << tried.length) - 1);
                    for (int i = 0; i < count; i++) marks[first + open[i]] = all;
                } else {
                    mark(block, screen, scratch, first, count);
                }
            }
            for (int i = 0; i < count; i++) {
                for (int mark = marks[first + open[i]]; mark != 0; mark &= mark - 1) {
                    if (pairs.isFull()) gain(block);
                    pairs.put(open[i], Integer.numberOfTrailingZeros(mark));
                }
            }
            gain(block);
        }

        private int marked(int first, int rowCount) {
            int count = 0;
            for (int n = 0; n < rowCount; n++) {
                open[count] = n;
                count += marks[first + n] == 0 ? 0 : 1;
            }
            return count;
        }

        private int positive(int first, int rowCount) {
            int count = 0;
            for (int n = 0; n < rowCount; n++) {
                open[count] = n;
                if (cost[first + n] > 0) count++;
            }
            return count;
        }

        private int within(RowBlock block, double[] least) {
            int first = (int) block.firstRow();
            int count = 0;
            for (int n = 0; n < block.rowCount(); n++) {
                double before = cost[first + n];
                boolean far = block.weight(n) * least[nearest[first + n]] > 4 * ROUNDING * before;
                open[count] = n;
                if (!far && before > 0) count++;
            }
            return count;
        }

        private void mark(RowBlock block, CandidateScreen by, CandidateScreen.Scratch scratch, int first, int count) {
            float[] floats = block.floats();
            if (floats != null && by.isSingle()) {
                by.mark(floats, block.floatOffset(), open, count, limits, first, marks, scratch);
            } else {
                by.mark(block.values(), block.offset(), open, count, limits, first, marks, scratch);
            }
        }

        private void gain(RowBlock block) {
            int first = (int) block.firstRow();
            pairs.measure(block, tried);
            for (int i = 0; i < pairs.count(); i++) {
                int n = pairs.row(i);
                int t = pairs.centroid(i);
                double gain = cost[first + n] - block.weight(n) * pairs.square(i);
                if (gain > 0) {
                    sums[t] += gain;
                } else {
                    marks[first + n] &= ~(1 << t);
                    vain++;
                }
            }
            pairs.clear();
        }

        @Override
        public Gains finish() {
            Gains result = new Gains(sums, passedOver, vain);
            sums = new double[tried.length];
            passedOver = 0;
            vain = 0;
            return result;
        }
    }

    private record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }

    /// Copies all rows into the panels.
    private record PackPass(CandidatePanels panels) implements Pass<Nothing> {
        @Override
        public void add(RowBlock block) {
            int first = (int) block.firstRow();
            float[] floats = block.floats();
            if (floats != null) panels.pack(floats, block.floatOffset(), first, block.rowCount());
            else panels.pack(block.values(), block.offset(), first, block.rowCount());
        }

        @Override
        public Nothing finish() {
            return new Nothing();
        }
    }

    /// Lowers the cost of the marked rows to what the new centroid makes it.
    private final class LowerPass implements Pass<Nothing> {
        private final double[][] chosen;
        private final int bit;
        private final int number = centroids.size();
        private final MeasuredPairs pairs = new MeasuredPairs(rows.dimension());

        LowerPass(double[] chosen, int bit) {
            this.chosen = new double[][] {chosen};
            this.bit = bit;
        }

        @Override
        public void add(RowBlock block) {
            int first = (int) block.firstRow();
            for (int n = 0; n < block.rowCount(); n++) {
                if ((marks[first + n] >>> bit & 1) == 0) continue;
                if (pairs.isFull()) lower(block);
                pairs.put(n, 0);
            }
            lower(block);
        }

        private void lower(RowBlock block) {
            pairs.measure(block, chosen);
            for (int i = 0; i < pairs.count(); i++) {
                int n = (int) block.firstRow() + pairs.row(i);
                double weight = block.weight(pairs.row(i));
                double square = pairs.square(i);
                if (number == 0) fromFirst[n] = square;
                if (weight * square < cost[n]) {
                    cost[n] = weight * square;
                    nearest[n] = number;
                    cumulative.changed(n);
                    if (precision != null) setLimit(precision, n, weight);
                }
            }
            pairs.clear();
        }

        @Override
        public Nothing finish() {
            return new Nothing();
        }
    }
}
