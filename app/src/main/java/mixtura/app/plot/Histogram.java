package mixtura.app.plot;

import java.util.Arrays;

/// Counts of values in bins of equal width, as a density.
///
/// @param from     lower end of the first bin
/// @param width    of a bin
/// @param density  of each bin: the share of the values in it, by its width
record Histogram(double from, double width, double[] density) {
    private static final int MOST_BINS = 80;

    /// Bins of a width after Freedman and Diaconis (1981), 2·IQR·n^(−1/3), between 5 and 80 of them; at least
    /// 2·n^(1/3), because the quartiles of two clusters lie as far apart as these.
    static Histogram of(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) return new Histogram(0, 1, new double[1]);
        double range = sorted[sorted.length - 1] - sorted[0];
        if (!(range > 0)) {
            double extent = sorted[0] == 0 ? 1 : Math.abs(sorted[0]) * 0.02;
            return new Histogram(sorted[0] - extent / 2, extent, new double[] {1 / extent});
        }
        double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        double ideal = 2 * spread / Math.cbrt(sorted.length);
        double least = Math.clamp(Math.ceil(2 * Math.cbrt(sorted.length)), 5, MOST_BINS);
        int bins = ideal > 0 ? (int) Math.clamp(Math.ceil(range / ideal), least, MOST_BINS) : MOST_BINS;
        return of(sorted, sorted[0], range / bins, bins);
    }

    /// Given bins; values outside of them count in the total alone.
    static Histogram of(double[] values, double from, double width, int bins) {
        double[] density = new double[bins];
        int counted = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            counted++;
            double place = (value - from) / width;
            int bin = place == bins ? bins - 1 : (int) Math.floor(place);
            if (bin >= 0 && bin < bins) density[bin]++;
        }
        for (int i = 0; i < bins; i++) density[i] /= Math.max(1, counted) * width;
        return new Histogram(from, width, density);
    }

    double highest() {
        return Arrays.stream(density).max().orElse(0);
    }

    double to() {
        return from + width * density.length;
    }

    /// The bars, standing on 0 of the y axis; each value times `factor`.
    void draw(Frame frame, double factor, Ink ink) {
        for (int i = 0; i < density.length; i++) {
            if (density[i] > 0) frame.bar(from + i * width, 0, from + (i + 1) * width, density[i] * factor, ink);
        }
    }

    /// Of sorted values, by linear interpolation between the order statistics.
    static double quantile(double[] sorted, double probability) {
        double place = probability * (sorted.length - 1);
        int lower = Math.min((int) place, sorted.length - 1);
        int upper = Math.min(lower + 1, sorted.length - 1);
        return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
    }
}
