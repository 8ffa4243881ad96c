package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.Column;
import mixtura.data.ColumnSelection;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.data.Table;
import mixtura.mixture.ColumnKind;
import org.jspecify.annotations.Nullable;

/// The type of each column in a mixture over mixed columns: as the user says, else as its values suggest.
///
/// @param columns  those that take part, in the order of the table
/// @param hints    sentences on those that do not
public record ColumnTypes(List<Typed> columns, List<String> hints) {
    /// A text column with more distinct texts than this, and than half its cells, names rows rather than levels.
    private static final int MANY_TEXTS = 20;

    /// Whole numbers from 0 on count events when their mean is no larger; larger ones are as good as continuous.
    private static final double LARGEST_MEAN_COUNT = 10;

    /// A column with its type.
    ///
    /// @param reason  for the type, in a few words
    public record Typed(String name, ColumnKind kind, String reason) {}

    /// Reads `age=numeric,visits=count`.
    ///
    /// @throws Failure       if a term is no such pair, or names a type that does not exist
    /// @throws DataException if it names a column that does not exist
    static Map<String, ColumnKind> parse(@Nullable String text, List<String> columnNames) {
        Map<String, ColumnKind> asked = new LinkedHashMap<>();
        if (text == null) return asked;
        for (String term : text.split(",", -1)) {
            int equals = term.lastIndexOf('=');
            if (equals < 1) {
                throw Failure.of(Trouble.INVALID_VALUE, "--types has the term '" + term + "', which names no type")
                        .with("try", "--types 'age=numeric,visits=count,sex=binary'");
            }
            String column = columnNames.get(
                    ColumnSelection.index(term.substring(0, equals).strip(), columnNames));
            try {
                asked.put(column, ColumnKind.ofWord(term.substring(equals + 1).strip()));
            } catch (IllegalArgumentException e) {
                throw Failure.of(Trouble.INVALID_VALUE, "--types '" + term + "': " + e.getMessage())
                        .with("try", "--types '" + column + "=categorical'")
                        .because(e);
            }
        }
        return asked;
    }

    /// The types of the chosen columns.
    ///
    /// @param asked  by the user
    /// @throws DataException if a column without an asked type holds numbers and texts
    static ColumnTypes of(Table table, int[] chosen, Map<String, ColumnKind> asked) {
        List<Typed> typed = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        Map<String, Typed> numbers = numbers(table, chosen);
        for (int j : chosen) {
            Column column = table.columns().get(j);
            ColumnKind wanted = asked.get(column.name());
            if (wanted != null) {
                typed.add(new Typed(column.name(), wanted, "as --types says"));
                continue;
            }
            switch (column.kind()) {
                case NUMERIC -> typed.add(numbers.get(column.name()));
                case TEXT -> ofTexts(column, hints).ifPresent(typed::add);
                case EMPTY -> hints.add("column '" + column.name() + "' is empty and left out");
                case MIXED -> throw neither(column);
            }
        }
        return new ColumnTypes(List.copyOf(typed), hints);
    }

    private static DataException neither(Column column) {
        Column.FirstText first = column.firstText().orElseThrow();
        return new DataException(
                "row " + first.row() + ", column '" + column.name() + "': \"" + first.text() + "\" is not a number, as "
                        + column.numericCount() + " other cells of the column are",
                "give it as a missing value with --na '" + first.text() + "', or say --types '" + column.name()
                        + "=categorical'",
                first.row(),
                column.name());
    }

    private static Optional<Typed> ofTexts(Column column, List<String> hints) {
        int texts = column.texts().size();
        if (texts > MANY_TEXTS && 2L * texts > column.textCount()) {
            hints.add("column '" + column.name() + "' has " + texts + " different texts in " + column.textCount()
                    + " cells and is left out; --types '" + column.name() + "=categorical' keeps it");
            return Optional.empty();
        }
        return Optional.of(
                texts <= 2
                        ? new Typed(column.name(), ColumnKind.BINARY, "two texts")
                        : new Typed(column.name(), ColumnKind.CATEGORICAL, texts + " texts"));
    }

    private static Map<String, Typed> numbers(Table table, int[] chosen) {
        List<String> names = Arrays.stream(chosen)
                .filter(j -> table.columns().get(j).kind() == Column.Kind.NUMERIC)
                .mapToObj(table.columnNames()::get)
                .toList();
        Map<String, Typed> typed = new LinkedHashMap<>();
        if (names.isEmpty() || table.rowCount() == 0) return typed;
        Rows rows = table.rows(names).rows();
        ColumnSummary summary = ColumnSummary.of(rows, Execution.onAllProcessors());
        boolean[] whole = rows.aggregate(Execution.onAllProcessors(), () -> new WholeNumbers(names.size())).whole;
        for (int j = 0; j < names.size(); j++) typed.put(names.get(j), ofNumbers(names.get(j), summary, j, whole[j]));
        return typed;
    }

    private static Typed ofNumbers(String name, ColumnSummary summary, int j, boolean whole) {
        if (isTwoValued(summary, j)) return new Typed(name, ColumnKind.BINARY, "two values");
        boolean few = summary.minimum(j) == 0 && summary.mean(j) <= LARGEST_MEAN_COUNT;
        if (whole && few) return new Typed(name, ColumnKind.COUNT, "whole numbers from 0, mean at most 10");
        String reason = !whole
                ? "not all whole numbers"
                : summary.minimum(j) == 0 ? "whole numbers, mean above 10" : "whole numbers, but not from 0";
        return new Typed(name, ColumnKind.NUMERIC, reason);
    }

    /// Exactly two values have the largest variance that their range and mean allow (Bhatia and Davis 2000,
    /// theorem 1).
    private static boolean isTwoValued(ColumnSummary summary, int j) {
        double most = (summary.maximum(j) - summary.mean(j)) * (summary.mean(j) - summary.minimum(j));
        return !summary.isConstant(j) && Math.abs(summary.variance(j) - most) <= 1e-9 * most;
    }

    /// Which columns hold whole numbers alone, missing cells aside.
    private static final class WholeNumbers implements Pass<WholeNumbers>, Mergeable<WholeNumbers> {
        private final boolean[] whole;

        WholeNumbers(int dimension) {
            whole = new boolean[dimension];
            Arrays.fill(whole, true);
        }

        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int i = 0; i < block.rowCount() * block.dimension(); i++) {
                double value = x[block.offset() + i];
                if (value != Math.rint(value) && !Double.isNaN(value)) whole[i % block.dimension()] = false;
            }
        }

        @Override
        public WholeNumbers finish() {
            return this;
        }

        @Override
        public WholeNumbers merge(WholeNumbers later) {
            for (int j = 0; j < whole.length; j++) whole[j] &= later.whole[j];
            return this;
        }
    }

    /// The types of all columns that are not set apart, for `inspect`; empty where they cannot be told.
    public static Map<String, Typed> suggested(Table table) {
        Map<String, Typed> found = new LinkedHashMap<>();
        int[] all =
                ColumnSelection.all().indices(table.columnNames(), table.roles().columns());
        int[] typeable = IntStream.of(all)
                .filter(j -> table.columns().get(j).kind() != Column.Kind.MIXED)
                .toArray();
        for (Typed column : of(table, typeable, Map.of()).columns()) found.put(column.name(), column);
        return found;
    }

    /// Kind by name.
    Map<String, ColumnKind> kinds() {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        for (Typed column : columns) kinds.put(column.name(), column.kind());
        return kinds;
    }
}
