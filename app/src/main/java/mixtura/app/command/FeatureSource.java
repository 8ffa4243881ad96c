package mixtura.app.command;

import java.util.List;
import java.util.stream.Collectors;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.network.Network;
import mixtura.ood.OodDetector;
import mixtura.save.SavedDetector;

/// Features for a detector: from a file, or of the layers that it was fitted to, when a network is named.
record FeatureSource(Session session, SavedDetector saved, NetworkOptions network, DataOptions reading) {
    /// What the detector's file calls the layers.
    static final String LAYERS = "layers";

    OodDetector detector() {
        return saved.detector();
    }

    /// Reads a file; its columns are the detector's unless a network comes between.
    Dataset read(String name) {
        if (network.isGiven()) return reading.read(session, name, ColumnKind.NUMERIC);
        try {
            return reading.readFor(session, name, detector().columnNames(), List.of());
        } catch (Failure e) {
            if (e.trouble() != Trouble.COLUMNS_DIFFER || !saved.source().containsKey(LAYERS)) throw e;
            throw e.with("or", "--onnx NETWORK   when these are rows for the network, not features");
        }
    }

    /// The features of rows that were read.
    Rows features(Dataset table) {
        Rows rows = reading.preparation().apply(table.rows());
        if (!network.isGiven()) return rows;
        try (Network opened = network.open(session)) {
            return opened.features(rows, opened.resolve(layers()));
        }
    }

    private String layers() {
        return saved.source().get(LAYERS) instanceof List<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.joining(","))
                : network.layers();
    }
}
