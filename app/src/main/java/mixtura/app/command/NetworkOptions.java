package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.network.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A network that exists, and which of its layers are features.
final class NetworkOptions {
    @Option(
            names = {"--onnx", "--torchscript", "--network"},
            paramLabel = "FILE",
            description = "A network: what 'ood train' wrote, any ONNX file with one input, or TorchScript (of which"
                    + " only the outputs can be read).")
    private @Nullable String network;

    @Option(
            names = {"--layer", "--layers"},
            paramLabel = "NAMES",
            description = "penultimate (the last hidden layer, default), all (hidden layers side by side), or names"
                    + " between commas.")
    private String layers = Network.PENULTIMATE;

    @Option(
            names = "--input-shape",
            paramLabel = "AxBxC",
            description = "Of one row, where the network does not say it: 1x28x28.")
    private @Nullable String inputShape;

    /// Whether a network was named.
    boolean isGiven() {
        return network != null;
    }

    /// The network's file.
    @Nullable
    String network() {
        return network;
    }

    /// The words that name layers.
    String layers() {
        return layers;
    }

    /// Opens the network.
    Network open(Session session) {
        if (network == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "which network?").with("try", "--onnx net.onnx");
        }
        return NeuralModule.open(session, network, inputShape);
    }
}
