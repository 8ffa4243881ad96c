package mixtura.app.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/// A photograph and its segmentations side by side, each with its palette as a strip: a contact sheet over k.
public final class SegmentsPlot {
    private static final double LABEL = 18;
    private static final double STRIP = 12;
    private static final double GAP = 12;
    private static final int COLUMNS = 4;
    private static final double CELL = 260;
    private static final double FRAME = 70;

    private SegmentsPlot() {}

    /// One picture of the sheet.
    ///
    /// @param label   above it
    /// @param image   in its own size
    /// @param colours `0xRRGGBB`, for the strip below; none for the photograph itself
    /// @param shares  of the strip's width, as many
    public record Tile(String label, BufferedImage image, int[] colours, double[] shares) {}

    /// The sheet.
    public static Drawing draw(List<Tile> tiles, Caption caption) {
        double aspect = tiles.getFirst().image().getHeight()
                / (double) tiles.getFirst().image().getWidth();
        int columns = Math.min(COLUMNS, tiles.size());
        int rows = Math.ceilDiv(tiles.size(), columns);
        double pictureHeight = Math.clamp(CELL * aspect, 40, 2 * CELL);
        int width = (int) Math.ceil(columns * (CELL + GAP) + GAP);
        int height = (int) Math.ceil(rows * (pictureHeight + LABEL + STRIP + GAP) + FRAME);
        Page page =
                new Page(width, height, "One photograph in fewer and fewer colours", caption, List.of(), new Legend());
        for (int i = 0; i < tiles.size(); i++) {
            Box cell = page.body().cell(i / columns, rows, i % columns, columns, GAP);
            draw(page, tiles.get(i), cell);
        }
        return page.finish();
    }

    private static void draw(Page page, Tile tile, Box cell) {
        page.add(Frame.text(tile.label(), cell.x(), cell.y() + 13, 12, Mark.Anchor.START, 0, Colour.INK));
        double room = cell.height() - LABEL - STRIP - 3;
        double scale = Math.min(
                cell.width() / tile.image().getWidth(), room / tile.image().getHeight());
        double width = tile.image().getWidth() * scale;
        double height = tile.image().getHeight() * scale;
        int columns = Math.max(1, (int) Math.min(tile.image().getWidth(), Math.round(2 * width)));
        int rows = Math.max(1, (int) Math.min(tile.image().getHeight(), Math.round(2 * height)));
        page.add(new Mark.Picture(
                cell.x(), cell.y() + LABEL, width, height, columns, rows, reduced(tile.image(), columns, rows)));
        double from = cell.x();
        for (int c = 0; c < tile.colours().length; c++) {
            double to = from + tile.shares()[c] * width;
            int rgb = tile.colours()[c];
            page.add(new Mark.Picture(from, cell.y() + LABEL + height + 3, to - from, STRIP, 1, 1, new int[] {rgb}));
            from = to;
        }
    }

    private static int[] reduced(BufferedImage image, int columns, int rows) {
        var small = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, columns, rows, null);
        graphics.dispose();
        return small.getRGB(0, 0, columns, rows, null, 0, columns);
    }
}
