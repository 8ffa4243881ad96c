package mixtura.app.command;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Preparation;
import mixtura.app.dataset.RowCheck;
import mixtura.app.model.ModelStore;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.data.Table;
import mixtura.evaluate.ClusterProfiles;
import org.jspecify.annotations.Nullable;

/// One of two things that are compared.
///
/// @param name    as the user typed it
/// @param saved   the model, or null for labels
/// @param rows    as the model sees them, or null without data
/// @param labels  one a row, or null for a model without data
record Side(
        String name,
        ModelStore.@Nullable Saved saved,
        @Nullable Rows rows,
        @Nullable Labels labels) {
    /// The column that `predict` writes.
    private static final String CLUSTER = "cluster";

    static Side of(Session session, String name, @Nullable String data, DataOptions reading, Execution execution) {
        if (!ModelStore.isModel(session, name)) return new Side(name, null, null, labels(session, name, reading));
        if (data == null) return new Side(name, ModelStore.read(session, name), null, null);
        ModelUse use = ModelUse.of(session, "compare", name, data, reading, execution);
        Predictions predictions = Predictions.of(use.saved().model(), use.rows(), execution);
        List<String> words = new ArrayList<>(predictions.names());
        for (int k = words.size(); k < predictions.k(); k++) words.add(String.valueOf(k + 1));
        return new Side(name, use.saved(), use.rows(), new Labels(predictions.cluster(), words));
    }

    private static Labels labels(Session session, String name, DataOptions reading) {
        int colon = name.lastIndexOf(':');
        boolean named = colon > 0 && !Files.exists(session.resolve(name));
        String file = named ? name.substring(0, colon) : name;
        Table table;
        try {
            table = reading.table(session, file);
        } catch (DataException e) {
            throw RowCheck.failure(e, file);
        }
        List<String> columns = table.columnNames();
        int column = named ? columns.indexOf(name.substring(colon + 1)) : columns.indexOf(CLUSTER);
        if (column < 0 && !named && columns.size() == 1) column = 0;
        if (column >= 0) return table.labels(column);
        if (named) {
            throw Failure.of(
                            Trouble.UNKNOWN_COLUMN, "there is no column '" + name.substring(colon + 1) + "' in " + file)
                    .with("columns", String.join(", ", columns));
        }
        throw Failure.of(
                        Trouble.MISSING_ARGUMENT,
                        file + " has " + columns.size() + " columns and none is called '" + CLUSTER
                                + "': which one holds the labels?")
                .with("example", "mixtura compare " + file + ":" + columns.getLast() + " …")
                .with("columns", String.join(", ", columns));
    }

    /// The components in the units of the data, or null for labels.
    @Nullable
    ClusterProfiles profiles() {
        return saved == null ? null : profiles(saved.model(), saved.preparation());
    }

    /// The components of a model in the units of the data.
    static ClusterProfiles profiles(Object model, Preparation preparation) {
        ClusterProfiles seen = ClusterProfiles.of(model);
        int d = seen.columnNames().size();
        double[][] means = seen.means();
        double[][] deviations = seen.deviations();
        for (double[] mean : means) IntStream.range(0, d).forEach(j -> mean[j] = preparation.restore(mean[j], j));
        for (double[] deviation : deviations)
            IntStream.range(0, d).forEach(j -> deviation[j] = preparation.restoreDeviation(deviation[j], j));
        return new ClusterProfiles(seen.columnNames(), seen.shares(), means, deviations);
    }

    /// What a cluster is called.
    String word(int label) {
        if (labels != null) return labels.levels().get(label);
        return String.valueOf(label + 1);
    }
}
