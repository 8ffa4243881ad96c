package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Preparation;
import mixtura.app.dataset.RowCheck;
import mixtura.app.dataset.Scaling;
import mixtura.app.model.ModelStore;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.kmeans.Variant;
import mixtura.mixture.CollapsedException;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.families.Families;
import mixtura.mixture.mixed.MixedFamily;
import org.jspecify.annotations.Nullable;

/// One fit: options and data become the library's options and rows, and the library's refusals become
/// failures.
final class FitTask {
    private final String command;
    private final FitOptions options;
    private final Dataset table;
    private final Execution execution;
    private final String kernels;
    private final @Nullable Labels classes;
    private final Frozen frozen;
    private final StartChoice start;
    private final long seed;
    private final MissingCells missing;
    private final String missingText;
    private final ColumnSummary summary;
    private final Preparation preparation;
    private final Rows rows;
    private final Outliers outliers;
    private final Covariance covariance;
    private final int k;

    FitTask(
            Session session,
            FitOptions options,
            KnownOptions knowing,
            Preparation fileUnits,
            Scaling scaling,
            Dataset table,
            Execution execution,
            String kernels) {
        this.command = session.command();
        this.options = options;
        this.table = table;
        this.execution = execution;
        this.kernels = kernels;
        seed = options.seed();
        Rows inUnits = fileUnits.apply(table.rows());
        MissingCells missing = MissingCells.of(fileUnits.missing(), options.method());
        ColumnSummary unscaled = missing.check(inUnits, table, options.method(), execution);
        Preparation treated = missing.prepare(fileUnits, unscaled);
        preparation = scaling.extend(treated, inUnits, unscaled).withLevels(table.levels());
        rows = preparation.apply(table.rows());
        summary = treated.fill() == null && scaling == Scaling.NONE ? unscaled : ColumnSummary.of(rows, execution);
        this.missing = missing;
        this.missingText = fileUnits.missing();
        classes = knowing.classes(table);
        frozen = knowing.frozen();
        options.checkCovariances(rows.dimension());
        start = start(session);
        outliers = method().isMixture()
                ? options.outliers().outliers(session, options.outliers().trim(method()), rows.rowCount())
                : Outliers.none();
        covariance = options.covariance();
        k = decideK();
    }

    /// The same with the size and shape that were chosen.
    private FitTask(FitTask other, int k, Covariance covariance) {
        command = other.command;
        options = other.options;
        table = other.table;
        execution = other.execution;
        kernels = other.kernels;
        classes = other.classes;
        frozen = other.frozen;
        start = other.start;
        seed = other.seed;
        missing = other.missing;
        missingText = other.missingText;
        summary = other.summary;
        preparation = other.preparation;
        rows = other.rows;
        outliers = other.outliers;
        this.k = k;
        this.covariance = covariance;
    }

    /// The task of fitting what a selection chose.
    FitTask chosen(int size, Covariance shape) {
        return new FitTask(this, size, shape);
    }

    private StartChoice start(Session session) {
        if (options.givenStart() == null && classes != null) return StartChoice.OF_CLASSES;
        if (options.givenStart() == null && options.searchesOn() && method().isMixture()) return StartChoice.VARIED;
        if (options.choosesFromOneStart()) return StartChoice.AGGLOMERATED;
        return StartChoice.of(session, options.start(), options.method(), table, preparation, rows.dimension());
    }

    private int decideK() {
        Integer asked = options.components();
        if (classes != null) return decideK(asked, classes.levels().size());
        if (asked == null && start.k() > 0) return start.k();
        if (asked == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "fit needs the number of components")
                    .with("example", "mixtura fit " + table.name() + " -k 3");
        }
        if (start.k() > 0 && start.k() != asked) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "-k is " + asked + ", but " + start.description() + " has " + start.k()
                                    + startBeyond(asked))
                    .with("try", "-k " + start.k() + "   or leave -k out");
        }
        return asked;
    }

    /// With known classes there can be more components than classes, but not fewer.
    private int decideK(@Nullable Integer asked, int classCount) {
        int least = Math.max(classCount, start.k());
        if (asked == null) return least;
        if (asked >= classCount && (start.k() == 0 || options.start().equals("labels") || asked == start.k())) {
            return asked;
        }
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        "-k is " + asked + ", but "
                                + (asked < classCount
                                        ? "there are " + classCount + " classes: "
                                                + classBeyond(Objects.requireNonNull(classes), asked)
                                        : start.description() + " has " + start.k()))
                .with("try", "-k " + least + "   or leave -k out");
    }

    /// The same of a start from labels; empty where the start has fewer places than were asked for.
    private String startBeyond(int asked) {
        Dataset.Classes labels = start.labels();
        return labels == null || start.k() <= asked ? "" : ": " + classBeyond(labels.labels(), asked);
    }

    /// The first row whose class finds no component left, and that class.
    private String classBeyond(Labels known, int asked) {
        int row = 0;
        while (known.code(row) < asked) row++;
        Dataset.Classes column = table.classes();
        String place = column == null ? "" : ", column '" + column.name() + "'";
        return "row " + (row + 1) + place + " is of '" + known.levels().get(known.code(row)) + "', class "
                + (known.code(row) + 1) + " in sorted order";
    }

    /// Refuses what no fit can use, with the columns' summary for hints.
    ColumnSummary check() {
        if (k > summary.positiveRows()) {
            throw Failure.of(
                            Trouble.TOO_FEW_ROWS,
                            "k is " + k + ", but there " + (summary.positiveRows() == 1 ? "is only " : "are only ")
                                    + Numbers.count(summary.positiveRows(), "row") + " of positive weight")
                    .with("file", table.name())
                    .with("try", "-k " + Math.max(1, summary.positiveRows() / 10));
        }
        return summary;
    }

    /// What is fitted, with the table's own types of columns; null for k-means and its relatives.
    @Nullable
    Family<?, ?> family() {
        return method().family() instanceof MixedFamily mixed ? mixed.withKinds(table.kinds()) : method().family();
    }

    Fit<?> run(Progress progress) {
        try {
            Family<?, ?> family = family();
            return family == null
                    ? KMeans.fit(rows, kMeansOptions(), progress)
                    : Families.fit(rows, family, mixtureOptions(), progress);
        } catch (DataException e) {
            throw RowCheck.failure(e, table.name());
        } catch (CollapsedException e) {
            throw Failure.of(Trouble.COLLAPSED, String.valueOf(e.getMessage()))
                    .with("file", table.name())
                    .with(
                            "try",
                            "--ridge 1e-4   ·   --eigenvalue-ratio 100   ·   --prior   ·   -k " + Math.max(1, k - 1))
                    .because(e);
        } catch (ArithmeticException e) {
            throw Failure.of(Trouble.NUMERICAL, String.valueOf(e.getMessage()))
                    .with("file", table.name())
                    .with("try", "--scale standard   ·   --ridge 1e-4r   ·   -k " + Math.max(1, k - 1))
                    .because(e);
        } catch (IllegalArgumentException e) {
            throw RowCheck.failure(e, table.name());
        }
    }

    /// The options of k-means or a relative.
    KMeansOptions kMeansOptions() {
        Variant variant = method().variant();
        return KMeansOptions.of(k)
                .withMissing(missing.forKMeans(missingText))
                .withGeometry(variant == null ? Geometry.EUCLIDEAN : variant.geometry())
                .withTrim(options.outliers().trim(method()))
                .withFuzzifier(options.relatives().fuzzifier(method()))
                .withMiniBatch(options.relatives().miniBatch(method()))
                .withBisecting(variant == Variant.BISECTING)
                .withStart(start.seeding(options.trials()))
                .withRestarts(restarts())
                .withBreathing(options.searchesOn())
                .withMaxIterations(options.stopping().maxIterations())
                .withTolerance(options.stopping().tolerance(method()))
                .withSeed(seed)
                .withKernels(kernels)
                .withThreads(execution.threads());
    }

    /// The options of a mixture.
    MixtureOptions mixtureOptions() {
        MixtureOptions known =
                classes == null ? MixtureOptions.of(k) : MixtureOptions.of(k).withKnown(classes);
        return options.degeneracy()
                .apply(known, method())
                .withVariationalPrior(options.bayes().prior(method()))
                .withOutliers(outliers)
                .withFrozen(frozen)
                .withCovariance(covariance)
                .withSmoothing(options.smoothing())
                .withDegreesOfFreedom(options.degreesOfFreedom())
                .withUniformProportions(options.uniformProportions())
                .withAcceleration(options.acceleration())
                .withStart(start.mixtureStart())
                .withRestarts(restarts())
                .withSplitAndMerge(options.searchesOn())
                .withMaxIterations(options.stopping().maxIterations())
                .withTolerance(options.stopping().tolerance(method()))
                .withSeed(seed)
                .withThreads(execution.threads())
                .withKernels(kernels)
                .withMissing(missing.forMixture());
    }

    private int restarts() {
        boolean fixed =
                start.isFixed() || (classes != null && k == classes.levels().size());
        if (options.searchesOn()
                && method().variant() == Variant.K_MEANS
                && options.relatives().miniBatch(method()) == 0) return 1;
        return options.restarts(fixed, rows.rowCount() * rows.dimension());
    }

    /// What the model file says about where the model comes from.
    ModelStore.Provenance provenance(@Nullable InformationCriteria criteria) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("command", command);
        words.put("data", table.name());
        words.put("method", method().word());
        words.put("k", k);
        if (!covarianceWord().isEmpty()) words.put("covariance", covarianceWord());
        if (options.smoothing() > 0 && method().takes(FamilyOption.SMOOTHING))
            words.put("smoothing", options.smoothing());
        if (method().takes(FamilyOption.DEGREES_OF_FREEDOM)) options.describeDegreesOfFreedom(words);
        options.degeneracy().describe(words);
        if (options.uniformProportions()) words.put("proportions", "uniform");
        options.outliers().describe(words);
        options.bayes().describe(words);
        words.put("start", start.word());
        if (classes != null) words.put("clamp", true);
        if (!frozen.isNone()) words.put("freeze", frozen.words());
        if (options.outliers().trim(method()) > 0)
            words.put("trim", options.outliers().trim(method()));
        if (options.relatives().miniBatch(method()) > 0)
            words.put("minibatch", options.relatives().miniBatch(method()));
        words.put("restarts", options.searchesOn() ? "auto" : restarts());
        words.put("tol", options.stopping().tolerance(method()));
        words.put("maxIter", options.stopping().maxIterations());
        if (missing != MissingCells.ERROR) words.put("missing", missingText);
        words.put("threads", execution.threads());
        words.put("kernels", kernels);
        return new ModelStore.Provenance(
                table.rows(), summary.totalWeight(), execution, criteria, preparation, seed, words);
    }

    /// Classes that rows stay with, or null.
    @Nullable
    Labels classes() {
        return classes;
    }

    Method method() {
        return options.method();
    }

    /// The structure of covariances, empty for methods that have none.
    String covarianceWord() {
        return method().takes(FamilyOption.COVARIANCE) ? covariance.word() : "";
    }

    /// What the column that is spread most decides besides the clusters, in words that follow "it"; empty where units
    /// do not matter.
    Optional<String> unitsDecide() {
        if (!method().takes(FamilyOption.EIGENVALUE_RATIO)) return Optional.empty();
        MixtureOptions known = mixtureOptions();
        if (known.eigenvalueRatio() < Double.POSITIVE_INFINITY && !covariance.isTheSameInAllUnits()) {
            return Optional.of("decides what the eigenvalue ratio means for " + covariance.word() + " covariances");
        }
        if (known.prior() != null && covariance.orientation() == Covariance.Aspect.IDENTITY) {
            return Optional.of("decides the scale of the prior, which is one for the variances of all columns");
        }
        return Optional.empty();
    }

    int k() {
        return k;
    }

    /// Σ w.
    double totalWeight() {
        return summary.totalWeight();
    }

    long seed() {
        return seed;
    }

    /// What is worth a line about the treatment of missing cells.
    Optional<String> missingHint() {
        return missing.hint(summary);
    }

    /// The rows as the model sees them.
    Rows rows() {
        return rows;
    }

    Dataset table() {
        return table;
    }

    Preparation preparation() {
        return preparation;
    }

    Execution execution() {
        return execution;
    }
}
