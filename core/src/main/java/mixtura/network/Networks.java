package mixtura.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import mixtura.data.Labels;
import mixtura.data.Rows;

/// What trains and opens networks: the module `mixtura-neural`, when it is there.
public interface Networks {
    /// The one on the class path, if any.
    static Optional<Networks> find() {
        return ServiceLoader.load(Networks.class).findFirst();
    }

    /// The engine and its version, for `doctor`.
    String engine();

    /// What trains: `cpu`, or `gpu(0)`. Loads the engine.
    ///
    /// @throws IllegalStateException that says why, when the engine cannot be loaded
    String device();

    /// Trains a classifier.
    ///
    /// @param labels  one for each row; their levels are the classes in the order of the outputs
    /// @throws DataException if a row has no label, a cell is missing, or the widths do not fit the data
    Training train(Rows rows, Labels labels, MlpOptions options, Training.Progress progress);

    /// Opens a network: ONNX, or TorchScript (of which only the outputs can be read).
    ///
    /// @param inputShape  of one row, such as 1 × 28 × 28; empty: what the file says, else flat
    /// @throws DataException if it is no network
    Network open(Path file, int... inputShape) throws IOException;
}
