package mixtura.network;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// How a multilayer perceptron is trained: a classifier of fully connected layers, by Adam (Kingma and Ba 2015)
/// on the cross-entropy. Options are immutable; `with…` gives a copy with one of them changed.
public final class MlpOptions {
    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        List<Integer> widths = List.of();
        List<Activation> activations = List.of();
        int epochs = 20;
        int batchSize = 1024;
        double learningRate = 1e-3;
        Schedule schedule = Schedule.CONSTANT;
        FirstWeights firstWeights = FirstWeights.HE;
        WeightDecay weightDecay = WeightDecay.decoupled(0.3); // by withheld digits: docs/strangers.md
        double averaging = 0.98; // likewise
        double inputScale = 1;
        long seed = 42;
        int threads = Runtime.getRuntime().availableProcessors();

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("settings can be cloned", e);
            }
        }
    }

    private MlpOptions(Settings settings) {
        this.settings = settings;
    }

    /// A network of these widths, the inputs first and the classes last: ReLU after each hidden layer but the
    /// last, SiLU after that, whose activations are smooth and suit a Gaussian mixture; 20 epochs in batches of
    /// 1024 rows, constant learning rate 1e-3, first weights of variance 2 / inputs,
    /// decoupled weight decay 0.3, weights averaged with decay 0.98, seed 42.
    public static MlpOptions of(int... widths) {
        Settings settings = new Settings();
        settings.widths = IntStream.of(widths).boxed().toList();
        if (widths.length < 2) {
            throw new IllegalArgumentException(
                    "a network has at least two widths, inputs and classes; there are " + widths.length);
        }
        for (int width : widths) {
            if (width < 1) throw new IllegalArgumentException("a layer has the width " + width + "; at least 1");
        }
        int hidden = widths.length - 2;
        settings.activations = IntStream.range(0, hidden)
                .mapToObj(layer -> layer == hidden - 1 ? Activation.SILU : Activation.RELU)
                .toList();
        return new MlpOptions(settings);
    }

    private MlpOptions with(Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new MlpOptions(changed);
    }

    /// Inputs, hidden layers, classes.
    public List<Integer> widths() {
        return Collections.unmodifiableList(settings.widths);
    }

    /// One for each hidden layer.
    public List<Activation> activations() {
        return settings.activations;
    }

    /// Walks over the training rows.
    public int epochs() {
        return settings.epochs;
    }

    /// Rows a step.
    public int batchSize() {
        return settings.batchSize;
    }

    /// Adam's, in the first step.
    public double learningRate() {
        return settings.learningRate;
    }

    /// How the learning rate goes on.
    public Schedule schedule() {
        return settings.schedule;
    }

    /// What the weights are before the first step.
    public FirstWeights firstWeights() {
        return settings.firstWeights;
    }

    /// How the weights are held small.
    public WeightDecay weightDecay() {
        return settings.weightDecay;
    }

    /// Decay of the exponential moving average over the steps whose weights the network has at the end; 0 for those
    /// of the last step alone.
    public double averaging() {
        return settings.averaging;
    }

    /// Inputs are multiplied by it, and the network keeps it: 1/255 for pixels of a byte.
    public double inputScale() {
        return settings.inputScale;
    }

    /// Decides the first weights and the order of the rows. Sums are the same on any number of threads where MKL
    /// multiplies (Linux on x86-64 with AVX2).
    public long seed() {
        return settings.seed;
    }

    /// Threads of the engine.
    public int threads() {
        return settings.threads;
    }

    /// The same with other activations, one for each hidden layer.
    public MlpOptions withActivations(List<Activation> other) {
        if (other.size() != settings.activations.size()) {
            throw new IllegalArgumentException(other.size() + " activations for " + settings.activations.size()
                    + " hidden layers; give one for each");
        }
        return with(s -> s.activations = List.copyOf(other));
    }

    /// The same with another number of epochs.
    public MlpOptions withEpochs(int other) {
        return with(s -> s.epochs = atLeastOne(other, "epochs"));
    }

    /// The same with other batches.
    public MlpOptions withBatchSize(int other) {
        return with(s -> s.batchSize = atLeastOne(other, "the batch size"));
    }

    /// The same with another learning rate.
    public MlpOptions withLearningRate(double other) {
        return with(s -> s.learningRate = positive(other, "the learning rate"));
    }

    /// The same with a learning rate that goes on in another way.
    public MlpOptions withSchedule(Schedule other) {
        return with(s -> s.schedule = other);
    }

    /// The same with other first weights.
    public MlpOptions withFirstWeights(FirstWeights other) {
        return with(s -> s.firstWeights = other);
    }

    /// The same with another weight decay.
    public MlpOptions withWeightDecay(WeightDecay other) {
        return with(s -> s.weightDecay = other);
    }

    /// The same with the weights of an exponential moving average over the steps of training, freed of its start
    /// (Kingma and Ba 2015, section 7.2): a step weighs `decay` times what the next one does.
    ///
    /// @param decay  below 1; 0 for the weights of the last step
    public MlpOptions withAveraging(double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException(
                    "the decay of the average of the weights is " + decay + "; it must be at least 0 and below 1");
        }
        return with(s -> s.averaging = decay);
    }

    /// The same with another scale of the inputs.
    public MlpOptions withInputScale(double other) {
        return with(s -> s.inputScale = positive(other, "the scale of the inputs"));
    }

    /// The same with another seed.
    public MlpOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    /// The same on that many threads.
    public MlpOptions withThreads(int other) {
        return with(s -> s.threads = atLeastOne(other, "threads"));
    }

    private static int atLeastOne(int value, String name) {
        if (value < 1) throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
        return value;
    }

    private static double positive(double value, String name) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be a positive number");
        }
        return value;
    }
}
