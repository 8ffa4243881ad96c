package mixtura.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;

/// Every structure and k from 1 to 9 on one of the classic tables: mclust's fit beside ours.
///
/// @param name   of the table
/// @param cells  those that mclust has a fit for
record MclustCells(String name, int n, List<Cell> cells) {
    /// First column (from 0) and number of columns of each table.
    private static final Map<String, int[]> COLUMNS = new TreeMap<>(Map.of(
            "iris", new int[] {0, 4},
            "faithful", new int[] {0, 2},
            "diabetes_corrected", new int[] {1, 3},
            "banknote", new int[] {1, 6},
            "wine", new int[] {0, 13},
            "acidity", new int[] {0, 1},
            "galaxies", new int[] {0, 1},
            "seeds", new int[] {0, 7}));

    /// One structure and k.
    ///
    /// @param theirs         mclust's log-likelihood
    /// @param theirsFlagged  whether a component of theirs rests on too little (definition in
    ///                       docs/selection.md)
    /// @param ours           our log-likelihood; minus infinity when there is no fit
    record Cell(
            String structure,
            int k,
            long parameters,
            double theirs,
            boolean theirsFlagged,
            double ours,
            boolean oursFlagged) {
        /// Whether ours is a fit at least as good as theirs.
        boolean isReached(int n) {
            return !oursFlagged && ours >= theirs - 1e-5 * n;
        }

        double theirBic(int n) {
            return -2 * theirs + parameters * Math.log(n);
        }

        double ourBic(int n) {
            return -2 * ours + parameters * Math.log(n);
        }
    }

    /// The nine tables.
    static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    static Rows rows(String name) throws IOException {
        Path file = name.equals("iris") || name.equals("faithful")
                ? Reference.path("data/" + name + ".csv")
                : TestData.file("classic/" + name + ".csv");
        int[] columns = COLUMNS.get(name);
        return Rows.of(Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .skip(columns[0])
                        .limit(columns[1])
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    /// Fits all cells by maximum likelihood.
    ///
    /// @param options  start and restarts
    static MclustCells of(String name, MixtureOptions options) throws Exception {
        Rows rows = rows(name);
        MixtureOptions exact = options.withRidge(Ridge.none())
                .withTolerance(1e-7)
                .withMaxIterations(5000)
                .withThreads(1)
                .withStart(options.start().sharedBySizes(rows, GaussianFamily.of(Covariance.FULL), options));
        List<Callable<Cell>> tasks = new ArrayList<>();
        for (String[] row : Reference.table("selection/mclust.csv").rows()) {
            if (row[0].equals(name)) tasks.add(() -> cell(rows, exact, row));
        }
        List<Cell> cells = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (Future<Cell> cell : pool.invokeAll(tasks)) cells.add(cell.get());
        }
        return new MclustCells(name, (int) rows.rowCount(), cells);
    }

    private static Cell cell(Rows rows, MixtureOptions options, String[] row) {
        int k = Integer.parseInt(row[2]);
        double ours = Double.NEGATIVE_INFINITY;
        boolean flagged = true;
        try {
            Fit<GaussianMixture> fit =
                    GaussianMixture.fit(rows, options.withK(k).withCovariance(Covariance.ofWord(row[1])));
            ours = fit.objective();
            flagged = !fit.certificate().flagged().isEmpty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            // no fit: k components do not find enough distinct rows, or one collapsed
        }
        return new Cell(
                row[1], k, Long.parseLong(row[4]), Double.parseDouble(row[5]), row[6].equals("yes"), ours, flagged);
    }

    /// Those that mclust fits without a flagged component.
    List<Cell> sound() {
        return cells.stream().filter(cell -> !cell.theirsFlagged()).toList();
    }

    List<Cell> missed() {
        return sound().stream().filter(cell -> !cell.isReached(n)).toList();
    }

    double theirBestBic() {
        return sound().stream().mapToDouble(cell -> cell.theirBic(n)).min().orElseThrow();
    }

    double ourBestBic() {
        return cells.stream()
                .filter(cell -> !cell.oursFlagged())
                .mapToDouble(cell -> cell.ourBic(n))
                .min()
                .orElseThrow();
    }

    String summary() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d of %d reached, BIC %.3f (mclust %.3f)",
                name,
                sound().size() - missed().size(),
                sound().size(),
                ourBestBic(),
                theirBestBic()));
        for (Cell cell : missed()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s %d: %.4f, mclust %.4f%s",
                    cell.structure(),
                    cell.k(),
                    cell.ours(),
                    cell.theirs(),
                    cell.oursFlagged() ? ", flagged" : ""));
        }
        return text.toString();
    }

    private int reached() {
        return sound().size() - missed().size();
    }

    /// The model that ours would be.
    private Cell best() {
        return cells.stream()
                .filter(cell -> !cell.oursFlagged())
                .min(Comparator.comparingDouble(cell -> cell.ourBic(n)))
                .orElseThrow();
    }

    /// A table of tables, and below it the cells that were missed and those that mclust fits with a
    /// flagged component.
    ///
    /// @param one   fits from one start
    /// @param five  the same from five
    static String markdown(List<MclustCells> one, List<MclustCells> five) {
        StringBuilder text = new StringBuilder("| table | cells | reached, one start | five | best BIC, mclust"
                + " | one start | five | model, one start | five |\n|---|---|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < one.size(); i++) {
            MclustCells single = one.get(i);
            MclustCells several = five.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.2f | %.2f | %.2f | %s, %d | %s, %d |%n",
                    single.name,
                    single.sound().size(),
                    single.reached(),
                    several.reached(),
                    single.theirBestBic(),
                    single.ourBestBic(),
                    several.ourBestBic(),
                    single.best().structure(),
                    single.best().k(),
                    several.best().structure(),
                    several.best().k()));
        }
        int sound = one.stream().mapToInt(table -> table.sound().size()).sum();
        int fromOne = one.stream().mapToInt(MclustCells::reached).sum();
        int fromFive = five.stream().mapToInt(MclustCells::reached).sum();
        text.append(String.format(
                Locale.ROOT,
                "| all | %d | %d (%.1f %%) | %d (%.1f %%) | | | | | |%n%n",
                sound,
                fromOne,
                100.0 * fromOne / sound,
                fromFive,
                100.0 * fromFive / sound));
        text.append("Missed from one start:\n\n").append(missedCells(one)).append('\n');
        text.append("Missed from five:\n\n").append(missedCells(five)).append('\n');
        text.append("Left out, since mclust's own fit has a flagged component:\n\n");
        for (MclustCells table : one) {
            text.append("- ")
                    .append(table.name)
                    .append(": ")
                    .append(table.flaggedCells())
                    .append('\n');
        }
        return text.toString();
    }

    private static String missedCells(List<MclustCells> all) {
        StringBuilder text = new StringBuilder();
        for (MclustCells table : all) {
            for (Cell cell : table.missed()) {
                text.append(String.format(
                        Locale.ROOT,
                        "- %s, %s, k = %d: mclust %.3f, ours %.3f%s%n",
                        table.name,
                        cell.structure(),
                        cell.k(),
                        cell.theirs(),
                        cell.ours(),
                        cell.oursFlagged() ? ", flagged" : ""));
            }
        }
        return text.toString();
    }

    /// Such as `VVI 5-9`.
    private String flaggedCells() {
        Map<String, List<Integer>> sizes = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (cell.theirsFlagged())
                sizes.computeIfAbsent(cell.structure(), any -> new ArrayList<>())
                        .add(cell.k());
        }
        if (sizes.isEmpty()) return "none";
        return sizes.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
