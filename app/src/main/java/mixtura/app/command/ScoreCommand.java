package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mixtura.app.console.Console;
import mixtura.app.console.CsvText;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura score MODEL DATA`: how well the model explains each row, and all of them.
@Command(
        name = "score",
        header = "Log-density of each row, log-likelihood and BIC of all; outliers",
        footer = {
            "mixtura score iris.model.json iris.csv                           a table on standard output, totals"
                    + " beside it",
            "mixtura score iris.model.json new.csv --threshold 1% -o new.csv  flags the least likely one per cent",
            "mixtura score iris.model.json new.csv --json                     the totals for a script"
        },
        description = {
            "Writes CSV in the order of the data: 'logDensity' is log p(x) in nats; for k-means it is"
                    + " 'squaredDistance' to the nearest centroid, for k-medians (L1) and spherical k-means (1 - cos)"
                    + " 'distance'.",
            "--threshold 1%% adds a column 'outlier' for the least likely one per cent of these rows;"
                    + " --threshold=-12.5 for those below that log-density.",
            "With --json and without -o the table goes to DATA's name with .scores.csv."
        })
final class ScoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description = "Flag outliers: a share such as 1%%, or a log-density.")
    private @Nullable String threshold;

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

    ScoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        OutputFile file = output.table(session, Outputs.stem(data == null ? "data" : data) + ".scores.csv");
        Execution execution = Execution.of(running.threads(session));
        reading.setKeepOriginals(keepColumns);
        ModelUse use = ModelUse.of(session, "score", model, data, reading, execution);
        FitSummary.read(console, use.table());
        Scores scores = Scores.of(use.saved().model(), use.rows(), execution);
        List<String> warnings = use.saved().model() instanceof Mixture<?> mixture
                ? Stream.concat(
                                mixture.scoringNote().stream(),
                                ConstantColumns.sentence(mixture, use.rows(), execution).stream())
                        .toList()
                : List.of();
        double limit = limit(scores, use.rows());
        OutputFile.Writer writer = out -> writeCsv(out, scores, use, limit);
        if (file == null) console.write(writer);
        else file.write(writer);
        console.say("score", scores.sentence());
        warnings.forEach(console::hint);
        if (!Double.isNaN(limit)) {
            console.say(
                    "",
                    Numbers.count(scores.outliers(limit), "outlier") + " beyond " + scores.column() + " "
                            + Numbers.plain(limit));
        }
        if (file != null)
            console.say("wrote", file.name() + " · " + Numbers.count(use.rows().rowCount(), "row"));
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-score/1");
            json.put("version", Version.text());
            json.put("rowCount", use.rows().rowCount());
            json.put("out", file == null ? OutputOptions.STANDARD_OUTPUT : file.name());
            scores.addTotals(json);
            if (!Double.isNaN(limit)) {
                json.put("threshold", limit);
                json.put("outliers", scores.outliers(limit));
            }
            json.put("warnings", warnings);
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private void writeCsv(OutputStream out, Scores scores, ModelUse use, double limit) throws IOException {
        RowHeads heads = RowHeads.of(use.table(), keepColumns);
        List<String> line = new ArrayList<>(heads.header());
        line.add(scores.column());
        if (!Double.isNaN(limit)) line.add("outlier");
        CsvText csv = new CsvText(out);
        csv.write(line);
        double[] values = scores.values();
        for (int n = 0; n < values.length; n++) {
            line.clear();
            heads.add(n, line);
            line.add(String.valueOf(values[n]));
            if (!Double.isNaN(limit)) line.add(scores.isOutlier(n, limit) ? "1" : "0");
            csv.write(line);
        }
        csv.flush();
    }

    /// The score beyond which a row is an outlier, NaN when none is wanted.
    private double limit(Scores scores, Rows rows) {
        String text = threshold;
        if (text == null) return Double.NaN;
        boolean share = text.endsWith("%");
        double number;
        try {
            number = Double.parseDouble(share ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "--threshold is '" + text + "'; it is a share such as 1%, or a score")
                    .because(e);
        }
        if (!share) return number;
        if (!(number >= 0 && number <= 100))
            throw Failure.of(Trouble.INVALID_VALUE, "--threshold is " + text + "; a share is from 0% to 100%");
        return scores.limitOf(number / 100, rows);
    }
}
