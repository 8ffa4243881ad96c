package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.data.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura compare A B [DATA]`: two models or labellings side by side.
@Command(
        name = "compare",
        header = "Two models or two labellings side by side, their clusters aligned",
        footer = {
            "mixtura compare old.model.json new.model.json                       how far the components have moved",
            "mixtura compare gmm.model.json kmeans.model.json iris.csv           also whether they group rows alike",
            "mixtura compare a.csv b.csv                                         label files, such as predict writes",
            "mixtura compare clusters.csv:cluster iris.csv:Species               columns of tables",
            "mixtura compare iris.model.json iris.csv:Species iris.csv"
        },
        description = {
            "A and B are model files, label files (IDX, NPY, a table with one column or with one called cluster), or"
                    + " FILE:COLUMN. A model is asked about the rows of DATA.",
            "Clusters of A are paired with those of B so that the pairs hold as much weight as possible; without rows, so"
                    + " that their densities overlap most. See 'mixtura help compare'."
        })
final class CompareCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "A", description = "A model, or labels.")
    private @Nullable String first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another.")
    private @Nullable String second;

    @Parameters(index = "2", arity = "0..1", paramLabel = "[DATA]", description = "Rows to ask models about.")
    private @Nullable String data;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (first == null || second == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "compare needs two models or label files")
                    .with("example", "mixtura compare old.model.json new.model.json my.csv");
        }
        Execution execution = Execution.of(running.threads(session));
        Side a = Side.of(session, first, data, reading, execution);
        Side b = Side.of(session, second, data, reading, execution);
        if ((a.labels() == null) != (b.labels() == null)) {
            throw Failure.of(
                            Trouble.MISSING_ARGUMENT,
                            "a model groups no rows before it has seen any: compare needs data")
                    .with("example", "mixtura compare " + first + " " + second + " my.csv");
        }
        Comparison comparison = new Comparison(a, b, execution);
        Console console = session.console();
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-compare/1");
            json.put("version", Version.text());
            json.putAll(comparison.words());
            json.put("warnings", List.of());
            console.result(Json.text(json));
        } else {
            comparison.lines().forEach(console::result);
        }
        return ExitCode.DONE;
    }
}
