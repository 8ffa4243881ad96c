package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/// What colours, symbols and lines mean; stands to the right of the data, never on them.
final class Legend {
    private static final double TEXT_SIZE = 11.5;
    private static final double LINE_HEIGHT = 18;
    /// Thirty clusters still go into one column of an ordinary plot.
    private static final double TIGHT_LINE_HEIGHT = 15.5;
    private static final double SWATCH = 24;
    private static final double WIDEST = 190;
    private static final int BAR_CELLS = 64;
    private static final double BAR_HEIGHT = 110;

    private final List<Entry> entries = new ArrayList<>();

    private sealed interface Entry {
        String text();

        record Heading(String text) implements Entry {}

        record Point(String text, Symbol symbol, double radius, Ink ink) implements Entry {}

        record Line(String text, Ink ink) implements Entry {}

        record Area(String text, Ink ink) implements Entry {}

        record Bar(String text, String high, int[] rgb) implements Entry {}
    }

    Legend heading(String text) {
        entries.add(new Entry.Heading(text));
        return this;
    }

    Legend point(String text, Symbol symbol, Ink ink) {
        return point(text, symbol, 4.5, ink);
    }

    Legend point(String text, Symbol symbol, double radius, Ink ink) {
        entries.add(new Entry.Point(text, symbol, radius, ink));
        return this;
    }

    Legend line(String text, Ink ink) {
        entries.add(new Entry.Line(text, ink));
        return this;
    }

    Legend area(String text, Ink ink) {
        entries.add(new Entry.Area(text, ink));
        return this;
    }

    /// A bar of colours from the colour of 0, marked `low`, up to that of 1, marked `high`.
    Legend bar(String low, String high, DoubleFunction<Colour> colours) {
        int[] rgb = new int[BAR_CELLS];
        for (int i = 0; i < BAR_CELLS; i++)
            rgb[i] = colours.apply(1 - i / (BAR_CELLS - 1.0)).rgb();
        entries.add(new Entry.Bar(low, high, rgb));
        return this;
    }

    /// One entry a cluster: its symbol, number from 1 and share.
    Legend clusters(String word, List<Cluster> clusters) {
        heading(word);
        for (int k = 0; k < clusters.size(); k++) {
            String share = Numbers.percent(clusters.get(k).share());
            point((k + 1) + " · " + share, Palette.symbol(k), Palette.points(k, 1));
        }
        return this;
    }

    /// The same, and the rows drawn in grey that belong to none of them: noise, or left out.
    Legend clustersAndOthers(Subject subject) {
        clusters(subject.word(), subject.clusters());
        long others = Arrays.stream(subject.cluster()).filter(k -> k < 0).count();
        if (others == 0) return this;
        String share = Numbers.percent(others / (double) subject.cluster().length);
        return point("none · " + share + " of rows", Symbol.CIRCLE, Ink.fill(Colour.GREY));
    }

    private double lineHeight(double height) {
        return needed(LINE_HEIGHT) > height ? TIGHT_LINE_HEIGHT : LINE_HEIGHT;
    }

    private static double height(Entry entry, double lineHeight) {
        return entry instanceof Entry.Bar ? BAR_HEIGHT + lineHeight : lineHeight;
    }

    private double needed(double lineHeight) {
        return 4
                + entries.stream()
                        .mapToDouble(entry -> height(entry, lineHeight))
                        .sum();
    }

    private double columnWidth() {
        double widest = 0;
        for (Entry entry : entries) {
            double indent = entry instanceof Entry.Heading ? 0 : SWATCH;
            widest = Math.max(widest, indent + Math.min(WIDEST, Glyphs.width(entry.text(), TEXT_SIZE)));
            if (entry instanceof Entry.Bar bar) widest = Math.max(widest, SWATCH + Glyphs.width(bar.high(), TEXT_SIZE));
        }
        return widest;
    }

    private int columns(double height) {
        double lineHeight = lineHeight(height);
        double needed = needed(lineHeight);
        if (needed <= height) return 1;
        return Math.clamp((int) Math.ceil(needed / Math.max(lineHeight, height - lineHeight)), 2, 3);
    }

    /// The width that the legend takes in a drawing of this height, gaps included; 0 when there is none.
    double width(double height) {
        return entries.isEmpty() ? 0 : columns(height) * (columnWidth() + 14) + 8;
    }

    /// Fills the rectangle from its upper left corner, column by column; says how many entries found no room.
    List<Mark> marks(Box box) {
        List<Mark> marks = new ArrayList<>();
        int columns = columns(box.height());
        double lineHeight = lineHeight(box.height());
        double step = columnWidth() + 14;
        int column = 0;
        double y = box.y() + 4;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean last = column == columns - 1;
            double reserve = last && i < entries.size() - 1 ? lineHeight : 0;
            if (y + height(entry, lineHeight) + reserve > box.bottom()) {
                if (last) {
                    String rest = "… and " + (entries.size() - i) + " more";
                    marks.add(text(rest, box.x() + 8 + column * step, y + 12, Colour.SOFT));
                    break;
                }
                column++;
                y = box.y() + 4;
            }
            draw(entry, box.x() + 8 + column * step, y, marks);
            y += height(entry, lineHeight);
        }
        return marks;
    }

    private static void draw(Entry entry, double x, double y, List<Mark> marks) {
        double middle = y + 8;
        switch (entry) {
            case Entry.Heading heading -> marks.add(text(heading.text(), x, y + 12, Colour.SOFT));
            case Entry.Point point -> {
                marks.add(Mark.symbol(point.symbol(), x + 8, middle, point.radius(), point.ink()));
                marks.add(text(point.text(), x + SWATCH, y + 12, Colour.INK));
            }
            case Entry.Line line -> {
                marks.add(Mark.segment(x, middle, x + 18, middle, line.ink()));
                marks.add(text(line.text(), x + SWATCH, y + 12, Colour.INK));
            }
            case Entry.Area area -> {
                marks.add(Mark.box(x + 1, y + 2, 15, 12, area.ink()));
                marks.add(text(area.text(), x + SWATCH, y + 12, Colour.INK));
            }
            case Entry.Bar bar -> {
                marks.add(new Mark.Picture(x, y + 4, 14, BAR_HEIGHT, 1, BAR_CELLS, bar.rgb()));
                marks.add(Mark.box(x, y + 4, 14, BAR_HEIGHT, Ink.line(Colour.SOFT, 0.6)));
                marks.add(text(bar.high(), x + SWATCH, y + 13, Colour.INK));
                marks.add(text(bar.text(), x + SWATCH, y + 4 + BAR_HEIGHT, Colour.INK));
            }
        }
    }

    private static Mark text(String text, double x, double y, Colour colour) {
        return Frame.text(Glyphs.shorten(text, TEXT_SIZE, WIDEST), x, y, TEXT_SIZE, Mark.Anchor.START, 0, colour);
    }
}
