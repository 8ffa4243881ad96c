package mixtura.bench;

import java.nio.file.Path;
import java.util.Locale;
import mixtura.data.Rows;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;

/// Reads one text table of numbers, twice, and prints one line of JSON: seconds of both, and the sum of all
/// cells, by which readers are compared.
public final class ReadingTime {
    private ReadingTime() {}

    /// @param arguments  `CSV`
    public static void main(String[] arguments) {
        double first = read(arguments[0]).seconds();
        long beside = System.nanoTime();
        Read second = read(arguments[0]);
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_first\": %.6f, \"seconds_long\": %.6f, \"iterations_long\": 1, \"objective\": %s, "
                        + "\"rows\": %d, \"seconds_beside\": %.6f}%n",
                first,
                second.seconds(),
                sum(second.rows()),
                second.rows().rowCount(),
                (System.nanoTime() - beside) / 1e9);
    }

    private record Read(Rows rows, double seconds) {}

    private static Read read(String file) {
        long began = System.nanoTime();
        Rows rows = Csv.read(Path.of(file), CsvOptions.auto()).rows().rows();
        return new Read(rows, (System.nanoTime() - began) / 1e9);
    }

    private static double sum(Rows rows) {
        double[] row = new double[rows.dimension()];
        double total = 0;
        for (long n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            for (double value : row) total += value;
        }
        return total;
    }
}
