package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import mixtura.app.dataset.Preparation;
import mixtura.app.model.ModelStore;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura sample MODEL -n N`: new rows drawn from a mixture.
@Command(
        name = "sample",
        header = "New rows drawn from a mixture",
        footer = {
            "mixtura sample iris.model.json -n 1000                           a table on standard output",
            "mixtura sample iris.model.json -n 100 --component 2              from one component alone",
            "mixtura sample iris.model.json -n 100 --with-cluster --seed random -o new.csv"
        },
        description = {
            "Columns have the units of the data before --scale; columns of levels have the levels.",
            "With --json and without -o the table goes to MODEL's name with .sample.csv."
        })
final class SampleCommand implements Callable<Integer> {
    /// Draws until so many have been tried for each row that is wanted of a rare component.
    private static final int PATIENCE = 1_000_000;

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A mixture's model file.")
    private @Nullable String model;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            description = "Rows to draw (100).")
    private int count = 100;

    @Option(names = "--component", paramLabel = "K", description = "Draw from this component alone, counted from 1.")
    private @Nullable Integer component;

    @Option(
            names = "--with-cluster",
            description = "A column with the component, counted from 1, that each row comes from.")
    private boolean withCluster;

    @Option(names = "--seed", paramLabel = "N", description = "0; 'random' draws one. Always printed.")
    private String seed = "0";

    @Mixin
    @Section(value = "Output", order = 1)
    private OutputOptions output = new OutputOptions();

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        if (model == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "sample needs a model")
                    .with("example", "mixtura sample my.model.json -n 100");
        }
        if (count < 1) throw Failure.of(Trouble.INVALID_VALUE, "-n is " + count + "; draw at least one row");
        long drawnSeed = RunOptions.seed(seed);
        OutputFile file = output.table(session, Outputs.stem(model) + ".sample.csv");
        ModelStore.Saved saved = ModelStore.read(session, model);
        if (!(saved.model() instanceof Mixture<?> mixture)) {
            throw Failure.of(Trouble.WRONG_MODEL, "k-means has no density to draw from")
                    .with("file", model)
                    .with("try", "mixtura fit DATA -k N   and sample from the mixture");
        }
        Mixture.Sample sample = draw(mixture, drawnSeed);
        OutputFile.Writer writer = out -> writeCsv(out, mixture, sample, saved.preparation());
        if (file == null) console.write(writer);
        else file.write(writer);
        console.say("drew", Numbers.count(count, "row") + " · seed " + drawnSeed);
        if (file != null) console.say("wrote", file.name());
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-sample/1");
            json.put("version", Version.text());
            json.put("rowCount", count);
            json.put("seed", drawnSeed);
            json.put("out", file == null ? OutputOptions.STANDARD_OUTPUT : file.name());
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    /// Of one component alone: draws from the mixture and keeps its rows.
    private Mixture.Sample draw(Mixture<?> mixture, long drawnSeed) {
        if (component == null) return mixture.sampleLabelled(count, drawnSeed);
        int wanted = component - 1;
        if (wanted < 0 || wanted >= mixture.componentCount()) {
            throw Failure.of(
                    Trouble.INVALID_VALUE,
                    "--component is " + component + "; the model has 1 to " + mixture.componentCount());
        }
        double share = mixture.mixingProportions()[wanted];
        if (share * PATIENCE < 1) {
            throw Failure.of(
                    Trouble.INVALID_VALUE,
                    "component " + component + " has the proportion " + share + ": too rare to draw from");
        }
        double[] values = new double[Math.multiplyExact(count, mixture.dimension())];
        double[] row = new double[mixture.dimension()];
        int[] labels = new int[count];
        int found = 0;
        for (long round = 0; found < count; round++) {
            int some = (int) Math.min(1 << 16, 16 + (long) (1.2 * (count - found) / share));
            Mixture.Sample sample = mixture.sampleLabelled(some, drawnSeed + 0x9e3779b97f4a7c15L * round);
            int[] from = sample.component();
            for (int n = 0; n < some && found < count; n++) {
                if (from[n] != wanted) continue;
                sample.rows().copyRow(n, row);
                System.arraycopy(row, 0, values, found * row.length, row.length);
                labels[found++] = wanted;
            }
        }
        return new Mixture.Sample(Rows.wrap(values, count, mixture.dimension()), labels);
    }

    private void writeCsv(OutputStream out, Mixture<?> mixture, Mixture.Sample sample, Preparation preparation)
            throws IOException {
        CsvText csv = new CsvText(out);
        List<String> line = new ArrayList<>(mixture.columnNames());
        if (withCluster) line.add("cluster");
        csv.write(line);
        int[] from = sample.component();
        double[] row = new double[mixture.dimension()];
        for (int n = 0; n < count; n++) {
            sample.rows().copyRow(n, row);
            line.clear();
            for (int j = 0; j < row.length; j++) line.add(preparation.text(row[j], j));
            if (withCluster) line.add(String.valueOf(from[n] + 1));
            csv.write(line);
        }
        csv.flush();
    }
}
