package mixtura.bench;

import java.nio.file.Path;
import java.util.Locale;
import mixtura.data.Rows;
import mixtura.evaluate.ChooseComponents;
import mixtura.evaluate.Selection;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;

/// Chooses among 14 structures and k = 1 … 9, several times in one process, as `mixtura select` does. Prints
/// the seconds of each time, the merging of the rows included and the reading not.
public final class SelectTime {
    private SelectTime() {}

    /// @param arguments  table of numbers (CSV), its class column or an empty word, rounds, threads
    public static void main(String[] arguments) {
        CsvOptions reading = CsvOptions.auto();
        if (!arguments[1].isEmpty()) reading = reading.withLabel(arguments[1]);
        Rows rows = Csv.read(Path.of(arguments[0]), reading).rows().rows();
        MixtureOptions options =
                MixtureOptions.of(1).withStart(Start.agglomerative()).withThreads(Integer.parseInt(arguments[3]));
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            long began = System.nanoTime();
            Selection selection = ChooseComponents.of(1, 9).run(rows, options);
            double seconds = (System.nanoTime() - began) * 1e-9;
            Selection.Entry best = selection.best().orElseThrow();
            System.out.printf(Locale.ROOT, "%.3f  %s, BIC %.2f%n", seconds, best.name(), best.value());
        }
    }
}
