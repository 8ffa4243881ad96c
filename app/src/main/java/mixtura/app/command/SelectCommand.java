package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import mixtura.app.plot.BicPlot;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.PlotOptions;
import mixtura.data.Execution;
import mixtura.evaluate.Criterion;
import mixtura.evaluate.Selection;
import mixtura.mixture.Covariance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura select DATA -k 1..9`: which size and shape.
@Command(
        name = "select",
        header = "Choose the number of components and their shape",
        footer = {
            "mixtura select faithful.csv                                     k 1 to 9, every shape, by BIC",
            "mixtura select my.csv -k 2..6 --covariance full,diag --criterion icl",
            "mixtura select my.csv --criterion cv --budget 2m                rows that the fit has not seen",
            "mixtura select answers.csv -m bernoulli -k 1..5                 latent classes",
            "mixtura select my.csv --plot bic.svg                            a picture of the table"
        },
        description = {
            "Fits every size and shape, prints how far each is above the best, and writes the best to DATA's name with"
                    + " .model.json in the current folder, or to -o FILE. A fit of which a component rests on too few"
                    + " rows, or has almost no extent, is never chosen."
        })
final class SelectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DATA", description = "A table, as for fit.")
    private @Nullable String data;

    @Option(
            names = "--criterion",
            paramLabel = "NAME",
            description = "bic (default), icl, aic, or cv: the log-likelihood of unseen rows, over five folds.")
    private String criterion = "bic";

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Time for all fits together, such as 30s or 2m; what it leaves no room for is not tried.")
    private @Nullable String budget;

    @Option(names = "--plot", paramLabel = "FILE", description = "The table as a picture, .svg or .png.")
    private @Nullable String plotName;

    @ArgGroup(validate = false, heading = "%nModel%n", order = 1)
    private FitOptions fitting = new FitOptions();

    @ArgGroup(validate = false, heading = "%nData%n", order = 2)
    private DataOptions reading = new DataOptions();

    @ArgGroup(validate = false, heading = "%nRun%n", order = 3)
    private RunOptions running = new RunOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 4)
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
        fitting.check(running.kernels());
        Choosing choosing = choosing();
        Console console = session.console();
        String given = output.given();
        String modelName = given == null ? Outputs.stem(data) + ".model.json" : given;
        OutputFile modelFile = output.file(session, modelName);
        OutputFile plotFile = plotName == null ? null : output.file(session, plotName);
        Drawing.Format format = plotName == null ? Drawing.Format.SVG : format(plotName);
        Dataset table = reading.read(session, data, fitting.method().columnKind());
        FitTask task = new FitTask(
                session,
                fitting.withSizes(choosing.sizes()),
                new KnownOptions(),
                reading.preparation(),
                Scaling.of(fitting.scale()),
                table,
                Execution.of(running.threads(session)),
                running.kernels());
        task.check();
        FitSummary.read(console, table);
        Selection selection = choosing.run(task, console);
        Choosing.print(selection, console);
        if (plotFile != null) {
            Drawing drawing = draw(selection, task);
            plotFile.write(stream -> drawing.write(stream, format));
        }
        Selection.Entry best = Choosing.best(selection, task);
        FitTask chosen = task.chosen(best.k(), Choosing.shape(best));
        FitSummary summary = FitSummary.of(chosen, best.fit().orElseThrow(), false, false);
        summary.print(console);
        ModelStore.writeOrRescue(ModelStore.describe(summary.fit(), chosen.provenance(summary.criteria())), modelFile);
        console.say("wrote", plotFile == null ? modelName : modelName + "  " + plotFile.name());
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-select/1");
            json.put("version", Version.text());
            json.put("criterion", selection.criterion().word());
            json.put("best", Choosing.words(best));
            json.put("table", Choosing.words(selection));
            json.put("reason", selection.reason());
            json.put("seed", task.seed());
            json.put("seconds", (System.nanoTime() - began) / 1e9);
            json.put("warnings", summary.warnings());
            json.put("model", modelName);
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private Choosing choosing() {
        String word = Choice.of("--criterion", criterion, "bic", "icl", "aic", "cv");
        Criterion by = Criterion.BIC;
        for (Criterion candidate : Criterion.values()) if (candidate.word().equals(word)) by = candidate;
        Sizes sizes = fitting.sizes();
        return new Choosing(
                sizes == null ? Sizes.AUTO : sizes,
                fitting.covariances(List.of(Covariance.values())),
                by,
                budget == null ? fitting.timeLimitSeconds() : Durations.seconds("--budget", budget));
    }

    private static Drawing.Format format(String out) {
        try {
            return Drawing.Format.of(out);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static Drawing draw(Selection selection, FitTask task) {
        List<BicPlot.Entry> entries = selection.table().stream()
                .map(entry -> new BicPlot.Entry(entry.structure(), entry.k(), entry.value(), !entry.isEligible()))
                .toList();
        Caption caption = new Caption(
                Outputs.fileName(task.table().name()),
                task.rows().rowCount(),
                task.method().title(),
                0,
                "",
                Double.NaN);
        return BicPlot.draw(entries, selection.criterion().title(), caption, PlotOptions.defaults());
    }
}
