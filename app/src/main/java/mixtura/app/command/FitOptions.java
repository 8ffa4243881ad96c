package mixtura.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.kmeans.Variant;
import mixtura.mixture.Acceleration;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.FamilyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is fitted, and how.
final class FitOptions implements Cloneable {
    /// Cells (rows × columns) up to which several starts are made unless told otherwise.
    private static final long CELLS_FOR_RESTARTS = 10_000_000;

    private static final int RESTARTS = 5;

    @Option(
            names = {"-k", "--components"},
            paramLabel = "N",
            description = "Number of clusters or components; a range such as 2..9, or auto (1..9), chooses by BIC. With"
                    + " --start labels, file: or model: that start decides.")
    private @Nullable String components;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description =
                    "gmm (Gaussian mixture, default), kmeans, a relative of k-means (kmedians, spherical, trimmed,"
                            + " fuzzy, bisecting) or another family of mixtures: see 'mixtura help methods'. select"
                            + " compares several, such as gmm,student.")
    private String method = "gmm";

    private @Nullable Method oneOfThem;

    @Option(
            names = "--covariance",
            paramLabel = "SHAPE",
            description = "Of Gaussian and Student-t components: full (default), tied, diag, spherical, or one of"
                    + " mclust's such as VEV; several, or all, to choose from by BIC. See 'mixtura help covariance'.")
    private @Nullable String covariance;

    @Option(
            names = "--start",
            paramLabel = "HOW",
            description =
                    "kmeans (default of mixtures; hc where sizes or shapes are compared), kmeans++ (default of"
                            + " k-means), 'kmeans||', hc, short-runs, rows, partition, labels, file:CENTRES, model:MODEL. See 'mixtura help starts'.")
    private @Nullable String start;

    private boolean selects;

    @Option(
            names = "--restarts",
            paramLabel = "N|auto",
            description =
                    "Independent starts, the best is kept: 5; 1 when the start is fixed, when sizes or shapes are"
                            + " compared, or when the data have over ten million cells. auto: search on from the best, see 'mixtura help starts'.")
    private @Nullable String restarts;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Candidates for each centre of k-means++ (default: 2 + log k, rounded down).")
    private @Nullable Integer trials;

    @Option(
            names = "--accelerate",
            paramLabel = "HOW",
            description = "Of mixtures: none (default) or squarem, which extrapolates every two steps of EM and never"
                    + " lowers the log-likelihood.")
    private @Nullable String acceleration;

    @Mixin
    @Section("Relatives of k-means")
    private RelativeOptions relatives = new RelativeOptions();

    @Mixin
    @Section("When a fit ends")
    private StoppingOptions stopping = new StoppingOptions();

    @Mixin
    @Section("Degenerate components")
    private DegeneracyOptions degeneracy = new DegeneracyOptions();

    @Mixin
    @Section("Variational Bayes")
    private BayesOptions bayes = new BayesOptions();

    @Mixin
    @Section("Outliers")
    private OutlierOptions outliers = new OutlierOptions();

    @Option(
            names = "--proportions",
            paramLabel = "WHAT",
            description = "Mixing proportions: learned (default) or uniform.")
    private @Nullable String proportions;

    @Option(
            names = "--smoothing",
            paramLabel = "A",
            description = "Pseudo-counts of the prior of families that have one (0: maximum likelihood).")
    private @Nullable Double smoothing;

    @Option(
            names = "--dof",
            paramLabel = "NU",
            description = "Degrees of freedom of Student-t components: estimate (default; each its own), common or a"
                    + " number.")
    private @Nullable String degreesOfFreedom;

    @Option(
            names = "--scale",
            paramLabel = "HOW",
            description =
                    "Columns: none (default), standard (mean 0, deviation 1) or robust (median 0, quartiles); rows: unit"
                            + " (length 1). Kept in the model.")
    private String scale = "none";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "0; 'random' draws one. Always printed. Same data, options and seed: same model.")
    private String seed = "0";

    /// Reads every option once, before any work: a mistyped one should not cost a long read.
    void check(String kernels) {
        components();
        relatives.check(method());
        covariance();
        degeneracy.check(method());
        bayes.prior(method());
        outliers.check(method());
        uniformProportions();
        acceleration();
        smoothing();
        degreesOfFreedom();
        stopping.check(method());
        trials();
        scale();
        checkScale();
        seed();
        restarts(false, 0);
        checkKernels(kernels);
    }

    private void checkKernels(String kernels) {
        boolean packed = kernels.equals("bf16") || kernels.equals("onednn");
        if (method().isMixture() && packed) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--kernels " + kernels + " is for k-means; mixtures are fitted in double")
                    .with("try", "--kernels blas   ·   --kernels simd");
        }
        if (method().isMixture() || kernels.equals("auto")) return;
        Variant variant = method().variant();
        if (variant != Variant.K_MEANS) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--kernels " + kernels + " is for mixtures and k-means; -m " + method().word()
                            + " chooses its own");
        }
        if (kernels.equals("blas")) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--kernels blas is for mixtures; k-means has no product that a BLAS does")
                    .with("try", "--kernels simd   ·   --kernels scalar");
        }
    }

    /// Number of components, or null when the start is to decide.
    @Nullable
    Integer components() {
        String text = components;
        return text == null ? null : Sizes.of(text).from();
    }

    /// The numbers of components to choose from; one number when there is no choice, null when the start
    /// decides.
    @Nullable
    Sizes sizes() {
        String text = components;
        return text == null ? null : Sizes.of(text);
    }

    /// These options of a choice, with sizes to choose from where none were given.
    FitOptions withSizes(Sizes sizes) {
        if (components == null) components = sizes.from() + ".." + sizes.to();
        selects = true;
        return this;
    }

    Method method() {
        List<Method> all = methods();
        if (all.size() == 1) return all.getFirst();
        if (oneOfThem != null) return oneOfThem;
        throw Failure.of(Trouble.CONFLICTING_OPTIONS, "-m names " + all.size() + " methods, and a fit has one")
                .with("try", "mixtura select DATA -m " + method + "   compares them");
    }

    /// All methods that are named, each once.
    List<Method> methods() {
        return Arrays.stream(method.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .distinct()
                .map(Method::ofWord)
                .toList();
    }

    /// The same options for one of the methods that are named.
    FitOptions of(Method one) {
        try {
            FitOptions copy = (FitOptions) clone();
            copy.oneOfThem = one;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the options can be cloned", e);
        }
    }

    /// The structure of covariances; of several to choose from, the first.
    Covariance covariance() {
        return covariances(List.of(Covariance.FULL)).getFirst();
    }

    /// The structures to choose from.
    ///
    /// @param otherwise  when none is named
    List<Covariance> covariances(List<Covariance> otherwise) {
        String words = covariance;
        if (words == null) return otherwise;
        only(FamilyOption.COVARIANCE, "--covariance");
        if (words.equalsIgnoreCase("all")) return List.of(Covariance.values());
        return CovarianceWords.parse(words);
    }

    /// Refuses structures that data of so many columns do not have.
    void checkCovariances(int dimension) {
        if (covariance != null) CovarianceWords.check(covariance, dimension);
    }

    /// Whether there are several sizes or shapes of Gaussian components to choose from, and where the fits begin is
    /// left open.
    boolean choosesFromOneStart() {
        Sizes sizes = sizes();
        boolean several = (sizes != null && sizes.isRange())
                || covariances(List.of(Covariance.FULL)).size() > 1;
        return (selects || several)
                && start == null
                && restarts == null
                && methods().stream().anyMatch(m -> m.takes(FamilyOption.COVARIANCE));
    }

    /// The start that was asked for.
    @Nullable
    String givenStart() {
        return start;
    }

    /// The start that was asked for, or the method's own.
    String start() {
        if (start != null) return start;
        return method().isMixture() ? "kmeans" : "kmeans++";
    }

    /// Whether to search on from where a start ends.
    boolean searchesOn() {
        return "auto".equals(restarts);
    }

    /// Starts to make.
    int restarts(boolean fixedStart, long cells) {
        String text = restarts;
        if (text == null || text.equals("auto")) return fixedStart || cells > CELLS_FOR_RESTARTS ? 1 : RESTARTS;
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) return fixedStart ? 1 : count;
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--restarts is '" + text + "'; it is a whole number or 'auto'")
                    .because(e);
        }
        throw Failure.of(Trouble.INVALID_VALUE, "--restarts is " + text + "; there must be at least one start");
    }

    /// Candidates for each centre of k-means++, 0 for the usual number.
    int trials() {
        if (trials == null) return 0;
        if (trials < 1)
            throw Failure.of(Trouble.INVALID_VALUE, "--trials is " + trials + "; there must be at least one candidate");
        return trials;
    }

    /// What single relatives of k-means have.
    RelativeOptions relatives() {
        return relatives;
    }

    /// When the fit ends.
    StoppingOptions stopping() {
        return stopping;
    }

    /// The priors of variational Bayes.
    BayesOptions bayes() {
        return bayes;
    }

    /// Rows that belong to no component.
    OutlierOptions outliers() {
        return outliers;
    }

    /// What keeps components from collapsing.
    DegeneracyOptions degeneracy() {
        return degeneracy;
    }

    boolean uniformProportions() {
        if (proportions == null) return false;
        if (!method().isMixture()) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS, "k-means has no proportions; leave out --proportions, or take -m gmm");
        }
        return Choice.of("--proportions", proportions, "learned", "uniform").equals("uniform");
    }

    Acceleration acceleration() {
        if (acceleration == null) return Acceleration.NONE;
        if (!method().isMixture()) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--accelerate is for mixtures; leave it out, or take -m gmm");
        }
        return Choice.of("--accelerate", acceleration, "none", "squarem").equals("squarem")
                ? Acceleration.SQUAREM
                : Acceleration.NONE;
    }

    double smoothing() {
        if (smoothing == null) return 0;
        only(FamilyOption.SMOOTHING, "--smoothing");
        if (!(smoothing >= 0) || smoothing.isInfinite()) {
            throw Failure.of(Trouble.INVALID_VALUE, "--smoothing is " + smoothing + "; it is 0 or a positive number");
        }
        return smoothing;
    }

    DegreesOfFreedom degreesOfFreedom() {
        if (degreesOfFreedom == null) return DegreesOfFreedom.estimated();
        only(FamilyOption.DEGREES_OF_FREEDOM, "--dof");
        try {
            return DegreesOfFreedom.parse(degreesOfFreedom);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--dof: " + e.getMessage()).because(e);
        }
    }

    /// What the model file says of them.
    void describeDegreesOfFreedom(Map<String, Object> words) {
        if (degreesOfFreedom != null) words.put("dof", degreesOfFreedom);
    }

    private void only(FamilyOption wanted, String option) {
        if (methods().stream().anyMatch(named -> named.takes(wanted))) return;
        throw Failure.of(
                Trouble.CONFLICTING_OPTIONS,
                option + " belongs to -m " + String.join(", ", Method.taking(wanted)) + ", not to -m "
                        + method().word());
    }

    String scale() {
        return Choice.of("--scale", scale, "none", "standard", "robust", "unit");
    }

    /// Refuses a scaling of columns that may be levels.
    private void checkScale() {
        if (method().columnKind() != ColumnKind.MIXED || scale().equals("none")) return;
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        "--scale " + scale() + " would scale columns of levels too; the fit does not depend on the"
                                + " units of numeric columns")
                .with("try", "leave --scale out");
    }

    long seed() {
        return RunOptions.seed(seed);
    }
}
