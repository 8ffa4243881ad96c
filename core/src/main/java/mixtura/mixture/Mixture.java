package mixtura.mixture;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Mergeable;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// A mixture `p(x) = Σ_k π_k p(x | θ_k)`: proportions, components, and the columns that they describe.
/// Immutable; share it freely between threads.
///
/// Columns that held one value only when the mixture was fitted stay outside the density; [#constantColumns]
/// names them.
///
/// @param <C>  the components' parameters
public class Mixture<C extends Component> {
    private final Family<C, ?> family;
    private final double[] mixingProportions;
    private final List<C> components;
    private final List<String> columnNames;
    private final SortedMap<Integer, Double> constantColumns;
    private final int[] modelledColumns;
    private final List<String> componentNames;
    private final long parameterCount;
    private final @Nullable Noise noise;
    private final double cutoff;

    /// @param mixingProportions  π_k, non-negative, adding up to 1
    /// @param components         θ_k, over the columns that are not constant
    /// @param columnNames        of all columns, the constant ones too
    /// @param constantColumns    column (from 0) → its only value
    public Mixture(
            Family<C, ?> family,
            double[] mixingProportions,
            List<C> components,
            List<String> columnNames,
            SortedMap<Integer, Double> constantColumns) {
        if (mixingProportions.length != components.size() || components.isEmpty()) {
            throw new IllegalArgumentException(mixingProportions.length + " mixing proportions for " + components.size()
                    + " components; there must be as many, and at least one");
        }
        double sum = 0;
        double least = 0;
        for (double proportion : mixingProportions) {
            sum += proportion;
            least = Math.min(least, proportion);
        }
        if (!(Math.abs(sum - 1) < 1e-6) || least < 0) {
            throw new IllegalArgumentException(
                    "the mixing proportions add up to " + sum + "; they must be non-negative and add up to 1");
        }
        this.family = family;
        this.mixingProportions = mixingProportions.clone();
        this.components = List.copyOf(components);
        this.columnNames = List.copyOf(columnNames);
        this.constantColumns = Collections.unmodifiableSortedMap(new TreeMap<>(constantColumns));
        this.modelledColumns = java.util.stream.IntStream.range(0, columnNames.size())
                .filter(j -> !constantColumns.containsKey(j))
                .toArray();
        int modelled = components.getFirst().dimension();
        if (modelled != modelledColumns.length) {
            throw new IllegalArgumentException("the components have " + modelled + " columns; " + columnNames.size()
                    + " columns of which " + constantColumns.size() + " are constant leave " + modelledColumns.length);
        }
        this.componentNames = List.of();
        this.parameterCount = components.size() - 1 + family.parameterCount(components);
        this.noise = null;
        this.cutoff = Double.NEGATIVE_INFINITY;
    }

    /// The same parameters as another mixture.
    protected Mixture(Mixture<C> other) {
        this(other, other.family, other.componentNames, other.parameterCount, other.noise, other.cutoff);
    }

    private Mixture(
            Mixture<C> other,
            Family<C, ?> family,
            List<String> componentNames,
            long parameterCount,
            @Nullable Noise noise,
            double cutoff) {
        if (componentNames.size() > other.components.size()) {
            throw new IllegalArgumentException(componentNames.size() + " names for " + other.components.size()
                    + " components; give at most as many");
        }
        this.family = family;
        this.mixingProportions = other.mixingProportions;
        this.components = other.components;
        this.columnNames = other.columnNames;
        this.constantColumns = other.constantColumns;
        this.modelledColumns = other.modelledColumns;
        this.componentNames = List.copyOf(componentNames);
        this.parameterCount = parameterCount;
        this.noise = noise;
        this.cutoff = cutoff;
    }

    /// The same density with names for its first components, and another number of free parameters: fewer, when
    /// some were not estimated.
    public Mixture<C> describedBy(List<String> componentNames, long parameterCount) {
        return new Mixture<>(this, family, componentNames, parameterCount, noise, cutoff);
    }

    /// The same components with a noise component beside them.
    ///
    /// @param other  or null for none
    public Mixture<C> withNoise(@Nullable Noise other) {
        return new Mixture<>(this, family, componentNames, parameterCount, other, cutoff);
    }

    /// The same components with a bound below which rows belong to none of them.
    ///
    /// @param logDensity  −∞ for no bound
    public Mixture<C> withCutoff(double logDensity) {
        return new Mixture<>(this, family, componentNames, parameterCount, noise, logDensity);
    }

    /// The same, scored by kernels of this name ([MixtureOptions#kernels]): who scores by many mixtures can afford
    /// faster ones than a single walk over the rows is worth.
    public Mixture<C> withKernels(String name) {
        return new Mixture<>(this, family.withKernels(name), componentNames, parameterCount, noise, cutoff);
    }

    /// Fits a mixture of any family by expectation maximization.
    ///
    /// @throws mixtura.data.DataException if a cell is missing, infinite, or not what the family describes
    public static <C extends Component, S extends Statistics<S>> Fit<Mixture<C>> fit(
            Rows rows, Family<C, S> family, MixtureOptions options) {
        return fit(rows, family, options, Progress.silent());
    }

    /// Fits a mixture and tells `progress` of every iteration.
    public static <C extends Component, S extends Statistics<S>> Fit<Mixture<C>> fit(
            Rows rows, Family<C, S> family, MixtureOptions options, Progress progress) {
        return new EmProblem<>(rows, family, options, progress).fit();
    }

    /// The number of components, K.
    public int componentCount() {
        return mixingProportions.length;
    }

    /// The number of columns of the rows, d, the constant ones included.
    public int dimension() {
        return columnNames.size();
    }

    /// The names of all columns.
    public List<String> columnNames() {
        return columnNames;
    }

    /// Columns (from 0) outside the density, with the only value that they had.
    public SortedMap<Integer, Double> constantColumns() {
        return constantColumns;
    }

    /// The columns (from 0) that the components describe, in order.
    public int[] modelledColumns() {
        return modelledColumns.clone();
    }

    /// The mixing proportions π_k.
    public double[] mixingProportions() {
        return mixingProportions.clone();
    }

    /// The noise component; empty when every row belongs to the components. The mixing proportions are shares
    /// of what is not noise.
    public Optional<Noise> noise() {
        return Optional.ofNullable(noise);
    }

    /// The log density below which a row belongs to no component, in a mixture that was fitted with rows left
    /// out; −∞ else.
    public double cutoff() {
        return cutoff;
    }

    /// Proportions as the E-step takes them: that of the noise, where there is one, behind those of the
    /// components.
    private double[] shares() {
        if (noise == null) return mixingProportions;
        double[] shares = Arrays.copyOf(mixingProportions, mixingProportions.length + 1);
        for (int k = 0; k < mixingProportions.length; k++) shares[k] *= 1 - noise.proportion();
        shares[mixingProportions.length] = noise.proportion();
        return shares;
    }

    /// How much of a row is noise: what its responsibilities leave.
    double noiseShare(double[] responsibilities, int from) {
        double sum = 0;
        for (int k = 0; k < mixingProportions.length; k++) sum += responsibilities[from + k];
        return Math.max(0, 1 - sum);
    }

    /// The component that a scored row belongs to, from 0; −1 when it is noise, or was to be left out. Ties
    /// go to the lowest.
    ///
    /// @param logDensity        log p(x)
    /// @param responsibilities  r_k at `from + k`
    public int cluster(double logDensity, double[] responsibilities, int from) {
        if (logDensity < cutoff) return -1;
        int best = largest(responsibilities, from, mixingProportions.length);
        return noise != null && noiseShare(responsibilities, from) > responsibilities[from + best] ? -1 : best;
    }

    /// The components θ_k.
    public List<C> components() {
        return components;
    }

    /// The family that the components belong to.
    public Family<C, ?> family() {
        return family;
    }

    /// What whoever scores rows should know; see [Family#scoringNote].
    public Optional<String> scoringNote() {
        return family.scoringNote(components);
    }

    /// Hands over the components' parameters by name, as a model file keeps them.
    public void writeParameters(ParameterWriter out) {
        family.write(this, out);
    }

    /// One number for each column, from one for each modelled column and the value of each constant one:
    /// means as images have to be whole.
    public double[] overAllColumns(double[] modelled) {
        double[] all = new double[dimension()];
        for (int j = 0; j < modelledColumns.length; j++) all[modelledColumns[j]] = modelled[j];
        constantColumns.forEach((column, value) -> all[column] = value);
        return all;
    }

    /// Names of the first components: the classes of a fit in which the classes of some rows were known.
    /// Empty when components have no names.
    public List<String> componentNames() {
        return componentNames;
    }

    /// Free parameters: K − 1 proportions and the components' own, less those that were fixed in the fit.
    public long parameterCount() {
        return parameterCount;
    }

    /// Scores all rows block by block and folds the scores, without ever holding an n × K array: the same
    /// bits on any number of threads.
    public <T extends Mergeable<T>> T score(Rows rows, Execution execution, Supplier<? extends ScorePass<T>> newPass) {
        return scoreWith(family, rows, null, execution, newPass);
    }

    /// Scores all rows block by block; the sink writes what it wants of them to places of their own.
    public void score(Rows rows, Execution execution, ScoreSink sink) {
        score(rows, execution, () -> new SinkPass(sink));
    }

    private <S extends Statistics<S>, T extends Mergeable<T>> T scoreWith(
            Family<C, S> family,
            Rows rows,
            @Nullable Labels known,
            Execution execution,
            Supplier<? extends ScorePass<T>> newPass) {
        checkDimension(rows.dimension());
        Rows modelled = rows.select(modelledColumns);
        Prepared<S> prepared = family.prepareForScoring(components, modelled);
        int blockRows = prepared.blockRows(rows.rowCount());
        Kernels kernels = Kernels.forWork("auto", (double) rows.rowCount() * componentCount() * dimension());
        return modelled.aggregate(execution.withBlockRows(blockRows), () -> {
            Expectation<S> expectation = new Expectation<>(prepared, shares(), noise, blockRows, kernels, known);
            return new Scoring<>(expectation, newPass.get(), new double[blockRows * componentCount()]);
        });
    }

    private void checkDimension(int given) {
        if (given != dimension()) {
            throw new IllegalArgumentException(
                    "the rows have " + given + " columns; the model describes " + dimension());
        }
    }

    /// The most probable component of each row, from 0; ties go to the lowest. −1 for noise, and for rows
    /// below the [#cutoff]. (scikit-learn: `predict`.)
    public int[] predict(Rows rows) {
        int[] component = new int[length(rows)];
        int k = componentCount();
        score(rows, Execution.onAllProcessors(), (first, count, logDensity, r) -> {
            for (int n = 0; n < count; n++) component[(int) first + n] = cluster(logDensity[n], r, n * k);
        });
        return component;
    }

    /// r_nk for every row, `rowCount × K`; what they leave to 1 is noise. (scikit-learn: `predict_proba`;
    /// mclust: `z`.)
    public double[][] responsibilities(Rows rows) {
        double[][] all = new double[length(rows)][];
        int k = componentCount();
        score(rows, Execution.onAllProcessors(), (first, count, logDensity, r) -> {
            for (int n = 0; n < count; n++) all[(int) first + n] = Arrays.copyOfRange(r, n * k, (n + 1) * k);
        });
        return all;
    }

    /// log p(x_n) for every row, in nats. (scikit-learn: `score_samples`.)
    public double[] logDensity(Rows rows) {
        double[] all = new double[length(rows)];
        score(
                rows,
                Execution.onAllProcessors(),
                (first, count, logDensity, r) -> System.arraycopy(logDensity, 0, all, (int) first, count));
        return all;
    }

    /// The most probable component of one row, from 0; −1 for noise.
    public int predict(double[] row) {
        return predict(Rows.wrap(row, 1, row.length))[0];
    }

    /// log p(x) of one row, in nats.
    public double logDensity(double[] row) {
        return logDensity(Rows.wrap(row, 1, row.length))[0];
    }

    /// r_k of one row.
    public double[] responsibilities(double[] row) {
        return responsibilities(Rows.wrap(row, 1, row.length))[0];
    }

    /// Σ_n w_n log p(x_n) in nats.
    public double logLikelihood(Rows rows) {
        return score(rows, Execution.onAllProcessors(), () -> new ScoreTotals.Fold(this))
                .logLikelihood();
    }

    /// Mean of log p(x_n) over the rows, by weight. (scikit-learn: `score`.)
    public double meanLogDensity(Rows rows) {
        ScoreTotals totals = score(rows, Execution.onAllProcessors(), () -> new ScoreTotals.Fold(this));
        return totals.logLikelihood() / totals.weight();
    }

    /// Log-likelihood, weight and classification entropy of rows, for criteria.
    public ScoreTotals scoreTotals(Rows rows, Execution execution) {
        return score(rows, execution, () -> new ScoreTotals.Fold(this));
    }

    /// The same for rows of which some have a known class: such a row counts with the joint density of itself
    /// and its class, log π_k p(x_n | θ_k), and without doubt.
    ///
    /// @param known  one class or none for each row: class c is component c
    public ScoreTotals scoreTotals(Rows rows, Labels known, Execution execution) {
        if (known.rowCount() != rows.rowCount()) {
            throw new IllegalArgumentException("there are " + known.rowCount() + " labels for " + rows.rowCount()
                    + " rows; give one for each row, negative where unknown");
        }
        return scoreWith(family, rows, known, execution, () -> new ScoreTotals.Fold(this));
    }

    private static int length(Rows rows) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    rows.rowCount() + " rows do not fit into one array; use score(rows, execution, sink)");
        }
        return (int) rows.rowCount();
    }

    static int largest(double[] values, int from, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) if (values[from + k] > values[from + best]) best = k;
        return best;
    }

    /// The rows with each missing cell filled with what is expected of it given the cells that are there, and
    /// the standard deviation of each. (scikit-learn: `IterativeImputer`, one value a cell.)
    ///
    /// @throws IllegalArgumentException if the family needs every cell of a row
    public Imputation impute(Rows rows) {
        checkDimension(rows.dimension());
        return Imputation.expected(this, rows, Execution.onAllProcessors());
    }

    /// The rows with each missing cell drawn given the cells that are there; draws of several seeds are a
    /// multiple imputation (Rubin 1987).
    ///
    /// @throws IllegalArgumentException if the family needs every cell of a row
    public Imputation impute(Rows rows, long seed) {
        checkDimension(rows.dimension());
        return Imputation.drawn(this, rows, seed, Execution.onAllProcessors());
    }

    /// Rows drawn from the mixture, with the component that each comes from.
    ///
    /// @param rows       `count × dimension`
    /// @param component  of each row, from 0; −1 for noise
    public record Sample(Rows rows, int[] component) {
        public Sample {
            component = component.clone();
        }

        @Override
        public int[] component() {
            return component.clone();
        }
    }

    /// Draws rows from the mixture.
    public Rows sample(int count, long seed) {
        return sampleLabelled(count, seed).rows();
    }

    /// Draws rows from the mixture and keeps which component each comes from.
    public Sample sampleLabelled(int count, long seed) {
        return Sampling.of(this, count, seed);
    }
}
