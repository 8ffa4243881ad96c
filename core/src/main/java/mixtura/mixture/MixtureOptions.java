package mixtura.mixture;

import java.util.Arrays;
import java.util.function.Consumer;
import mixtura.data.Labels;
import mixtura.data.Missing;
import org.jspecify.annotations.Nullable;

/// How a mixture is fitted. Options are immutable; `with…` gives a copy with one of them changed.
public final class MixtureOptions {
    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        int k = 1;
        Covariance covariance = Covariance.FULL;
        Ridge ridge = Ridge.auto();
        double smoothing = 0;
        DegreesOfFreedom degreesOfFreedom = DegreesOfFreedom.estimated();
        boolean uniformProportions = false;
        Start start = Start.kMeans();
        int restarts = 1;
        boolean splitAndMerge = false;
        double tolerance = 1e-6;
        int maxIterations = 500;
        Acceleration acceleration = Acceleration.NONE;
        Collapse collapse = Collapse.REPAIR;
        int patience = Integer.MAX_VALUE;
        double eigenvalueRatio = Double.POSITIVE_INFINITY;

        @Nullable
        ConjugatePrior prior = null;

        VariationalPrior variationalPrior = VariationalPrior.standard();
        Outliers outliers = Outliers.none();
        Missing missing = Missing.ERROR;

        @Nullable
        Labels known = null;

        Frozen frozen = Frozen.none();
        long seed = 0;
        int threads = Runtime.getRuntime().availableProcessors();
        String kernels = "auto";

        @Nullable
        SharedRows sharedRows = null;

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("settings can be cloned", e);
            }
        }
    }

    private MixtureOptions(Settings settings) {
        this.settings = settings;
    }

    /// Full covariances, relative ridge of a millionth, one k-means start, tolerance 1e-6, 500 iterations,
    /// seed 0, all processors.
    public static MixtureOptions of(int k) {
        Settings settings = new Settings();
        settings.k = atLeast(1, k, "k", "there must be at least one component");
        return new MixtureOptions(settings);
    }

    private MixtureOptions with(Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new MixtureOptions(changed);
    }

    private static int atLeast(int least, int value, String name, String rule) {
        if (value < least) throw new IllegalArgumentException(name + " is " + value + "; " + rule);
        return value;
    }

    /// Components, at least 1.
    public int k() {
        return settings.k;
    }

    /// Structure of Gaussian covariances. What is for some families alone, [FamilyOption], is taken up by
    /// [Family#withOptions].
    public Covariance covariance() {
        return settings.covariance;
    }

    /// Added to Gaussian covariances.
    public Ridge ridge() {
        return settings.ridge;
    }

    /// Pseudo-counts of the conjugate prior, 0 for maximum likelihood; see the families.
    public double smoothing() {
        return settings.smoothing;
    }

    /// How the degrees of freedom of Student-t components are found.
    public DegreesOfFreedom degreesOfFreedom() {
        return settings.degreesOfFreedom;
    }

    /// Whether the mixing proportions stay 1/k.
    public boolean uniformProportions() {
        return settings.uniformProportions;
    }

    /// Where EM begins.
    public Start start() {
        return settings.start;
    }

    /// Independent starts, of which the best is kept; a fixed start runs once.
    public int restarts() {
        return settings.restarts;
    }

    /// Whether the best fit is searched on from: two components merged, a third split, as long as that helps.
    public boolean splitAndMerge() {
        return settings.splitAndMerge;
    }

    /// EM stops when the log-likelihood rises by no more than this per unit of weight, in nats; 0: when it does
    /// not rise.
    public double tolerance() {
        return settings.tolerance;
    }

    /// M-steps of one start at most; not converging by then is a flag, not an error.
    public int maxIterations() {
        return settings.maxIterations;
    }

    /// How EM gets along where its steps are short.
    public Acceleration acceleration() {
        return settings.acceleration;
    }

    /// What to do with a component that collapses.
    public Collapse collapse() {
        return settings.collapse;
    }

    /// How far apart the eigenvalues of covariances may be, of all components together; ∞: as far as they
    /// like.
    public double eigenvalueRatio() {
        return settings.eigenvalueRatio;
    }

    /// The prior of Gaussian means and covariances, or null for maximum likelihood.
    public @Nullable ConjugatePrior prior() {
        return settings.prior;
    }

    /// The priors of variational Bayes.
    public VariationalPrior variationalPrior() {
        return settings.variationalPrior;
    }

    /// What to do about rows that belong to no component.
    public Outliers outliers() {
        return settings.outliers;
    }

    /// What to do about missing cells.
    public Missing missing() {
        return settings.missing;
    }

    /// Classes of some or all rows, or null when none is known: class c is component c, and the rows without a
    /// class are shared out by EM.
    public @Nullable Labels known() {
        return settings.known;
    }

    /// Parameters that stay as the start gives them.
    public Frozen frozen() {
        return settings.frozen;
    }

    /// Same rows, options and seed: same model, bit for bit, on any number of threads.
    public long seed() {
        return settings.seed;
    }

    /// Threads to use; they change nothing but the time.
    public int threads() {
        return settings.threads;
    }

    /// `auto`, `scalar`, `simd` or `blas`.
    public String kernels() {
        return settings.kernels;
    }

    /// How many iterations a run with a flagged component is given before it is given up, and again after as many.
    public int patience() {
        return settings.patience;
    }

    /// The same, but a run that has a flagged component after so many iterations, or a multiple of them, ends there:
    /// few such components recover, and EM goes on for long with them. Only where a collapse is repaired.
    ///
    /// @throws IllegalArgumentException if `iterations` is below 1
    public MixtureOptions withPatience(int iterations) {
        int checked = atLeast(1, iterations, "the patience", "it counts iterations");
        return with(s -> s.patience = checked);
    }

    /// What other fits to the same rows have found out.
    SharedRows sharedRows() {
        SharedRows shared = settings.sharedRows;
        return shared == null ? new SharedRows() : shared;
    }

    /// The same for several fits to the same rows by one family, which must not change meanwhile: their summary, and
    /// what k-means finds for a start, are found once.
    public MixtureOptions withSharedRows() {
        SharedRows shared = new SharedRows();
        return with(s -> s.sharedRows = shared);
    }

    /// The same for a fit to the rows of other fits.
    ///
    /// @param other  that came of [#withSharedRows]
    public MixtureOptions withSharedRowsOf(MixtureOptions other) {
        SharedRows shared = other.settings.sharedRows;
        return with(s -> s.sharedRows = shared);
    }

    /// The same for a fit to other rows than those of [#withSharedRows].
    public MixtureOptions withOwnRows() {
        return with(s -> s.sharedRows = null);
    }

    /// The M-step of the mixing proportions: N_k / Σ_j N_j, unless they are uniform or frozen.
    double[] proportions(double[] mass, double[] current) {
        if (settings.frozen.proportions()) return current;
        double sum = Arrays.stream(mass).sum();
        double[] proportions = new double[mass.length];
        for (int k = 0; k < proportions.length; k++) {
            proportions[k] = settings.uniformProportions ? 1.0 / mass.length : mass[k] / sum;
        }
        return proportions;
    }

    /// Whether restarts would all begin at the same place.
    boolean isStartFixed() {
        Labels classes = settings.known;
        boolean allHaveClasses = settings.start instanceof Start.ClassMeans
                && classes != null
                && KnownClasses.count(classes) >= settings.k;
        return allHaveClasses || settings.start.isFixed();
    }

    /// The same with that many components.
    public MixtureOptions withK(int count) {
        return with(s -> s.k = atLeast(1, count, "k", "there must be at least one component"));
    }

    /// The same with another structure of Gaussian covariances.
    public MixtureOptions withCovariance(Covariance other) {
        return with(s -> s.covariance = other);
    }

    /// The same with another ridge.
    public MixtureOptions withRidge(Ridge other) {
        return with(s -> s.ridge = other);
    }

    /// The same with other pseudo-counts.
    public MixtureOptions withSmoothing(double other) {
        if (!(other >= 0) || other == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("smoothing is " + other + "; it must be 0 or a positive number");
        }
        return with(s -> s.smoothing = other);
    }

    /// The same with degrees of freedom given or estimated.
    public MixtureOptions withDegreesOfFreedom(DegreesOfFreedom other) {
        return with(s -> s.degreesOfFreedom = other);
    }

    /// The same with mixing proportions that stay 1/k, or are learned.
    public MixtureOptions withUniformProportions(boolean other) {
        return with(s -> s.uniformProportions = other);
    }

    /// The same with another start.
    public MixtureOptions withStart(Start other) {
        return with(s -> s.start = other);
    }

    /// The same with that many independent starts.
    public MixtureOptions withRestarts(int other) {
        return with(s -> s.restarts = atLeast(1, other, "restarts", "there must be at least one start"));
    }

    /// The same with split-and-merge moves from the best fit (Ueda et al. 2000), or without. Each move tried
    /// costs about one start. Where classes are known or parameters frozen there are none.
    public MixtureOptions withSplitAndMerge(boolean other) {
        return with(s -> s.splitAndMerge = other);
    }

    /// The same with another tolerance.
    public MixtureOptions withTolerance(double other) {
        if (!(other >= 0) || other == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("tolerance is " + other + "; it must be finite and not negative");
        }
        return with(s -> s.tolerance = other);
    }

    /// The same with another iteration limit.
    public MixtureOptions withMaxIterations(int other) {
        return with(s -> s.maxIterations = atLeast(0, other, "maxIterations", "it cannot be negative"));
    }

    /// The same with another acceleration. An iteration is a step whose model was kept; the certificate says
    /// how many extrapolations were walked over the rows for and dropped.
    public MixtureOptions withAcceleration(Acceleration other) {
        return with(s -> s.acceleration = other);
    }

    /// The same with another rule for components that collapse.
    public MixtureOptions withCollapse(Collapse other) {
        return with(s -> s.collapse = other);
    }

    /// The same with eigenvalues of the covariances that differ by no more than that factor, on standardised
    /// columns, or in the units of the data where the structure depends on them
    /// ([Covariance#isTheSameInAllUnits]; García-Escudero et al. 2008), and without a ridge; a `withRidge` after
    /// this adds one. It bounds the likelihood.
    ///
    /// @param ratio  at least 1: components of one size and round; ∞ for no bound
    public MixtureOptions withEigenvalueRatio(double ratio) {
        if (!(ratio >= 1)) {
            throw new IllegalArgumentException("the eigenvalue ratio is " + ratio + "; it is at least 1, such as 12");
        }
        return with(s -> {
            s.eigenvalueRatio = ratio;
            if (ratio < Double.POSITIVE_INFINITY) s.ridge = Ridge.none();
        });
    }

    /// The same with a prior of means and covariances, and without a ridge; a `withRidge` after this adds one.
    public MixtureOptions withPrior(ConjugatePrior other) {
        return with(s -> {
            s.prior = other;
            s.ridge = Ridge.none();
        });
    }

    /// The same with other priors for variational Bayes.
    public MixtureOptions withVariationalPrior(VariationalPrior other) {
        return with(s -> s.variationalPrior = other);
    }

    /// The same with a noise component, or with a share of the rows left out.
    public MixtureOptions withOutliers(Outliers other) {
        return with(s -> s.outliers = other);
    }

    /// The same with another treatment of missing cells: [Missing#ERROR] or [Missing#EM].
    public MixtureOptions withMissing(Missing other) {
        return with(s -> s.missing = other);
    }

    /// The same with rows that stay with their class, started from the class means; a `withStart` after this
    /// replaces that start.
    ///
    /// A labelled row of class k has `r_nk = 1` and adds `log π_k p(x_n | θ_k)` to the log-likelihood, the
    /// joint density of the row and its class (McLachlan and Peel 2000, section 2.19). With all rows labelled
    /// this is discriminant analysis: linear with tied covariances, quadratic with full ones.
    ///
    /// @param known  one class or none for each row; there can be more components than classes
    public MixtureOptions withKnown(Labels known) {
        return with(s -> {
            s.known = known;
            s.start = Start.classMeans();
        });
    }

    /// The same with parameters that stay as the start, a model, gives them.
    public MixtureOptions withFrozen(Frozen other) {
        return with(s -> s.frozen = other);
    }

    /// The same with another seed.
    public MixtureOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    /// The same on that many threads.
    public MixtureOptions withThreads(int other) {
        return with(s -> s.threads = atLeast(1, other, "threads", "there must be at least one"));
    }

    /// The same on other kernels.
    public MixtureOptions withKernels(String other) {
        return with(s -> s.kernels = other);
    }
}
