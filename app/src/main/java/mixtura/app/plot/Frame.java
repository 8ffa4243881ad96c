package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A coordinate system in a rectangle: places values, draws axes, grid and titles about them, and cuts off what lies
/// outside.
final class Frame {
    static final double TICK_SIZE = 11;
    static final double TITLE_SIZE = 12.5;
    private static final double TICK_LENGTH = 4;
    /// A name of a category may be this long in pixels, or take this share of the area.
    private static final double LONGEST_NAME = 120;

    private static final double NAMES_SHARE = 0.25;
    /// Of the angle at which names stand that do not fit side by side.
    private static final double TURNED_DEGREES = 40;

    private static final double SINE = Math.sin(Math.toRadians(TURNED_DEGREES));
    private static final double COSINE = Math.cos(Math.toRadians(TURNED_DEGREES));

    private final Box box;
    private final Axis x;
    private final Axis y;
    private final List<Mark> inside = new ArrayList<>();
    private final List<Mark> onTop = new ArrayList<>();
    private final List<Mark> axes = new ArrayList<>();

    private Frame(Box box, Axis x, Axis y) {
        this.box = box;
        this.x = x;
        this.y = y;
    }

    /// A frame that fills `area` with its axes, their numbers and titles.
    static Frame within(Box area, Axis x, Axis y) {
        double bottom = TICK_LENGTH + 3 + (x.title().isEmpty() ? 0 : TITLE_SIZE + 9);
        Ticks yTicks = y.ticks(ticks(area.height() - bottom - 20, 42, y));
        double yNames = longest(yTicks, Math.max(LONGEST_NAME, NAMES_SHARE * area.width()));
        double left = TICK_LENGTH + 4 + yNames + (y.title().isEmpty() ? 0 : TITLE_SIZE + 9);
        Ticks xTicks = x.ticks(ticks(area.width() - left, 62, x));
        boolean turned = turned(x, xTicks, area.width() - left);
        double xNames = longest(
                xTicks, turned ? Math.max(LONGEST_NAME, NAMES_SHARE * area.height() / SINE) : Double.POSITIVE_INFINITY);
        bottom += turned ? SINE * xNames + TICK_SIZE : xTicks.labels().isEmpty() ? 0 : TICK_SIZE;
        if (turned) {
            // the first name begins left of its place, which is half a category into the frame
            double half = (area.width() - left) / xTicks.at().length / 2;
            left = Math.max(left, COSINE * xNames - half);
        }
        Frame frame = new Frame(area.inset(left, 4, 6, bottom), x, y);
        frame.drawAxes(shortened(xTicks, xNames), shortened(yTicks, yNames), turned, left, bottom);
        return frame;
    }

    private static double longest(Ticks ticks, double most) {
        return ticks.labels().stream()
                .mapToDouble(name -> Math.min(most, Glyphs.width(name, TICK_SIZE)))
                .max()
                .orElse(0);
    }

    private static Ticks shortened(Ticks ticks, double length) {
        List<String> names = ticks.labels().stream()
                .map(name -> Glyphs.shorten(name, TICK_SIZE, length))
                .toList();
        return new Ticks(ticks.at(), names, ticks.exponent());
    }

    /// A frame of exactly this rectangle with an outline and no numbers.
    static Frame bare(Box box, Axis x, Axis y) {
        return new Frame(box, x, y);
    }

    private static int ticks(double length, double apart, Axis axis) {
        double distance = axis.kind() == Axis.Kind.CATEGORIES ? TICK_SIZE + 2 : apart;
        return Math.max(2, (int) (length / distance));
    }

    private static boolean turned(Axis axis, Ticks ticks, double length) {
        if (axis.kind() != Axis.Kind.CATEGORIES || ticks.at().length == 0) return false;
        double room = length / ticks.at().length - 6;
        return ticks.labels().stream().anyMatch(name -> Glyphs.width(name, TICK_SIZE) > room);
    }

    private void drawAxes(Ticks xTicks, Ticks yTicks, boolean turned, double left, double bottom) {
        Ink grid = Ink.line(Colour.FAINT, 0.8);
        Ink line = Ink.line(Colour.SOFT, 0.8);
        for (int i = 0; i < xTicks.at().length; i++) {
            double place = x(xTicks.at()[i]);
            if (x.kind() != Axis.Kind.CATEGORIES) {
                axes.add(Mark.segment(place, box.y(), place, box.bottom(), grid));
            }
            axes.add(Mark.segment(place, box.bottom(), place, box.bottom() + TICK_LENGTH, line));
            String label = xTicks.labels().get(i);
            double baseline = box.bottom() + TICK_LENGTH + TICK_SIZE;
            if (turned)
                axes.add(
                        text(label, place + 3, baseline - 2, TICK_SIZE, Mark.Anchor.END, -TURNED_DEGREES, Colour.SOFT));
            else axes.add(text(label, place, baseline + 1, TICK_SIZE, Mark.Anchor.MIDDLE, 0, Colour.SOFT));
        }
        for (int i = 0; i < yTicks.at().length; i++) {
            double place = y(yTicks.at()[i]);
            if (y.kind() != Axis.Kind.CATEGORIES) {
                axes.add(Mark.segment(box.x(), place, box.right(), place, grid));
            }
            axes.add(Mark.segment(box.x() - TICK_LENGTH, place, box.x(), place, line));
            String label = yTicks.labels().get(i);
            double right = box.x() - TICK_LENGTH - 3;
            axes.add(text(label, right, place + 0.36 * TICK_SIZE, TICK_SIZE, Mark.Anchor.END, 0, Colour.SOFT));
        }
        if (!x.title().isEmpty()) {
            String title = Glyphs.shorten(title(x, xTicks), TITLE_SIZE, box.width());
            double place = box.x() + box.width() / 2;
            axes.add(text(title, place, box.bottom() + bottom - 5, TITLE_SIZE, Mark.Anchor.MIDDLE, 0, Colour.INK));
        }
        if (!y.title().isEmpty()) {
            String title = Glyphs.shorten(title(y, yTicks), TITLE_SIZE, box.height());
            double place = box.y() + box.height() / 2;
            axes.add(text(title, box.x() - left + TITLE_SIZE, place, TITLE_SIZE, Mark.Anchor.MIDDLE, -90, Colour.INK));
        }
    }

    private static String title(Axis axis, Ticks ticks) {
        return ticks.exponent() == 0
                ? axis.title()
                : axis.title() + " (×10" + Numbers.superscript(ticks.exponent()) + ")";
    }

    static Mark text(String text, double x, double y, double size, Mark.Anchor anchor, double degrees, Colour colour) {
        return new Mark.Text(text, x, y, size, anchor, degrees, colour, false);
    }

    Box box() {
        return box;
    }

    Axis xAxis() {
        return x;
    }

    Axis yAxis() {
        return y;
    }

    double x(double value) {
        return box.x() + box.width() * x.share(value);
    }

    double y(double value) {
        return box.bottom() - box.height() * y.share(value);
    }

    /// Pixels per unit of the x axis.
    double xScale() {
        return box.width() / (x.max() - x.min());
    }

    /// Pixels per unit of the y axis, upwards.
    double yScale() {
        return box.height() / (y.max() - y.min());
    }

    /// A mark in pixels, cut off at the frame.
    void add(Mark mark) {
        inside.add(mark);
    }

    /// A mark in pixels above all data, not cut off.
    void addOnTop(Mark mark) {
        onTop.add(mark);
    }

    /// A line through points given as values; it is broken where a value is not finite.
    void line(double[] xs, double[] ys, Ink ink) {
        int from = 0;
        for (int i = 0; i <= xs.length; i++) {
            if (i < xs.length && Double.isFinite(xs[i]) && Double.isFinite(ys[i])) continue;
            if (i - from > 1) path(xs, ys, from, i, false, ink);
            from = i + 1;
        }
    }

    /// A filled shape through points given as values.
    void area(double[] xs, double[] ys, Ink ink) {
        path(xs, ys, 0, xs.length, true, ink);
    }

    private void path(double[] xs, double[] ys, int from, int to, boolean closed, Ink ink) {
        double[] px = new double[to - from];
        double[] py = new double[to - from];
        for (int i = from; i < to; i++) {
            px[i - from] = x(xs[i]);
            py[i - from] = y(ys[i]);
        }
        add(new Mark.Path(px, py, closed, ink));
    }

    /// A rectangle given as values.
    void bar(double x1, double y1, double x2, double y2, Ink ink) {
        double left = Math.min(x(x1), x(x2));
        double top = Math.min(y(y1), y(y2));
        add(Mark.box(left, top, Math.abs(x(x2) - x(x1)), Math.abs(y(y2) - y(y1)), ink));
    }

    /// Symbols at points given as values, all of one radius; points that are not finite are left out.
    void symbols(Symbol symbol, double[] xs, double[] ys, double radius, Ink ink) {
        double[] radii = new double[xs.length];
        Arrays.fill(radii, radius);
        symbols(symbol, xs, ys, radii, ink);
    }

    /// Symbols at points given as values, each with its radius.
    void symbols(Symbol symbol, double[] xs, double[] ys, double[] radii, Ink ink) {
        int count = 0;
        double[] px = new double[xs.length];
        double[] py = new double[xs.length];
        double[] kept = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            double placeX = x(xs[i]);
            double placeY = y(ys[i]);
            if (!Double.isFinite(placeX) || !Double.isFinite(placeY)) continue;
            px[count] = placeX;
            py[count] = placeY;
            kept[count++] = radii[i];
        }
        add(new Mark.Symbols(
                symbol, Arrays.copyOf(px, count), Arrays.copyOf(py, count), Arrays.copyOf(kept, count), ink));
    }

    /// A text at a point given as values, above the data, kept within the frame.
    void label(String text, double xValue, double yValue, double size, Colour colour) {
        double half = Glyphs.width(text, size) / 2;
        double placeX = within(x(xValue), box.x() + half, box.right() - half);
        double placeY = within(y(yValue) + 0.36 * size, box.y() + size, box.bottom() - 3);
        onTop.add(new Mark.Text(text, placeX, placeY, size, Mark.Anchor.MIDDLE, 0, colour, true));
    }

    /// The nearest place in a range; its middle where the range is too short to hold anything.
    private static double within(double place, double from, double to) {
        return from <= to ? Math.clamp(place, from, to) : (from + to) / 2;
    }

    /// Everything of this frame, from back to front.
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>(axes);
        marks.add(new Mark.Clip(box.x(), box.y(), box.width(), box.height(), List.copyOf(inside)));
        marks.add(Mark.box(box.x(), box.y(), box.width(), box.height(), Ink.line(Colour.SOFT, 0.8)));
        marks.addAll(onTop);
        return marks;
    }
}
