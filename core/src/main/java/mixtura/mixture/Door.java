package mixtura.mixture;

import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// What rows have to pass before they are fitted, once; inner loops trust.
final class Door {
    private Door() {}

    /// Summarises the columns, and refuses tables without rows and cells that are missing or infinite.
    static ColumnSummary open(Rows rows, Execution execution) {
        if (rows.rowCount() == 0) throw new DataException("there are no rows", "give a table with at least one row");
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        for (int j = 0; j < rows.dimension(); j++) {
            if (summary.missing(j) > 0) {
                throw new DataException(
                        "row " + (summary.firstMissing(j) + 1) + ", column '"
                                + rows.columnNames().get(j) + "': the cell is missing"
                                + (summary.missing(j) > 1
                                        ? " (and " + (summary.missing(j) - 1) + " more in this column)"
                                        : ""),
                        "--missing drop leaves such rows out; --columns '!"
                                + rows.columnNames().get(j) + "' leaves the column out");
            }
            if (summary.firstInfinite(j) >= 0) {
                throw new DataException(
                        "row " + (summary.firstInfinite(j) + 1) + ", column '"
                                + rows.columnNames().get(j) + "': the cell is infinite",
                        "mend the cell, or read it as missing with --na Inf --missing drop");
            }
        }
        return summary;
    }
}
