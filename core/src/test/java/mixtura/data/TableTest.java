package mixtura.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final double NA = Double.NaN;

    /// A table of these cells, each a Double, a text, or null for a missing one.
    private static Table table(List<String> names, Object[]... rows) {
        double[][] cells = new double[rows.length][names.size()];
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            List<String> texts = new ArrayList<>();
            long missing = 0;
            long text = 0;
            Optional<Column.FirstText> first = Optional.empty();
            for (int n = 0; n < rows.length; n++) {
                Object cell = n < rows.length ? rows[n][j] : null;
                if (cell instanceof String s) {
                    if (!texts.contains(s)) texts.add(s);
                    cells[n][j] = Column.textCell(texts.indexOf(s));
                    if (text++ == 0) first = Optional.of(new Column.FirstText(n + 1, n + 2, s));
                } else if (cell instanceof Number number) {
                    cells[n][j] = number.doubleValue();
                } else {
                    cells[n][j] = NA;
                    missing++;
                }
            }
            columns.add(new Column(names.get(j), rows.length - text - missing, text, missing, texts, first));
        }
        return Table.of("t.csv", Rows.of(cells), columns, true);
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    /// All values as text, in which one NaN equals another.
    private static String values(Rows rows) {
        double[][] values = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < values.length; n++) rows.copyRow(n, values[n]);
        return Arrays.deepToString(values);
    }

    private static String expected(double[]... rows) {
        return Arrays.deepToString(rows);
    }

    private static double[] r(double... values) {
        return values;
    }

    @Test
    void textsSurviveTheWalkThroughDoubles() {
        for (int code : new int[] {0, 1, 77, 1 << 20, Column.NOT_KEPT}) {
            double cell = Column.textCell(code);
            assertThat(Double.isNaN(cell)).isTrue();
            assertThat(Column.textCode(cell)).isEqualTo(code);
            double[] copied = new double[1];
            Rows.of(new double[][] {{cell}}).copyRow(0, copied);
            assertThat(Column.textCode(copied[0])).isEqualTo(code);
        }
        assertThat(Column.textCode(Double.NaN)).isNegative();
        assertThat(Column.textCode(0.0 / Double.parseDouble("0"))).isNegative();
        assertThat(Column.textCode(1)).isNegative();
    }

    @Test
    void textColumnsAreLeftOutWithAHint() {
        Table table = table(List.of("x", "species", "y", "nothing"), row(1, "a", 2, null), row(3, "b", null, null));
        NumericRows numeric = table.rows();
        assertThat(values(numeric.rows())).isEqualTo(expected(r(1, 2), r(3, NA)));
        assertThat(numeric.rows().columnNames()).containsExactly("x", "y");
        assertThat(numeric.hints())
                .containsExactly(
                        "left out the text column species; --label species compares with it",
                        "left out the empty column nothing");
    }

    @Test
    void aColumnOfNumbersAndTextsIsAnErrorUnlessLeftOut() {
        Table table = table(List.of("x", "y"), row(1, 2), row(3, "n/a"));
        DataException e = catchThrowableOfType(DataException.class, table::rows);
        assertThat(e).hasMessage("t.csv, row 2 (line 3), column 'y': \"n/a\" is not a number");
        assertThat(e.hint()).contains("--na 'n/a'");
        assertThat(table.rows(ColumnSelection.parse("!y")).rows().dimension()).isEqualTo(1);
    }

    @Test
    void noNumericColumnLeftIsAnError() {
        Table table = table(List.of("a", "b"), row("u", null), row("v", null));
        assertThat(catchThrowableOfType(DataException.class, table::rows))
                .hasMessageContaining("no column of t.csv holds numbers; text: a; empty: b");
    }

    @Test
    void aModelFindsItsColumnsByName() {
        Table table = table(List.of("z", "y", "x"), row(1, 2, 3));
        assertThat(values(table.rows(List.of("x", "z")).rows())).isEqualTo(expected(r(3, 1)));
        DataException e = catchThrowableOfType(DataException.class, () -> table.rows(List.of("x", "u", "v")));
        assertThat(e).hasMessage("t.csv lacks 2 of the model's 3 columns: u, v");
        assertThat(e.hint()).contains("z, y, x");
    }

    @Test
    void withoutNamesColumnsServeInTheirOrder() {
        Table unnamed = Table.of("t.npy", Rows.of(new double[][] {{1, 2}}));
        assertThat(values(unnamed.rows(List.of("a", "b")).rows())).isEqualTo(expected(r(1, 2)));
        assertThat(unnamed.rows(List.of("a", "b")).hints()).isEmpty();
        assertThat(unnamed.rows(List.of("x1")).hints())
                .containsExactly("of 2 columns without names the model takes 1: x1");
        Table named = table(List.of("a", "s", "b"), row(1, "t", 2));
        assertThat(values(named.rows(List.of("x1", "x2")).rows())).isEqualTo(expected(r(1, 2)));
        assertThat(catchThrowableOfType(DataException.class, () -> unnamed.rows(List.of("a", "b", "c"))))
                .hasMessageContaining("has 2 columns, but the model has 3");
    }

    @Test
    void twoLevelsAreBinaryWhateverTheirCoding() {
        Table table = table(
                List.of("word", "sign", "bit", "ones", "fixed", "size"),
                row("yes", -1, 0, 1, "q", 10),
                row("no", 1, 1, 1, "q", 9),
                row(null, -1, null, 1, "q", 9));
        CodedRows binary = table.binaryRows(ColumnSelection.all());
        assertThat(binary.levels())
                .containsExactly(
                        new Levels(List.of("no", "yes")),
                        new Levels(List.of("-1", "1")),
                        new Levels(List.of("0", "1")),
                        new Levels(List.of("0", "1")),
                        new Levels(List.of("q")),
                        new Levels(List.of("9", "10")));
        assertThat(values(binary.rows()))
                .isEqualTo(expected(r(1, 0, 0, 1, 0, 1), r(0, 1, 1, 1, 0, 0), r(NA, 0, NA, 1, 0, 0)));
        assertThat(binary.rows().columnNames()).startsWith("word", "sign");
    }

    @Test
    void aThirdLevelIsAnErrorThatNamesItsPlace() {
        Table table = table(List.of("a", "b"), row(1, "y"), row(0, "n"), row(1, "?"), row(2, "y"));
        DataException e = catchThrowableOfType(DataException.class, () -> table.binaryRows(ColumnSelection.all()));
        assertThat(e)
                .hasMessage("row 4, column 'a': \"2\" is a third value beside \"0\", \"1\", so the column is not binary"
                        + " (nor is 1 other)");
        assertThat(e.hint()).contains("--binarize");
        assertThat(e.row()).hasValue(4);
    }

    @Test
    void newRowsAreEncodedByTheLevelsOfTheModel() {
        List<Levels> levels = List.of(new Levels(List.of("n", "y")), new Levels(List.of("0", "1")));
        Table all = table(List.of("b", "a"), row(1, "y"), row(1, "y"), row(null, null));
        CodedRows binary = all.codedRows(List.of("a", "b"), levels);
        assertThat(values(binary.rows())).isEqualTo(expected(r(1, 1), r(1, 1), r(NA, NA)));
        Table other = table(List.of("a", "b"), row("y", 1), row("maybe", 0));
        DataException e = catchThrowableOfType(DataException.class, () -> other.codedRows(List.of("a", "b"), levels));
        assertThat(e).hasMessage("row 2, column 'a': \"maybe\" is not among the model's levels \"n\", \"y\"");
    }

    @Test
    void aPartOfTheColumnsIsTheSameInMemoryAndInSinglePrecision() {
        Rows floats = Rows.wrap(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Rows part = Table.of("t", floats).withRoles(new Roles(1, -1, -1)).rows().rows();
        assertThat(values(part)).isEqualTo(expected(r(1, 3), r(4, 6)));
        assertThat(part.isFloat()).isTrue();
        assertThat(part.columnNames()).containsExactly("x1", "x3");
    }

    @Test
    void cellsAreWrittenOutAsTheyWereRead() {
        Table table = table(List.of("c"), row(10), row(0.5), row("a"), row((Object) null), row(-1e300));
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < 5; n++) texts.add(table.texts(0).apply(n));
        assertThat(texts).containsExactly("10", "0.5", "a", "", "-1.0E300");
        assertThat(table.id(1)).isEqualTo("2");
    }

    @Test
    void labelsAreTheLevelsInSortedOrder() {
        Table table = table(List.of("c"), row(10), row(9), row((Object) null), row(10), row(-0.0), row(0.0));
        Labels labels = table.withRoles(new Roles(0, -1, -1)).labels().orElseThrow();
        assertThat(labels.levels()).containsExactly("0", "9", "10");
        assertThat(labels.codes()).containsExactly(2, 1, -1, 2, 0, 0);
        assertThat(table(List.of("c"), row("b"), row(3), row("a")).labels(0).levels())
                .containsExactly("3", "a", "b");
        assertThat(Labels.of(new int[] {7, -1, 3, 7}).codes()).containsExactly(1, -1, 0, 1);
    }
}
