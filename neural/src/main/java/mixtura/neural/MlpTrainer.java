package mixtura.neural;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.AdamW;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.MlpOptions;
import mixtura.network.Schedule;
import mixtura.network.Training;
import mixtura.network.WeightDecay;

/// Trains a multilayer perceptron with PyTorch. First weights and the order of the rows come from our own
/// generator, so they depend on the seed alone.
final class MlpTrainer {
    private MlpTrainer() {}

    /// What training leaves.
    ///
    /// @param onnx  the network
    record Trained(byte[] onnx, double[] batchLosses, double seconds, String device) {}

    static Trained train(Rows rows, Labels labels, MlpOptions options, Training.Progress progress) {
        check(rows, labels, options);
        Engine engine = PyTorch.engine(options.threads());
        Device device = engine.defaultDevice();
        long began = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer(options, rows.rowCount()))
                .optDevices(new Device[] {device});
        try (Model model = Model.newInstance("mlp", device, "PyTorch")) {
            Block network = network(options);
            network.setInitializer(
                    (manager, shape, type) -> firstValues(manager, shape, options, random), parameter -> true);
            model.setBlock(network);
            WeightAverage average = new WeightAverage(options.averaging());
            double[] losses;
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(options.batchSize(), rows.dimension()));
                losses = learn(trainer, average, rows, labels, options, random, progress, began);
            }
            byte[] onnx = OnnxMlp.write(
                    average.layers(network), options.activations(), options.inputScale(), remarks(options));
            return new Trained(onnx, losses, (System.nanoTime() - began) * 1e-9, device.toString());
        }
    }

    private static void check(Rows rows, Labels labels, MlpOptions options) {
        int inputs = options.widths().getFirst();
        if (rows.dimension() != inputs) {
            throw new DataException(
                    "the rows have " + rows.dimension() + " columns; the network is to take " + inputs,
                    "a network whose first width is " + rows.dimension());
        }
        if (labels.rowCount() != rows.rowCount()) {
            throw new DataException(
                    "there are " + labels.rowCount() + " labels for " + rows.rowCount() + " rows",
                    "give one label for each row");
        }
        int classes = options.widths().getLast();
        if (labels.levels().size() != classes) {
            throw new DataException(
                    "the labels name " + labels.levels().size() + " classes; the network is to tell " + classes
                            + " apart",
                    "a network whose last width is " + labels.levels().size());
        }
        double[] row = new double[rows.dimension()];
        for (int n = 0; n < rows.rowCount(); n++) {
            if (labels.code(n) < 0) {
                throw new DataException(
                        "row " + (n + 1) + " has no label; a classifier learns from labelled rows",
                        "leave such rows out",
                        n + 1,
                        null);
            }
            rows.copyRow(n, row);
            for (int j = 0; j < row.length; j++) {
                if (Double.isFinite(row[j])) continue;
                throw new DataException(
                        "row " + (n + 1) + ", column '" + rows.columnNames().get(j)
                                + "' is missing or infinite; a network needs every cell",
                        "--missing drop   or   --missing mean",
                        n + 1,
                        rows.columnNames().get(j));
            }
        }
    }

    private static Optimizer optimizer(MlpOptions options, long rowCount) {
        int steps = batches(rowCount, options) * options.epochs();
        Schedule schedule = options.schedule();
        // Adam counts its steps from 1; none of them has the rate 0
        Tracker rate = step -> (float) (options.learningRate() * schedule.factor((step - 1.0) / steps));
        return switch (options.weightDecay()) {
            case WeightDecay.None ignored ->
                Optimizer.adam().optLearningRateTracker(rate).build();
            case WeightDecay.Decoupled(double lambda) -> {
                AdamW.Builder adam = Optimizer.adamW().optLearningRateTracker(rate);
                adam.optWeightDecays((float) lambda);
                yield adam.build();
            }
            case WeightDecay.Coupled(double lambda) -> {
                Adam.Builder adam = Optimizer.adam().optLearningRateTracker(rate);
                adam.optWeightDecays((float) lambda);
                yield adam.build();
            }
        };
    }

    private static int batches(long rowCount, MlpOptions options) {
        return Math.toIntExact(Math.ceilDiv(rowCount, options.batchSize()));
    }

    private static Block network(MlpOptions options) {
        SequentialBlock network = new SequentialBlock();
        List<Integer> widths = options.widths();
        for (int l = 1; l < widths.size(); l++) {
            network.add(Linear.builder().setUnits(widths.get(l)).build());
            if (l == widths.size() - 1) break;
            switch (options.activations().get(l - 1)) {
                case RELU -> network.add(Activation.reluBlock());
                case TANH -> network.add(Activation.tanhBlock());
                case SILU -> network.addSingleton(MlpTrainer::silu);
            }
        }
        return network;
    }

    /// x σ(x). DJL's own `swish` multiplies by a number that PyTorch keeps for the way back, while the memory it
    /// lies in is Java's and free as soon as `swish` returns: after a garbage collection gradients were anything.
    private static NDArray silu(NDArray x) {
        return x.mul(Activation.sigmoid(x));
    }

    /// @param shape  of a layer's weights, `outputs × inputs`, or of its biases, which stay 0
    static NDArray firstValues(NDManager manager, Shape shape, MlpOptions options, RandomGenerator random) {
        float[] values = new float[(int) shape.size()];
        double bound = shape.dimension() == 2
                ? Math.sqrt(3 * options.firstWeights().variance((int) shape.get(1), (int) shape.get(0)))
                : 0;
        for (int i = 0; i < values.length; i++) values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        return owned(manager, values, shape);
    }

    /// An array in memory of PyTorch's own, which begins at a multiple of 64 bytes. What `create` gives (and `set`
    /// and `copyTo` leave) lies in Java's: it begins anywhere, sums of MKL depend on where rows begin, and it is
    /// free when the array is closed, whatever PyTorch still keeps of it.
    private static NDArray owned(NDManager manager, float[] values, Shape shape) {
        try (NDArray given = manager.create(values, shape)) {
            return given.duplicate();
        }
    }

    private static double[] learn(
            Trainer trainer,
            WeightAverage average,
            Rows rows,
            Labels labels,
            MlpOptions options,
            RandomGenerator random,
            Training.Progress progress,
            long began) {
        int rowCount = Math.toIntExact(rows.rowCount());
        int batches = batches(rowCount, options);
        double[] losses = new double[batches * options.epochs()];
        int[] order = new int[rowCount];
        for (int n = 0; n < rowCount; n++) order[n] = n;
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            shuffle(order, random);
            double sum = 0;
            for (int b = 0; b < batches; b++) {
                if (Thread.currentThread().isInterrupted()) throw new CancellationException("training was interrupted");
                int from = b * options.batchSize();
                int to = Math.min(rowCount, from + options.batchSize());
                double loss = step(trainer, rows, labels, options.inputScale(), order, from, to);
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the loss became " + loss + " in epoch " + (epoch + 1)
                            + "; use a smaller learning rate, or scale the inputs");
                }
                average.add(trainer.getModel().getBlock());
                losses[epoch * batches + b] = loss;
                sum += loss;
            }
            progress.epoch(epoch + 1, options.epochs(), sum / batches, (System.nanoTime() - began) * 1e-9);
        }
        return losses;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
    }

    private static double step(
            Trainer trainer, Rows rows, Labels labels, double inputScale, int[] order, int from, int to) {
        int dimension = rows.dimension();
        float[] inputs = new float[(to - from) * dimension];
        float[] classes = new float[to - from];
        double[] row = new double[dimension];
        for (int i = 0; i < classes.length; i++) {
            rows.copyRow(order[from + i], row);
            for (int j = 0; j < dimension; j++) inputs[i * dimension + j] = (float) (row[j] * inputScale);
            classes[i] = labels.code(order[from + i]);
        }
        double value;
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray x = owned(manager, inputs, new Shape(classes.length, dimension));
            NDArray y = owned(manager, classes, new Shape(classes.length));
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList output = trainer.forward(new NDList(x));
                NDArray loss = trainer.getLoss().evaluate(new NDList(y), output);
                collector.backward(loss);
                value = loss.getFloat();
                loss.close();
                output.close();
            }
        }
        trainer.step();
        return value;
    }

    private static Map<String, String> remarks(MlpOptions options) {
        Map<String, String> remarks = new LinkedHashMap<>();
        remarks.put("epochs", Integer.toString(options.epochs()));
        remarks.put("batchSize", Integer.toString(options.batchSize()));
        remarks.put("learningRate", Double.toString(options.learningRate()));
        remarks.put("schedule", options.schedule().word());
        remarks.put("firstWeights", options.firstWeights().word());
        remarks.put("weightDecay", options.weightDecay().text());
        remarks.put("averaging", Double.toString(options.averaging()));
        remarks.put("seed", Long.toString(options.seed()));
        return remarks;
    }
}
