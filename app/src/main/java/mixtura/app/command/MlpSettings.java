package mixtura.app.command;

import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.network.Activation;
import mixtura.network.FirstWeights;
import mixtura.network.MlpOptions;
import mixtura.network.Schedule;
import mixtura.network.WeightDecay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a classifier is trained.
final class MlpSettings {
    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            description = "Widths of the hidden layers, between commas (100,50,25).")
    private String hidden = "100,50,25";

    @Option(
            names = "--activations",
            paramLabel = "NAMES",
            description = "Of the hidden layers: relu, silu or tanh (relu, and silu for the last).")
    private @Nullable String activations;

    @Option(names = "--epochs", paramLabel = "N", description = "Walks over the training rows (20).")
    private int epochs = 20;

    @Option(names = "--batch", paramLabel = "N", description = "Rows a step (1024).")
    private int batch = 1024;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of Adam (0.001).")
    private double learningRate = 1e-3;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "Of the learning rate: constant (default), or cosine, which ends at 0.")
    private String schedule = "constant";

    @Option(
            names = "--first-weights",
            paramLabel = "NAME",
            description = "Variance of a layer's weights at the start: he (default), glorot, lecun or torch.")
    private @Nullable String firstWeights;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description =
                    "A number for decoupled decay (AdamW; 0.3), 0 for none, or coupled:X for a penalty on the squared"
                            + " weights within Adam, as weight_decay of torch.optim.Adam has it.")
    private @Nullable String weightDecay;

    @Option(
            names = "--averaging",
            paramLabel = "DECAY",
            description =
                    "Keep an exponential moving average of the weights over the steps (0.98): a step weighs DECAY times"
                            + " the next one. 0 keeps the last weights, after few steps the better ones.")
    private @Nullable Double averaging;

    @Option(
            names = "--scale-inputs",
            paramLabel = "X",
            description =
                    "Multiply every input, and keep that in the network: a number, 1/255, or auto (default): 1/255"
                            + " when all values are whole numbers from 0 to 255.")
    private String scaleInputs = "auto";

    /// @param isPixels  whether the training values are whole numbers from 0 to 255
    MlpOptions options(int inputs, int classes, boolean isPixels, long seed, int threads) {
        try {
            int[] widths = IntStream.concat(
                            IntStream.concat(IntStream.of(inputs), hiddenWidths()), IntStream.of(classes))
                    .toArray();
            MlpOptions options = MlpOptions.of(widths)
                    .withEpochs(epochs)
                    .withBatchSize(batch)
                    .withLearningRate(learningRate)
                    .withSchedule(Schedule.of(schedule))
                    .withInputScale(scale(isPixels))
                    .withSeed(seed)
                    .withThreads(threads);
            if (weightDecay != null) options = options.withWeightDecay(decay(weightDecay));
            if (firstWeights != null) options = options.withFirstWeights(FirstWeights.of(firstWeights));
            if (averaging != null) options = options.withAveraging(averaging);
            if (activations == null) return options;
            return options.withActivations(Arrays.stream(activations.split(",", -1))
                    .map(String::strip)
                    .map(Activation::of)
                    .toList());
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "a number is not understood: " + e.getMessage())
                    .with("example", "--hidden 100,50,25 --weight-decay coupled:1e-3 --scale-inputs 1/255")
                    .because(e);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private IntStream hiddenWidths() {
        if (hidden.isBlank() || hidden.equals("none")) return IntStream.empty();
        return Arrays.stream(hidden.split(",", -1)).map(String::strip).mapToInt(Integer::parseInt);
    }

    private static WeightDecay decay(String text) {
        if (text.startsWith("coupled:")) {
            return WeightDecay.coupled(Double.parseDouble(text.substring("coupled:".length())));
        }
        String number = text.startsWith("decoupled:") ? text.substring("decoupled:".length()) : text;
        double lambda = Double.parseDouble(number);
        return lambda == 0 ? WeightDecay.none() : WeightDecay.decoupled(lambda);
    }

    private double scale(boolean isPixels) {
        if (scaleInputs.equals("auto")) return isPixels ? 1 / 255.0 : 1;
        String[] parts = scaleInputs.split("/", 2);
        return Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
    }
}
