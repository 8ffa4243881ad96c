package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import mixtura.app.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/// What stands before the results in each line of a table of results: the row's number if rows were dropped, the
/// identifier if the data have one, and the file's own columns if they are wanted.
final class RowHeads {
    private final Dataset table;
    private final boolean keepColumns;
    private final Dataset.@Nullable Originals originals;

    private RowHeads(Dataset table, boolean keepColumns) {
        this.table = table;
        this.keepColumns = keepColumns;
        originals = keepColumns ? table.originals() : null;
    }

    static RowHeads of(Dataset table, boolean keepColumns) {
        return new RowHeads(table, keepColumns);
    }

    List<String> header() {
        List<String> header = new ArrayList<>();
        if (table.droppedRows() > 0) header.add("row");
        if (originals != null) {
            header.addAll(originals.columnNames());
            return header;
        }
        if (table.ids() != null) header.add(table.ids().column());
        if (keepColumns) header.addAll(table.rows().columnNames());
        return header;
    }

    /// Adds the cells of row `n`, from 0.
    void add(int n, List<String> line) {
        if (table.droppedRows() > 0) line.add(String.valueOf(table.rowNumber(n)));
        if (originals != null) {
            for (Dataset.Texts column : originals.columns()) line.add(column.of(n));
            return;
        }
        if (table.ids() != null) line.add(table.ids().texts().of(n));
        if (keepColumns) {
            double[] row = new double[table.rows().dimension()];
            table.rows().copyRow(n, row);
            for (double value : row) line.add(String.valueOf(value));
        }
    }
}
