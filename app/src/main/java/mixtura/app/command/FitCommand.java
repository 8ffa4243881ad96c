package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mixtura.Fit;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Interruption;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Scaling;
import mixtura.app.model.ModelStore;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.evaluate.ClusterCriterion;
import mixtura.evaluate.ClusterSelection;
import mixtura.evaluate.Selection;
import mixtura.mixture.Covariance;
import mixtura.save.SavedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura fit DATA -k N`: from a table to a model file.
@Command(
        name = "fit",
        header = "Fit a mixture model or k-means to a table",
        footer = {
            "mixtura fit faithful.csv -k 2                                  a Gaussian mixture, full covariances",
            "mixtura fit iris.csv -k 3 --label Species                      the label column is kept out of the fit",
            "mixtura fit images.npy -k 10 -m kmeans --restarts 10           k-means, the best of ten starts",
            "mixtura fit train-images-idx3-ubyte.gz -m kmeans --start labels --labels train-labels-idx1-ubyte.gz",
            "mixtura fit messy.csv -k 4 -m trimmed --trim 5%                k-means without the farthest rows",
            "mixtura fit answers.csv -k 4 -m bernoulli                      columns of 0 and 1",
            "mixtura fit my.csv -k auto                                     chooses k by BIC; see also select",
            "mixtura fit my.csv -k 5 --covariance diag --seed random -o five.json"
        },
        description = {
            "Writes the model to DATA's name with .model.json in the current folder, or to -o FILE.",
            "Clusters are numbered from 1 in tables and text; arrays in files begin with the first cluster."
        })
final class FitCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Mixin
    @Section(value = "Model", order = 1)
    private FitOptions fitting = new FitOptions();

    @Mixin
    @Section(value = "Known beforehand", order = 2)
    private KnownOptions knowing = new KnownOptions();

    @Mixin
    @Section(value = "Data", order = 3)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 4)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Identity", order = 6)
    private AlignOptions aligning = new AlignOptions();

    @Mixin
    @Section(value = "Output", order = 5)
    private FitOutputOptions output = new FitOutputOptions();

    FitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        if (data == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "fit needs data").with("example", "mixtura fit my.csv -k 3");
        }
        fitting.check(running.kernels());
        knowing.check(fitting);
        aligning.check(session, knowing.clamp());
        Console console = session.console();
        Outputs outputs = claim(data);
        Dataset table = reading.read(session, data, fitting.method().columnKind());
        Execution execution = Execution.of(running.threads(session));
        Scaling scaling = Scaling.of(fitting.scale());
        FitTask task = new FitTask(
                session, fitting, knowing, reading.preparation(), scaling, table, execution, running.kernels());
        ColumnSummary summary = task.check();
        FitSummary.read(console, table);
        knowing.hint(console, table);
        FitHints.give(console, fitting.method(), task.rows(), summary, task.k());
        task.unitsDecide().ifPresent(what -> FitHints.giveForUnits(console, task.rows(), summary, what));
        task.missingHint().ifPresent(console::hint);

        Choosing choosing = Choosing.ofFit(fitting);
        if (choosing.isNeeded()) {
            FitSummary result = aligning.apply(choose(choosing, task, console));
            result.print(console);
            FitTask chosen = result.task();
            outputs.write(
                    console,
                    ModelStore.describe(result.fit(), chosen.provenance(result.criteria())),
                    List.of(),
                    chosen);
            console.flush();
            result.finish(
                    console,
                    outputs.modelName(),
                    data,
                    reading.asTyped(table.named()),
                    (System.nanoTime() - began) / 1e9);
            return ExitCode.DONE;
        }
        session.interruption().setHoldsResult(true);
        List<String> traceLines = new ArrayList<>();
        FitProgress progress = new FitProgress(
                console,
                fitting.method().isMixture(),
                fitting.stopping().timeLimitSeconds(),
                output.trace() == null ? line -> {} : traceLines::add);
        Fit<?> fit = task.run(progress);
        boolean interrupted = Thread.interrupted() || (fit.certificate().interrupted() && !progress.isTimeUp());

        progress.finish();
        FitSummary result =
                Interruption.complete(() -> aligning.apply(FitSummary.of(task, fit, progress.isTimeUp(), interrupted)));
        result.print(console);
        ModelStore.Provenance provenance = task.provenance(result.criteria());
        SavedModel model = Interruption.complete(() -> ModelStore.describe(result.fit(), provenance));
        outputs.write(console, model, traceLines, task);
        console.flush();
        result.finish(
                console, outputs.modelName(), data, reading.asTyped(table.named()), (System.nanoTime() - began) / 1e9);
        if (interrupted) return ExitCode.INTERRUPTED;
        if (fitting.stopping().requireConvergence() && !fit.converged()) {
            throw Failure.of(Trouble.NOT_CONVERGED, "the fit did not converge in " + fit.iterations() + " iterations")
                    .with(
                            "try",
                            "--max-iter " + 4L * Math.max(1, fit.iterations()) + "   or   --start model:"
                                    + outputs.modelName())
                    .with("kept", outputs.modelName());
        }
        return ExitCode.DONE;
    }

    /// The best of several sizes and shapes: of mixtures by BIC, of k-means by the silhouette.
    private static FitSummary choose(Choosing choosing, FitTask task, Console console) {
        if (task.method().isMixture()) {
            Selection selection = choosing.run(List.of(task), console);
            Choosing.print(selection, console);
            Selection.Entry best = Choosing.best(selection, task);
            return FitSummary.of(
                    task.chosen(best.k(), Choosing.shape(best)), best.fit().orElseThrow(), false, false);
        }
        ClusterChoosing clusters = new ClusterChoosing(
                choosing.sizes(), ClusterCriterion.SILHOUETTE, new GapOptions(), choosing.seconds());
        ClusterSelection selection = clusters.run(task, console);
        ClusterChoosing.print(selection, console);
        ClusterSelection.Entry best = ClusterChoosing.best(selection, task);
        return FitSummary.of(task.chosen(best.k(), Covariance.FULL), best.fit().orElseThrow(), false, false);
    }

    /// Every file that will be written is claimed before any work is done.
    private Outputs claim(String dataName) {
        String modelName = output.given() == null ? Outputs.stem(dataName) + ".model.json" : output.given();
        OutputFile modelFile = null;
        if (modelName.equals(OutputOptions.STANDARD_OUTPUT)) {
            if (session.console().isJson()) {
                throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--json and -o - both want standard output")
                        .with("try", "-o FILE");
            }
            session.console().keepStandardOutputForData();
        } else {
            modelFile = output.file(session, modelName);
        }
        return new Outputs(modelName, modelFile, output.trace(session), output.assignments(session));
    }
}
