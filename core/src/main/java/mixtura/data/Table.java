package mixtura.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A data file as it was read: n rows of typed columns, of which some may be set apart as label, id or weights. What
/// is fitted or scored are [Rows] made from it: [#rows] for numbers, [#binaryRows] for two-valued columns,
/// [#categoricalRows] for columns of levels.
public final class Table {
    private final String name;
    private final LocalRows cells;
    private final List<Column> columns;
    private final List<String> columnNames;
    private final boolean named;
    private final Roles roles;
    private final Optional<ImageShape> imageShape;
    private final List<String> hints;
    private @Nullable LongFunction<String> ids;

    private Table(
            String name,
            LocalRows cells,
            List<Column> columns,
            boolean named,
            Roles roles,
            Optional<ImageShape> imageShape,
            List<String> hints) {
        if (columns.size() != cells.dimension()) {
            throw new IllegalArgumentException(columns.size() + " columns for cells of " + cells.dimension());
        }
        this.name = name;
        this.cells = cells;
        this.columns = List.copyOf(columns);
        this.columnNames = columns.stream().map(Column::name).toList();
        this.named = named;
        this.roles = roles;
        this.imageShape = imageShape;
        this.hints = List.copyOf(hints);
    }

    /// A table of numbers whose columns have no names of their own.
    ///
    /// @param name  the file, for messages
    public static Table of(String name, Rows rows) {
        return of(name, rows, true);
    }

    /// @param name      the file, for messages
    /// @param mayLack   whether cells may be missing; whole numbers in a file have no sign for that
    public static Table of(String name, Rows rows, boolean mayLack) {
        List<Column> columns = rows.columnNames().stream()
                .map(column ->
                        mayLack ? Column.uncounted(column, rows.rowCount()) : Column.numeric(column, rows.rowCount()))
                .toList();
        return new Table(name, local(rows), columns, false, Roles.none(), Optional.empty(), List.of());
    }

    /// @param name     the file, for messages
    /// @param cells    all cells, texts as in [Column#textCell]
    /// @param columns  what is known of each
    /// @param named    whether the names come from the file
    public static Table of(String name, Rows cells, List<Column> columns, boolean named) {
        return new Table(name, local(cells), columns, named, Roles.none(), Optional.empty(), List.of());
    }

    private static LocalRows local(Rows rows) {
        if (rows instanceof LocalRows local) return local;
        throw new IllegalArgumentException("the cells of a table are on this machine; these rows are elsewhere");
    }

    /// The same with some columns set apart.
    public Table withRoles(Roles other) {
        return new Table(name, cells, columns, named, other, imageShape, hints);
    }

    /// The same, its rows being pictures.
    public Table withImageShape(Optional<ImageShape> shape) {
        return new Table(name, cells, columns, named, roles, shape, hints);
    }

    /// The same with sentences for the user that came up while it was read.
    public Table withHints(List<String> sentences) {
        return new Table(name, cells, columns, named, roles, imageShape, sentences);
    }

    /// The file that it was read from, for messages.
    public String name() {
        return name;
    }

    /// The number of rows, N.
    public long rowCount() {
        return cells.rowCount();
    }

    /// All columns in the file's order, those set apart included.
    public List<Column> columns() {
        return columns;
    }

    /// The names of [#columns].
    public List<String> columnNames() {
        return columnNames;
    }

    /// Whether the columns' names come from the file; if not, they are `x1`, `x2`, ….
    public boolean isNamed() {
        return named;
    }

    /// Which columns are set apart.
    public Roles roles() {
        return roles;
    }

    /// The pictures' shape, if the rows are pictures.
    public Optional<ImageShape> imageShape() {
        return imageShape;
    }

    /// Sentences for the user that came up while the file was read.
    public List<String> hints() {
        return hints;
    }

    /// The numeric columns that are not set apart, with the sample weights if a column has them.
    ///
    /// @throws DataException as in [#rows(ColumnSelection)]
    public NumericRows rows() {
        return rows(ColumnSelection.all());
    }

    /// Those of the chosen columns that hold numbers, with the sample weights if a column has them. Columns
    /// without a single number are left out with a hint. Missing cells are NaN, infinite ones ±∞: the fit decides
    /// about them.
    ///
    /// @throws DataException if a column holds numbers and texts, or if no column is left
    public NumericRows rows(ColumnSelection selection) {
        List<Integer> kept = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> empties = new ArrayList<>();
        for (int j : selection.indices(columnNames, roles.columns())) {
            switch (columns.get(j).kind()) {
                case NUMERIC -> kept.add(j);
                case TEXT -> texts.add(columns.get(j).name());
                case EMPTY -> empties.add(columns.get(j).name());
                case MIXED -> throw notNumeric(columns.get(j));
            }
        }
        if (kept.isEmpty()) {
            throw new DataException(
                    "no column of " + name + " holds numbers; text: " + String.join(", ", texts)
                            + (empties.isEmpty() ? "" : "; empty: " + String.join(", ", empties)),
                    "fit two-valued columns with -m bernoulli, or give a file with numeric columns");
        }
        List<String> sentences = new ArrayList<>();
        if (!texts.isEmpty()) {
            sentences.add(
                    "left out " + count(texts, "text column") + "; --label " + texts.getFirst() + " compares with it");
        }
        if (!empties.isEmpty()) sentences.add("left out " + count(empties, "empty column"));
        return new NumericRows(view(kept.stream().mapToInt(Integer::intValue).toArray()), sentences);
    }

    /// The columns of that name in that order, as a model wants them. Where the file or the model has no names of
    /// its own, the numeric columns that are not set apart serve in their order.
    ///
    /// @throws DataException if a column is missing or does not hold numbers
    public NumericRows rows(List<String> wanted) {
        int[] found = indices(wanted, column -> column.kind() == Column.Kind.NUMERIC);
        for (int j : found) {
            if (columns.get(j).textCount() > 0) throw notNumeric(columns.get(j));
        }
        long usable = IntStream.range(0, columns.size())
                .filter(j -> !roles.columns().contains(j))
                .count();
        boolean surplus = !named && found.length < usable;
        List<String> sentences = surplus
                ? List.of(
                        "of " + usable + " columns without names the model takes " + found.length + ": " + list(wanted))
                : List.of();
        return new NumericRows(view(found), sentences);
    }

    /// The chosen columns as 0 and 1: of a column's two values, whatever they are, the second in sorted order is
    /// 1. A missing cell is NaN. A column that is 0 or 1 throughout stays so.
    ///
    /// @throws DataException if a column has more than two values
    public CodedRows binaryRows(ColumnSelection selection) {
        int[] chosen = selection.indices(columnNames, roles.columns());
        return encoded(chosen, LevelScan.binary(cells, columns, chosen));
    }

    /// The chosen columns as places among their levels, from 0: the distinct values of each in sorted order. A missing
    /// cell is NaN.
    ///
    /// @throws DataException if a column has more than 1000 values
    public CodedRows categoricalRows(ColumnSelection selection) {
        int[] chosen = selection.indices(columnNames, roles.columns());
        return encoded(chosen, LevelScan.categorical(cells, columns, chosen));
    }

    /// The columns of that name in that order as places among the levels that a model has kept. A column whose levels
    /// have no texts stays as it is: a column of numbers.
    ///
    /// @throws DataException if a column is missing, has a value that the model does not know, or a text where a
    ///                       number is wanted
    public CodedRows codedRows(List<String> wanted, List<Levels> levels) {
        int[] found = indices(wanted, column -> true);
        for (int j = 0; j < found.length; j++) {
            Column column = columns.get(found[j]);
            if (levels.get(j).texts().isEmpty() && column.textCount() > 0) throw notNumeric(column);
        }
        LevelScan.check(cells, columns, found, levels);
        return encoded(found, levels);
    }

    /// The known classes of the rows, if a column is set apart for them.
    public Optional<Labels> labels() {
        return roles.label() < 0 ? Optional.empty() : Optional.of(labels(roles.label()));
    }

    /// A column's values as classes of the rows.
    ///
    /// @param column  from 0
    public Labels labels(int column) {
        Column known = columns.get(column);
        List<Double> distinct = new ArrayList<>();
        int[] codes = CellScan.codes(CellScan.column(cells, column), distinct);
        List<String> values = distinct.stream().map(known::text).toList();
        Levels levels = Levels.of(values);
        Map<String, Integer> place = new HashMap<>();
        for (int i = 0; i < levels.texts().size(); i++) place.put(levels.texts().get(i), i);
        int[] places =
                values.stream().mapToInt(value -> place.getOrDefault(value, -1)).toArray();
        return new Labels(
                Arrays.stream(codes).map(code -> code < 0 ? -1 : places[code]).toArray(), levels.texts());
    }

    /// The sample weights, if a column is set apart for them.
    ///
    /// @throws DataException if one is missing, negative or not a number
    public Optional<double[]> weights() {
        if (roles.weights() < 0) return Optional.empty();
        Column column = columns.get(roles.weights());
        if (column.textCount() > 0) throw notNumeric(column);
        double[] weights = CellScan.column(cells, roles.weights());
        for (int n = 0; n < weights.length; n++) {
            if (weights[n] >= 0 && weights[n] < Double.POSITIVE_INFINITY) continue;
            String said = Double.isNaN(weights[n]) ? "is missing" : "is " + Levels.text(weights[n]);
            throw new DataException(
                    "row " + (n + 1) + ", column '" + column.name() + "': the weight " + said
                            + "; weights are finite and not negative",
                    "mend it, or give 0 to leave the row out",
                    n + 1L,
                    column.name());
        }
        if (Arrays.stream(weights).sum() == 0) {
            throw new DataException(
                    "all weights in column '" + column.name() + "' are 0",
                    "at least one row must count",
                    0,
                    column.name());
        }
        return Optional.of(weights);
    }

    /// The name of row `row` (from 0): its cell in the id column as it stands in the file, or the row's number from 1.
    public String id(long row) {
        if (roles.id() < 0) return Long.toString(row + 1);
        LongFunction<String> known = ids;
        if (known == null) {
            known = texts(roles.id());
            ids = known;
        }
        return known.apply(row);
    }

    /// A column's cells as text, by row from 0: numbers in their shortest form, missing cells as the empty text. The
    /// column is read once, 8 bytes a row.
    ///
    /// @param column  from 0
    public LongFunction<String> texts(int column) {
        Column known = columns.get(column);
        double[] values = CellScan.column(cells, column);
        return row -> known.text(values[Math.toIntExact(row)]);
    }

    /// The columns as rows. In memory, a part of the columns is copied once rather than picked out of every block in
    /// every iteration.
    private Rows view(int[] chosen) {
        boolean all = Arrays.equals(chosen, IntStream.range(0, columns.size()).toArray());
        Rows rows = cells instanceof InMemoryRows memory && !all ? memory.copyOfColumns(chosen) : cells.select(chosen);
        if (named || !all)
            rows = rows.named(Arrays.stream(chosen).mapToObj(columnNames::get).toList());
        Optional<double[]> weights = weights();
        return weights.isPresent() ? rows.weighted(weights.get()) : rows;
    }

    private CodedRows encoded(int[] chosen, List<Levels> levels) {
        Rows rows = new EncodedRows(cells, chosen, columns, levels);
        Optional<double[]> weights = weights();
        return new CodedRows(weights.isPresent() ? rows.weighted(weights.get()) : rows, levels, List.of());
    }

    private interface Fitness {
        boolean test(Column column);
    }

    private int[] indices(List<String> wanted, Fitness fits) {
        List<String> missing =
                wanted.stream().filter(column -> !columnNames.contains(column)).toList();
        if (missing.isEmpty())
            return wanted.stream().mapToInt(columnNames::indexOf).toArray();
        List<String> numbered =
                IntStream.rangeClosed(1, wanted.size()).mapToObj(j -> "x" + j).toList();
        if (!named || wanted.equals(numbered)) {
            Set<Integer> apart = new HashSet<>(roles.columns());
            int[] inOrder = IntStream.range(0, columns.size())
                    .filter(j -> !apart.contains(j) && fits.test(columns.get(j)))
                    .toArray();
            if (inOrder.length == wanted.size()) return inOrder;
            throw new DataException(
                    name + " has " + inOrder.length + " columns, but the model has " + wanted.size(),
                    "the model's columns are " + list(wanted));
        }
        throw new DataException(
                name + " lacks " + missing.size() + " of the model's " + wanted.size() + " columns: " + list(missing),
                "its columns are " + list(columnNames));
    }

    private DataException notNumeric(Column column) {
        Column.FirstText first = column.firstText().orElseThrow();
        String cells =
                column.textCount() == 1 ? "" : "; " + column.textCount() + " cells of the column are not numbers";
        String line = first.line() == 0 ? "" : " (line " + first.line() + ")";
        String decimal =
                first.text().matches("[+-]?\\d+,\\d+") ? "read commas as decimal points with --decimal , or " : "";
        boolean mostlyText = column.textCount() > column.numericCount();
        String token = mostlyText ? "" : "give it as a missing value with --na '" + first.text() + "', or ";
        return new DataException(
                name + ", row " + first.row() + line + ", column '" + column.name() + "': \"" + first.text()
                        + "\" is not a number" + cells,
                decimal + token + "leave the column out with --columns '!" + column.name() + "'",
                first.row(),
                column.name());
    }

    private static String count(List<String> names, String noun) {
        return (names.size() == 1 ? "the " + noun : names.size() + " " + noun + "s") + " " + list(names);
    }

    private static String list(List<String> names) {
        return names.stream().limit(20).collect(Collectors.joining(", ")) + (names.size() > 20 ? ", …" : "");
    }
}
