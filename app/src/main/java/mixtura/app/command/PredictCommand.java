package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.data.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura predict MODEL DATA`: the cluster of each row.
@Command(
        name = "predict",
        header = "The cluster of each row, with probabilities if wanted",
        footer = {
            "mixtura predict iris.model.json iris.csv                         a table on standard output",
            "mixtura predict iris.model.json iris.csv --probabilities -o clusters.csv",
            "mixtura predict iris.model.json iris.csv --keep-columns          the data with a column more"
        },
        description = {
            "Writes CSV in the order of the data: the column 'cluster' counts from 1, as the summary of a fit does;"
                    + " 0 is a row that a trimmed model leaves out, or noise. A model of known classes (fit --clamp) adds the"
                    + " column 'class'.",
            "--probabilities gives the responsibilities of a mixture, or the memberships of fuzzy c-means.",
            "The data's columns are found by name when they have names, else they are taken in their order.",
            "With --json and without -o the table goes to DATA's name with .clusters.csv."
        })
final class PredictCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Option(names = "--probabilities", description = "A column for the probability of each cluster.")
    private boolean probabilities;

    @Option(names = "--uncertainty", description = "A column with 1 - the largest probability.")
    private boolean uncertainty;

    @Option(names = "--keep-columns", description = "The data's own columns before the result.")
    private boolean keepColumns;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    PredictCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        OutputFile file = output.table(session, Outputs.stem(data == null ? "data" : data) + ".clusters.csv");
        Execution execution = Execution.of(running.threads(session));
        reading.setKeepOriginals(keepColumns);
        ModelUse use = ModelUse.of(session, "predict", model, data, reading, execution);
        FitSummary.read(console, use.table());
        Predictions predictions = Predictions.of(use.saved().model(), use.rows(), execution, probabilities);
        OutputFile.Writer writer =
                out -> predictions.writeCsv(out, use.table(), keepColumns, probabilities, uncertainty);
        if (file == null) {
            console.write(writer);
        } else {
            file.write(writer);
            console.say("wrote", file.name() + " · " + Numbers.count(use.rows().rowCount(), "row"));
        }
        if (console.isJson()) console.result(Json.text(json(use, predictions, file)));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(ModelUse use, Predictions predictions, @Nullable OutputFile file) {
        long[] counts = new long[predictions.k()];
        for (int cluster : predictions.cluster()) if (cluster >= 0) counts[cluster]++;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-predict/1");
        json.put("version", Version.text());
        json.put("rowCount", use.rows().rowCount());
        json.put("k", predictions.k());
        json.put("counts", counts);
        if (!predictions.names().isEmpty()) json.put("classes", predictions.names());
        if (predictions.leftOut() > 0) json.put("leftOut", predictions.leftOut());
        json.put("out", file == null ? OutputOptions.STANDARD_OUTPUT : file.name());
        json.put("warnings", List.of());
        return json;
    }
}
