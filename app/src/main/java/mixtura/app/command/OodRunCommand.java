package mixtura.app.command;

import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mixtura ood run`: network, features, detector, threshold and judgement in one go.
@Command(
        name = "run",
        header = "Network, detector, threshold and judgement in one go",
        footer = {
            "mixtura ood run --train T --train-labels L --in TEST --in-labels M --out STRANGERS",
            "mixtura ood run --train T --train-labels L --in TEST --out S --layers all -o digits.ood.json",
            "mixtura ood run --train T --train-labels L --in TEST --out S -k 1..20 --compare --pictures figures",
            "mixtura ood run --train T --onnx my.onnx --layers fc1 --in TEST --out S     a network of your own"
        },
        description = {
            "A sixth of the training rows is withheld from network and detector alike; the threshold comes from it, and with"
                    + " --ridge auto the ridge from a fifth of it."
                    + " The other rows train a classifier, whose activations a mixture describes, with two components for"
                    + " each class (see -k). Nothing is chosen by looking at TEST or at the strangers.",
            "With -o DETECTOR the network goes beside it, with .onnx in place of .json."
        })
final class OodRunCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--train", paramLabel = "FILE", description = "Familiar rows to learn from.")
    private @Nullable String train;

    @Option(names = "--train-labels", paramLabel = "FILE", description = "Their classes: IDX, NPY or one a line.")
    private @Nullable String trainLabels;

    @Option(names = "--in", paramLabel = "FILE", description = "Familiar rows to judge by.")
    private @Nullable String familiar;

    @Option(names = "--in-labels", paramLabel = "FILE", description = "Their classes, for the network's accuracy.")
    private @Nullable String familiarLabels;

    @Option(names = "--out", paramLabel = "FILE", description = "Strangers to judge by.")
    private @Nullable String strangers;

    @Option(
            names = "--withhold",
            paramLabel = "N",
            description = "Training rows withheld for ridge and threshold; a sixth of them without it.")
    private @Nullable Integer withhold;

    @Option(names = "--compare", description = "Other detectors on the same features beside it.")
    private boolean compare;

    @Option(
            names = "--pictures",
            paramLabel = "FOLDER",
            description = "Loss, scores, ROC and, over a range of -k, AUROC by k, as SVG.")
    private @Nullable String pictures;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn (42).")
    private String seed = "42";

    @Option(names = "-o", paramLabel = "FILE", description = "Keep the detector.")
    private @Nullable String model;

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    @Mixin
    @Section(value = "Network", order = 1)
    private MlpSettings settings = new MlpSettings();

    @Mixin
    @Section(value = "Layers", order = 2)
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    @Section(value = "Detector", order = 3)
    private DetectorOptions choice = new DetectorOptions();

    @Mixin
    @Section(value = "Run", order = 4)
    private RunOptions running = new RunOptions();

    OodRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (train == null || familiar == null || strangers == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "ood run needs rows to learn from, familiar ones and strangers")
                    .with("example", "mixtura ood run --train T --train-labels L --in TEST --out STRANGERS");
        }
        if (trainLabels == null && !network.isGiven()) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "a classifier needs labels of the training rows")
                    .with("try", "--train-labels FILE   or   --onnx FILE   with a network that is trained already");
        }
        choice.kind();
        choice.sizes();
        choice.falseAlarmRate();
        NeuralModule.require();
        OodFiles files = OodFiles.claim(session, model, pictures, force);
        OodRun.Names names = new OodRun.Names(train, trainLabels, familiar, familiarLabels, strangers);
        Console console = session.console();
        OodRun run = new OodRun(
                session, names, settings, network, choice, running, RunOptions.seed(seed), withhold, compare);
        OodRun.Result result = run.run();
        files.write(result, names);
        for (OutputFile file : files.written()) console.say("wrote", file.name());
        if (console.isJson()) console.result(Json.text(result.json(files, names)));
        return ExitCode.DONE;
    }
}
