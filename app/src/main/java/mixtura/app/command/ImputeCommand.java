package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import mixtura.data.Execution;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura impute MODEL DATA`: the table with its missing cells filled.
@Command(
        name = "impute",
        header = "The table with its missing cells filled by a mixture",
        footer = {
            "mixtura fit airquality.csv -k 2 --missing em",
            "mixtura impute airquality.model.json airquality.csv -o whole.csv",
            "mixtura impute airquality.model.json airquality.csv --deviations   how sure it is of each",
            "mixtura impute airquality.model.json airquality.csv --draw 20 --seed 1 -o twenty.csv"
        },
        description = {
            "Writes the data's own columns. A missing cell becomes its mean given the cells of its row that are there;"
                    + " in a column of levels, the most probable level. Cells that are there stay as they are.",
            "--draw M writes M tables one below the other, their number in the column 'draw': each draws the cluster"
                    + " of a row and then its missing cells (multiple imputation).",
            "With --json and without -o the table goes to DATA's name with .imputed.csv."
        })
final class ImputeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A mixture written by fit.")
    private @Nullable String model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Option(
            names = "--deviations",
            description = "A column for each column with missing cells: the standard deviation of what was filled in;"
                    + " of a level, the probability that it is another.")
    private boolean deviations;

    @Option(names = "--draw", paramLabel = "M", description = "M tables of draws instead of one of means.")
    private @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Of --draw: 0; 'random' draws one. Always printed.")
    private String seed = "0";

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    ImputeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        checkDraws();
        long drawnSeed = RunOptions.seed(seed);
        OutputFile file = output.table(session, Outputs.stem(data == null ? "data" : data) + ".imputed.csv");
        Execution execution = Execution.of(running.threads(session));
        reading.setKeepOriginals(true);
        reading.expectMissing();
        ModelUse use = ModelUse.of(session, "impute", model, data, reading, execution);
        FitSummary.read(console, use.table());
        FilledTable filled = new FilledTable(use, mixture(use));
        int tables = draws == null ? 0 : draws;
        OutputFile.Writer writer = tables == 0
                ? out -> filled.writeExpected(out, deviations)
                : out -> filled.writeDraws(out, tables, drawnSeed);
        if (file == null) console.write(writer);
        else file.write(writer);
        console.say(
                "filled",
                Numbers.count(filled.cells(), "cell")
                        + (tables == 0 ? "" : " in each of " + tables + " tables · seed " + drawnSeed));
        if (file != null) console.say("wrote", file.name());
        if (console.isJson()) console.result(Json.text(json(use, filled, file, drawnSeed)));
        return ExitCode.DONE;
    }

    private void checkDraws() {
        if (draws == null) return;
        if (draws < 1) throw Failure.of(Trouble.INVALID_VALUE, "--draw is " + draws + "; draw at least one table");
        if (deviations) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--deviations belong to what is expected; draws show theirs by how they differ");
        }
    }

    private static Mixture<?> mixture(ModelUse use) {
        if (use.saved().model() instanceof Mixture<?> mixture) {
            mixture.family().whyNoMissingCells().ifPresent(why -> {
                throw Failure.of(Trouble.WRONG_MODEL, why)
                        .with("file", use.saved().file())
                        .with("try", "mixtura help missing   lists the mixtures that fill cells");
            });
            if (use.saved().preparation().binarize() == null) return mixture;
            throw Failure.of(
                            Trouble.WRONG_MODEL,
                            "the model sees values cut by --binarize, so it cannot fill cells in the file's units")
                    .with("file", use.saved().file());
        }
        throw Failure.of(Trouble.WRONG_MODEL, "k-means has no density to fill cells from")
                .with("file", use.saved().file())
                .with("try", "mixtura fit DATA -k N --missing em   and impute with the mixture");
    }

    private Map<String, Object> json(ModelUse use, FilledTable filled, @Nullable OutputFile file, long drawnSeed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-impute/1");
        json.put("version", Version.text());
        json.put("rowCount", use.rows().rowCount());
        json.put("cells", filled.cells());
        if (draws != null) {
            json.put("draws", draws);
            json.put("seed", drawnSeed);
        }
        json.put("out", file == null ? OutputOptions.STANDARD_OUTPUT : file.name());
        json.put("warnings", List.of());
        return json;
    }
}
