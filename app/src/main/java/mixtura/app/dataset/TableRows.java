package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
/// @param kinds         of columns of mixed types, by name; empty where all are of one
/// @param missingCells  in these columns
record TableRows(Rows rows, List<Levels> levels, Map<String, ColumnKind> kinds, List<String> hints, long missingCells) {
    TableRows(Rows rows, List<Levels> levels, List<String> hints, long missingCells) {
        this(rows, levels, Map.of(), hints, missingCells);
    }

    /// Those that the user chose, or all that can be used.
    static TableRows chosen(Table table, @Nullable String columns, ColumnKind kind) {
        ColumnSelection selection = columns == null ? ColumnSelection.all() : ColumnSelection.parse(columns);
        if (kind.isCoded()) {
            CodedRows found =
                    kind == ColumnKind.BINARY ? table.binaryRows(selection) : table.categoricalRows(selection);
            return new TableRows(found.rows(), found.levels(), found.hints(), missing(table, found.rows()));
        }
        NumericRows found = table.rows(selection);
        return new TableRows(found.rows(), List.of(), found.hints(), missing(table, found.rows()));
    }

    /// Those that the user chose, or all that can be used, each as its type says.
    ///
    /// @param types  what `--types` says, or null
    static TableRows mixed(Table table, @Nullable String columns, @Nullable String types) {
        ColumnSelection selection = columns == null ? ColumnSelection.all() : ColumnSelection.parse(columns);
        int[] chosen = selection.indices(table.columnNames(), table.roles().columns());
        ColumnTypes typed = ColumnTypes.of(table, chosen, ColumnTypes.parse(types, table.columnNames()));
        if (typed.columns().isEmpty()) {
            throw new DataException("no column is left", "choose at least one with --columns or --types");
        }
        List<String> names =
                typed.columns().stream().map(ColumnTypes.Typed::name).toList();
        Map<String, Levels> levels = new HashMap<>();
        for (ColumnKind kind : List.of(ColumnKind.BINARY, ColumnKind.CATEGORICAL)) {
            List<String> coded = typed.columns().stream()
                    .filter(column -> column.kind() == kind)
                    .map(column -> '"' + column.name() + '"')
                    .toList();
            if (coded.isEmpty()) continue;
            ColumnSelection these = ColumnSelection.parse(String.join(",", coded));
            CodedRows found = kind == ColumnKind.BINARY ? table.binaryRows(these) : table.categoricalRows(these);
            for (int j = 0; j < found.levels().size(); j++)
                levels.put(found.rows().columnNames().get(j), found.levels().get(j));
        }
        List<Levels> inOrder = names.stream()
                .map(name -> levels.getOrDefault(name, new Levels(List.of())))
                .toList();
        CodedRows found = table.codedRows(names, inOrder);
        List<String> hints = new ArrayList<>(found.hints());
        hints.addAll(typed.hints());
        return new TableRows(found.rows(), inOrder, typed.kinds(), hints, missing(table, found.rows()));
    }

    /// Those that a model wants.
    static TableRows wanted(Table table, @Nullable String columns, List<String> wanted, List<Levels> levels) {
        if (!levels.isEmpty()) {
            CodedRows found = table.codedRows(wanted, levels);
            return new TableRows(found.rows(), levels, found.hints(), missing(table, found.rows()));
        }
        if (columns == null) {
            NumericRows found = table.rows(wanted);
            return new TableRows(found.rows(), List.of(), found.hints(), missing(table, found.rows()));
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

    /// Missing cells of these columns: as reading found them, or by a walk over an array that nobody has walked over.
    private static long missing(Table table, Rows rows) {
        Set<String> chosen = new HashSet<>(rows.columnNames());
        List<Column> columns = table.columns().stream()
                .filter(column -> chosen.contains(column.name()))
                .toList();
        return columns.stream().anyMatch(column -> column.missingCount() == Column.UNCOUNTED)
                ? MissingCount.of(rows)
                : columns.stream().mapToLong(Column::missingCount).sum();
    }
}
