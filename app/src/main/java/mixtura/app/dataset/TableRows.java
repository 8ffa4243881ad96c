package mixtura.app.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mixtura.data.CodedRows;
import mixtura.data.Column;
import mixtura.data.ColumnSelection;
import mixtura.data.DataException;
import mixtura.data.Levels;
import mixtura.data.NumericRows;
import mixtura.data.Rows;
import mixtura.data.Table;
import mixtura.mixture.ColumnKind;
import org.jspecify.annotations.Nullable;

/// The columns of a table that a command works on.
///
/// @param levels        of columns that were turned into codes; empty for numbers
/// @param missingCells  in these columns
record TableRows(Rows rows, List<Levels> levels, List<String> hints, long missingCells) {
    /// Those that the user chose, or all that can be used.
    static TableRows chosen(Table table, @Nullable String columns, ColumnKind kind) {
        ColumnSelection selection = columns == null ? ColumnSelection.all() : ColumnSelection.parse(columns);
        if (kind.isCoded()) {
            CodedRows found =
                    kind == ColumnKind.BINARY ? table.binaryRows(selection) : table.categoricalRows(selection);
            return new TableRows(
                    found.rows(),
                    found.levels(),
                    found.hints(),
                    missing(table, found.rows().columnNames()));
        }
        NumericRows found = table.rows(selection);
        return new TableRows(
                found.rows(),
                List.of(),
                found.hints(),
                missing(table, found.rows().columnNames()));
    }

    /// Those that a model wants.
    static TableRows wanted(Table table, @Nullable String columns, List<String> wanted, List<Levels> levels) {
        if (!levels.isEmpty()) {
            CodedRows found = table.codedRows(wanted, levels);
            return new TableRows(found.rows(), levels, found.hints(), missing(table, wanted));
        }
        if (columns == null) {
            NumericRows found = table.rows(wanted);
            return new TableRows(found.rows(), List.of(), found.hints(), missing(table, wanted));
        }
        TableRows found = chosen(table, columns, ColumnKind.NUMERIC);
        if (found.rows.dimension() != wanted.size()) {
            throw new DataException(
                    "--columns chooses " + found.rows.dimension() + " columns, but the model has " + wanted.size(),
                    "the model's columns are " + String.join(", ", wanted.subList(0, Math.min(20, wanted.size()))));
        }
        List<String> names = found.rows.columnNames();
        if (!new HashSet<>(names).containsAll(wanted)) return found;
        return new TableRows(
                found.rows.select(wanted.stream().mapToInt(names::indexOf).toArray()),
                List.of(),
                found.hints,
                found.missingCells);
    }

    private static long missing(Table table, List<String> names) {
        Set<String> chosen = new HashSet<>(names);
        return table.columns().stream()
                .filter(column -> chosen.contains(column.name()))
                .mapToLong(Column::missingCount)
                .sum();
    }
}
