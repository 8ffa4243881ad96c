package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.Fit;
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
import mixtura.app.dataset.RowCheck;
import mixtura.app.model.DetectorStore;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.ood.OodDetector;
import mixtura.save.SavedDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura ood fit FEATURES`: a detector of strangers.
@Command(
        name = "fit",
        header = "Fit a detector of strangers to features",
        footer = {
            "mixtura ood fit train.npy --labels train-labels-idx1-ubyte.gz -o digits.ood.json",
            "mixtura ood fit train.csv -k 1..20 --held-out more.csv --false-alarms 1%",
            "mixtura ood fit train.csv --label class --detector mahalanobis"
        },
        description = {
            "FEATURES are rows that are familiar, not those that the detector will be judged by. Without --held-out a"
                    + " sixth of the rows is withheld for the threshold."
        })
final class OodFitCommand implements Callable<Integer> {
    private static final int WITHHELD = 6;

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FEATURES", description = "CSV, NPY or any other table.")
    private @Nullable String data;

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Features of familiar rows that neither the network nor the fit has seen, for the threshold.")
    private @Nullable String heldOut;

    @Option(names = "--no-threshold", description = "Fit to all rows, set no threshold.")
    private boolean withoutThreshold;

    @Option(names = "--seed", paramLabel = "N", description = "Of starts, and of the rows withheld (0).")
    private String seed = "0";

    @Mixin
    @Section(value = "Detector", order = 1)
    private DetectorOptions choice = new DetectorOptions();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 3)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 4)
    private OutputOptions output = new OutputOptions();

    OodFitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = data;
        if (name == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "ood fit needs features")
                    .with("example", "mixtura ood fit features.npy --labels labels.npy");
        }
        if (withoutThreshold && heldOut != null) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--no-threshold has no use for --held-out");
        }
        choice.kind();
        choice.falseAlarmRate();
        String out = output.given() == null ? Outputs.stem(name) + ".ood.json" : output.given();
        OutputFile file = output.file(session, out);
        Console console = session.console();
        long drawn = RunOptions.seed(seed);
        Dataset table = reading.read(session, name, ColumnKind.NUMERIC);
        FitSummary.read(console, table);
        Rows all = reading.preparation().apply(table.rows());
        // before any are withheld: later, rows have other numbers than in the file
        RowCheck.complete(all, table, "", Execution.of(running.threads(session)));
        Labels labels = table.classes() == null ? null : table.classes().labels();
        Rows learned = all;
        Rows withheld = null;
        if (heldOut != null) {
            Dataset other = reading.readFor(session, heldOut, all.columnNames(), List.of());
            withheld = reading.preparation().apply(other.rows());
        } else if (!withoutThreshold) {
            int rowCount = Math.toIntExact(all.rowCount());
            RowSplit split = RowSplit.of(rowCount, rowCount / WITHHELD, drawn);
            learned = RowSplit.rows(all, split.learned());
            withheld = RowSplit.rows(all, split.withheld());
            labels = RowSplit.labels(labels, split.learned());
        }
        DetectorTask task =
                new DetectorTask(console, choice, learned, labels, drawn, running.threads(session), running.kernels());
        Withheld rest = withheld == null ? null : Withheld.of(withheld, choice, drawn);
        DetectorTask.Fitted fitted = task.fit(rest == null ? null : rest.choosing());
        OodDetector detector = fitted.chosen().detector();
        if (rest != null) detector = task.calibrated(detector, rest.calibrating(), heldOut == null ? name : heldOut);
        DetectorStore.write(
                new SavedDetector(
                        detector, drawn, Map.of("features", name), Map.of("falseAlarms", choice.falseAlarmRate())),
                file);
        OodWords.sayThreshold(console, detector);
        console.say("wrote", out);
        console.say("next", "mixtura ood evaluate " + out + " --in TEST --out STRANGERS");
        if (console.isJson()) console.result(Json.text(json(fitted, detector, learned, drawn, out)));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(
            DetectorTask.Fitted fitted, OodDetector detector, Rows learned, long seed, String out) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-ood-fit/1");
        json.put("version", Version.text());
        json.put("detector", detector.detector().word());
        json.put("k", fitted.chosen().k());
        fitted.put(json);
        json.put("rowCount", learned.rowCount());
        json.put("dimension", learned.dimension());
        OodWords.put(json, detector);
        json.put("seconds_fit", fitted.chosen().seconds());
        json.put("table", table(fitted));
        json.put("seed", seed);
        json.put("warnings", detector.mixtureFit().map(Fit::warnings).orElse(List.of()));
        json.put("model", out);
        return json;
    }

    /// The sizes that were tried.
    static List<Map<String, Object>> table(DetectorTask.Fitted fitted) {
        return fitted.table().stream()
                .map(sized -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("k", sized.k());
                    line.put("bic", sized.bic());
                    line.put("seconds_fit", sized.seconds());
                    return line;
                })
                .toList();
    }
}
