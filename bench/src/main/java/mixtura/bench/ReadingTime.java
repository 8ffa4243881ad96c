package mixtura.bench;

import java.nio.file.Path;
import java.util.Locale;
import mixtura.data.Rows;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;

/// Reads one text table of numbers, once in a fresh process, and prints one line of JSON: seconds, cells, and the sum
/// of
/// all of them, by which readers are compared.
public final class ReadingTime {
    private ReadingTime() {}

    /// @param arguments  `CSV`
    public static void main(String[] arguments) {
        long began = System.nanoTime();
        Rows rows = Csv.read(Path.of(arguments[0]), CsvOptions.auto()).rows().rows();
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] row = new double[rows.dimension()];
        double total = 0;
        for (long n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            for (double value : row) total += value;
        }
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_fit\": %.6f, \"iterations\": 1, \"distortion\": %s, \"rows\": %d}%n",
                seconds,
                total,
                rows.rowCount());
    }
}
