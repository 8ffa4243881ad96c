package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Scaling;
import mixtura.app.model.ModelStore;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.PlotOptions;
import mixtura.data.Execution;
import mixtura.evaluate.ChooseComponents;
import mixtura.evaluate.ClusterCriterion;
import mixtura.evaluate.ClusterSelection;
import mixtura.evaluate.Criterion;
import mixtura.evaluate.Selection;
import mixtura.mixture.Covariance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura select DATA -k 1..9`: which size and shape.
@Command(
        name = "select",
        header = "Choose the number of components or clusters, and their shape",
        footer = {
            "mixtura select faithful.csv                                     k 1 to 9, all 14 shapes, by BIC",
            "mixtura select my.csv -k 2..6 --covariance VEV,diag --criterion icl",
            "mixtura select my.csv --criterion cv --budget 2m                rows that the fit has not seen",
            "mixtura select my.csv -m gmm,student                            are the tails heavy? families side by side",
            "mixtura select answers.csv -m bernoulli -k 1..5                 latent classes",
            "mixtura select my.csv -m kmeans                                 k of k-means, by the silhouette",
            "mixtura select my.csv -m kmeans --criterion gap --plot gap.svg  could there be no clusters at all?",
            "mixtura select my.csv --plot bic.svg                            a picture of the table"
        },
        description = {
            "Fits every size and shape, prints how far each is above the best, and writes the best to DATA's name with"
                    + " .model.json in the current folder, or to -o FILE. A fit of which a component rests on too few"
                    + " rows, or has almost no extent, is never chosen. What cannot be the best is stopped early (<: at"
                    + " most so far above it), and of many rows fitted to a sample alone and estimated (~)."
        })
final class SelectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DATA", description = "A table, as for fit.")
    private @Nullable String data;

    @Option(
            names = "--criterion",
            paramLabel = "NAME",
            description = "Of mixtures bic (default), icl, aic, or cv: the log-likelihood of unseen rows, over five"
                    + " folds. Of k-means and its relatives silhouette (default), gap, elbow, ch or db: see"
                    + " 'mixtura help criteria'.")
    private @Nullable String criterion;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Time for all fits together, such as 30s or 2m; what it leaves no room for is not tried.")
    private @Nullable String budget;

    @Option(names = "--plot", paramLabel = "FILE", description = "The table as a picture, .svg or .png.")
    private @Nullable String plotName;

    @Mixin
    @Section(value = "Identity", order = 6)
    private AlignOptions aligning = new AlignOptions();

    @Mixin
    @Section(value = "Gap statistic", order = 5)
    private GapOptions gap = new GapOptions();

    @Mixin
    @Section(value = "Model", order = 1)
    private FitOptions fitting = new FitOptions();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 3)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 4)
    private OutputOptions output = new OutputOptions();

    SelectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        if (data == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "select needs data")
                    .with("example", "mixtura select my.csv -k 1..9");
        }
        List<FitOptions> families = fitting.methods().stream().map(fitting::of).toList();
        for (FitOptions family : families) family.check(running.kernels());
        checkComparable(fitting.methods());
        aligning.check(session, false);
        Sizes given = fitting.sizes();
        Sizes sizes = given == null ? Sizes.AUTO : given;
        boolean mixture = fitting.methods().getFirst().isMixture();
        Criterion by = mixture ? mixtureCriterion() : Criterion.BIC;
        ClusterCriterion clusterBy = mixture
                ? ClusterCriterion.SILHOUETTE
                : ClusterChoosing.criterion(criterion == null ? "silhouette" : criterion);
        gap.check(!mixture && clusterBy == ClusterCriterion.GAP);
        Choosing choosing = new Choosing(sizes, fitting.covariances(List.of(Covariance.values())), by, seconds());
        ClusterChoosing clusters = new ClusterChoosing(sizes, clusterBy, gap, seconds());
        String wanted = output.given();
        String modelName = wanted == null ? Outputs.stem(data) + ".model.json" : wanted;
        OutputFile modelFile = output.file(session, modelName);
        OutputFile plotFile = plotName == null ? null : output.file(session, plotName);
        Drawing.Format format = plotName == null ? Drawing.Format.SVG : format(plotName);
        List<FitTask> tasks = tasks(data, sizes, families);
        FitTask task = tasks.getFirst();
        Console console = session.console();
        FitSummary.read(console, task.table());
        Chosen choice = mixture ? choose(choosing, tasks, console) : choose(clusters, task, console);
        choice.words().put("data", Outputs.fileName(task.table().name()));
        choice.words().put("rowCount", task.rows().rowCount());
        choice.words()
                .put("method", fitting.methods().stream().map(Method::word).collect(Collectors.joining(",")));
        if (plotFile != null) {
            Drawing drawing = SelectionPicture.draw(SavedTable.of(data, choice.words()), PlotOptions.defaults());
            plotFile.write(stream -> drawing.write(stream, format));
        }
        FitSummary summary = aligning.apply(choice.best());
        summary.print(console);
        ModelStore.writeOrRescue(
                ModelStore.describe(summary.fit(), summary.task().provenance(summary.criteria())), modelFile);
        console.say("wrote", plotFile == null ? modelName : modelName + "  " + plotFile.name());
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-select/1");
            json.put("version", Version.text());
            json.putAll(choice.words());
            json.putAll(summary.identity());
            json.put("seed", task.seed());
            json.put("seconds", (System.nanoTime() - began) / 1e9);
            json.put("warnings", summary.warnings());
            json.put("model", modelName);
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    /// What was chosen, and what is said of it.
    ///
    /// @param words  for `--json`
    private record Chosen(FitSummary best, Map<String, Object> words) {}

    /// One task a family, all with the same rows.
    private List<FitTask> tasks(String dataName, Sizes sizes, List<FitOptions> families) {
        Dataset table =
                reading.read(session, dataName, families.getFirst().method().columnKind());
        List<FitTask> tasks = new ArrayList<>();
        for (FitOptions family : families) {
            FitTask task = new FitTask(
                    session,
                    family.withSizes(sizes),
                    new KnownOptions(),
                    reading.preparation(),
                    Scaling.of(family.scale()),
                    table,
                    Execution.of(running.threads(session)),
                    running.kernels());
            task.check();
            tasks.add(task);
        }
        return tasks;
    }

    private static void checkComparable(List<Method> methods) {
        if (methods.size() == 1) return;
        for (Method method : methods) {
            if (method.isMixture()) continue;
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            method.title() + " has no likelihood that could be compared with that of a mixture")
                    .with("try", "mixtura select DATA -m " + method.word());
        }
        try {
            ChooseComponents.of(1, 1)
                    .families(methods.stream()
                            .map(method -> Objects.requireNonNull(method.family()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, String.valueOf(e.getMessage()))
                    .with("try", "-m gmm,student,lognormal,gamma,exponential   are all of one kind")
                    .because(e);
        }
    }

    private static Chosen choose(Choosing choosing, List<FitTask> families, Console console) {
        Selection selection = choosing.run(families, console);
        Choosing.print(selection, console);
        FitTask first = families.getFirst();
        Selection.Entry best = Choosing.best(selection, first);
        FitTask task = families.stream()
                .filter(one -> one.method().word().equals(best.family()))
                .findFirst()
                .orElse(first);
        FitTask chosen = task.chosen(best.k(), Choosing.shape(best));
        return new Chosen(
                FitSummary.of(chosen, best.fit().orElseThrow(), false, false),
                words(
                        selection.criterion().word(),
                        Choosing.words(best),
                        Choosing.words(selection),
                        selection.reason()));
    }

    private static Chosen choose(ClusterChoosing choosing, FitTask task, Console console) {
        ClusterSelection selection = choosing.run(task, console);
        ClusterChoosing.print(selection, console);
        ClusterSelection.Entry best = ClusterChoosing.best(selection, task);
        FitTask chosen = task.chosen(best.k(), Covariance.FULL);
        Map<String, Object> words = words(
                selection.criterion().word(),
                ClusterChoosing.words(best, selection, task),
                ClusterChoosing.words(selection, task),
                selection.reason());
        if (selection.references() > 0) words.put("references", selection.references());
        return new Chosen(FitSummary.of(chosen, best.fit().orElseThrow(), false, false), words);
    }

    private static Map<String, Object> words(
            String criterion, Map<String, Object> best, List<Map<String, Object>> table, String reason) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("criterion", criterion);
        words.put("best", best);
        words.put("table", table);
        words.put("reason", reason);
        return words;
    }

    private double seconds() {
        return budget == null ? fitting.stopping().timeLimitSeconds() : Durations.seconds("--budget", budget);
    }

    private Criterion mixtureCriterion() {
        if (criterion == null) return Criterion.BIC;
        Choice.of("--criterion", criterion, "bic", "icl", "aic", "cv");
        for (Criterion candidate : Criterion.values()) if (candidate.word().equals(criterion)) return candidate;
        throw new IllegalStateException(criterion);
    }

    private static Drawing.Format format(String out) {
        try {
            return Drawing.Format.of(out);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }
}
