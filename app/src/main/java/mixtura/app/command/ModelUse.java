package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Preparation;
import mixtura.app.model.ModelStore;
import mixtura.data.Execution;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// A model with data to use it on: the data's columns are brought into the model's order, and prepared as they were for
/// the fit.
///
/// @param saved  the model
/// @param table  the data, their rows with the model's columns, in the file's units
/// @param rows   as the model sees them
record ModelUse(ModelStore.Saved saved, Dataset table, Rows rows) {
    /// One array's length.
    private static final long MOST_ROWS = Integer.MAX_VALUE - 8L;

    /// Reads both.
    static ModelUse of(
            Session session,
            String verb,
            @Nullable String modelName,
            @Nullable String dataName,
            DataOptions reading,
            Execution execution) {
        if (modelName == null || dataName == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, verb + " needs a model and data")
                    .with("example", "mixtura " + verb + " my.model.json my.csv");
        }
        ModelStore.Saved saved = ModelStore.read(session, modelName);
        Preparation preparation = agreed(saved.preparation(), reading.preparation());
        Dataset table = reading.readFor(session, dataName, ModelStore.columnNames(saved.model()), preparation.levels());
        if (table.rows().rowCount() > MOST_ROWS) {
            throw Failure.of(
                            Trouble.OUT_OF_MEMORY,
                            verb + " holds a number for each row, and "
                                    + table.rows().rowCount() + " are too many")
                    .with("file", dataName)
                    .with("try", "the data in pieces of at most " + MOST_ROWS + " rows");
        }
        Rows rows = preparation.apply(table.rows());
        MissingCells.checkForUse(preparation.missing(), saved.model(), rows, table, execution);
        return new ModelUse(saved, table, rows);
    }

    /// The model's preparation; one given again must be the same.
    private static Preparation agreed(Preparation saved, Preparation given) {
        refuseOther("--scale-by", saved.scaleBy(), given.scaleBy());
        refuseOther("--binarize", saved.binarize(), given.binarize());
        if (given.missing().equals("em")) return saved.withMissing("em", null);
        if (given.missing().equals("mean") && saved.fill() == null) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "the model was not fitted with --missing mean, so it does not keep the columns' means")
                    .with("try", "--missing em   or   --missing drop");
        }
        return saved;
    }

    private static void refuseOther(String option, @Nullable Double saved, @Nullable Double given) {
        if (given == null || given.equals(saved)) return;
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        option + " is " + given + ", but the model was fitted "
                                + (saved == null ? "without" : "with " + saved))
                .with("try", "leave " + option + " out: the model prepares the data itself");
    }
}
