package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// k and shape: a criterion over k, one line a structure with its name at its end, the best ringed. Lower is better
/// for every criterion. What lies far above the best goes off the top, so that those in question can be told apart.
///
/// Of more structures than there are colours, those that come closest to the best have colours and names; the others
/// are the grey field that they stand out from.
public final class BicPlot {
    /// A value further above the best than so many times three quarters of the others is not shown.
    private static final double REACH = 1.5;

    /// Structures drawn strongly: those that come closest to the best.
    private static final int STRONG = 5;

    /// Lines that can be told apart by colour; of more, only the strong ones are coloured.
    private static final int COLOURED = 8;

    private static final Colour FIELD = Colour.GREY.withOpacity(0.7);

    private static final double NAME_SIZE = 11;

    /// From the frame to the names at the ends of lines.
    private static final double LEADER = 16;

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
        double[] values = entries.stream()
                .mapToDouble(Entry::value)
                .filter(Double::isFinite)
                .toArray();
        double top =
                ranked.isEmpty() ? max(values) : top(values, ranked.getFirst().value());
        notes.add(offTheTop(lines, top));
        List<String> strong =
                ranked.stream().map(Entry::structure).distinct().limit(STRONG).toList();
        boolean all = lines.size() <= COLOURED || strong.isEmpty();
        List<String> coloured = all ? List.copyOf(lines.keySet()) : strong;
        if (!all) notes.add(field(lines.keySet(), strong));
        Page page = new Page(options, criterion + " by number of components", caption, notes, new Legend());
        double[] ks = entries.stream().mapToDouble(Entry::k).toArray();
        double widest = coloured.stream()
                .mapToDouble(name -> Glyphs.width(name, NAME_SIZE))
                .max()
                .orElse(0);
        boolean named = LEADER + widest < 0.3 * page.body().width();
        Frame frame = Frame.within(
                page.body().inset(0, 0, named ? LEADER + widest : 0, 0),
                Axis.whole("components, k", min(ks), max(ks)).widened(0.03),
                Axis.fitting(
                        criterion + " (lower is better)",
                        Arrays.stream(values).filter(value -> value <= top).toArray()));
        List<End> ends = new ArrayList<>();
        for (String structure : inDrawingOrder(lines.keySet(), coloured)) {
            List<Entry> sorted = lines.getOrDefault(structure, List.of()).stream()
                    .sorted(Comparator.comparingInt(Entry::k))
                    .toList();
            int line = coloured.indexOf(structure);
            if (line < 0) {
                drawInGrey(frame, sorted);
                continue;
            }
            draw(frame, sorted, line, strong.contains(structure));
            sorted.stream()
                    .filter(entry -> entry.value() <= top)
                    .reduce((first, second) -> second)
                    .ifPresent(last ->
                            ends.add(new End(structure, frame.x(last.k()), frame.y(last.value()), ends.size())));
        }
        if (!ranked.isEmpty()) {
            Entry best = ranked.getFirst();
            frame.symbols(Symbol.CIRCLE, new double[] {best.k()}, new double[] {best.value()}, 9, RING);
        }
        if (named) name(frame, ends, coloured);
        page.add(frame);
        return page.finish();
    }

    /// The largest value shown.
    private static double top(double[] values, double best) {
        double[] above = Arrays.stream(values)
                .map(value -> Math.max(0, value - best))
                .sorted()
                .toArray();
        double reach = REACH * above[(int) (0.75 * (above.length - 1))];
        return above[above.length - 1] > 2 * reach ? best + reach : max(values);
    }

    /// The grey lines first, then the coloured ones in their order.
    private static List<String> inDrawingOrder(Collection<String> structures, List<String> coloured) {
        List<String> order = new ArrayList<>(structures);
        order.removeAll(coloured);
        order.addAll(coloured);
        return order;
    }

    private static String field(Collection<String> structures, List<String> strong) {
        List<String> others = new ArrayList<>(structures);
        others.removeAll(strong);
        return "Coloured: the " + strong.size() + " structures that come closest to the best. Grey: "
                + String.join(", ", others) + ".";
    }

    private static String offTheTop(Map<String, List<Entry>> lines, double top) {
        List<String> gone = lines.entrySet().stream()
                .filter(line -> line.getValue().stream().noneMatch(entry -> entry.value() <= top))
                .map(Map.Entry::getKey)
                .toList();
        boolean cut = lines.values().stream()
                .flatMap(List::stream)
                .anyMatch(entry -> Double.isFinite(entry.value()) && entry.value() > top);
        if (!cut) return "";
        return "Values far above the best go off the top"
                + (gone.isEmpty() ? "." : ": all of " + String.join(", ", gone) + ".");
    }

    /// Where a line leaves off, in pixels.
    private record End(String structure, double x, double y, int order) {}

    /// Writes the names beside the frame, each as near its line's end as the others let it.
    private static void name(Frame frame, List<End> ends, List<String> structures) {
        List<End> sorted = ends.stream()
                .sorted(Comparator.comparingDouble(End::y).thenComparingInt(End::order))
                .toList();
        double step = Math.min(NAME_SIZE + 2.5, frame.box().height() / Math.max(1, sorted.size()));
        double[] places = new double[sorted.size()];
        for (int i = 0; i < places.length; i++) {
            double wanted = Math.max(sorted.get(i).y(), frame.box().y() + step / 2);
            places[i] = i == 0 ? wanted : Math.max(wanted, places[i - 1] + step);
        }
        double lowest = frame.box().bottom() - step / 2;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], lowest);
            lowest = places[i] - step;
        }
        for (int i = 0; i < places.length; i++) {
            End end = sorted.get(i);
            Colour colour = Palette.lineColour(structures.indexOf(end.structure()));
            double x = frame.box().right() + LEADER;
            frame.addOnTop(Mark.segment(end.x() + 5, end.y(), x - 3, places[i], Ink.line(Colour.SOFT, 0.5)));
            frame.addOnTop(Frame.text(
                    end.structure(), x, places[i] + 0.36 * NAME_SIZE, NAME_SIZE, Mark.Anchor.START, 0, colour));
        }
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

    /// Eight colours; the next eight lines have the same ones with dashes and another symbol.
    private static void draw(Frame frame, List<Entry> sorted, int line, boolean strong) {
        Ink ink = Ink.line(Palette.lineColour(line).withOpacity(strong ? 1 : 0.6), strong ? 2.2 : 1.1);
        frame.line(ks(sorted), values(sorted), Palette.isRepeated(line) ? ink.dashed(5) : ink);
        for (boolean flagged : new boolean[] {false, true}) {
            List<Entry> part =
                    sorted.stream().filter(entry -> entry.flagged() == flagged).toList();
            Ink points = Palette.points(line, strong ? 1 : 0.75);
            frame.symbols(
                    Palette.symbol(line),
                    ks(part),
                    values(part),
                    strong ? 4.2 : 3.2,
                    flagged ? points.filled(Colour.WHITE) : points);
        }
    }

    /// A thin line; only flagged fits are marked, which may lie below the best and are why it is the best.
    private static void drawInGrey(Frame frame, List<Entry> sorted) {
        frame.line(ks(sorted), values(sorted), Ink.line(FIELD, 0.9));
        List<Entry> flagged = sorted.stream().filter(Entry::flagged).toList();
        Ink hollow = Ink.fill(Colour.WHITE).outlined(FIELD, 0.9);
        frame.symbols(Symbol.CIRCLE, ks(flagged), values(flagged), 2.4, hollow);
    }

    private static double[] ks(List<Entry> entries) {
        return entries.stream().mapToDouble(Entry::k).toArray();
    }

    private static double[] values(List<Entry> entries) {
        return entries.stream().mapToDouble(Entry::value).toArray();
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(1);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }
}
