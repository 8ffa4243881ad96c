package mixtura.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import mixtura.Reference;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.mixture.MixtureOptions;

/// Benchmark sets with reference labels: what `select` chooses by itself, beside scikit-learn that is
/// told the true k.
final class BenchmarkSets {
    /// Sizes that select tries unless told otherwise.
    private static final int DEFAULT_LARGEST = 9;

    private BenchmarkSets() {}

    /// @param k          true number of clusters
    /// @param kMeans     adjusted Rand index of scikit-learn's k-means with the true k
    /// @param mixture    of its Gaussian mixture with the true k
    /// @param largest    k up to which select was asked to look
    /// @param structure  chosen, with its k
    record Line(
            String set,
            int n,
            int d,
            int k,
            double kMeans,
            double mixture,
            int largest,
            String structure,
            int chosen,
            double ari) {}

    /// Every set of at most that many rows, with the defaults of `select`; where the true k is beyond its
    /// default range, the range ends at one and a half times the true k.
    static List<Line> lines(int mostRows) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String[] row : Reference.table("selection/benchmark-sklearn.csv").rows()) {
            int n = Integer.parseInt(row[1]);
            if (n <= mostRows) lines.add(line(row));
        }
        return lines;
    }

    private static Line line(String[] row) throws IOException {
        int k = Integer.parseInt(row[3]);
        String file = "clustering-benchmarks/" + row[0];
        Rows rows = Rows.of(table(TestData.file(file + ".data")));
        int[] labels = Arrays.stream(table(TestData.file(file + ".labels0")))
                .mapToInt(cells -> (int) cells[0] - 1) // 0 in the file is noise
                .toArray();
        int largest = k > DEFAULT_LARGEST ? 3 * k / 2 : DEFAULT_LARGEST;
        Selection.Entry best = ChooseComponents.of(1, largest)
                .run(rows, MixtureOptions.of(1).withRestarts(5))
                .best()
                .orElseThrow();
        int[] found = best.fit().orElseThrow().model().predict(rows);
        int[] scored = IntStream.range(0, found.length)
                .map(i -> labels[i] < 0 ? -1 : found[i])
                .toArray();
        return new Line(
                row[0],
                Integer.parseInt(row[1]),
                Integer.parseInt(row[2]),
                k,
                Double.parseDouble(row[4]),
                Double.parseDouble(row[5]),
                largest,
                best.structure(),
                best.k(),
                Agreement.of(labels, scored).ari());
    }

    static String markdown(List<Line> lines) {
        StringBuilder text = new StringBuilder(
                "| set | n | d | true k | k-means, k given | mixture, k given | `select` | it chose |\n"
                        + "|---|---|---|---|---|---|---|---|\n");
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.3f | %.3f | %.3f | %s, k = %d%s |%n",
                    line.set,
                    line.n,
                    line.d,
                    line.k,
                    line.kMeans,
                    line.mixture,
                    line.ari,
                    line.structure,
                    line.chosen,
                    line.largest > DEFAULT_LARGEST ? " of 1.." + line.largest : ""));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "| mean | | | | %.3f | %.3f | %.3f | |%n",
                        mean(lines, Line::kMeans),
                        mean(lines, Line::mixture),
                        mean(lines, Line::ari)))
                .toString();
    }

    private static double mean(List<Line> lines, ToDoubleFunction<Line> value) {
        return lines.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double[][] table(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> Arrays.stream(line.strip().split("\\s+"))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
