package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Trouble;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// What rows must be before any method may use them: there, complete and finite.
public final class RowCheck {
    /// Up to so many columns with missing cells may be worth leaving out.
    private static final int COLUMNS_TO_LEAVE_OUT = 3;

    private RowCheck() {}

    /// Summarises the columns.
    ///
    /// @param instead  what may be typed to keep rows with missing cells, empty when nothing may
    /// @throws Failure if there are no rows, or a cell is missing or infinite
    public static ColumnSummary complete(Rows rows, Dataset table, String instead, Execution execution) {
        ColumnSummary summary = of(rows, table, execution);
        refuseMissing(summary, rows, table, instead);
        return summary;
    }

    /// Summarises the columns, in which cells may be missing.
    ///
    /// @throws Failure if there are no rows, a cell is infinite, or every cell of a column is missing
    public static ColumnSummary of(Rows rows, Dataset table, Execution execution) {
        if (rows.rowCount() == 0) {
            throw Failure.of(Trouble.NO_ROWS, "there are no rows").with("file", table.name());
        }
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        for (int j = 0; j < rows.dimension(); j++) {
            String column = rows.columnNames().get(j);
            if (summary.firstInfinite(j) < 0) continue;
            throw Failure.of(
                            Trouble.INFINITE_CELLS,
                            "column '" + column + "' has an infinite cell (first: row "
                                    + table.rowNumber(summary.firstInfinite(j)) + ")")
                    .with("file", table.name())
                    .with(
                            "try",
                            "--na Inf,-Inf --missing drop   leave such rows out          or    --columns '!" + column
                                    + "'");
        }
        return summary;
    }

    /// Refuses columns of which no cell is there: nothing can be learnt of them.
    public static void refuseEmptyColumns(ColumnSummary summary, Rows rows, Dataset table) {
        List<String> empty = new ArrayList<>();
        for (int j = 0; j < rows.dimension(); j++) {
            if (summary.isMissing(j)) empty.add(rows.columnNames().get(j));
        }
        if (empty.isEmpty()) return;
        throw Failure.of(
                        Trouble.MISSING_CELLS,
                        empty.size() == 1
                                ? "every cell of column '" + empty.getFirst() + "' is missing"
                                : "every cell of " + empty.size() + " columns is missing: '"
                                        + String.join("', '", empty) + "'")
                .with("file", table.name())
                .with(
                        "try",
                        "--columns '!" + String.join(",!", empty) + "'   leaves " + (empty.size() == 1 ? "it" : "them")
                                + " out");
    }

    private static void refuseMissing(ColumnSummary summary, Rows rows, Dataset table, String instead) {
        long cells = 0;
        List<String> columns = new ArrayList<>();
        long first = -1;
        for (int j = 0; j < rows.dimension(); j++) {
            if (summary.missing(j) == 0) continue;
            cells += summary.missing(j);
            columns.add(rows.columnNames().get(j));
            if (first < 0 || summary.firstMissing(j) < first) first = summary.firstMissing(j);
        }
        if (cells == 0) return;
        String where =
                columns.size() == 1 ? "column '" + columns.getFirst() + "' has " : columns.size() + " columns have ";
        throw Failure.of(
                        Trouble.MISSING_CELLS,
                        where + Numbers.count(cells, "missing cell") + " (first: row " + table.rowNumber(first) + ")")
                .with("file", table.name())
                .with(
                        "try",
                        (instead.isEmpty() ? "" : instead + "          or    ") + "--missing drop   leave such rows out"
                                + (columns.size() > COLUMNS_TO_LEAVE_OUT
                                        ? ""
                                        : "          or    --columns '!" + String.join(",!", columns) + "'   leave the "
                                                + (columns.size() == 1 ? "column" : "columns") + " out"));
    }

    /// The failure behind the library's refusal of data.
    public static Failure failure(DataException e) {
        String what = String.valueOf(e.getMessage());
        Failure failure = Failure.of(Refusals.trouble(what), what).because(e);
        return e.hint().isEmpty() ? failure : failure.with("try", e.hint());
    }

    /// The failure behind the library's refusal of a file's data.
    public static Failure failure(DataException e, String file) {
        String what = String.valueOf(e.getMessage());
        Failure failure = Failure.of(Refusals.trouble(what), what).because(e).with("file", file);
        return e.hint().isEmpty() ? failure : failure.with("try", e.hint());
    }

    /// The failure behind the library's refusal of an argument that came from the data.
    public static Failure failure(IllegalArgumentException e, String file) {
        return Failure.of(Refusals.trouble(String.valueOf(e.getMessage())), String.valueOf(e.getMessage()))
                .with("file", file)
                .because(e);
    }
}
