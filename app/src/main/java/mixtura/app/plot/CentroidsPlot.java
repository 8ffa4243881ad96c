package mixtura.app.plot;

import java.util.List;

/// What a cluster looks like where rows are images: the centroid, mean or θ of each as an image.
public final class CentroidsPlot {
    private static final double LABEL = 16;
    private static final double GAP = 8;
    /// Smaller images can't be made out; the page grows instead.
    private static final double SMALLEST_CELL = 46;

    private CentroidsPlot() {}

    public static Drawing draw(List<Cluster> clusters, String word, Caption caption, PlotOptions options) {
        double[][] centres = clusters.stream().map(Cluster::centre).toArray(double[][]::new);
        Images images = Images.of(centres[0].length, options, centres);
        List<String> notes = List.of("The centre of each " + word + " as an image of " + images.width() + " × "
                + images.height() + " values; its number and share above it.");
        String title = "Centre of every " + word;
        Page page = new Page(options, title, caption, notes, images.legend());
        int columns = columns(clusters.size(), images.aspect(), page.body());
        int rows = Math.ceilDiv(clusters.size(), columns);
        double needed = rows * (SMALLEST_CELL + LABEL + GAP);
        if (needed > page.body().height()) {
            int height = options.height() + (int) Math.ceil(needed - page.body().height());
            page = new Page(options.width(), height, title, caption, notes, images.legend());
        }
        for (int k = 0; k < clusters.size(); k++) {
            Box cell = page.body().cell(k / columns, rows, k % columns, columns, GAP);
            Box picture = cell.inset(0, LABEL, 0, 0);
            images.draw(page, centres[k], picture);
            String label = (k + 1) + " · " + Numbers.percent(clusters.get(k).share());
            if (Glyphs.width(label, 11) > cell.width()) label = Integer.toString(k + 1);
            page.add(Frame.text(
                    label, cell.x() + cell.width() / 2, cell.y() + 12, 11, Mark.Anchor.MIDDLE, 0, Colour.INK));
        }
        return page.finish();
    }

    /// The number of columns that makes the images largest, cells of at least [#SMALLEST_CELL].
    private static int columns(int count, double aspect, Box box) {
        int best = 1;
        double largest = 0;
        int most = Math.max(1, (int) (box.width() / (SMALLEST_CELL + GAP)));
        for (int columns = 1; columns <= Math.min(count, most); columns++) {
            int rows = Math.ceilDiv(count, columns);
            double width = (box.width() - GAP * (columns - 1)) / columns;
            double height = Math.max(SMALLEST_CELL, (box.height() - GAP * (rows - 1)) / rows - LABEL);
            double size = Math.min(width, height * aspect);
            boolean fits = rows * (SMALLEST_CELL + LABEL + GAP) <= box.height();
            if ((fits && size > largest) || (!fits && columns == most)) {
                largest = size;
                best = columns;
            }
        }
        return best;
    }
}
