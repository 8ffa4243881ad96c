package mixtura.io;

import java.io.IOException;
import java.util.Set;
import mixtura.data.DataException;
import mixtura.data.Roles;

/// Where the rows of a text table go while it is read, and how its cells are to be understood.
///
/// @param name      the file, for messages
/// @param verbatim  columns whose texts are all kept
record CsvTarget(
        String name, CsvDialect dialect, CsvOptions options, Roles roles, Set<Integer> verbatim, CellStore store) {
    int dimension() {
        return dialect.names().size();
    }

    char delimiter() {
        return dialect.delimiter();
    }

    CellParser newParser() {
        return new CellParser(options, roles, dimension());
    }

    void append(CellBatch batch) throws IOException {
        store.append(batch, verbatim);
    }

    /// What to say of a row with too many or too few cells.
    ///
    /// @param batch  the batch whose current row it is; all rows before it are in the store
    DataException ragged(CellBatch batch, long line) {
        long row = store.rowCount() + batch.rowCount() + 1;
        int cells = batch.column();
        String expected = dialect.hasHeader() ? "the header has " + dimension() : "row 1 has " + dimension();
        return new DataException(
                name + ", row " + row + " (line " + line + ") has " + cells
                        + (cells == 1 ? " cell, but " : " cells, but ") + expected + " (delimiter " + delimiterName()
                        + ")",
                "mend the line, or name another delimiter with --delimiter",
                row,
                null);
    }

    private String delimiterName() {
        return switch (delimiter()) {
            case '\t' -> "tab";
            case ' ' -> "space";
            default -> "'" + delimiter() + "'";
        };
    }
}
