package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.Labels;
import mixtura.data.Rows;

/// What rows and labels of several files must have in common.
final class OodData {
    private static final int PIXEL = 255;

    private OodData() {}

    /// Refuses labels of another number of rows.
    static void checkLabels(Rows rows, Labels labels, String rowsName, String labelsName) {
        if (labels.rowCount() == rows.rowCount()) return;
        throw Failure.of(
                        Trouble.BAD_LABELS,
                        "there are " + labels.rowCount() + " labels for " + rows.rowCount()
                                + " rows; there must be one for each")
                .with("labels", labelsName)
                .with("file", rowsName);
    }

    /// Refuses rows of another width.
    static void checkWidth(Rows rows, String name, Rows model, String modelName) {
        if (rows.dimension() == model.dimension()) return;
        throw Failure.of(
                        Trouble.COLUMNS_DIFFER,
                        "'" + name + "' has " + rows.dimension() + " columns, '" + modelName + "' has "
                                + model.dimension())
                .with("try", "files of the same columns, or pictures of the same size");
    }

    /// Whether all values are whole numbers from 0 to 255, and some above 1.
    static boolean arePixels(Rows rows) {
        double[] row = new double[rows.dimension()];
        boolean some = false;
        for (long n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            for (double value : row) {
                if (!(value >= 0 && value <= PIXEL) || value != Math.rint(value)) return false;
                some |= value > 1;
            }
        }
        return some;
    }

    /// The classes of other rows by the names of these levels; a class that is not among them is −1.
    static Labels align(Labels other, Labels known) {
        int[] codes = new int[other.rowCount()];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = other.code(n) < 0
                    ? -1
                    : known.levels().indexOf(other.levels().get(other.code(n)));
        }
        return new Labels(codes, known.levels());
    }
}
