package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How well strangers are told apart, over the number of components: one line a set of features or a detector.
public final class AurocPlot {
    private AurocPlot() {}

    /// One evaluation.
    ///
    /// @param series     such as the layer whose activations were fitted
    /// @param k          components
    /// @param auroc      mean over the runs
    /// @param deviation  standard deviation over the runs; 0 for a single one
    public record Entry(String series, int k, double auroc, double deviation) {}

    public static Drawing draw(List<Entry> entries, Caption caption, PlotOptions options) {
        Map<String, List<Entry>> lines = new LinkedHashMap<>();
        for (Entry entry : entries)
            lines.computeIfAbsent(entry.series(), name -> new ArrayList<>()).add(entry);
        Entry best =
                entries.stream().max(Comparator.comparingDouble(Entry::auroc)).orElseThrow();
        List<String> notes = new ArrayList<>();
        notes.add("Highest: " + best.series() + ", k = " + best.k() + ", AUROC " + Numbers.fixed(best.auroc(), 4)
                + ". Chosen with the strangers in sight, it is too good; choose k on other data.");
        if (entries.stream().anyMatch(entry -> entry.deviation() > 0)) {
            notes.add("Bars: ± one standard deviation over the runs.");
        }
        Legend legend = new Legend();
        int line = 0;
        for (String series : lines.keySet()) {
            legend.point(series, Palette.symbol(line * 9), Palette.points(line++, 1));
        }
        Page page = new Page(options, "AUROC by number of components", caption, notes, legend);
        double[] ks = entries.stream().mapToDouble(Entry::k).toArray();
        double[] low = entries.stream()
                .mapToDouble(entry -> entry.auroc() - entry.deviation())
                .toArray();
        double[] high = entries.stream()
                .mapToDouble(entry -> entry.auroc() + entry.deviation())
                .toArray();
        Frame frame = Frame.within(
                page.body(),
                Axis.whole(
                                "components, k",
                                Arrays.stream(ks).min().orElse(1),
                                Arrays.stream(ks).max().orElse(1))
                        .widened(0.03),
                Axis.fitting("AUROC", low, high));
        line = 0;
        for (List<Entry> series : lines.values()) draw(frame, series, line++);
        page.add(frame);
        return page.finish();
    }

    private static void draw(Frame frame, List<Entry> entries, int line) {
        List<Entry> sorted =
                entries.stream().sorted(Comparator.comparingInt(Entry::k)).toList();
        double[] x = sorted.stream().mapToDouble(Entry::k).toArray();
        double[] y = sorted.stream().mapToDouble(Entry::auroc).toArray();
        Ink ink = Ink.line(Palette.lineColour(line), 1.8);
        frame.line(x, y, ink);
        for (Entry entry : sorted) {
            double[] bar = {entry.auroc() - entry.deviation(), entry.auroc() + entry.deviation()};
            if (entry.deviation() > 0) frame.line(new double[] {entry.k(), entry.k()}, bar, ink);
        }
        frame.symbols(Palette.symbol(line * 9), x, y, 4, Palette.points(line, 1));
    }
}
