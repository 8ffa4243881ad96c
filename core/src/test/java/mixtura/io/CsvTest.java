package mixtura.io;

import static mixtura.io.Problems.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mixtura.data.Column;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    Path folder;

    private Table read(String text) {
        return read(text, CsvOptions.auto());
    }

    private Table read(String text, CsvOptions options) {
        return Csv.read(Problems.write(folder.resolve("t.csv"), text), options);
    }

    private DataException refused(String text, CsvOptions options) {
        return catchThrowableOfType(
                DataException.class, () -> read(text, options).rows());
    }

    private DataException refused(String text) {
        return refused(text, CsvOptions.auto());
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|', ' '})
    void theDelimiterIsFound(char delimiter) {
        String text = "a,b,c\n1,2.5,-3e2\n4,5,6\n".replace(',', delimiter);
        Table found = read(text);
        assertThat(found.columnNames()).containsExactly("a", "b", "c");
        assertThat(table(found.rows().rows())).isDeepEqualTo(new double[][] {{1, 2.5, -300}, {4, 5, 6}});
    }

    /// More of them than are looked at to tell a delimiter.
    @Test
    void linesWithinACellAreNoRecordsAndEmptyOnesNeither() {
        Table quoted = read("note;a;b\n\"" + "1,2,3\n".repeat(1000) + "\";1;2\nnone;3;4\n");
        assertThat(quoted.columnNames()).containsExactly("note", "a", "b");
        assertThat(quoted.rowCount()).isEqualTo(2);
        Table late = read("\n".repeat(5000) + "a;b\n" + "\n".repeat(5000) + "1;2\n3;4\n");
        assertThat(table(late.rows().rows())).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        Table blank = read("  \n".repeat(5000) + "1 2\n3 4\n");
        assertThat(table(blank.rows().rows())).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void severalBlanksAreOneDelimiter() {
        double[][] expected = {{1, 2}, {-3, 4e5}};
        assertThat(table(read("  x    y\n   1   2 \n\n   \n  -3 4e5").rows().rows()))
                .isDeepEqualTo(expected);
        assertThat(table(read("   1   2 \r\n  -3 4e5  \r\n").rows().rows())).isDeepEqualTo(expected);
        Table quoted = read("  1  2 'a'\n -3 4e5   'b c' \n   \n".replace('\'', '"'));
        assertThat(table(quoted.rows().rows())).isDeepEqualTo(expected);
        assertThat(quoted.columns().get(2).texts()).containsExactly("a", "b c");
        assertThat(refused(" 1  2\n3 4  5\n"))
                .hasMessageContaining("row 2 (line 2) has 3 cells")
                .hasMessageContaining("delimiter space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyWay(String end) {
        for (String last : List.of("", end, end + end)) {
            Table found = read("a,b" + end + "1,2" + end + end + "3,4" + last);
            assertThat(table(found.rows().rows())).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertThat(read("\ufeffa,b\n1,2\n").columnNames()).containsExactly("a", "b");
        assertThat(table(read("\ufeff1,2\n3,4\n").rows().rows())[0]).containsExactly(1, 2);
    }

    @Test
    void quotedCellsKeepDelimitersQuotesAndLineEnds() {
        Table found = read("\"the \"\"name\"\"\",\"x,\ny\"\n\"a,\nb\",\"1\"\n\"c \"\"d\"\"\",2\n");
        assertThat(found.columnNames()).containsExactly("the \"name\"", "x,\ny");
        assertThat(found.columns().getFirst().texts()).containsExactly("a,\nb", "c \"d\"");
        assertThat(table(found.rows().rows())).isDeepEqualTo(new double[][] {{1}, {2}});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'a,b\n1,2\n' # true",
                "'1,2\n3,4\n' # false",
                "'name,2019,2020\nx,1,2\ny,3,4\n' # false",
                "'n/a,2,3\n4,5,6\n' # false",
                "'party,v1\ndem,y\nrep,n\ndem,y\n' # true",
                "'y,n\ny,y\nn,y\n' # false",
                "'a,b\n,2\n' # true",
                "'a,b\nx,NA\ny,4\n' # true",
                "'0,1,2\n1,0.5,7\n' # true",
                "'0,1,2\n1,5,7\n' # false"
            })
    void theHeaderIsFound(String text, boolean header) {
        assertThat(read(text).isNamed()).isEqualTo(header);
        assertThat(read(text, CsvOptions.auto().withHeader(CsvOptions.Header.YES))
                        .rowCount())
                .isEqualTo(read(text, CsvOptions.auto().withHeader(CsvOptions.Header.NO))
                                .rowCount()
                        - 1);
    }

    @Test
    void columnsWithoutAHeaderAreNumbered() {
        assertThat(read("1,2\n3,4\n").rows().rows().columnNames()).containsExactly("x1", "x2");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,-0.0",
        "+7,7",
        "3.,3",
        ".5,0.5",
        "1e3,1000",
        "1E-3,0.001",
        "-1.5e+2,-150",
        "007,7",
        "1e400,Infinity",
        "inf,Infinity",
        "-Inf,-Infinity",
        "+infinity,Infinity",
        "9007199254740993,9007199254740992",
        "0.1,0.1",
        "123456789012345678901234567890,1.2345678901234568e29",
        "2.2250738585072011e-308,2.225073858507201e-308",
        "' 4 ',4",
        "1e99999999999,Infinity",
        "4.9e-324,4.9e-324",
        "179769313486231570000e288,1.7976931348623157e308"
    })
    void numbersAreReadAsJavaReadsThem(String cell, double value) {
        double read = table(read("a,b\n1," + cell + "\n").rows().rows())[0][1];
        assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1f", "1d", "0x1p3", "1e", "1e+", "--1", "1.2.3", "1 2", "-", ".", "2020-01-01", "1,5", "١"})
    void whatIsNoNumberIsText(String cell) {
        Column column = read("a;b\n1;2\n2;" + cell + "\n").columns().get(1);
        assertThat(column.textCount()).isEqualTo(1);
        assertThat(column.texts()).containsExactly(cell);
    }

    @Test
    void aDecimalCommaIsReadWhenAskedFor() {
        Table found = read(
                "a;b\n1,5;-2,25e1\n3;0,12345678901234567890\n",
                CsvOptions.auto().withDecimal(','));
        assertThat(table(found.rows().rows()))
                .isDeepEqualTo(new double[][] {{1.5, -22.5}, {3, 0.12345678901234567890}});
        assertThat(refused("a;b\n1,5;2\n3;4\n").hint()).contains("--decimal ,");
    }

    @Test
    void emptyCellsNanAndTheMissingTokensAreMissing() {
        double[] column = new double[7];
        Rows rows = read("a,b\n1,\n1,NA\n1,nan\n1,-NaN\n1,\" \"\n1,\"\"\n1,2\n")
                .rows()
                .rows();
        for (int n = 0; n < 7; n++) column[n] = table(rows)[n][1];
        assertThat(column).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2);
        CsvOptions tokens = CsvOptions.auto().withMissing(List.of("?", "-999"));
        Table found = read("a,b\n1,?\n-999.0,3\n-9.99e2,4\n", tokens);
        assertThat(found.columns()).extracting(Column::missingCount).containsExactly(2L, 1L);
        assertThat(refused("a,b\n1,NA\n2,3\n", tokens)).hasMessageContaining("\"NA\" is not a number");
    }

    @Test
    void textInANumericColumnIsNamedWithItsPlace() {
        DataException e = refused("id,age\n\n1,30\n2,n/a\n3,41\n4,unknown\n");
        assertThat(e).hasMessageContaining("row 2 (line 4), column 'age': \"n/a\" is not a number; 2 cells");
        assertThat(e.hint()).contains("--na 'n/a'").contains("--columns '!age'");
        assertThat(e.row()).hasValue(2);
        assertThat(e.column()).contains("age");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'a,b,c\n1,2,3\n4,5\n' # row 2 (line 3) has 2 cells, but the header has 3",
                "'a,b\n1,2\n4,5,6\n' # row 2 (line 3) has 3 cells, but the header has 2",
                "'1,2\n\n3,4\n5\n' # row 3 (line 4) has 1 cell, but row 1 has 2",
                "'a,b\n\"1\n2\",3\n4,5,6\n' # row 2 (line 4) has 3 cells"
            })
    void aRaggedRowIsNamed(String text, String said) {
        assertThat(refused(text)).hasMessageContaining(said);
    }

    @Test
    void filesWithoutRowsAreRefused() {
        assertThat(refused("")).hasMessageContaining("is empty");
        assertThat(refused("\n\n\n")).hasMessageContaining("only empty lines");
        assertThat(refused("a,b,c\n")).hasMessageContaining("has a header but no rows: a, b, c");
        assertThat(refused("\ufeff")).hasMessageContaining("is empty");
        assertThat(read("1,2,3\n").rowCount()).isEqualTo(1);
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamed() {
        assertThat(refused("a,b\n1,2\n\"3,4\n5,6\n")).hasMessageContaining("near line 3");
        assertThat(refused("a,b\n1,2\n\"3\"x,4\n5,6\n")).hasMessageContaining("near line 3");
    }

    @Test
    void textsOfOtherEncodingsAreRefusedWithACommand() {
        Path file = Problems.write(folder.resolve("u.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
        assertThat(catchThrowableOfType(DataException.class, () -> Csv.read(file, CsvOptions.auto()))
                        .hint())
                .contains("iconv");
        assertThat(refused("a,b\n1,\0\n")).hasMessageContaining("is not a text file: byte 7 is 0");
    }

    @Test
    void namesAreMadeUniqueWithAHint() {
        Table found = read("a,a,,a_2,x3\n1,2,3,4,5\n");
        assertThat(found.columnNames()).doesNotHaveDuplicates().contains("a", "a_2", "x3");
        assertThat(found.hints()).anyMatch(hint -> hint.contains("two columns are called 'a'"));
    }

    @Test
    void aNamelessColumnThatNumbersTheRowsIsTheirId() {
        Table found = read("\"\",\"x\"\n\"1\",5\n\"2\",6\n");
        assertThat(found.rows().rows().columnNames()).containsExactly("x");
        assertThat(found.id(1)).isEqualTo("2");
        assertThat(found.hints()).anyMatch(hint -> hint.contains("taken as their id"));
        assertThat(read(",x\n0,5\n1,6\n").rows().rows().dimension()).isEqualTo(1);
    }

    @Test
    void columnsAreSetApart() {
        CsvOptions options = CsvOptions.auto().withLabel("class").withId("1").withWeights("w");
        Table found = read("key,x,class,y,w\n007,1,b,2,1\nA1,3,,4,2.5\n12,5,a,6,0\n", options);
        Rows rows = found.rows().rows();
        assertThat(rows.columnNames()).containsExactly("x", "y");
        assertThat(table(rows)).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        assertThat(rows.weight(1)).isEqualTo(2.5);
        assertThat(found.labels().orElseThrow().codes()).containsExactly(1, -1, 0);
        assertThat(found.labels().orElseThrow().levels()).containsExactly("a", "b");
        assertThat(List.of(found.id(0), found.id(1), found.id(2))).containsExactly("007", "A1", "12");
        assertThat(refused("a,b\n1,2\n", CsvOptions.auto().withLabel("c"))).hasMessageContaining("no column 'c'");
        assertThat(refused("a,b\n1,2\n", CsvOptions.auto().withLabel("a").withId("a")))
                .hasMessageContaining("two of the roles");
    }

    @Test
    void weightsAreCheckedWhereTheyAreRead() {
        CsvOptions options = CsvOptions.auto().withWeights("w");
        assertThat(refused("x,w\n1,1\n2,-1\n", options)).hasMessageContaining("row 2, column 'w': the weight is -1");
        assertThat(refused("x,w\n1,\n2,1\n", options)).hasMessageContaining("row 1, column 'w': the weight is missing");
        assertThat(refused("x,w\n1,0\n2,0\n", options)).hasMessageContaining("all weights in column 'w' are 0");
        assertThat(refused("x,w\n1,1\n2,b\n", options)).hasMessageContaining("\"b\" is not a number");
    }

    @Test
    void gzipAndStandardInputReadAlike() {
        Path file = Problems.write(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n");
        Path packed = Problems.gzip(file);
        assertThat(table(Csv.read(packed, CsvOptions.auto()).rows().rows()))
                .isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("a,b\n1,2\n3\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(catchThrowableOfType(DataException.class, () -> Csv.read(Path.of("-"), CsvOptions.auto())))
                    .hasMessageContaining("standard input, row 2 (line 3) has 1 cell");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aGzipStreamThatIsCutShortIsRefused() {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int n = 0; n < 500_000; n++)
            text.append(n * 0.37).append(',').append(n).append('\n');
        Path packed = Problems.cutShort(Problems.gzip(Problems.write(folder.resolve("t.csv"), text.toString())), 5000);
        assertThat(catchThrowableOfType(DataException.class, () -> Csv.read(packed, CsvOptions.auto())))
                .hasMessageContaining("cut short: its gzip stream ends early");
    }

    @Test
    void aTemporaryFileThatCannotBeWrittenIsNamedWithItsFolder() {
        String before = System.getProperty("java.io.tmpdir");
        Path nowhere = folder.resolve("nowhere");
        try {
            System.setProperty("java.io.tmpdir", nowhere.toString());
            DataException e = refused("a,b\n1,2\n", CsvOptions.auto().withMemory(0));
            assertThat(e).hasMessageContaining("cannot be kept in the folder " + nowhere);
            assertThat(e.hint()).contains("-Djava.io.tmpdir");
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void aTableOfManyColumnsIsRead() {
        int columns = 20_000;
        StringBuilder text = new StringBuilder();
        for (int j = 1; j <= columns; j++) text.append("gene").append(j).append(j < columns ? "\t" : "\n");
        for (int n = 0; n < 3; n++) {
            for (int j = 1; j <= columns; j++) text.append(n * j).append(j < columns ? "\t" : "\n");
        }
        Rows rows = read(text.toString()).rows().rows();
        assertThat(rows.dimension()).isEqualTo(columns);
        assertThat(table(rows)[2][columns - 1]).isEqualTo(2 * columns);
    }
}
