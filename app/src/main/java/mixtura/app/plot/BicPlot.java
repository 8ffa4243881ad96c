package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// k and shape: a criterion over k, one line a structure, the best ringed. Lower is better for every criterion.
public final class BicPlot {
    private BicPlot() {}

    /// One fit of a sweep.
    ///
    /// @param structure  such as `full`
    /// @param k          components
    /// @param value      of the criterion; NaN when the fit failed
    /// @param flagged    whether a component rests on too little; such a fit is shown hollow and never ringed
    public record Entry(String structure, int k, double value, boolean flagged) {}

    /// @param criterion  such as `BIC`
    public static Drawing draw(List<Entry> entries, String criterion, Caption caption, PlotOptions options) {
        Map<String, List<Entry>> lines = new LinkedHashMap<>();
        for (Entry entry : entries) {
            lines.computeIfAbsent(entry.structure(), name -> new ArrayList<>()).add(entry);
        }
        List<Entry> ranked = entries.stream()
                .filter(entry -> Double.isFinite(entry.value()) && !entry.flagged())
                .sorted(Comparator.comparingDouble(Entry::value))
                .toList();
        List<String> notes = new ArrayList<>();
        notes.add(note(ranked, criterion));
        boolean anyFlagged = entries.stream().anyMatch(Entry::flagged);
        if (anyFlagged) notes.add("Hollow: a component rests on too few rows or has almost no extent; never chosen.");
        Legend legend = new Legend();
        int line = 0;
        for (String structure : lines.keySet()) {
            legend.point(structure, Palette.symbol(line * 9), Palette.points(line++, 1));
        }
        if (!ranked.isEmpty()) legend.point("best", Symbol.CIRCLE, RING);
        Page page = new Page(options, criterion + " by number of components", caption, notes, legend);
        double[] ks = entries.stream().mapToDouble(Entry::k).toArray();
        double[] values = entries.stream().mapToDouble(Entry::value).toArray();
        Frame frame = Frame.within(
                page.body(),
                Axis.whole("components, k", min(ks), max(ks)).widened(0.03),
                Axis.fitting(criterion + " (lower is better)", values));
        line = 0;
        for (List<Entry> structure : lines.values()) draw(frame, structure, line++);
        if (!ranked.isEmpty()) {
            Entry best = ranked.getFirst();
            frame.symbols(Symbol.CIRCLE, new double[] {best.k()}, new double[] {best.value()}, 9, RING);
        }
        page.add(frame);
        return page.finish();
    }

    private static final Ink RING = Ink.line(Colour.INK, 2);

    private static String note(List<Entry> ranked, String criterion) {
        if (ranked.isEmpty()) return "No fit of the sweep can be chosen.";
        Entry best = ranked.getFirst();
        String text = "Best: " + best.structure() + ", k = " + best.k() + ", " + criterion + " "
                + Numbers.fixed(best.value(), 3) + ".";
        if (ranked.size() == 1) return text;
        Entry next = ranked.get(1);
        return text + " Next: " + next.structure() + ", k = " + next.k() + ", Δ" + criterion + " "
                + Numbers.fixed(next.value() - best.value(), 2) + ".";
    }

    private static void draw(Frame frame, List<Entry> entries, int line) {
        List<Entry> sorted =
                entries.stream().sorted(Comparator.comparingInt(Entry::k)).toList();
        frame.line(
                sorted.stream().mapToDouble(Entry::k).toArray(),
                sorted.stream().mapToDouble(Entry::value).toArray(),
                Ink.line(Palette.lineColour(line), 1.8));
        for (boolean flagged : new boolean[] {false, true}) {
            List<Entry> part =
                    sorted.stream().filter(entry -> entry.flagged() == flagged).toList();
            Ink ink = Palette.points(line, 1);
            frame.symbols(
                    Palette.symbol(line * 9),
                    part.stream().mapToDouble(Entry::k).toArray(),
                    part.stream().mapToDouble(Entry::value).toArray(),
                    4.2,
                    flagged ? ink.filled(Colour.WHITE) : ink);
        }
    }

    private static double min(double[] values) {
        return java.util.Arrays.stream(values).min().orElse(1);
    }

    private static double max(double[] values) {
        return java.util.Arrays.stream(values).max().orElse(1);
    }
}
