package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import mixtura.app.model.DetectorStore;
import mixtura.app.plot.Caption;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.ood.Calibration;
import mixtura.ood.OodDetector;
import mixtura.ood.OodReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura ood evaluate DETECTOR --in FILE --out FILE`: can it tell them apart?
@Command(
        name = "evaluate",
        header = "How well a detector tells strangers from familiar rows",
        footer = {
            "mixtura ood evaluate digits.ood.json --in test.npy --out fashion.npy",
            "mixtura ood evaluate d.ood.json --in test.npy --out other.npy --scores s.svg --roc roc.svg",
            "mixtura ood evaluate d.ood.json --in images.npy --out others.npy --onnx net.onnx --json"
        },
        description = {
            "AUROC: the probability that a stranger scores higher than a familiar row. AUPR with strangers and with"
                    + " familiar rows as what is sought. FPR95: familiar rows called strange where 95 %% of the strangers"
                    + " are found.",
            "Rows that the detector was fitted to are refused."
        })
final class OodEvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DETECTOR", description = "Written by ood fit or ood run.")
    private @Nullable String detectorName;

    @Option(names = "--in", paramLabel = "FILE", description = "Familiar rows that the detector has not seen.")
    private @Nullable String familiarName;

    @Option(names = "--out", paramLabel = "FILE", description = "Strangers.")
    private @Nullable String strangersName;

    @Option(names = "--scores", paramLabel = "FILE", description = "Histograms of the scores, .svg or .png.")
    private @Nullable String scoresName;

    @Option(names = "--roc", paramLabel = "FILE", description = "The ROC curve, .svg or .png.")
    private @Nullable String rocName;

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    @Mixin
    @Section(value = "Network", order = 1)
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 3)
    private RunOptions running = new RunOptions();

    OodEvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (detectorName == null || familiarName == null || strangersName == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "ood evaluate needs a detector, familiar rows and strangers")
                    .with("example", "mixtura ood evaluate d.ood.json --in test.npy --out other.npy");
        }
        Console console = session.console();
        OodPictures pictures = new OodPictures(session, force);
        OutputFile scoresFile = scoresName == null ? null : pictures.claim(scoresName);
        OutputFile rocFile = rocName == null ? null : pictures.claim(rocName);
        Execution execution = Execution.of(running.threads(session));
        FeatureSource source = new FeatureSource(session, DetectorStore.read(session, detectorName), network, reading);
        OodDetector detector = source.detector();
        Dataset familiar = source.read(familiarName);
        FitSummary.read(console, familiar);
        Dataset strangers = source.read(strangersName);
        FitSummary.read(console, strangers);
        Rows familiarFeatures = source.features(familiar);
        detector.refuseTraining(familiarFeatures, "an evaluation", execution);
        double[] in = detector.scores(familiarFeatures, execution);
        double[] out = detector.scores(source.features(strangers), execution);
        OodReport report = detector.report(in, out);
        OodWords.say(console, report);
        Caption caption = new Caption(
                OodWords.pair(familiarName, strangersName),
                in.length + (long) out.length,
                detector.detector().title(),
                0,
                "",
                Double.NaN);
        if (scoresFile != null) {
            double threshold =
                    detector.calibration().map(Calibration::threshold).orElse(Double.NaN);
            pictures.scores(scoresFile, in, out, threshold, caption);
            console.say("wrote", scoresFile.name());
        }
        if (rocFile != null) {
            pictures.roc(rocFile, in, out, caption);
            console.say("wrote", rocFile.name());
        }
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-evaluate/1");
            json.put("version", Version.text());
            OodWords.put(json, report);
            json.put("warnings", report.warning().isEmpty() ? List.of() : List.of(report.warning()));
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }
}
