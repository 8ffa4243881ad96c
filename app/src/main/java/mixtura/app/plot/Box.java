package mixtura.app.plot;

/// A rectangle in pixels; y points down.
record Box(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    Box inset(double left, double top, double right, double bottom) {
        return new Box(x + left, y + top, Math.max(1, width - left - right), Math.max(1, height - top - bottom));
    }

    /// The cell in a grid of equal cells with a gap between them.
    Box cell(int row, int rows, int column, int columns, double gap) {
        double cellWidth = (width - gap * (columns - 1)) / columns;
        double cellHeight = (height - gap * (rows - 1)) / rows;
        return new Box(x + column * (cellWidth + gap), y + row * (cellHeight + gap), cellWidth, cellHeight);
    }
}
