package mixtura.image;

import java.util.List;
import mixtura.data.Rows;

/// Pixels as rows of five columns: their colour and, scaled, their place.
record PlacedPixels(Pixels pixels, ColourSpace space, double position) {
    private static final List<String> COLUMNS = List.of("c1", "c2", "c3", "x", "y");

    /// Every `step`-th pixel of every `step`-th line.
    Rows every(int step) {
        int across = (pixels.width() + step - 1) / step;
        int down = (pixels.height() + step - 1) / step;
        return rows(0, across, down, step);
    }

    /// All pixels of some lines.
    Rows lines(int first, int count) {
        return rows(first, pixels.width(), count, 1);
    }

    private Rows rows(int firstLine, int across, int down, int step) {
        double unit = position * space.range() / Math.max(1, Math.max(pixels.width(), pixels.height()) - 1);
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(across, down), COLUMNS.size())];
        double[] point = new double[3];
        int i = 0;
        for (int line = 0; line < down; line++) {
            int y = firstLine + line * step;
            for (int column = 0; column < across; column++) {
                int x = column * step;
                space.toPoint(pixels.argb()[y * pixels.width() + x] & 0xffffff, point, 0);
                for (double coordinate : point) values[i++] = (float) coordinate;
                values[i++] = (float) (x * unit);
                values[i++] = (float) (y * unit);
            }
        }
        return Rows.wrap(values, across * down, COLUMNS.size()).named(COLUMNS);
    }
}
