package mixtura.app.plot;

import java.util.List;

/// Something drawn, in pixels from the upper left corner of the drawing.
sealed interface Mark {
    /// Straight lines through points; where `closed`, back to the first.
    record Path(double[] x, double[] y, boolean closed, Ink ink) implements Mark {}

    /// An ellipse with the half axes `a` and `b`, the first turned by `angle` radians from the x axis (clockwise as
    /// seen, since y points down).
    record Oval(double x, double y, double a, double b, double angle, Ink ink) implements Mark {}

    /// One symbol at many places, each with its radius.
    record Symbols(Symbol symbol, double[] x, double[] y, double[] radius, Ink ink) implements Mark {}

    /// A line of text whose baseline begins, is centred or ends at (x, y), turned by `degrees` about that point.
    ///
    /// @param halo  whether a white rim keeps it readable on top of data
    record Text(
            String text, double x, double y, double size, Anchor anchor, double degrees, Colour colour, boolean halo)
            implements Mark {}

    /// A picture of `columns × rows` cells (0xRRGGBB, row by row) stretched without smoothing.
    record Picture(double x, double y, double width, double height, int columns, int rows, int[] rgb) implements Mark {}

    /// Marks of which only what lies in a rectangle is shown.
    record Clip(double x, double y, double width, double height, List<Mark> marks) implements Mark {}

    /// Where a text stands with respect to its point.
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    static Mark segment(double x1, double y1, double x2, double y2, Ink ink) {
        return new Path(new double[] {x1, x2}, new double[] {y1, y2}, false, ink);
    }

    static Mark box(double x, double y, double width, double height, Ink ink) {
        return new Path(
                new double[] {x, x + width, x + width, x}, new double[] {y, y, y + height, y + height}, true, ink);
    }

    static Mark symbol(Symbol symbol, double x, double y, double radius, Ink ink) {
        return new Symbols(symbol, new double[] {x}, new double[] {y}, new double[] {radius}, ink);
    }
}
