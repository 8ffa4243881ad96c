package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;
import org.jspecify.annotations.Nullable;

/// Both steps for full and tied covariances when cells are missing at random (Ghahramani and Jordan 1994, section
/// 3; Little and Rubin 2019, section 11.2), without a factorisation of what is there: with Λ = Σ⁻¹, z⁰ the
/// row with its missing cells m at the origin of the frame, and g = (Λ (z⁰ − μ))_m,
///
/// - the missing cells given the others have the covariance C = Λ_mm⁻¹ and the mean z⁰_m + e, e = −C g;
/// - log p(what is there) = log p(z⁰) + ½ gᵀ C g + m/2 log 2π − ½ log |Λ_mm|.
///
/// So the complete rows' pass does the work for the block of z⁰, and a row costs besides it, per component, m
/// products of length d and m² more; C depends on the pattern alone.
final class ConditionalPass implements IncompletePass {
    /// Numbers of C that a pass keeps for patterns that may come again.
    private static final int KEPT_NUMBERS = 1 << 19;

    private final FamilyPass<GaussianStatistics> complete;
    private final Supplier<MissingOperand> source;
    private final Precision[] precisions;
    private final double squaredRadius; // rows farther out need their density worked out at the completed row
    private final Frame frame;
    private final Kernels kernels;
    private final int d;
    private final int components;
    private final Gaps gaps;
    private final double[] gathered; // rows of the block that lack one column, one after the other
    private final double[] share; // K numbers of one row
    private final double[] scatterShare; // K numbers of one row: weights of C
    private int rows;
    private final double[] logScale;
    private final Map<BitSet, MissingBlock> kept = new HashMap<>();
    private final BitSet pattern = new BitSet();
    private int keptNumbers;
    private boolean incomplete;
    private double[] z = new double[0]; // z⁰ of the incomplete rows, row-major
    private MissingBlock[] block = new MissingBlock[0]; // of each incomplete row
    private double[] gradient = new double[0]; // g by slots, then r e in the M-step: slot * K + k
    private double[] move = new double[0]; // e by slots
    private double[] first = new double[0]; // empty while there is nothing in it
    private double[] half = new double[0];
    private @Nullable MissingOperand operand; // worked out when the first gap is seen

    ConditionalPass(
            FamilyPass<GaussianStatistics> complete,
            Supplier<MissingOperand> source,
            Precision[] precisions,
            double squaredRadius,
            Frame frame,
            Kernels kernels,
            int blockRows) {
        this.complete = complete;
        this.source = source;
        this.precisions = precisions;
        this.squaredRadius = squaredRadius;
        this.frame = frame;
        this.kernels = kernels;
        this.d = frame.dimension();
        this.components = precisions.length;
        this.gaps = new Gaps(frame, blockRows);
        this.gathered = new double[blockRows * d];
        this.share = new double[components];
        this.scatterShare = new double[components];
        this.logScale = Arrays.stream(frame.scale()).map(Math::log).toArray();
    }

    @Override
    public void load(RowBlock given) {
        rows = given.rowCount();
        incomplete = gaps.load(given);
        complete.load(incomplete ? gaps.filled() : given);
        if (!incomplete) return;
        MissingOperand shared = operand();
        int count = gaps.count();
        if (z.length < count * d) {
            z = new double[count * d];
            block = Arrays.copyOf(block, count);
        }
        int slots = gaps.cells() * components;
        if (gradient.length < slots) {
            gradient = new double[slots];
            move = new double[slots];
        }
        double[] x = gaps.filled().values();
        for (int i = 0; i < count; i++) {
            int from = gaps.filled().offset() + gaps.row(i) * d;
            for (int j = 0; j < d; j++) z[i * d + j] = (x[from + j] - frame.shift()[j]) / frame.scale()[j];
            block[i] = missingBlock(shared, i);
        }
    }

    private MissingOperand operand() {
        MissingOperand known = operand;
        if (known == null) {
            known = source.get();
            operand = known;
        }
        return known;
    }

    private MissingBlock missingBlock(MissingOperand shared, int i) {
        int from = gaps.first(i);
        int m = gaps.first(i + 1) - from;
        int[] columns = new int[m];
        pattern.clear();
        for (int a = 0; a < m; a++) {
            columns[a] = gaps.column(from + a);
            pattern.set(columns[a]);
        }
        MissingBlock known = kept.get(pattern);
        if (known != null) return known;
        MissingBlock made = MissingBlock.of(shared.lambda(), d, components, columns, 0, m);
        int numbers = made.covariance().length;
        if (keptNumbers + numbers <= KEPT_NUMBERS) {
            keptNumbers += numbers;
            kept.put((BitSet) pattern.clone(), made);
        }
        return made;
    }

    @Override
    public void logDensity(double[] out, int stride) {
        complete.logDensity(out, stride);
        if (!incomplete) return;
        gradients();
        for (int i = 0; i < gaps.count(); i++) {
            complete(i);
            double units = 0; // the common log density counts every column's unit, also of those that are missing
            double[] constant = block[i].logConstant();
            Arrays.fill(share, 0);
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
                units += logScale[gaps.column(c)];
                int s = gaps.slot(c) * components;
                for (int k = 0; k < components; k++) share[k] -= 0.5 * move[s + k] * gradient[s + k];
            }
            boolean near = kernels.dot(z, i * d, z, i * d, d) <= squaredRadius;
            for (int k = 0, at = gaps.row(i); k < components; k++, at += stride) {
                out[at] = (near ? out[at] + share[k] : atCompletedRow(i, k)) + constant[k] + units;
            }
        }
    }

    /// g of all missing cells: one product for each column.
    private void gradients() {
        MissingOperand shared = operand();
        for (int j = 0; j < d; j++) {
            int start = gaps.columnStart(j);
            int count = gather(j);
            if (count == 0) continue;
            int to = start * components;
            kernels.multiply(
                    count,
                    components,
                    d,
                    gathered,
                    0,
                    d,
                    shared.lambda(),
                    j * d * components,
                    components,
                    gradient,
                    to,
                    components,
                    false);
            for (int s = 0; s < count; s++) {
                int at = to + s * components;
                for (int k = 0; k < components; k++) gradient[at + k] -= shared.linear()[j * components + k];
            }
        }
    }

    /// Copies z⁰ of the rows that lack column `j`; says how many there are.
    private int gather(int j) {
        int start = gaps.columnStart(j);
        int count = gaps.columnStart(j + 1) - start;
        for (int s = 0; s < count; s++) System.arraycopy(z, gaps.rowOfSlot(start + s) * d, gathered, s * d, d);
        return count;
    }

    /// e = −C g of row `i`.
    private void complete(int i) {
        int from = gaps.first(i);
        int m = gaps.first(i + 1) - from;
        double[] covariance = block[i].covariance();
        for (int a = 0; a < m; a++) {
            int to = gaps.slot(from + a) * components;
            Arrays.fill(move, to, to + components, 0);
            for (int b = 0; b < m; b++) {
                int ab = (a * m + b) * components;
                int g = gaps.slot(from + b) * components;
                for (int k = 0; k < components; k++) move[to + k] -= covariance[ab + k] * gradient[g + k];
            }
        }
    }

    /// log p of the completed row: a sum of squares, which loses nothing to cancellation.
    private double atCompletedRow(int i, int k) {
        double[] mean = precisions[k].mean();
        double[] centred = new double[d];
        double[] whitened = new double[d];
        for (int j = 0; j < d; j++) centred[j] = z[i * d + j] - mean[j];
        for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
            centred[gaps.column(c)] += move[gaps.slot(c) * components + k];
        }
        kernels.multiplyUpper(1, d, centred, 0, d, precisions[k].factor(), 0, d, whitened, 0, d);
        return precisions[k].logNormaliser() - 0.5 * kernels.dot(whitened, 0, whitened, 0, d);
    }

    @Override
    public int missing(int n) {
        return gaps.missing(n);
    }

    @Override
    public void logDensityAtMean(double[] out, int stride) {
        for (int k = 0; k < components; k++) {
            Arrays.fill(out, k * stride, k * stride + rows, precisions[k].logNormaliser());
        }
        for (int i = 0; i < gaps.count(); i++) {
            double units = 0;
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) units += logScale[gaps.column(c)];
            double[] constant = block[i].logConstant();
            for (int k = 0; k < components; k++) out[k * stride + gaps.row(i)] += constant[k] + units;
        }
    }

    @Override
    public void add(double[] responsibilities, int stride) {
        add(responsibilities, stride, responsibilities, stride);
    }

    @Override
    public void add(double[] weights, int stride, double[] responsibilities, int rStride) {
        complete.add(weights, stride);
        if (!incomplete) return;
        if (first.length == 0) {
            first = new double[d * components];
            half = new double[d * d * components];
        }
        for (int i = 0; i < gaps.count(); i++) {
            for (int k = 0; k < components; k++) {
                share[k] = weights[k * stride + gaps.row(i)];
                scatterShare[k] = responsibilities[k * rStride + gaps.row(i)];
            }
            addRow(i);
        }
        for (int j = 0; j < d; j++) {
            int count = gather(j);
            if (count == 0) continue;
            kernels.multiplyTransposed(
                    d,
                    components,
                    count,
                    gathered,
                    0,
                    d,
                    gradient,
                    gaps.columnStart(j) * components,
                    components,
                    half,
                    j * d * components,
                    components,
                    true);
        }
    }

    /// Adds r e to the first moments, r (e eᵀ + C) to the second ones, and leaves r e for the product e zᵀ; C has a
    /// weight of its own.
    private void addRow(int i) {
        int from = gaps.first(i);
        int m = gaps.first(i + 1) - from;
        double[] covariance = block[i].covariance();
        for (int a = 0; a < m; a++) {
            int column = gaps.column(from + a);
            int at = gaps.slot(from + a) * components;
            for (int k = 0; k < components; k++) gradient[at + k] = share[k] * move[at + k];
            for (int k = 0; k < components; k++) first[column * components + k] += gradient[at + k];
            for (int b = 0; b <= a; b++) {
                int ab = (a * m + b) * components;
                int other = gaps.slot(from + b) * components;
                int to = (column * d + gaps.column(from + b)) * components;
                double weight = a == b ? 0.5 : 1;
                for (int k = 0; k < components; k++) {
                    half[to + k] +=
                            weight * (gradient[at + k] * move[other + k] + scatterShare[k] * covariance[ab + k]);
                }
            }
        }
    }

    @Override
    public GaussianStatistics finish() {
        CompletedMoments moments = new CompletedMoments(complete.finish(), first, half);
        first = new double[0];
        half = new double[0];
        return moments;
    }
}
