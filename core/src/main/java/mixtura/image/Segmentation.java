package mixtura.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;
import mixtura.Fit;
import mixtura.Progress;

/// A photograph in k colours: a palette, and for each pixel the colour that stands for it. Colours are numbered from
/// the most frequent to the rarest.
public final class Segmentation {
    private final int width;
    private final int height;
    private final byte[] labels; // unsigned
    private final List<PaletteColour> palette;
    private final int[] alpha; // 0…255 a pixel; empty when all are opaque
    private final Fit<?> fit;
    private final int[] clusters; // of the fit, one a colour

    Segmentation(
            int width,
            int height,
            byte[] labels,
            List<PaletteColour> palette,
            int[] alpha,
            Fit<?> fit,
            int[] clusters) {
        this.width = width;
        this.height = height;
        this.labels = labels;
        this.palette = List.copyOf(palette);
        this.alpha = alpha;
        this.fit = fit;
        this.clusters = clusters;
    }

    /// Segments an image.
    ///
    /// @throws IllegalArgumentException if it has fewer different colours than k
    public static Segmentation of(BufferedImage image, SegmentationOptions options) {
        return of(image, options, Progress.silent());
    }

    /// Segments an image and tells `progress` of every iteration.
    public static Segmentation of(BufferedImage image, SegmentationOptions options, Progress progress) {
        return new Segmenter(image).segment(options, progress);
    }

    /// Pixels a row.
    public int width() {
        return width;
    }

    /// Rows of pixels.
    public int height() {
        return height;
    }

    /// The palette, from the most frequent colour to the rarest; k colours.
    public List<PaletteColour> palette() {
        return palette;
    }

    /// The colour of a pixel, from 0, as a number in [#palette].
    public int label(int x, int y) {
        return labels[y * width + x] & 0xff;
    }

    /// What was fitted to the pixels' points in the colour space, with its trace and certificate: a `KMeansModel` or a
    /// `GaussianMixture`. Its clusters keep the order of the fit.
    public Fit<?> fit() {
        return fit;
    }

    /// Which cluster of [#fit] a colour of the palette is, both from 0.
    public int cluster(int colour) {
        return clusters[colour];
    }

    /// The picture in the palette's colours; what was transparent stays so.
    public BufferedImage image() {
        if (alpha.length == 0) {
            List<Integer> colours = new ArrayList<>();
            for (PaletteColour colour : palette) colours.add(colour.rgb());
            return indexed(colours);
        }
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = alpha[y * width + x] << 24 | palette.get(label(x, y)).rgb();
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    /// The labels as a picture of greys: 1 is the palette's first colour.
    public BufferedImage labelImage() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < grey.length; i++) grey[i] = (byte) (labels[i] + 1);
        return image;
    }

    private BufferedImage indexed(List<Integer> colours) {
        byte[] red = new byte[colours.size()];
        byte[] green = new byte[colours.size()];
        byte[] blue = new byte[colours.size()];
        for (int i = 0; i < red.length; i++) {
            red[i] = (byte) (colours.get(i) >> 16);
            green[i] = (byte) (colours.get(i) >> 8);
            blue[i] = (byte) colours.get(i).intValue();
        }
        var model = new IndexColorModel(8, red.length, red, green, blue);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        System.arraycopy(labels, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, labels.length);
        return image;
    }
}
