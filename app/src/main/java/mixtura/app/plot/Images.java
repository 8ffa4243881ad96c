package mixtura.app.plot;

import java.util.Arrays;

/// Rows and centres shown as images in grey: white is the smallest value, black the largest.
///
/// @param width   in cells
/// @param height  in cells
/// @param lowest  the value of white
/// @param highest the value of black
record Images(int width, int height, double lowest, double highest) {
    /// A square image has at least so many pixels to be taken for one unasked.
    private static final int SMALLEST_GUESS = 16;

    private static final double ROUNDING = 1e-9;

    /// The shape that the options name, else a square; the range of all values given.
    ///
    /// @throws IllegalArgumentException if rows of this dimension are no image of that shape
    static Images of(int dimension, PlotOptions options, double[][]... values) {
        int width = options.imageWidth();
        int height = options.imageHeight();
        if (width == 0 && height == 0) {
            width = (int) Math.round(Math.sqrt(dimension));
            height = width;
            if (width * height != dimension || dimension < SMALLEST_GUESS) {
                throw new IllegalArgumentException("rows of " + dimension
                        + " columns are no square images; give their shape with --image WIDTHxHEIGHT, or see"
                        + " `plot parallel`");
            }
        } else {
            if (width == 0) width = dimension / height;
            if (height == 0) height = dimension / width;
            if ((long) width * height != dimension) {
                throw new IllegalArgumentException("images of " + width + " × " + height + " have "
                        + (long) width * height + " pixels, but the rows have " + dimension
                        + " columns; give another --image WIDTHxHEIGHT");
            }
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double[][] part : values) {
            for (double[] row : part) {
                lowest = Math.min(
                        lowest,
                        Arrays.stream(row).filter(Double::isFinite).min().orElse(lowest));
                highest = Math.max(
                        highest,
                        Arrays.stream(row).filter(Double::isFinite).max().orElse(highest));
            }
        }
        if (!(lowest < highest)) highest = lowest + 1;
        return new Images(width, height, lowest, highest);
    }

    /// The largest picture with the shape of the images that fits into the box, centred, with a thin rim.
    void draw(Page page, double[] row, Box box) {
        double scale = Math.min(box.width() / width, box.height() / height);
        double x = box.x() + (box.width() - width * scale) / 2;
        double y = box.y() + (box.height() - height * scale) / 2;
        int[] rgb = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            double share = (row[i] - lowest) / (highest - lowest);
            rgb[i] = Double.isFinite(share) ? Palette.grey(share).rgb() : Colour.FAINT.rgb();
        }
        page.add(new Mark.Picture(x, y, width * scale, height * scale, width, height, rgb));
        page.add(Mark.box(x, y, width * scale, height * scale, Ink.line(Colour.GREY, 0.6)));
    }

    Legend legend() {
        return new Legend()
                .heading("value")
                .bar(Numbers.significant(end(lowest), 4), Numbers.significant(end(highest), 4), Palette::grey);
    }

    /// An end of the range, 0 when rounding alone keeps it from that: a mean of zeros may be −3·10⁻¹⁴.
    private double end(double value) {
        return Math.abs(value) < ROUNDING * (highest - lowest) ? 0 : value;
    }

    double aspect() {
        return width / (double) height;
    }
}
