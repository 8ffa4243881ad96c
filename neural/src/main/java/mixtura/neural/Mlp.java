package mixtura.neural;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.MlpOptions;
import mixtura.network.Network;
import mixtura.network.Training;

/// A multilayer perceptron that classifies rows, and whose hidden layers are features of them. Layers are called
/// `layer1`, `layer2` and so on; `penultimate` is the last of them.
///
/// ```java
/// Mlp net = Mlp.train(digits, labels, MlpOptions.of(784, 100, 50, 25, 10).withInputScale(1 / 255.0));
/// Rows features = net.penultimate(digits);
/// ```
public final class Mlp implements Network {
    private final OnnxNetwork network;
    private final Training training;

    private Mlp(OnnxNetwork network, Training training) {
        this.network = network;
        this.training = training;
    }

    /// Trains a classifier.
    ///
    /// @param labels  one for each row; their levels are the classes in the order of the outputs
    /// @throws mixtura.data.DataException if a row has no label, a cell is missing, or the widths do not
    ///                     fit
    public static Mlp train(Rows rows, Labels labels, MlpOptions options) {
        return train(rows, labels, options, (epoch, epochs, loss, seconds) -> {});
    }

    /// Trains a classifier and tells `progress` of every epoch.
    public static Mlp train(Rows rows, Labels labels, MlpOptions options, Training.Progress progress) {
        MlpTrainer.Trained trained = MlpTrainer.train(rows, labels, options, progress);
        OnnxNetwork network = OnnxNetwork.of(trained.onnx(), "the network", options.threads());
        Training training = Training.of(
                network, trained.batchLosses(), options.epochs(), rows, labels, trained.seconds(), trained.device());
        return new Mlp(network, training);
    }

    /// How the training went.
    public Training training() {
        return training;
    }

    @Override
    public List<Layer> layers() {
        return network.layers();
    }

    @Override
    public List<String> resolve(String words) {
        return network.resolve(words);
    }

    @Override
    public String output() {
        return network.output();
    }

    @Override
    public int inputDimension() {
        return network.inputDimension();
    }

    @Override
    public Rows features(Rows inputs, List<String> layers) {
        return network.features(inputs, layers);
    }

    /// Writes the network as ONNX, which [mixtura.network.Networks#open] reads again.
    @Override
    public void save(Path file) throws IOException {
        network.save(file);
    }

    @Override
    public void close() {
        network.close();
    }
}
