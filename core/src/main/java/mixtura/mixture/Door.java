package mixtura.mixture;

import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;

/// What rows have to pass before they are fitted, once; inner loops trust.
final class Door {
    private Door() {}

    /// Summarises the columns, and refuses tables without rows, infinite cells, columns without a cell, and missing
    /// cells where the options or the family do not allow for them.
    ///
    /// @param shared  what is known of these rows already
    static ColumnSummary open(Rows rows, Family<?, ?> family, Missing missing, Execution execution, SharedRows shared) {
        return open(rows, family, missing, false, execution, shared);
    }

    /// The same for a batch of a stream, which can lack a column: there will be others.
    static ColumnSummary openBatch(Rows rows, Family<?, ?> family, Missing missing, Execution execution) {
        boolean mayLackColumns = missing.treatment() == Missing.Treatment.INTEGRATED_OUT;
        return open(rows, family, missing, mayLackColumns, execution, new SharedRows());
    }

    private static ColumnSummary open(
            Rows rows,
            Family<?, ?> family,
            Missing missing,
            boolean mayLackColumns,
            Execution execution,
            SharedRows shared) {
        if (rows.rowCount() == 0) throw new DataException("there are no rows", "give a table with at least one row");
        ColumnSummary summary = shared.summary(rows, execution);
        for (int j = 0; j < rows.dimension(); j++) {
            String column = rows.columnNames().get(j);
            if (summary.isMissing(j) && !mayLackColumns) throw empty(column);
            if (summary.missing(j) > 0) refuse(summary, j, column, family, missing);
            if (summary.firstInfinite(j) >= 0) {
                long row = summary.firstInfinite(j) + 1;
                throw new DataException(
                        "row " + row + ", column '" + column + "': the cell is infinite",
                        "mend the cell, or read it as missing with --na Inf --missing drop",
                        row,
                        column);
            }
        }
        return summary;
    }

    private static DataException empty(String column) {
        return new DataException(
                "every cell of column '" + column + "' is missing",
                "leave the column out with --columns '!" + column + "'",
                0,
                column);
    }

    private static void refuse(ColumnSummary summary, int j, String column, Family<?, ?> family, Missing missing) {
        boolean accepted = family.whyNoMissingCells().isEmpty();
        boolean wanted = missing.treatment() == Missing.Treatment.INTEGRATED_OUT;
        if (accepted && wanted) return;
        long row = summary.firstMissing(j) + 1;
        long more = summary.missing(j) - 1;
        throw new DataException(
                "row " + row + ", column '" + column + "': the cell is missing"
                        + (more > 0 ? " (and " + more + " more in this column)" : "")
                        + family.whyNoMissingCells()
                                .filter(reason -> wanted)
                                .map(reason -> "; " + reason)
                                .orElse(""),
                (accepted ? "--missing em integrates missing cells out; " : "")
                        + "--missing drop leaves such rows out; --columns '!" + column + "' leaves the column out",
                row,
                column);
    }
}
