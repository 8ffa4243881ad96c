package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Component;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.Statistics;
import mixtura.mixture.StreamFamily;

/// Multivariate Bernoulli components for columns of 0 and 1 (Bishop 2006, section 9.3.3):
/// `log p(x | θ) = Σ_j x_j log θ_j + (1 − x_j) log(1 − θ_j)`, with 0 · log 0 = 0.
public final class BernoulliFamily implements StreamFamily<Bernoulli, BernoulliFamily.Sums> {
    /// What a probability of 0 counts as when new rows are scored: a row that no training row prepared for gets a
    /// very small density, not none.
    public static final double SCORING_FLOOR = 1e-10;

    private final double smoothing;
    private final String kernelName;
    private final long rowCount; // of the fit that it is bound to

    BernoulliFamily(double smoothing, String kernelName, long rowCount) {
        if (!(smoothing >= 0) || smoothing == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("smoothing is " + smoothing + "; it must be 0 or a positive number");
        }
        this.smoothing = smoothing;
        this.rowCount = rowCount;
        this.kernelName = kernelName;
    }

    /// The same with `a` pseudo-counts for 1 and as many for 0 in each column and component: a Beta(a + 1, a + 1)
    /// prior, which keeps θ from 0 and 1.
    public BernoulliFamily withSmoothing(double a) {
        return new BernoulliFamily(a, kernelName, rowCount);
    }

    /// The same on other kernels: `auto`, `scalar`, `simd` or `blas`.
    public BernoulliFamily withKernels(String name) {
        return new BernoulliFamily(smoothing, name, rowCount);
    }

    /// The pseudo-counts.
    public double smoothing() {
        return smoothing;
    }

    @Override
    public String name() {
        return "bernoulli";
    }

    @Override
    public String title() {
        return "Bernoulli mixture";
    }

    @Override
    public ColumnKind columnKind() {
        return ColumnKind.BINARY;
    }

    @Override
    public Set<FamilyOption> options() {
        return Set.of(FamilyOption.SMOOTHING);
    }

    @Override
    public BernoulliFamily withOptions(MixtureOptions options) {
        return withSmoothing(options.smoothing()).withKernels(options.kernels());
    }

    @Override
    public void write(Mixture<Bernoulli> mixture, ParameterWriter out) {
        out.matrix(
                "theta",
                mixture.components().stream()
                        .map(component -> mixture.overAllColumns(component.theta()))
                        .toArray(double[][]::new));
    }

    @Override
    public Mixture<Bernoulli> read(Outline outline, ParameterReader in) {
        return mixture(
                outline,
                Arrays.stream(in.matrix("theta"))
                        .map(theta -> new Bernoulli(outline.modelled(theta)))
                        .toList());
    }

    @Override
    public BernoulliFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        rows.aggregate(execution, () -> new BinaryCheck(rows.columnNames()));
        return new BernoulliFamily(smoothing, kernelName, rows.rowCount());
    }

    @Override
    public BernoulliFamily boundToStream(List<Bernoulli> components, double[] mixingProportions) {
        return this;
    }

    @Override
    public Sums statisticsOf(List<Bernoulli> components, double[] mass) {
        int d = components.getFirst().dimension();
        double[] ones = new double[mass.length * d];
        for (int k = 0; k < mass.length; k++) {
            for (int j = 0; j < d; j++)
                ones[k * d + j] = mass[k] * components.get(k).theta(j);
        }
        return new Sums(d, mass.clone(), ones);
    }

    @Override
    public Sums scaled(Sums sums, double factor) {
        return new Sums(
                sums.dimension,
                Arrays.stream(sums.mass).map(m -> factor * m).toArray(),
                Arrays.stream(sums.ones).map(m -> factor * m).toArray());
    }

    @Override
    public Bernoulli around(double[] centre, ColumnSummary summary) {
        double[] theta = new double[centre.length];
        for (int j = 0; j < theta.length; j++) theta[j] = 0.5 * Math.clamp(centre[j], 0, 1) + 0.5 * summary.mean(j);
        return new Bernoulli(theta);
    }

    @Override
    public Bernoulli withMean(double[] mean, ColumnSummary summary) {
        return new Bernoulli(mean);
    }

    @Override
    public Bernoulli adopt(Component component) {
        if (component instanceof Bernoulli bernoulli) return bernoulli;
        throw new IllegalArgumentException("not a Bernoulli component: " + component);
    }

    @Override
    public Prepared<Sums> prepare(List<Bernoulli> components) {
        return new BernoulliPrepared(components, Double.NEGATIVE_INFINITY, rowCount);
    }

    @Override
    public Prepared<Sums> prepareForScoring(List<Bernoulli> components, Rows rows) {
        return new BernoulliPrepared(components, Math.log(SCORING_FLOOR), rows.rowCount());
    }

    /// One pseudo-row of the columns' means in each component: an allocation of the rows that leaves a column all 0 or
    /// all 1 in a component would put θ on a boundary, where EM stays.
    @Override
    public List<Bernoulli> maximizeStart(Sums sums, List<Bernoulli> overall) {
        List<Bernoulli> components = new ArrayList<>();
        int d = sums.dimension;
        for (int k = 0; k < overall.size(); k++) {
            double[] theta = new double[d];
            for (int j = 0; j < d; j++) {
                double ones = sums.ones[k * d + j] + smoothing + overall.get(k).theta(j);
                theta[j] = Math.clamp(ones / (sums.mass[k] + 2 * smoothing + 1), 0.0, 1.0);
            }
            components.add(new Bernoulli(theta));
        }
        return components;
    }

    @Override
    public List<Bernoulli> maximize(Sums sums, List<Bernoulli> current, List<String> repairs) {
        List<Bernoulli> components = new ArrayList<>();
        int d = sums.dimension;
        for (int k = 0; k < current.size(); k++) {
            double mass = sums.mass[k];
            if (!(mass + smoothing > 0)) {
                repairs.add(
                        "component " + (k + 1) + " has lost all its rows; it keeps its place with a proportion of 0");
                components.add(current.get(k));
                continue;
            }
            double[] theta = new double[d];
            for (int j = 0; j < d; j++) {
                theta[j] = Math.clamp((sums.ones[k * d + j] + smoothing) / (mass + 2 * smoothing), 0.0, 1.0);
            }
            components.add(new Bernoulli(theta));
        }
        return components;
    }

    @Override
    public double logPrior(List<Bernoulli> components) {
        if (smoothing == 0) return 0;
        double sum = 0;
        for (Bernoulli component : components) {
            for (int j = 0; j < component.dimension(); j++) {
                sum += smoothing * (Math.log(component.theta(j)) + Math.log1p(-component.theta(j)));
            }
        }
        return sum;
    }

    @Override
    public long parameterCount(int componentCount, int dimension) {
        return (long) componentCount * dimension;
    }

    /// Σ_n r_nk and Σ_n r_nk x_nj.
    public static final class Sums implements Statistics<Sums> {
        private final int dimension;
        private final double[] mass;
        private final double[] ones; // K × d

        private Sums(int dimension, double[] mass, double[] ones) {
            this.dimension = dimension;
            this.mass = mass;
            this.ones = ones;
        }

        @Override
        public double[] mass() {
            return mass;
        }

        @Override
        public Sums merge(Sums later) {
            for (int k = 0; k < mass.length; k++) mass[k] += later.mass[k];
            for (int i = 0; i < ones.length; i++) ones[i] += later.ones[i];
            return this;
        }
    }

    /// Log odds and constants: `log p(x | θ_k) = Σ_j x_j odds_kj + constant_k`.
    ///
    /// Where θ_kj is 0 or 1 the odds are infinite. A cell that contradicts it counts as `impossible`: a power of
    /// two so large that no possible row comes near it, taken back to −∞ at the end. Cells that must be 1 are
    /// counted by a product of their own, since a large number added and taken away would cost digits.
    private final class BernoulliPrepared implements Prepared<Sums> {
        private final int d;
        private final int componentCount;
        private final Kernels kernels;
        private final double[] odds; // K × d
        private final double[] constant;
        private final double[] required; // K × d: 1 where θ = 1
        private final double[] requiredCount;
        private final boolean anyRequired;
        private final double contradiction;
        private final double impossible;

        /// @param contradiction  what a cell against θ = 0 or θ = 1 adds to a log density
        BernoulliPrepared(List<Bernoulli> components, double contradiction, long rowCount) {
            this.d = components.getFirst().dimension();
            this.componentCount = components.size();
            this.contradiction = contradiction;
            this.kernels = Kernels.forWork(kernelName, (double) rowCount * componentCount * d);
            this.impossible = -Math.scalb(1.0, Math.getExponent(2000.0 * d) + 1);
            double against = contradiction == Double.NEGATIVE_INFINITY ? impossible : contradiction;
            odds = new double[componentCount * d];
            constant = new double[componentCount];
            required = new double[componentCount * d];
            requiredCount = new double[componentCount];
            for (int k = 0; k < componentCount; k++) {
                for (int j = 0; j < d; j++) {
                    double theta = components.get(k).theta(j);
                    if (theta == 0) {
                        odds[k * d + j] = against;
                    } else if (theta == 1) {
                        required[k * d + j] = 1;
                        requiredCount[k]++;
                    } else {
                        odds[k * d + j] = Math.log(theta) - Math.log1p(-theta);
                        constant[k] += Math.log1p(-theta);
                    }
                }
            }
            anyRequired = Arrays.stream(requiredCount).anyMatch(count -> count > 0);
        }

        @Override
        public FamilyPass<Sums> newPass(int blockRows) {
            return new BernoulliPass(this, blockRows);
        }

        @Override
        public int blockRows() {
            return Math.clamp((1L << 16) / (d + componentCount) / 64 * 64, 64, 1024);
        }

        @Override
        public String description() {
            String floor =
                    contradiction == Double.NEGATIVE_INFINITY ? "" : ", probabilities of 0 scored as " + SCORING_FLOOR;
            return "products, " + kernels.description() + floor;
        }
    }

    private static final class BernoulliPass implements FamilyPass<Sums> {
        private final BernoulliPrepared prepared;
        private final Kernels kernels;
        private final int d;
        private final int componentCount;
        private final int stride;
        private final double[] zeros;
        private final double[] scale;
        private final double[] x; // the block by columns, d × stride
        private final double[] met;
        private double[] mass;
        private double[] ones;
        private int rows;

        BernoulliPass(BernoulliPrepared prepared, int blockRows) {
            this.prepared = prepared;
            this.kernels = prepared.kernels;
            this.d = prepared.d;
            this.componentCount = prepared.componentCount;
            this.stride = blockRows;
            this.zeros = new double[d];
            this.scale = new double[d];
            Arrays.fill(scale, 1);
            this.x = new double[d * stride];
            this.met = new double[prepared.anyRequired ? componentCount * stride : 0];
            this.mass = new double[componentCount];
            this.ones = new double[componentCount * d];
        }

        @Override
        public void load(RowBlock block) {
            rows = block.rowCount();
            kernels.columns(rows, d, block.values(), block.offset(), d, zeros, scale, x, 0, stride);
        }

        @Override
        public void logDensity(double[] out, int outStride) {
            kernels.multiply(componentCount, rows, d, prepared.odds, 0, d, x, 0, stride, out, 0, outStride, false);
            if (prepared.anyRequired) {
                kernels.multiply(componentCount, rows, d, prepared.required, 0, d, x, 0, stride, met, 0, stride, false);
            }
            boolean strict = prepared.contradiction == Double.NEGATIVE_INFINITY;
            for (int k = 0; k < componentCount; k++) {
                double needed = prepared.requiredCount[k];
                for (int n = 0; n < rows; n++) {
                    int i = k * outStride + n;
                    double missing = prepared.anyRequired ? needed - met[k * stride + n] : 0;
                    out[i] += prepared.constant[k];
                    if (missing > 0.5) out[i] += missing * (strict ? prepared.impossible : prepared.contradiction);
                    if (strict && out[i] < prepared.impossible / 2) out[i] = Double.NEGATIVE_INFINITY;
                }
            }
        }

        @Override
        public void add(double[] responsibilities, int rStride) {
            for (int k = 0; k < componentCount; k++) {
                double sum = 0;
                for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
                mass[k] += sum;
            }
            kernels.multiplyByTransposed(
                    componentCount, d, rows, responsibilities, 0, rStride, x, 0, stride, ones, 0, d, true);
        }

        @Override
        public Sums finish() {
            Sums sums = new Sums(d, mass, ones);
            mass = new double[mass.length];
            ones = new double[ones.length];
            return sums;
        }
    }

    private record Checked() implements Mergeable<Checked> {
        @Override
        public Checked merge(Checked later) {
            return this;
        }
    }

    /// Refuses cells other than 0 and 1.
    private record BinaryCheck(List<String> columnNames) implements Pass<Checked> {
        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * block.dimension();
                for (int j = 0; j < block.dimension(); j++) {
                    double cell = x[row + j];
                    if (cell != 0 && cell != 1) {
                        throw new DataException(
                                "row " + (block.firstRow() + n + 1) + ", column '" + columnNames.get(j) + "': " + cell
                                        + " is neither 0 nor 1",
                                "--binarize T makes 1 of what is above T; or use -m gmm",
                                block.firstRow() + n + 1,
                                columnNames.get(j));
                    }
                }
            }
        }

        @Override
        public Checked finish() {
            return new Checked();
        }
    }
}
