package mixtura.image;

import java.util.function.IntToDoubleFunction;
import mixtura.data.Rows;

/// The different colours of an image with how often each occurs: as weighted rows they are the same data as all the
/// pixels, and an image of 12 million pixels seldom has more than half a million of them.
///
/// @param rgb    `0xRRGGBB` in ascending order
/// @param count  pixels of each
record DistinctColours(int[] rgb, int[] count) {
    private static final int COLOURS = 1 << 24;

    static DistinctColours of(Pixels pixels) {
        int[] counts = new int[COLOURS];
        for (int colour : pixels.argb()) counts[colour & 0xffffff]++;
        int distinct = 0;
        for (int count : counts) if (count > 0) distinct++;
        int[] rgb = new int[distinct];
        int[] count = new int[distinct];
        for (int colour = 0, i = 0; i < distinct; colour++) {
            if (counts[colour] == 0) continue;
            rgb[i] = colour;
            count[i++] = counts[colour];
        }
        return new DistinctColours(rgb, count);
    }

    int size() {
        return rgb.length;
    }

    boolean isGrey() {
        for (int colour : rgb) {
            int blue = colour & 0xff;
            if ((colour >> 16 & 0xff) != blue || (colour >> 8 & 0xff) != blue) return false;
        }
        return true;
    }

    /// What is left of the colours when of all pixels, in the order of their colours, only every `pixels / size`-th
    /// is kept: a sample with the shares of the whole to within a pixel.
    DistinctColours sample(int size) {
        long pixels = 0;
        for (int c : count) pixels += c;
        double step = pixels / (double) size;
        int[] kept = new int[size()];
        int distinct = 0;
        long seen = 0;
        long taken = 0;
        for (int i = 0; i < size(); i++) {
            seen += count[i];
            long due = Math.min(size, (long) Math.ceil(seen / step - 0.5));
            kept[i] = (int) (due - taken);
            if (kept[i] > 0) distinct++;
            taken = due;
        }
        int[] sampledRgb = new int[distinct];
        int[] sampledCount = new int[distinct];
        for (int i = 0, j = 0; i < size(); i++) {
            if (kept[i] == 0) continue;
            sampledRgb[j] = rgb[i];
            sampledCount[j++] = kept[i];
        }
        return new DistinctColours(sampledRgb, sampledCount);
    }

    /// One row a colour, three columns, its count as weight.
    Rows rows(ColourSpace space) {
        double[] values = new double[3 * size()];
        for (int i = 0; i < size(); i++) space.toPoint(rgb[i], values, 3 * i);
        return Rows.wrap(values, size(), 3).weighted(weights(i -> count[i]));
    }

    private double[] weights(IntToDoubleFunction of) {
        double[] weights = new double[size()];
        for (int i = 0; i < weights.length; i++) weights[i] = of.applyAsDouble(i);
        return weights;
    }

    /// The label of every colour that occurs, at its place among all 2²⁴.
    byte[] table(int[] labels) {
        byte[] table = new byte[COLOURS];
        for (int i = 0; i < size(); i++) table[rgb[i]] = (byte) labels[i];
        return table;
    }
}
