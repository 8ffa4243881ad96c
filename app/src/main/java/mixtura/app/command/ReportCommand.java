package mixtura.app.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import mixtura.app.dataset.Dataset;
import mixtura.app.plot.PlotOptions;
import mixtura.app.report.ReportPage;
import mixtura.app.report.ReportSubject;
import mixtura.data.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura report MODEL DATA`: one page to read, check and print.
@Command(
        name = "report",
        header = "One page with the answer, the pictures and the checks, to read without a network",
        footer = {
            "mixtura report faithful.model.json faithful.csv                  faithful.report.html",
            "mixtura report iris.model.json iris.csv --label Species -o iris.html",
        },
        description = {
            "The page holds the answer in sentences, the plots that suit the model, the components, what is doubtful, the"
                    + " certificate and the commands that give it again. It loads nothing from elsewhere and is below 2 MB.",
            "Writes to MODEL's name with .report.html in the current folder, or to -o FILE."
        })
final class ReportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "The rows to show it on.")
    private @Nullable String data;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        String out = output.given();
        if (out == null) out = (model == null ? "model" : Outputs.stem(model)) + ".report.html";
        boolean streamed = out.equals(OutputOptions.STANDARD_OUTPUT);
        OutputFile file = streamed ? output.table(session, out) : output.file(session, out);
        Execution execution = Execution.of(running.threads(session));
        ModelUse use = ModelUse.of(session, "report", model, data, reading, execution);
        ReportSubject subject =
                ReportSubject.of(use.saved(), use.table(), use.rows(), plotOptions(use), session.command(), execution);
        byte[] page = ReportPage.of(subject).getBytes(StandardCharsets.UTF_8);
        Console console = session.console();
        if (file == null) {
            console.write(stream -> stream.write(page));
            return ExitCode.DONE;
        }
        file.write(stream -> stream.write(page));
        console.say("wrote", out + " · " + Numbers.bytes(page.length));
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-report/1");
            json.put("version", Version.text());
            json.put("out", out);
            json.put("bytes", page.length);
            json.put("seconds", (System.nanoTime() - began) / 1e9);
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private PlotOptions plotOptions(ModelUse use) {
        Dataset table = use.table();
        PlotOptions options = PlotOptions.defaults()
                .withDataName(Outputs.fileName(table.name()))
                .withLevelNames((column, level) -> use.saved().preparation().text(level, column));
        if (table.imageShape() != null) {
            options = options.withImageSize(
                    table.imageShape().width(), table.imageShape().height());
        }
        Dataset.Classes classes = table.classes();
        if (classes == null) return options;
        List<String> words = classes.words();
        return options.withLabels(Arrays.stream(classes.codes())
                .mapToObj(code -> code < 0 ? "" : words.get(code))
                .toList());
    }
}
