package mixtura.neural;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.MlpOptions;
import mixtura.network.Network;
import mixtura.network.Networks;
import mixtura.network.Training;

/// What this module offers to programs that find it on their class path.
public final class NeuralNetworks implements Networks {
    /// For the service loader.
    public NeuralNetworks() {}

    @Override
    public String engine() {
        return "PyTorch through DJL to train, ONNX Runtime to read layers";
    }

    @Override
    public String device() {
        return PyTorch.engine(Runtime.getRuntime().availableProcessors())
                .defaultDevice()
                .toString()
                .replace("()", "");
    }

    @Override
    public Training train(Rows rows, Labels labels, MlpOptions options, Training.Progress progress) {
        return Mlp.train(rows, labels, options, progress).training();
    }

    @Override
    public Network open(Path file, int... inputShape) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        return isArchive(file)
                ? TorchScriptNetwork.open(file, threads, inputShape)
                : OnnxNetwork.open(file, threads, inputShape);
    }

    /// TorchScript is a ZIP archive, ONNX is none.
    private static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }
}
