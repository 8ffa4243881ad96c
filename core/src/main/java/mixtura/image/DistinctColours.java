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

    /// Colours, more or less, at which slopes between spaces are averaged.
    private static final int SLOPES = 1000;

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

    /// Colours summed up in boxes: cubes of 2, 4, 8 and so on values of each channel, as small as `most` of
    /// them allow. One row a box, the mean point of its pixels, with their number as weight.
    ///
    /// The distortion of k-means with the boxes leaves out the scatter within them, which is the same for all
    /// clusters that part no box. They sum up all pixels where a sample is of some.
    Rows boxes(ColourSpace space, int most) {
        int[] place = new int[size()];
        int count = size();
        for (int bits = 1; count > most || bits == 1; bits++) count = placed(bits, place);
        double[] values = new double[3 * count];
        double[] weights = new double[count];
        double[] point = new double[3];
        for (int i = 0; i < size(); i++) {
            space.toPoint(rgb[i], point, 0);
            weights[place[i]] += this.count[i];
            for (int j = 0; j < 3; j++) values[3 * place[i] + j] += this.count[i] * point[j];
        }
        for (int i = 0; i < values.length; i++) values[i] /= weights[i / 3];
        return Rows.wrap(values, count, 3).weighted(weights);
    }

    /// The variance that rounding each channel to whole values adds to a coordinate of a point, on average over
    /// the coordinates and the colours: 1/12 for each channel (Sheppard 1898) times the squared slope.
    double roundingVariance(ColourSpace space) {
        double sum = 0;
        int drawn = 0;
        double[] ends = new double[6];
        for (int i = 0; i < size(); i += 1 + size() / SLOPES) {
            for (int shift = 0; shift < 24; shift += 8) {
                int value = rgb[i] >> shift & 0xff;
                int below = Math.min(value, 1);
                int above = Math.min(255 - value, 1);
                space.toPoint(rgb[i] - (below << shift), ends, 0);
                space.toPoint(rgb[i] + (above << shift), ends, 3);
                for (int j = 0; j < 3; j++) {
                    double slope = (ends[3 + j] - ends[j]) / (below + above);
                    sum += slope * slope;
                }
            }
            drawn++;
        }
        return sum / (12 * 3 * drawn);
    }

    /// Numbers the boxes of 2^bits values a channel in the order of their first colours.
    ///
    /// @param place  overwritten with the box of each colour
    /// @return how many boxes have a colour
    private int placed(int bits, int[] place) {
        int[] number = new int[COLOURS >> 3 * bits];
        int boxes = 0;
        for (int i = 0; i < place.length; i++) {
            int red = rgb[i] >> 16 + bits;
            int green = (rgb[i] & 0xffff) >> 8 + bits;
            int blue = (rgb[i] & 0xff) >> bits;
            int box = (red << 8 - bits | green) << 8 - bits | blue;
            if (number[box] == 0) number[box] = ++boxes;
            place[i] = number[box] - 1;
        }
        return boxes;
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
