package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.RowCheck;
import mixtura.app.model.ModelStore;
import mixtura.app.model.ModelText;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.evaluate.ClusterProfiles;
import mixtura.evaluate.Drift;
import mixtura.save.SavedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura update MODEL DATA`: a model that has learnt from new rows as well.
@Command(
        name = "update",
        header = "Let a model learn from new rows, without the old ones",
        footer = {
            "mixtura update sales.model.json today.csv --force               the model's own file is replaced",
            "mixtura update sales.model.json today.csv -o newer.model.json",
            "mixtura update sales.model.json today.csv --step-exponent 0.6   old rows fade, for data that drift"
        },
        description = {
            "Mixtures learn by stepwise EM, k-means by moving each centroid to the mean of its rows, old and new.",
            "Cells may be missing where the model's fit took them (--missing em, partial or expected).",
            "Rows are taken in their order, as a stream comes: shuffle a file that is sorted. See 'mixtura help"
                    + " streams'."
        })
final class UpdateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Option(names = "--batch", paramLabel = "N", description = "Rows of one step (1000).")
    private int batch = 1000;

    @Option(names = "--passes", paramLabel = "N", description = "Times that all rows are taken (1).")
    private int passes = 1;

    @Option(
            names = "--step-exponent",
            paramLabel = "X",
            description = "Of a mixture's steps, above 0.5 and up to 1. 1 (default): all rows count alike, the old ones"
                    + " too; less: old rows fade.")
    private double exponent = 1;

    @Option(
            names = "--seen",
            paramLabel = "W",
            description = "Weight of the rows that the model stands for, instead of what its file says. 0: it is a mere"
                    + " guess, and counts like one batch.")
    private @Nullable Double seen;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    UpdateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (model == null || data == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "update needs a model and data")
                    .with("example", "mixtura update my.model.json new.csv -o newer.model.json");
        }
        checkOptions();
        Console console = session.console();
        String name = output.given() == null ? model : output.given();
        boolean toStandardOutput = name.equals(OutputOptions.STANDARD_OUTPUT);
        OutputFile file = toStandardOutput ? null : output.file(session, name);
        if (toStandardOutput) {
            if (console.isJson()) {
                throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--json and -o - both want standard output")
                        .with("try", "-o FILE");
            }
            console.keepStandardOutputForData();
        }
        Execution execution = Execution.of(running.threads(session));
        ModelUse use = ModelUse.of(session, "update", model, data, reading, execution);
        FitSummary.read(console, use.table());
        ColumnSummary summary = ColumnSummary.of(use.rows(), execution);
        double before = weightSeen(console, use.saved());
        Updating done = update(use, before, execution);
        double weight = before + passes * summary.totalWeight();
        SavedModel updated = done.saved(use, weight, execution);
        console.say(
                "update",
                Numbers.count(use.rows().rowCount(), "new row") + " in " + Numbers.count(done.steps(), "step")
                        + " · the model stands for " + rows(weight));
        console.say("", done.sentence());
        for (String line :
                ModelText.components(updated.model(), done.shares(), use.saved().preparation())) console.say("", line);
        DriftReport drift = drift(use, updated);
        String word = "drift";
        for (String line : drift.lines()) {
            console.say(word, line.strip());
            word = "";
        }
        done.repairs().forEach(console::warn);
        if (file == null) console.write(out -> ModelStore.stream(updated, out));
        else {
            ModelStore.writeOrRescue(updated, file);
            console.say("wrote", file.name());
        }
        if (console.isJson()) console.result(Json.text(json(use, done, drift, weight, name)));
        return ExitCode.DONE;
    }

    /// Components keep their numbers, because learning goes on from where they were.
    private static DriftReport drift(ModelUse use, SavedModel updated) {
        ClusterProfiles before = Side.profiles(use.saved().model(), use.saved().preparation());
        ClusterProfiles after = Side.profiles(updated.model(), use.saved().preparation());
        int[] same = IntStream.range(0, after.k()).toArray();
        return new DriftReport(Drift.between(before, after, same), after.columnNames());
    }

    private static String rows(double weight) {
        return weight == Math.rint(weight) ? Numbers.count((long) weight, "row") : Numbers.plain(weight) + " rows";
    }

    private void checkOptions() {
        if (batch < 1) throw Failure.of(Trouble.INVALID_VALUE, "--batch is " + batch + "; a step needs a row");
        if (passes < 1) throw Failure.of(Trouble.INVALID_VALUE, "--passes is " + passes + "; it is 1 or more");
        if (!(exponent > 0.5 && exponent <= 1)) {
            throw Failure.of(
                    Trouble.INVALID_VALUE, "--step-exponent is " + exponent + "; it is above 0.5 and at most 1");
        }
        if (seen != null && (!(seen >= 0) || seen.isInfinite())) {
            throw Failure.of(Trouble.INVALID_VALUE, "--seen is " + seen + "; it is 0 or a positive number");
        }
    }

    private double weightSeen(Console console, ModelStore.Saved saved) {
        if (seen != null) return seen;
        SavedModel.DataSummary known = saved.saved().data();
        if (known != null) return known.totalWeight();
        console.hint("the model file does not say how many rows it stands for, so it counts like one batch; --seen N"
                + " says it");
        return 0;
    }

    private Updating update(ModelUse use, double before, Execution execution) {
        try {
            return Updating.of(use, before, exponent, batch, passes, execution);
        } catch (DataException e) {
            throw RowCheck.failure(e, use.table().name());
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.WRONG_MODEL, String.valueOf(e.getMessage()))
                    .with("file", use.saved().file())
                    .with("try", "mixtura fit   with all rows together")
                    .because(e);
        }
    }

    private static Map<String, Object> json(
            ModelUse use, Updating done, DriftReport drift, double weight, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-update/1");
        json.put("version", Version.text());
        json.put("rowCount", use.rows().rowCount());
        json.put("steps", done.steps());
        json.put("totalWeight", weight);
        done.addTo(json);
        json.putAll(drift.words());
        json.put("warnings", List.copyOf(done.repairs()));
        json.put("model", name);
        return json;
    }
}
