package mixtura.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.plot.BicPlot;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.ElbowPlot;
import mixtura.app.plot.IndexPlot;
import mixtura.app.plot.Plot;
import mixtura.app.plot.PlotOptions;
import mixtura.evaluate.ClusterCriterion;
import mixtura.evaluate.Criterion;

/// The table of `select` as a picture: at once, or from what `--json` printed.
final class SelectionPicture {
    private static final String SCHEMA = "mixtura-select/";

    private SelectionPicture() {}

    /// The table's own curve: what the choice was read off.
    static Drawing draw(SavedTable table, PlotOptions options) {
        for (Criterion criterion : Criterion.values()) {
            if (criterion.word().equals(table.text("criterion"))) return sweep(table, criterion, options);
        }
        ClusterCriterion criterion = ClusterChoosing.criterion(table.text("criterion"));
        return criterion == ClusterCriterion.ELBOW ? elbow(table, options) : index(table, criterion, options);
    }

    /// `bic`, `elbow`, `gap` or `index` from a file.
    static Drawing read(Plot plot, mixtura.app.console.Session session, String name, PlotOptions options) {
        String maker = "mixtura select DATA" + (plot == Plot.BIC ? "" : " -m kmeans")
                + (plot == Plot.GAP ? " --criterion gap" : "") + " --json > selection.json";
        SavedTable table = SavedTable.read(session, name, SCHEMA, maker);
        boolean ofClusters = Arrays.asList(ClusterChoosing.words()).contains(table.text("criterion"));
        boolean suits = switch (plot) {
            case BIC -> !ofClusters;
            case GAP -> table.text("criterion").equals(ClusterCriterion.GAP.word());
            default -> ofClusters;
        };
        if (!suits) {
            throw Failure.of(
                            Trouble.WRONG_MODEL,
                            "plot " + plot.word() + " does not suit '" + name + "', a choice by "
                                    + table.text("criterion"))
                    .with("try", maker);
        }
        return plot == Plot.ELBOW ? elbow(table, options) : draw(table, options);
    }

    private static Drawing sweep(SavedTable table, Criterion criterion, PlotOptions options) {
        boolean several = methods(table).size() > 1;
        List<BicPlot.Entry> entries = table.lines().stream()
                .map(line ->
                        new BicPlot.Entry(label(line, several), line.k(), line.number("value"), !line.is("eligible")))
                .toList();
        return BicPlot.draw(entries, criterion.title(), remarked(table), options);
    }

    /// The caption, with a word on values that are not those of fits made to the end.
    private static Caption remarked(SavedTable table) {
        Caption caption = caption(table);
        boolean bounds = table.lines().stream()
                .anyMatch(line -> line.is("screened") && !line.is("estimated") && !line.is("converged"));
        boolean estimates = table.lines().stream().anyMatch(line -> line.is("estimated"));
        if (bounds) caption = caption.remark("What cannot be the best was stopped early, and is at most so high.");
        if (estimates) caption = caption.remark("What cannot be the best is estimated from a sample of the rows.");
        return caption;
    }

    /// The structure, with its family where the table has several.
    private static String label(SavedTable.Line line, boolean several) {
        String method = line.text("method").orElse("");
        String structure = line.text("covariance").orElse("");
        if (structure.isEmpty()) return method;
        return several ? method + " " + structure : structure;
    }

    private static List<String> methods(SavedTable table) {
        String words = table.text("method");
        return words.isEmpty() ? List.of() : List.of(words.split(","));
    }

    private static Drawing elbow(SavedTable table, PlotOptions options) {
        List<SavedTable.Line> shown = finite(table, "distortion");
        return ElbowPlot.draw(
                ks(shown), numbers(shown, "distortion"), numbers(shown, "seconds_fit"), caption(table), options);
    }

    private static Drawing index(SavedTable table, ClusterCriterion criterion, PlotOptions options) {
        List<SavedTable.Line> shown = finite(table, "value");
        boolean gaps = criterion == ClusterCriterion.GAP;
        double chosen = table.part("best").number("k");
        return IndexPlot.draw(
                ks(shown),
                numbers(shown, "value"),
                gaps ? numbers(shown, "gapStandardError") : new double[0],
                Double.isNaN(chosen) ? 0 : (int) chosen,
                gaps ? "gap statistic" : criterion.title(),
                criterion == ClusterCriterion.DAVIES_BOULDIN ? "lower" : "higher",
                table.text("reason"),
                caption(table),
                options);
    }

    private static List<SavedTable.Line> finite(SavedTable table, String key) {
        List<SavedTable.Line> shown = table.lines().stream()
                .filter(line -> Double.isFinite(line.number(key)))
                .toList();
        if (shown.isEmpty()) {
            throw Failure.of(Trouble.NUMERICAL, "no fit of the table has a value that can be drawn")
                    .with("why", table.text("reason"));
        }
        return shown;
    }

    private static int[] ks(List<SavedTable.Line> lines) {
        return lines.stream().mapToInt(SavedTable.Line::k).toArray();
    }

    private static double[] numbers(List<SavedTable.Line> lines, String key) {
        double[] numbers = lines.stream().mapToDouble(line -> line.number(key)).toArray();
        return Arrays.stream(numbers).allMatch(Double::isFinite) ? numbers : new double[0];
    }

    private static Caption caption(SavedTable table) {
        double rowCount = table.number("rowCount");
        return new Caption(
                table.text("data"),
                Double.isNaN(rowCount) ? 0 : (long) rowCount,
                methods(table).stream().map(word -> Method.ofWord(word).title()).collect(Collectors.joining(", ")),
                0,
                "",
                Double.NaN);
    }
}
