package mixtura.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mixtura.data.Column;
import mixtura.data.DataException;
import mixtura.data.Roles;
import mixtura.data.Rows;
import mixtura.data.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The same table whichever way it is read: by lines or by records, in pieces of any size, in memory or through a
/// file.
class CsvParityTest {
    static final List<Long> SEEDS =
            IntStream.range(0, 40).mapToObj(i -> (long) i).toList();

    @TempDir
    Path folder;

    /// A random table as text, and as the cells that it should give.
    private record Problem(String text, String[][] cells) {
        static Problem of(long seed, boolean quotes) {
            SplittableRandom random = new SplittableRandom(seed);
            int rowCount = 1 + random.nextInt(60);
            int dimension = 1 + random.nextInt(6);
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            String[][] cells = new String[rowCount][dimension];
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < rowCount; n++) {
                if (random.nextInt(10) == 0) text.append(end);
                for (int j = 0; j < dimension; j++) {
                    cells[n][j] = cell(random, dimension, quotes && n > rowCount / 2);
                    String plain = cells[n][j];
                    boolean quoted = plain.matches("(?s).*[,\"\r\n].*");
                    text.append(quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain);
                    text.append(j + 1 < dimension ? "," : n + 1 < rowCount || random.nextBoolean() ? end : "");
                }
            }
            return new Problem(text.toString(), cells);
        }

        private static String cell(SplittableRandom random, int dimension, boolean quotes) {
            return switch (random.nextInt(quotes ? 9 : 8)) {
                case 0 -> Integer.toString(random.nextInt(-1000, 1000));
                case 1 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-30, 30)));
                case 2 ->
                    Double.toString(Double.longBitsToDouble(random.nextLong())).replace("NaN", "nan");
                case 3 -> dimension == 1 ? "0" : ""; // a line of nothing is no row
                case 4 -> "wörd " + random.nextInt(5);
                case 5 -> "NA";
                case 6 -> String.format(java.util.Locale.ROOT, "%.3f", random.nextDouble() * 100);
                case 7 -> Float.toString((float) random.nextDouble());
                default -> "a,\"b\"" + (random.nextBoolean() ? "\n" : "") + random.nextInt(3);
            };
        }

        void check(Rows rows, List<Column> columns) {
            assertThat(rows.rowCount()).isEqualTo(cells.length);
            double[] row = new double[rows.dimension()];
            for (int n = 0; n < cells.length; n++) {
                rows.copyRow(n, row);
                for (int j = 0; j < row.length; j++) {
                    String cell = cells[n][j];
                    String where = "row " + (n + 1) + ", column " + (j + 1);
                    if (Set.of("", "NA", "nan").contains(cell)) {
                        assertThat(row[j]).as(where).isNaN();
                        assertThat(Column.textCode(row[j])).isNegative();
                    } else if (cell.startsWith("w") || cell.startsWith("a")) {
                        assertThat(columns.get(j).text(row[j])).as(where).isEqualTo(cell);
                    } else {
                        assertThat(row[j]).as(where).isEqualTo(Double.parseDouble(cell));
                    }
                }
            }
        }
    }

    private static CsvTarget target(Problem problem, CellStore store) {
        List<String> names = IntStream.rangeClosed(1, problem.cells()[0].length)
                .mapToObj(j -> "x" + j)
                .toList();
        CsvDialect dialect = new CsvDialect(',', names, false, 0, 1, false, List.of());
        return new CsvTarget("t", dialect, CsvOptions.auto(), Roles.none(), Set.of(), store);
    }

    private interface Reading {
        void read(CsvTarget target, ByteArrayInputStream bytes) throws IOException;
    }

    private static void read(Problem problem, long memory, Reading reading, Consumer<String> columns)
            throws IOException {
        try (CellStore store = new CellStore(problem.cells()[0].length, memory)) {
            CsvTarget target = target(problem, store);
            reading.read(target, new ByteArrayInputStream(problem.text().getBytes(StandardCharsets.UTF_8)));
            List<Column> known = store.columns(target.dialect().names());
            problem.check(store.finish(), known);
            columns.accept(known.toString());
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void linesRecordsAndFilesGiveTheSameTable(long seed) throws IOException {
        Problem problem = Problem.of(seed, seed % 2 == 1);
        String[] expected = new String[1];
        read(
                problem,
                1 << 20,
                (target, bytes) -> new CsvRecords(target, 1).read(bytes),
                columns -> expected[0] = columns);
        for (int piece : new int[] {1, 7, 64, 1 << 16}) {
            for (long memory : new long[] {0, 500, 1 << 20}) {
                read(
                        problem,
                        memory,
                        (target, bytes) -> {
                            Optional<CsvLines.Rest> rest = new CsvLines(target, piece).read(bytes, 1);
                            assertThat(rest.isPresent())
                                    .isEqualTo(problem.text().contains("\""));
                            if (rest.isPresent())
                                new CsvRecords(target, rest.get().line())
                                        .read(rest.get().bytes());
                        },
                        columns -> assertThat(columns).isEqualTo(expected[0]));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aRaggedRowIsNamedAlikeInLinesAndInRecords(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] lines = new String[50];
        Arrays.setAll(lines, n -> random.nextInt(4) == 0 ? "" : "1,2,3");
        int bad = random.nextInt(50);
        lines[bad] = random.nextBoolean() ? "1,2" : "1,2,3,4";
        Problem problem = new Problem(String.join("\r\n", lines), new String[1][3]);
        long row =
                Arrays.stream(lines, 0, bad + 1).filter(line -> !line.isEmpty()).count();
        for (int piece : new int[] {3, 50, 1 << 16, 0}) {
            DataException e = catchThrowableOfType(
                    DataException.class,
                    () -> read(
                            problem,
                            1 << 20,
                            (target, bytes) -> {
                                if (piece == 0) new CsvRecords(target, 1).read(bytes);
                                else new CsvLines(target, piece).read(bytes, 1);
                            },
                            columns -> {}));
            assertThat(e).hasMessageContaining("row " + row + " (line " + (bad + 1) + ") has");
            assertThat(e.row()).hasValue(row);
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void memoryFileAndTemporaryFileFoldToTheSameBits(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int rowCount = 1 + random.nextInt(2000);
        int dimension = 1 + random.nextInt(5);
        double[] values = random.doubles((long) rowCount * dimension, -1e3, 1e3).toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) text.append(values[i]).append((i + 1) % dimension == 0 ? '\n' : ';');
        Path csv = Problems.write(folder.resolve("t.csv"), text.toString());
        Path npy = folder.resolve("t.npy");
        Npy.write(npy, values, rowCount, dimension);
        CsvOptions options = CsvOptions.auto().withDelimiter(';').withHeader(CsvOptions.Header.NO);
        Table spooled = Csv.read(csv, options.withMemory(0));
        double[] expected = Problems.moments(Rows.wrap(values, rowCount, dimension), 1);
        for (Rows rows : List.of(
                Rows.wrap(values, rowCount, dimension),
                Csv.read(csv, options).rows().rows(),
                spooled.rows().rows(),
                Npy.map(npy),
                Npy.read(npy),
                Npy.map(Problems.gzip(npy)))) {
            for (int threads : new int[] {1, 2, 8}) {
                assertThat(Problems.moments(rows, threads))
                        .as(threads + " threads")
                        .isEqualTo(expected);
            }
        }
    }
}
