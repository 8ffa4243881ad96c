package mixtura.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mixtura.data.Rows;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a text table of numbers: by lines (no quotes), by records (a quote in the first row), spooled to a file.
///
/// For comparison, pandas on the file that this leaves under `-p keep=true`:
/// `python3 -c "import pandas, time; t = time.time(); pandas.read_csv('F').to_numpy(); print(time.time() - t)"`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class ReadingBenchmark {
    private static final int DIMENSION = 16;

    @Param({"1000000"})
    int rowCount;

    /// How a number is written: `short` as sensors do, `long` with all digits of a double.
    @Param({"short", "long"})
    String digits = "short";

    @Param({"LINES", "RECORDS", "SPOOLED"})
    Way way = Way.LINES;

    @Param({"false"})
    boolean keep;

    /// Which part of the reader does the work.
    public enum Way {
        LINES,
        RECORDS,
        SPOOLED
    }

    private Path file = Path.of("");

    @Setup(Level.Trial)
    public void writeFile() throws IOException {
        file = Files.createTempFile("reading-", ".csv");
        SplittableRandom random = new SplittableRandom(0);
        double sum = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int j = 1; j <= DIMENSION; j++)
                out.append("x").append(Integer.toString(j)).append(j < DIMENSION ? ',' : '\n');
            for (int n = 0; n < rowCount; n++) {
                for (int j = 0; j < DIMENSION; j++) {
                    double value = 100 * random.nextDouble() - 50;
                    String text =
                            digits.equals("long") ? Double.toString(value) : String.format(Locale.ROOT, "%.3f", value);
                    if (j == 0) sum += Double.parseDouble(text);
                    boolean quoted = way == Way.RECORDS && n == 0 && j == 0;
                    out.append(quoted ? '"' + text + '"' : text).append(j < DIMENSION - 1 ? ',' : '\n');
                }
            }
        }
        check(read(), sum);
        System.out.println(file + ": " + Files.size(file) + " bytes");
    }

    @TearDown(Level.Trial)
    public void deleteFile() throws IOException {
        if (!keep) Files.delete(file);
    }

    private void check(Rows rows, double expected) {
        double[] row = new double[DIMENSION];
        double sum = 0;
        for (long n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            sum += row[0];
        }
        if (sum != expected)
            throw new IllegalStateException("the first column adds up to " + sum + ", not " + expected);
    }

    @Benchmark
    public Rows read() {
        CsvOptions options = way == Way.SPOOLED ? CsvOptions.auto().withMemory(0) : CsvOptions.auto();
        return Csv.read(file, options).rows().rows();
    }
}
