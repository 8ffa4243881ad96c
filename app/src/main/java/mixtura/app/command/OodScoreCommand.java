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
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.model.DetectorStore;
import mixtura.data.Execution;
import mixtura.ood.Calibration;
import mixtura.ood.OodDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura ood score DETECTOR DATA`: how strange each row is.
@Command(
        name = "score",
        header = "How strange each row is, and which are strangers",
        footer = {
            "mixtura ood score digits.ood.json new.npy                        a table on standard output",
            "mixtura ood score digits.ood.json images.npy --onnx net.onnx     features of the detector's layers first",
            "mixtura ood score digits.ood.json new.npy --json -o scores.csv"
        },
        description = {
            "Writes CSV in the order of the data: 'score', higher means stranger, and 'stranger', 1 from the threshold"
                    + " on."
        })
final class OodScoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DETECTOR", description = "Written by ood fit or ood run.")
    private @Nullable String detectorName;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "Features, or with --onnx rows.")
    private @Nullable String data;

    @Mixin
    @Section(value = "Network", order = 1)
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 3)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 4)
    private OutputOptions output = new OutputOptions();

    OodScoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (detectorName == null || data == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "ood score needs a detector and data")
                    .with("example", "mixtura ood score digits.ood.json new.npy");
        }
        Console console = session.console();
        OutputFile file = output.table(session, Outputs.stem(data) + ".scores.csv");
        Execution execution = Execution.of(running.threads(session));
        FeatureSource source = new FeatureSource(session, DetectorStore.read(session, detectorName), network, reading);
        OodDetector detector = source.detector();
        Dataset table = source.read(data);
        FitSummary.read(console, table);
        double[] scores = detector.scores(source.features(table), execution);
        Calibration calibration = detector.calibration().orElse(null);
        OutputFile.Writer writer = out -> writeCsv(out, scores, table, calibration);
        if (file == null) console.write(writer);
        else file.write(writer);
        int strangers = calibration == null ? 0 : calibration.strangers(scores);
        console.say("score", detector.detector().title() + " · higher means stranger");
        if (calibration != null) {
            console.say(
                    "",
                    Numbers.count(strangers, "stranger") + " of " + scores.length + " from "
                            + Numbers.plain(calibration.threshold()) + " on");
        }
        if (file != null) console.say("wrote", file.name());
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-score/1");
            json.put("version", Version.text());
            json.put("rowCount", scores.length);
            json.put("detector", detector.detector().word());
            OodWords.put(json, detector);
            json.put("strangers", calibration == null ? null : strangers);
            json.put("out", file == null ? OutputOptions.STANDARD_OUTPUT : file.name());
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private static void writeCsv(OutputStream out, double[] scores, Dataset table, @Nullable Calibration calibration)
            throws IOException {
        RowHeads heads = RowHeads.of(table, false);
        List<String> line = new ArrayList<>(heads.header());
        line.add("score");
        if (calibration != null) line.add("stranger");
        CsvText csv = new CsvText(out);
        csv.write(line);
        for (int n = 0; n < scores.length; n++) {
            line.clear();
            heads.add(n, line);
            line.add(String.valueOf(scores[n]));
            if (calibration != null) line.add(calibration.isStranger(scores[n]) ? "1" : "0");
            csv.write(line);
        }
        csv.flush();
    }
}
