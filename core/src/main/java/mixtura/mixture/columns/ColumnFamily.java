package mixtura.mixture.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Component;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Prepared;
import mixtura.mixture.StreamFamily;
import org.jspecify.annotations.Nullable;

/// A family whose log density is a sum over columns, linear in features of the cells (an exponential family with
/// independent columns). A subclass says what the features are, what they weigh, and how parameters follow from their
/// sums; the pass, missing cells, priors, starts and floors are here.
///
/// *Missing cells* are integrated out: a cell that is not there adds nothing to the log density, and its column's
/// estimate rests on the cells that are.
///
/// *Smoothing* `a` adds `a` times the [#prior] pseudo-rows to the statistics of each component. The log prior is `a`
/// times their log density, so that EM maximises the sum of both.
///
/// @param <C>  the components' parameters
public abstract class ColumnFamily<C extends Component> implements StreamFamily<C, ColumnSums> {
    /// What a probability or rate of 0 counts as when new rows are scored: a row that no training row prepared for gets
    /// a very small density, not none.
    public static final double SCORING_FLOOR = 1e-10;

    /// A component with less than this share of all rows keeps its parameters.
    private static final double EMPTY = 1e-12;

    /// Rows that a stream is taken to have, for the choice of kernels.
    private static final long STREAM_ROWS = 1_000_000;

    private final Class<C> type;
    private final Settings settings;

    /// What is chosen, and what a fit knows of its rows.
    ///
    /// @param smoothing  pseudo-rows of the prior
    /// @param kernels    `auto`, `scalar`, `simd` or `blas`
    /// @param bound      to the rows of a fit, or null
    public record Settings(
            double smoothing, String kernels, @Nullable Binding bound) {
        /// Maximum likelihood on the fastest kernels.
        public static final Settings PLAIN = new Settings(0, "auto", null);

        public Settings {
            if (!(smoothing >= 0) || smoothing == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("smoothing is " + smoothing + "; it must be 0 or a positive number");
            }
        }
    }

    /// What a fit knows of its rows.
    ///
    /// @param overall  mean of each feature over the cells that are there, by weight
    public record Binding(long rowCount, boolean anyMissing, Features features, double[] overall) {
        public Binding {
            overall = overall.clone();
        }

        @Override
        public double[] overall() {
            return overall.clone();
        }
    }

    /// @param type      of the components
    /// @param settings  kept for [#with]
    protected ColumnFamily(Class<C> type, Settings settings) {
        this.type = type;
        this.settings = settings;
    }

    /// The same family with other settings.
    protected abstract ColumnFamily<C> with(Settings other);

    /// Which cells the family describes.
    protected abstract CellRule rule();

    /// Writes component `k`'s weights and constants.
    protected abstract void describe(C component, int k, LogDensities out);

    /// The parameters that maximise `Σ_n r_nk log p(x_n | θ)`, prior included: from the sums of component `k`.
    ///
    /// @param current  what it was; a column without a cell keeps it
    /// @param repairs  a sentence is added if the maximum is none
    protected abstract C estimate(ColumnSums sums, int k, C current, List<String> repairs);

    /// The features of so many columns: by default the cells themselves.
    protected Features features(int dimension) {
        return Features.cells(dimension);
    }

    /// The features of these rows, where their number depends on more than the columns'.
    protected Features features(Rows rows, Execution execution) {
        return features(rows.dimension());
    }

    /// The features that a component's parameters are about.
    protected Features features(C component) {
        return features(component.dimension());
    }

    /// The pseudo-rows of one unit of smoothing: one row of the columns' means.
    protected PseudoRows prior(Features features, double[] overall) {
        return PseudoRows.row(features.dimension(), overall);
    }

    /// The mean of each feature under a component: by default the features are the cells.
    protected double[] expected(C component) {
        return component.mean();
    }

    /// The pseudo-counts.
    public final double smoothing() {
        return settings.smoothing();
    }

    /// The same with other pseudo-counts.
    public final ColumnFamily<C> withSmoothing(double a) {
        return with(new Settings(a, settings.kernels(), settings.bound()));
    }

    /// The same on other kernels: `auto`, `scalar`, `simd` or `blas`.
    @Override
    public final ColumnFamily<C> withKernels(String name) {
        return with(new Settings(settings.smoothing(), name, settings.bound()));
    }

    @Override
    public Set<FamilyOption> options() {
        return Set.of(FamilyOption.SMOOTHING);
    }

    @Override
    public ColumnFamily<C> withOptions(MixtureOptions options) {
        return with(new Settings(options.smoothing(), options.kernels(), settings.bound()));
    }

    @Override
    public Optional<String> whyNoMissingCells() {
        return Optional.empty();
    }

    @Override
    public ColumnFamily<C> boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        Features features = features(rows, execution);
        boolean anyMissing = summary.missing() > 0;
        ColumnPrepared prepared = new ColumnPrepared(
                Kernels.forWork(settings.kernels(), (double) rows.rowCount() * features.count()),
                features,
                new LogDensities(1, features),
                1,
                anyMissing,
                0,
                new ColumnPrepared.CheckedBy(rule(), rows.columnNames()));
        int blockRows = prepared.blockRows();
        ColumnSums sums = rows.aggregate(
                execution.withBlockRows(blockRows), () -> new WholePass(prepared.newPass(blockRows), blockRows));
        double[] overall = new double[features.count()];
        for (int f = 0; f < overall.length; f++) overall[f] = sums.mean(0, f, features.column(f));
        return with(new Settings(
                settings.smoothing(), settings.kernels(), new Binding(rows.rowCount(), anyMissing, features, overall)));
    }

    /// All rows as one component.
    private record WholePass(FamilyPass<ColumnSums> pass, double[] weights) implements Pass<ColumnSums> {
        WholePass(FamilyPass<ColumnSums> pass, int blockRows) {
            this(pass, new double[blockRows]);
        }

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) weights[n] = block.weight(n);
            pass.load(block);
            pass.add(weights, weights.length);
        }

        @Override
        public ColumnSums finish() {
            return pass.finish();
        }
    }

    /// What the fit knows of its rows.
    protected final Binding bound() {
        Binding binding = settings.bound();
        if (binding == null) throw new IllegalStateException("the family is not bound to rows");
        return binding;
    }

    @Override
    public C adopt(Component component) {
        if (type.isInstance(component)) return type.cast(component);
        throw new IllegalArgumentException("not a component of a " + title() + ": " + component);
    }

    @Override
    public Prepared<ColumnSums> prepare(List<C> components) {
        Binding bound = bound();
        return prepared(
                components, bound.features(), bound.rowCount(), bound.anyMissing(), 0, ColumnPrepared.CheckedBy.NOBODY);
    }

    @Override
    public Prepared<ColumnSums> prepareForScoring(List<C> components, Rows rows) {
        return prepared(
                components,
                features(components.getFirst()),
                rows.rowCount(),
                whyNoMissingCells().isEmpty(),
                SCORING_FLOOR,
                new ColumnPrepared.CheckedBy(rule(), rows.columnNames()));
    }

    @Override
    public ColumnFamily<C> boundToStream(List<C> components, double[] mixingProportions) {
        Features features = features(components.getFirst());
        double[] overall = new double[features.count()];
        for (int k = 0; k < mixingProportions.length; k++) {
            double[] mean = expected(components.get(k));
            for (int f = 0; f < overall.length; f++) overall[f] += mixingProportions[k] * mean[f];
        }
        Binding binding = new Binding(STREAM_ROWS, whyNoMissingCells().isEmpty(), features, overall);
        return with(new Settings(settings.smoothing(), settings.kernels(), binding));
    }

    /// A batch's cells are looked at as they are loaded.
    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {}

    @Override
    public ColumnSums statisticsOf(List<C> components, double[] mass) {
        Binding bound = bound();
        ColumnSums sums = new ColumnSums(mass.length, bound.features(), bound.anyMissing());
        for (int k = 0; k < mass.length; k++) sums.add(k, mass[k], expected(components.get(k)));
        return sums;
    }

    @Override
    public ColumnSums scaled(ColumnSums sums, double factor) {
        return sums.scaled(factor);
    }

    private Prepared<ColumnSums> prepared(
            List<C> components,
            Features features,
            long rowCount,
            boolean mayMiss,
            double floor,
            ColumnPrepared.CheckedBy check) {
        Kernels kernels = Kernels.forWork(settings.kernels(), (double) rowCount * components.size() * features.count());
        return new ColumnPrepared(
                kernels, features, densities(components, features), components.size(), mayMiss, floor, check);
    }

    private LogDensities densities(List<C> components, Features features) {
        LogDensities densities = new LogDensities(components.size(), features);
        for (int k = 0; k < components.size(); k++) describe(components.get(k), k, densities);
        return densities;
    }

    @Override
    public Optional<String> scoringNote(List<C> components) {
        if (!densities(components, features(components.getFirst())).anyImpossible()) return Optional.empty();
        return Optional.of("what has probability 0 in a component is scored as if it had " + SCORING_FLOOR
                + " there, so that no new row is impossible");
    }

    @Override
    public List<C> maximize(ColumnSums sums, List<C> current, List<String> repairs) {
        return maximize(sums, current, repairs, 0);
    }

    /// With one pseudo-row of the columns' means in each component: an allocation in which a column is all 0 in a
    /// component would put a parameter on a boundary, where EM stays.
    @Override
    public List<C> maximizeStart(ColumnSums sums, List<C> overall) {
        return maximize(sums, overall, new ArrayList<>(), 1);
    }

    private List<C> maximize(ColumnSums sums, List<C> current, List<String> repairs, double meanRows) {
        Binding bound = bound();
        ColumnSums smoothed = sums.with(settings.smoothing(), prior(bound.features(), bound.overall()))
                .with(meanRows, PseudoRows.row(bound.features().dimension(), bound.overall()));
        double total = Arrays.stream(sums.mass()).sum();
        List<C> components = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            if (settings.smoothing() + meanRows == 0 && !(sums.mass()[k] > EMPTY * total)) {
                repairs.add(
                        "component " + (k + 1) + " has lost all its rows; it keeps its place with a proportion of 0");
                components.add(current.get(k));
            } else {
                components.add(estimate(smoothed, k, current.get(k), repairs));
            }
        }
        return components;
    }

    @Override
    public double logPrior(List<C> components) {
        if (settings.smoothing() == 0) return 0;
        Binding bound = bound();
        return settings.smoothing()
                * densities(components, bound.features()).at(prior(bound.features(), bound.overall()));
    }
}
