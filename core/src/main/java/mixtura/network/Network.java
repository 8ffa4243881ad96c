package mixtura.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mixtura.data.Labels;
import mixtura.data.Rows;

/// A trained network whose layers can be read.
public interface Network extends AutoCloseable {
    /// The last hidden layer.
    String PENULTIMATE = "penultimate";

    /// All hidden layers, side by side.
    String ALL = "all";

    /// A place in the network.
    ///
    /// @param name       what the network calls it
    /// @param operation  what makes it, such as `Relu`
    record Layer(String name, String operation) {}

    /// All layers that can be asked for, from the inputs to the outputs.
    List<Layer> layers();

    /// The names of the layers behind a word: `penultimate`, `all` (the hidden layers), or names between
    /// commas.
    ///
    /// @throws DataException if there is no such layer; its hint lists those there are
    List<String> resolve(String words);

    /// The network's output, for a classifier its logits.
    String output();

    /// Values that a row must have.
    int inputDimension();

    /// The activations of layers, side by side, `rowCount × Σ widths`; columns are called by layer and
    /// number, from 1.
    ///
    /// @throws DataException if a layer is unknown, or the rows have another width than the network's input
    Rows features(Rows inputs, List<String> layers);

    /// The activations of one layer or of several, as [#resolve] understands the words.
    default Rows features(Rows inputs, String words) {
        return features(inputs, resolve(words));
    }

    /// The activations of the last hidden layer.
    default Rows penultimate(Rows inputs) {
        return features(inputs, PENULTIMATE);
    }

    /// The output for each row: one number a class.
    default Rows logits(Rows inputs) {
        return features(inputs, List.of(output()));
    }

    /// The class of each row: the largest output, ties to the lowest.
    default int[] predict(Rows inputs) {
        Rows logits = logits(inputs);
        int[] classes = new int[Math.toIntExact(logits.rowCount())];
        double[] row = new double[logits.dimension()];
        for (int n = 0; n < classes.length; n++) {
            logits.copyRow(n, row);
            for (int c = 1; c < row.length; c++) if (row[c] > row[classes[n]]) classes[n] = c;
        }
        return classes;
    }

    /// The share of the rows with a label whose class the network names.
    default double accuracy(Rows inputs, Labels labels) {
        int[] predicted = predict(inputs);
        long known = 0;
        long right = 0;
        for (int n = 0; n < predicted.length; n++) {
            if (labels.code(n) < 0) continue;
            known++;
            if (labels.code(n) == predicted[n]) right++;
        }
        return right / (double) known;
    }

    /// Writes the network as ONNX, or as whatever it was read from.
    void save(Path file) throws IOException;

    @Override
    void close();
}
