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
import mixtura.app.model.ModelReview;
import mixtura.app.model.ModelStore;
import mixtura.app.model.ModelText;
import mixtura.data.Execution;
import mixtura.data.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura inspect FILE`: what is in a data file or a model.
@Command(
        name = "inspect",
        header = "What is in a data file or a model, and what to watch out for",
        footer = {
            "mixtura inspect my.csv                   rows, columns, missing cells, ranges, advice",
            "mixtura inspect my.model.json            what was asked, what happened, what is doubtful, what to try",
            "zcat big.csv.gz | mixtura inspect -      standard input"
        })
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A data file or a model; - is standard input.")
    private @Nullable String file;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (file == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "inspect needs a file")
                    .with("example", "mixtura inspect my.csv");
        }
        if (ModelStore.isModel(session, file)) return model(file);
        Console console = session.console();
        long began = System.nanoTime();
        Table table = reading.table(session, file);
        TableReport report =
                TableReport.of(file, table, Execution.of(running.threads(session)), (System.nanoTime() - began) / 1e9);
        if (console.isJson()) console.result(Json.text(report.json()));
        else report.lines().forEach(console::result);
        return ExitCode.DONE;
    }

    private int model(String name) {
        Console console = session.console();
        ModelStore.Saved saved = ModelStore.read(session, name);
        ModelReview review = ModelReview.of(saved);
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-inspect/1");
            json.put("version", Version.text());
            json.put("model", name);
            json.putAll(saved.facts());
            json.put("asked", review.asked());
            json.put("happened", review.happened());
            json.put("doubts", review.doubts());
            json.put("advice", review.advice());
            console.result(Json.text(json));
            return ExitCode.DONE;
        }
        console.result(name);
        review.lines().forEach(console::result);
        console.result("");
        ModelText.components(saved.model(), saved.mass(), saved.preparation())
                .forEach(line -> console.result("  " + line));
        console.result("");
        saved.facts().forEach((key, value) -> {
            if (!(value instanceof List<?> list) || list.size() <= 12)
                console.result(String.format("  %-18s%s", key, plain(value)));
        });
        return ExitCode.DONE;
    }

    /// Whole numbers without a decimal point, also within maps: a model file has only one kind of number.
    private static Object plain(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15)
            return number.longValue();
        if (!(value instanceof Map<?, ?> map)) return value;
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
        return plain;
    }
}
