package mixtura.app.command;

import java.util.ArrayList;
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
import mixtura.app.dataset.Dataset;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.network.Networks;
import mixtura.network.Training;
import mixtura.network.TrainingDoubts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura ood train DATA --labels L`: a classifier whose hidden layers are features.
@Command(
        name = "train",
        header = "Train a classifier whose hidden layers are features",
        footer = {
            "mixtura ood train train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz -o net.onnx",
            "mixtura ood train my.csv --label class --hidden 32,16 --epochs 50 -o net.onnx --loss loss.svg",
            "mixtura ood train T --labels L --test U --test-labels M --weight-decay coupled:1e-3 -o net.onnx"
        },
        description = {
            "A network of fully connected layers, by Adam on the cross-entropy, on the processor unless PyTorch finds"
                    + " an NVIDIA card ('mixtura doctor' says). Writes ONNX, which other programs read too."
        })
final class OodTrainCommand implements Callable<Integer> {
    /// Why a network is worse on rows that it has not seen.
    static final String BY_HEART = "it knows its own rows by heart (try fewer --epochs or a larger --weight-decay), or"
            + " the others are of another kind, or labels belong to other rows";

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DATA", description = "Training rows with labels.")
    private @Nullable String data;

    @Option(names = "--test", paramLabel = "FILE", description = "Other rows, to report the accuracy on.")
    private @Nullable String test;

    @Option(names = "--test-labels", paramLabel = "FILE", description = "Their classes.")
    private @Nullable String testLabels;

    @Option(names = "--loss", paramLabel = "FILE", description = "A picture of the loss, .svg or .png.")
    private @Nullable String lossName;

    @Option(names = "--seed", paramLabel = "N", description = "First weights and order of the rows (42).")
    private String seed = "42";

    @Mixin
    @Section(value = "Network", order = 1)
    private MlpSettings settings = new MlpSettings();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 3)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 4)
    private OutputOptions output = new OutputOptions();

    OodTrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = data;
        if (name == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "ood train needs data")
                    .with("example", "mixtura ood train my.csv --label class -o net.onnx");
        }
        if ((test == null) != (testLabels == null)) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "an accuracy needs rows and their labels")
                    .with("try", "--test FILE --test-labels FILE");
        }
        Networks networks = NeuralModule.require();
        String out = output.given() == null ? Outputs.stem(name) + ".onnx" : output.given();
        OutputFile file = output.file(session, out);
        OodPictures pictures = new OodPictures(session, output.force());
        OutputFile loss = lossName == null ? null : pictures.claim(lossName);
        Console console = session.console();
        long drawn = RunOptions.seed(seed);
        Dataset table = reading.read(session, name, ColumnKind.NUMERIC);
        FitSummary.read(console, table);
        Labels labels = table.requireClasses().labels();
        Rows rows = reading.preparation().apply(table.rows());
        Training training = train(networks, console, settings, rows, labels, drawn, running.threads(session));
        List<String> doubts = new ArrayList<>(TrainingDoubts.of(training, labels));
        double accuracy = Double.NaN;
        if (test != null && testLabels != null) {
            accuracy = accuracy(training, test, testLabels, doubts);
        }
        file.writePath(path -> training.network().save(path));
        if (loss != null) pictures.loss(loss, training, Outputs.fileName(name), rows.rowCount());
        if (!Double.isNaN(accuracy)) console.say("", "accuracy on " + test + ": " + percent(accuracy));
        doubts.forEach(console::warn);
        console.say("wrote", out + (loss == null ? "" : "  " + loss.name()));
        console.say("next", "mixtura ood features " + name + " --onnx " + out + " --layer penultimate -o features.npy");
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-train/1");
            json.put("version", Version.text());
            json.put("rowCount", rows.rowCount());
            json.put("accuracy", accuracy);
            json.put("accuracy_train", training.accuracy());
            json.put("loss", training.batchLosses()[training.batchLosses().length - 1]);
            json.put("seconds_train", training.seconds());
            json.put("device", training.device());
            json.put("layers", training.network().resolve(mixtura.network.Network.ALL));
            json.put("seed", drawn);
            json.put("out", out);
            json.put("warnings", doubts);
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private double accuracy(Training training, String rowsName, String labelsName, List<String> doubts) {
        Rows rows = DataOptions.plain(session, rowsName).rows();
        Labels labels = DataOptions.labels(session, labelsName);
        OodData.checkLabels(rows, labels, rowsName, labelsName);
        double accuracy = training.network().accuracy(reading.preparation().apply(rows), labels);
        TrainingDoubts.gap(
                        training.accuracy(),
                        "the rows it learned",
                        accuracy,
                        "'" + rowsName + "'",
                        rows.rowCount(),
                        BY_HEART)
                .ifPresent(doubts::add);
        return accuracy;
    }

    /// Trains, and says so.
    static Training train(
            Networks networks,
            Console console,
            MlpSettings settings,
            Rows rows,
            Labels labels,
            long seed,
            int threads) {
        var options =
                settings.options(rows.dimension(), labels.levels().size(), OodData.arePixels(rows), seed, threads);
        boolean shows = console.isTerminal() && !console.isQuiet() && console.progress() == Console.ProgressMode.AUTO;
        boolean lines = console.progress() == Console.ProgressMode.JSON;
        try {
            Training training = networks.train(rows, labels, options, (epoch, epochs, mean, seconds) -> {
                if (shows) {
                    console.errorText("\r\u001b[Kepoch " + epoch + "/" + epochs + "  loss " + Numbers.plain(mean) + "  "
                            + Numbers.seconds(seconds));
                }
                if (lines) console.error(Json.text(Map.of("epoch", epoch, "loss", mean, "seconds", seconds)));
            });
            if (shows) console.errorText("\r\u001b[K");
            console.say(
                    "train",
                    "network "
                            + String.join(
                                    "-",
                                    options.widths().stream()
                                            .map(String::valueOf)
                                            .toList()) + " · "
                            + Numbers.count(options.epochs(), "epoch") + " on "
                            + training.device().replace("()", "") + " · accuracy "
                            + percent(training.accuracy()) + " on these rows · "
                            + Numbers.seconds(training.seconds()) + " · seed " + seed);
            return training;
        } catch (ArithmeticException e) {
            throw Failure.of(Trouble.NUMERICAL, String.valueOf(e.getMessage()))
                    .with("try", "--learning-rate 1e-4   ·   --scale-inputs 0.01")
                    .because(e);
        }
    }

    /// An accuracy with the digits that 10,000 rows carry.
    static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.2f %%", 100 * share);
    }
}
