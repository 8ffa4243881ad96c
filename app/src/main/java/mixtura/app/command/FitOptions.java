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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What is fitted, and how.
final class FitOptions implements Cloneable {
    /// Cells (rows × columns) up to which several starts are made unless told otherwise.
    private static final long CELLS_FOR_RESTARTS = 10_000_000;

    private static final int RESTARTS = 5;

    private static final double TRIM = 0.05;

    private static final double FUZZIFIER = 2;

    /// Memberships never come to rest to the bit.
    private static final double FUZZY_TOLERANCE = 1e-10;

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
            names = "--fuzzifier",
            paramLabel = "M",
            description = "Exponent of the memberships of fuzzy, above 1 (2); nearer to 1 is more like kmeans.")
    private @Nullable Double fuzzifier;

    @Option(
            names = "--minibatch",
            paramLabel = "ROWS",
            description = "kmeans by batches of that many rows, such as 1024: quicker on many rows, a little worse."
                    + " Iterations are batches.")
    private @Nullable Integer miniBatch;

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

    @Option(names = "--max-iter", paramLabel = "N", description = "Iterations of a start at most (500).")
    private int maxIterations = 500;

    @Option(
            names = "--tol",
            paramLabel = "X",
            description =
                    "Mixtures: stop when the log-likelihood rises by no more than X per row (1e-6). k-means: relative"
                            + " fall of the distortion (0). 0: until nothing changes.")
    private @Nullable Double tolerance;

    @Option(
            names = "--accelerate",
            paramLabel = "HOW",
            description = "Of mixtures: none (default) or squarem, which extrapolates every two steps of EM and never"
                    + " lowers the log-likelihood.")
    private @Nullable String acceleration;

    @ArgGroup(validate = false, heading = "%nDegenerate components%n")
    private DegeneracyOptions degeneracy = new DegeneracyOptions();

    @ArgGroup(validate = false, heading = "%nVariational Bayes%n")
    private BayesOptions bayes = new BayesOptions();

    @ArgGroup(validate = false, heading = "%nOutliers%n")
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

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            description = "Stop after 30s, 10m or 2h, with the best model so far.")
    private @Nullable String timeLimit;

    @Option(
            names = "--require-convergence",
            description = "Exit with 5 if the fit did not converge. The model is written all the same.")
    private boolean requireConvergence;

    /// Reads every option once, before any work: a mistyped one should not cost a long read.
    void check(String kernels) {
        components();
        trim();
        fuzzifier();
        miniBatch();
        covariance();
        degeneracy.check(method());
        bayes.prior(method());
        outliers.check(method(), trim());
        uniformProportions();
        acceleration();
        smoothing();
        degreesOfFreedom();
        maxIterations();
        tolerance();
        trials();
        scale();
        checkScale();
        seed();
        timeLimitSeconds();
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
                .map(word -> Method.ofWord(word.strip()))
                .distinct()
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

    /// The share of the weight that is left out.
    double trim() {
        String text = outliers.trim();
        Variant variant = method().variant();
        if (text == null) return variant == Variant.TRIMMED ? TRIM : 0;
        if (!method().isMixture()
                && variant != Variant.TRIMMED
                && variant != Variant.K_MEDIANS
                && variant != Variant.SPHERICAL) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--trim belongs to mixtures, trimmed, kmedians and spherical, not to -m " + method().word())
                    .with("try", "-m trimmed   is k-means with rows left out");
        }
        try {
            boolean percent = text.endsWith("%");
            double share = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            if (percent) share /= 100;
            if (share >= 0 && share < 1) return share;
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--trim is '" + text + "'; it is a share such as 0.05 or 5%")
                    .because(e);
        }
        throw Failure.of(Trouble.INVALID_VALUE, "--trim is " + text + "; it is from 0 to below 1, such as 0.05");
    }

    /// The exponent of memberships, 1 for none.
    double fuzzifier() {
        boolean fuzzy = method().variant() == Variant.FUZZY;
        if (fuzzifier == null) return fuzzy ? FUZZIFIER : 1;
        if (!fuzzy) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS, "--fuzzifier belongs to -m fuzzy, not to -m " + method().word());
        }
        if (!(fuzzifier > 1) || fuzzifier.isInfinite()) {
            throw Failure.of(Trouble.INVALID_VALUE, "--fuzzifier is " + fuzzifier + "; it is above 1, such as 2");
        }
        return fuzzifier;
    }

    /// Rows in a batch, 0 for all rows at once.
    int miniBatch() {
        if (miniBatch == null) return 0;
        if (method().variant() != Variant.K_MEANS) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--minibatch belongs to -m kmeans, not to -m " + method().word())
                    .with("try", "-m kmeans --minibatch " + Math.max(1, miniBatch));
        }
        if (miniBatch < 1)
            throw Failure.of(Trouble.INVALID_VALUE, "--minibatch is " + miniBatch + "; a batch has at least one row")
                    .with("try", "--minibatch 1024");
        return miniBatch;
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

    int maxIterations() {
        if (maxIterations < 0)
            throw Failure.of(Trouble.INVALID_VALUE, "--max-iter is " + maxIterations + "; it is 0 or more");
        return maxIterations;
    }

    double tolerance() {
        if (tolerance == null) {
            if (method().isMixture()) return 1e-6;
            return method().variant() == Variant.FUZZY ? FUZZY_TOLERANCE : 0;
        }
        if (!(tolerance >= 0))
            throw Failure.of(Trouble.INVALID_VALUE, "--tol is " + tolerance + "; it is 0 or a positive number");
        return tolerance;
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

    /// Seconds that a fit may take, infinite without a limit.
    double timeLimitSeconds() {
        return timeLimit == null ? Double.POSITIVE_INFINITY : Durations.seconds("--time-limit", timeLimit);
    }

    boolean requireConvergence() {
        return requireConvergence;
    }
}
