package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Collapse;
import mixtura.mixture.Component;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Covariance;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.Ridge;
import mixtura.mixture.StreamFamily;
import org.jspecify.annotations.Nullable;

/// Multivariate normal components: Bishop 2006, section 9.2.2, with covariances as their structure allows.
public final class GaussianFamily implements StreamFamily<Gaussian, GaussianStatistics> {
    private final CovarianceRules rules;
    private final Covariance structure; // of the rules
    private final String kernelName;
    private final boolean freeShares;
    private final @Nullable GaussianBinding binding;

    /// Rows that a stream is taken to have, for the choice of kernels.
    private static final long STREAM_ROWS = 1_000_000;

    private GaussianFamily(
            CovarianceRules rules, String kernelName, boolean freeShares, @Nullable GaussianBinding binding) {
        this.rules = rules;
        this.structure = rules.structure();
        this.kernelName = kernelName;
        this.freeShares = freeShares;
        this.binding = binding;
    }

    /// Gaussians of a structure, with a ridge and a rule for collapse.
    public static GaussianFamily of(Covariance structure, Ridge ridge, Collapse collapse, String kernelName) {
        return new GaussianFamily(
                new CovarianceRules(structure, ridge, collapse, Double.POSITIVE_INFINITY, null),
                kernelName,
                false,
                null);
    }

    /// Gaussians of a structure as a finished model has them.
    public static GaussianFamily of(Covariance structure) {
        return of(structure, Ridge.none(), Collapse.FAIL, "auto");
    }

    /// The same for passes that are told shares of a row which need not add up to its weight, as in
    /// components whose outliers count less.
    @Override
    public GaussianFamily withFreeShares() {
        return new GaussianFamily(rules, kernelName, true, binding);
    }

    @Override
    public GaussianFamily withKernels(String name) {
        return new GaussianFamily(rules, name, freeShares, binding);
    }

    /// Whether rows of so many columns are whitened in registers where covariances have this structure and there are
    /// vectors: work that OpenBLAS is slower at.
    public static boolean whitens(Covariance structure, int dimension) {
        return Form.of(structure) == Form.FULL && GaussianPrepared.mayWhiten(dimension);
    }

    private Kernels kernels(long rowCount, int componentCount, int dimension) {
        Form form = Form.of(structure);
        double work = (double) rowCount * componentCount * dimension * (form.isMatrix() ? dimension : 2);
        return whitens(structure, dimension)
                ? Kernels.forWhitening(kernelName, work)
                : Kernels.forWork(kernelName, work);
    }

    /// How the covariances are restricted.
    public Covariance structure() {
        return structure;
    }

    @Override
    public String name() {
        return "gmm";
    }

    @Override
    public String title() {
        return "Gaussian mixture";
    }

    @Override
    public Set<FamilyOption> options() {
        return Set.of(
                FamilyOption.COVARIANCE,
                FamilyOption.RIDGE,
                FamilyOption.COLLAPSE,
                FamilyOption.EIGENVALUE_RATIO,
                FamilyOption.PRIOR);
    }

    @Override
    public GaussianFamily withOptions(MixtureOptions options) {
        return new GaussianFamily(CovarianceRules.of(options), options.kernels(), false, null);
    }

    /// The same under a prior of means and covariances.
    public GaussianFamily withPrior(ConjugatePrior other) {
        return new GaussianFamily(rules.withPrior(other), kernelName, freeShares, binding);
    }

    /// The Kullback–Leibler divergence of distributions of the parameters from the prior: normal means of
    /// precision β Λ, Wishart precisions of ν degrees of freedom.
    ///
    /// @param shapes            N(m, (νW)⁻¹) of each component
    /// @param meanPrecision     β of each
    /// @param degreesOfFreedom  ν of each
    public double divergenceFromPrior(List<Gaussian> shapes, double[] meanPrecision, double[] degreesOfFreedom) {
        NormalWishart bound = bound().prior();
        if (bound == null) throw new IllegalStateException("the family has no prior; call withPrior");
        return bound.divergence(shapes, meanPrecision, degreesOfFreedom, bound().frame(), bound().kernels());
    }

    /// The same by maximum likelihood, for families in which the covariance of rows is not what a prior
    /// describes.
    public GaussianFamily withoutPrior() {
        return new GaussianFamily(rules.withPrior(null), kernelName, freeShares, binding);
    }

    /// Whether the eigenvalues of the covariances are kept within a ratio.
    public boolean isRatioBounded() {
        return rules.isRatioBounded();
    }

    @Override
    public GaussianMixture mixture(Outline outline, List<Gaussian> components) {
        return new GaussianMixture(
                outline.mixingProportions(), components, outline.columnNames(), outline.constantColumns());
    }

    @Override
    public void write(Mixture<Gaussian> mixture, ParameterWriter out) {
        GaussianParameters.write(mixture instanceof GaussianMixture known ? known : new GaussianMixture(mixture), out);
    }

    @Override
    public GaussianMixture read(Outline outline, ParameterReader in) {
        return GaussianParameters.read(outline, "covariances", in);
    }

    @Override
    public Optional<String> whyNoMissingCells() {
        return Optional.empty();
    }

    @Override
    public GaussianFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        rules.check();
        Spread.check(summary, rows.columnNames());
        Kernels kernels = kernels(rows.rowCount(), componentCount, summary.dimension());
        GaussianBinding bound =
                GaussianBinding.to(rows, summary, rules, componentCount, freeShares, kernels, execution);
        return new GaussianFamily(rules, kernelName, freeShares, bound);
    }

    /// In a frame that the components span, about their current means: these moments merge however the means
    /// move. What missing cells add to them is about the frame's origin, which stays. Batches may have gaps
    /// or not. A component that collapses is repaired, since a stream has no start to go back to.
    @Override
    public GaussianFamily boundToStream(List<Gaussian> components, double[] mixingProportions) {
        double[] variance = Gaussian.columnVariance(components, mixingProportions);
        Kernels kernels = kernels(STREAM_ROWS, components.size(), variance.length);
        return new GaussianFamily(
                rules.ofStream(),
                kernelName,
                freeShares,
                GaussianBinding.toStream(Frame.of(components), variance, kernels));
    }

    /// Every finite row can be described.
    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {}

    @Override
    public Prepared<GaussianStatistics> prepareForBatch(List<Gaussian> components, Rows batch) {
        return prepare(components);
    }

    @Override
    public GaussianStatistics statisticsOf(List<Gaussian> components, double[] mass) {
        GaussianBinding bound = bound();
        CentredMoments moments =
                CentredMoments.of(Form.of(structure), components, mass, bound.frame(), bound.kernels());
        return switch (Form.of(structure)) {
            case FULL, TIED -> new CompletedMoments(moments, new double[0], new double[0]);
            case DIAGONAL, SPHERICAL -> ObservedMoments.ofCompleteRows(moments, freeShares);
        };
    }

    @Override
    public GaussianStatistics scaled(GaussianStatistics statistics, double factor) {
        return statistics.scaled(factor);
    }

    @Override
    public Gaussian around(double[] centre, ColumnSummary summary) {
        double variance = 0;
        int d = summary.dimension();
        for (int j = 0; j < d; j++) variance += summary.variance(j) / d;
        double[] spherical = {variance};
        return new Gaussian(centre, spherical, Covariance.SPHERICAL).as(structure);
    }

    @Override
    public Gaussian adopt(Component component) {
        if (!(component instanceof Gaussian gaussian))
            throw new IllegalArgumentException("not a Gaussian: " + component);
        return gaussian.as(structure);
    }

    /// Those of another structure as close as this one comes: the covariances that an M-step finds for rows
    /// which scatter as the components say, in these shares.
    @Override
    public List<Gaussian> adoptAll(List<? extends Component> components, double[] mixingProportions) {
        List<Gaussian> own = new ArrayList<>();
        boolean foreign = false;
        for (Component component : components) {
            own.add(adopt(component));
            foreign |= !(component instanceof Gaussian known && known.structure() == structure);
        }
        return foreign && structure.isShared() ? SharedStep.project(structure, own, mixingProportions) : own;
    }

    /// Extrapolated components brought back to the structure.
    private List<Gaussian> adopted(List<Gaussian> components) {
        if (!structure.isShared() || structure == Covariance.TIED) return components;
        double[] equal = new double[components.size()];
        Arrays.fill(equal, 1);
        return SharedStep.project(structure, components, equal);
    }

    @Override
    public Prepared<GaussianStatistics> prepare(List<Gaussian> components) {
        GaussianBinding bound = bound();
        return bound.incomplete() ? prepareIncomplete(components) : prepareComplete(components);
    }

    /// As [#prepare] for rows without missing cells.
    public GaussianPrepared prepareComplete(List<Gaussian> components) {
        GaussianBinding bound = bound();
        return new GaussianPrepared(
                Form.of(structure),
                components,
                bound.frame(),
                bound.kernels(),
                bound.squaredRadius(),
                bound.tiedScatter(),
                freeShares,
                bound.scratch());
    }

    @Override
    public IncompletePrepared prepareForScoring(List<Gaussian> components, Rows rows) {
        Kernels kernels = kernels(
                rows.rowCount(), components.size(), components.getFirst().dimension());
        Frame frame = Frame.of(components);
        return new IncompletePrepared(
                new GaussianPrepared(
                        Form.of(structure), components, frame, kernels, 0, new double[0], freeShares, Scratch.fresh()),
                Form.of(structure),
                frame,
                kernels);
    }

    /// As [#prepare] for a family that works on top of the pass over rows with missing cells.
    public IncompletePrepared prepareIncomplete(List<Gaussian> components) {
        GaussianBinding bound = bound();
        IncompletePrepared prepared =
                new IncompletePrepared(prepareComplete(components), Form.of(structure), bound.frame(), bound.kernels());
        Patterns patterns = bound.patterns();
        return patterns == null ? prepared : prepared.by(patterns, components, bound.squaredRadius());
    }

    /// Whether cells are missing in the rows that the family is bound to.
    public boolean isBoundToIncompleteRows() {
        return bound().incomplete();
    }

    @Override
    public Optional<Coordinates<Gaussian>> coordinates() {
        if (isRatioBounded()) return Optional.empty(); // what is extrapolated need not keep the bound
        GaussianBinding bound = bound();
        return Optional.of(
                new GaussianCoordinates(structure, bound.frame(), bound.kernels(), bound::isUsable, this::adopted));
    }

    @Override
    public List<Gaussian> maximize(GaussianStatistics statistics, List<Gaussian> current, List<String> repairs) {
        return maximize(statistics, current, Frozen.none(), repairs);
    }

    @Override
    public List<Gaussian> maximize(
            GaussianStatistics statistics, List<Gaussian> current, Frozen frozen, List<String> repairs) {
        return maximize(statistics, statistics.mass(), current, frozen, repairs);
    }

    /// The M-step in which scatters are divided by other sums than the mass: `Σ_k = S_k / divisors_k`, or
    /// `Σ_k S_k / Σ_k divisors_k` when tied.
    public List<Gaussian> maximize(
            GaussianStatistics statistics,
            double[] divisors,
            List<Gaussian> current,
            Frozen frozen,
            List<String> repairs) {
        return new GaussianStep(structure, rules.collapse(), rules.eigenvalueRatio(), bound())
                .maximize(statistics, divisors, current, frozen, repairs);
    }

    @Override
    public Set<Frozen.Part> freezable() {
        return EnumSet.allOf(Frozen.Part.class);
    }

    @Override
    public void checkFrozen(Frozen frozen) {
        rules.check(frozen);
    }

    @Override
    public long parameterCount(List<Gaussian> components, Frozen frozen) {
        return parameterCount(components.size(), components.getFirst().dimension(), frozen);
    }

    /// Free parameters of so many components in so many columns.
    public long parameterCount(int componentCount, int dimension, Frozen frozen) {
        return rules.parameterCount(componentCount, dimension, frozen);
    }

    private GaussianBinding bound() {
        if (binding == null)
            throw new IllegalStateException("the family is not bound to rows; call boundTo before a fit");
        return binding;
    }

    @Override
    public List<Gaussian> admissible(List<Gaussian> components) {
        return rules.admissible(components, bound());
    }

    @Override
    public double logPrior(List<Gaussian> components) {
        GaussianBinding bound = bound();
        return bound.prior() == null ? 0 : bound.prior().logDensity(components, bound.frame(), bound.kernels());
    }

    @Override
    public long parameterCount(List<Gaussian> components) {
        return parameterCount(components.size(), components.getFirst().dimension(), Frozen.none());
    }

    @Override
    public boolean isMaximiser() {
        return rules.ridge().isNone();
    }

    @Override
    public Diagnosis diagnose(List<Gaussian> components, double[] mass, ColumnSummary summary) {
        return Standardised.diagnose(
                components, mass, bound().columnVariance(), bound().columnNames(), bound().kernels());
    }
}
