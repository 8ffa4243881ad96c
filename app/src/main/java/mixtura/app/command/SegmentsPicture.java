package mixtura.app.command;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.photo.Photograph;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.SegmentsPlot;

/// A photograph beside what its label maps make of it: each label in the mean colour of its pixels.
final class SegmentsPicture {
    private static final int LABELS = 256;

    private SegmentsPicture() {}

    /// @param maps  written by `segment --labels`; one for each picture
    static Drawing read(Session session, String photoName, List<String> maps) {
        if (maps.isEmpty()) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "plot segments needs a photograph and its labels")
                    .with("try", "mixtura segment " + photoName + " -k 5 --labels labels.png")
                    .with("then", "mixtura plot segments " + photoName + " labels.png");
        }
        BufferedImage photo =
                Photograph.read(session.resolve(photoName), photoName).image();
        List<SegmentsPlot.Tile> tiles = new ArrayList<>();
        tiles.add(new SegmentsPlot.Tile("photograph", photo, new int[0], new double[0]));
        for (String name : maps) tiles.add(tile(session, photo, name));
        long pixels = (long) photo.getWidth() * photo.getHeight();
        Caption caption = new Caption(Outputs.fileName(photoName), pixels, "", 0, "", Double.NaN)
                .remark("Each label in the mean colour of its pixels.");
        return SegmentsPlot.draw(tiles, caption);
    }

    private static SegmentsPlot.Tile tile(Session session, BufferedImage photo, String name) {
        BufferedImage map = Photograph.read(session.resolve(name), name).image();
        int width = photo.getWidth();
        int height = photo.getHeight();
        if (map.getWidth() != width || map.getHeight() != height) {
            throw Failure.of(
                    Trouble.BAD_LABELS,
                    "'" + name + "' is " + map.getWidth() + " x " + map.getHeight() + ", the photograph " + width
                            + " x " + height + ": labels are a pixel each");
        }
        if (map.getRaster().getNumBands() != 1 || map.getSampleModel().getSampleSize(0) != Byte.SIZE) {
            throw Failure.of(Trouble.BAD_LABELS, "'" + name + "' is no label map: those are grey, of 8 bits")
                    .with("try", "mixtura segment PHOTO -k 5 --labels labels.png");
        }
        Raster labels = map.getRaster();
        long[] sums = new long[3 * LABELS];
        long[] counts = new long[LABELS];
        int[] colours = new int[width];
        int[] codes = new int[width];
        for (int y = 0; y < height; y++) {
            photo.getRGB(0, y, width, 1, colours, 0, width);
            labels.getSamples(0, y, width, 1, 0, codes);
            for (int x = 0; x < width; x++) {
                counts[codes[x]]++;
                for (int c = 0; c < 3; c++) sums[3 * codes[x] + c] += colours[x] >> 16 - 8 * c & 0xff;
            }
        }
        int[] mean = new int[LABELS];
        for (int label = 0; label < LABELS; label++) {
            for (int c = 0; c < 3 && counts[label] > 0; c++) {
                mean[label] |= (int) Math.round(sums[3 * label + c] / (double) counts[label]) << 16 - 8 * c;
            }
        }
        var painted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            labels.getSamples(0, y, width, 1, 0, codes);
            for (int x = 0; x < width; x++) colours[x] = mean[codes[x]];
            painted.setRGB(0, y, width, 1, colours, 0, width);
        }
        int[] shown = IntStream.range(0, LABELS)
                .filter(label -> counts[label] > 0)
                .boxed()
                .sorted((a, b) -> Long.compare(counts[b], counts[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = (double) width * height;
        return new SegmentsPlot.Tile(
                "k = " + shown.length,
                painted,
                IntStream.of(shown).map(label -> mean[label]).toArray(),
                IntStream.of(shown).mapToDouble(label -> counts[label] / all).toArray());
    }
}
