package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How tight clusters are: the silhouette of every row as a bar, by cluster and from high to low (Rousseeuw 1987).
public final class SilhouettePlot {
    /// More bars than this can't be told apart; neighbours are averaged.
    private static final int MOST_BARS = 1500;

    /// In pixels; with many clusters the numbers stand in the legend alone, which has the same order.
    private static final double SMALLEST_NUMBER = 7;

    private SilhouettePlot() {}

    /// @param silhouette  of each row drawn, −1 … 1
    /// @param cluster     of each, from 0
    /// @param k           clusters
    /// @param total       rows of the data, more than are drawn when these are a sample
    public static Drawing draw(
            double[] silhouette, int[] cluster, int k, long total, Caption caption, PlotOptions options) {
        double mean = Arrays.stream(silhouette).average().orElse(0);
        List<String> notes = new ArrayList<>();
        long negative = Arrays.stream(silhouette).filter(s -> s < 0).count();
        notes.add("Mean " + Numbers.fixed(mean, 4) + " (dashed); "
                + Numbers.percent(negative / (double) Math.max(1, silhouette.length))
                + " of the rows are below 0, that is, nearer to another cluster.");
        if (silhouette.length < total) {
            notes.add("Worked out among " + Numbers.count(silhouette.length) + " of " + Numbers.count(total)
                    + " rows, chosen at random.");
        }
        Legend legend = new Legend().heading("cluster · mean");
        double[][] parts = new double[k][];
        for (int c = 0; c < k; c++) {
            parts[c] = sorted(silhouette, cluster, c);
            double average = Arrays.stream(parts[c]).average().orElse(Double.NaN);
            String shown = parts[c].length == 0 ? "empty" : Numbers.fixed(average, 3);
            legend.area((c + 1) + " · " + shown, Ink.fill(Palette.colour(c)));
        }
        Page page = new Page(options, "Silhouette", caption, notes, legend);
        double lowest = Math.min(0, Arrays.stream(silhouette).min().orElse(0));
        double gap = Math.max(0.5, 0.012 * silhouette.length);
        double extent = silhouette.length + gap * (k + 1);
        Frame frame = Frame.within(
                page.body(), Axis.linear("silhouette", lowest, 1), Axis.bare("rows by cluster", 0, extent));
        int perBar = Math.max(1, Math.ceilDiv(silhouette.length, MOST_BARS));
        double top = extent - gap;
        double bandHeight = frame.box().height() / k;
        for (int c = 0; c < k; c++) {
            outline(frame, parts[c], top, perBar, Ink.fill(Palette.colour(c)));
            double size = Math.min(11, 0.85 * bandHeight);
            if (parts[c].length > 0 && size >= SMALLEST_NUMBER) {
                double middle = top - parts[c].length / 2.0;
                frame.label(
                        Integer.toString(c + 1),
                        0.012,
                        middle,
                        size,
                        Palette.lineColour(c).darker(0.35));
            }
            top -= parts[c].length + gap;
        }
        frame.line(
                new double[] {mean, mean},
                new double[] {0, extent},
                Ink.line(Colour.INK, 1.3).dashed(5));
        frame.line(new double[] {0, 0}, new double[] {0, extent}, Ink.line(Colour.SOFT, 0.8));
        page.add(frame);
        return page.finish();
    }

    private static double[] sorted(double[] silhouette, int[] cluster, int wanted) {
        double[] values = new double[silhouette.length];
        int count = 0;
        for (int n = 0; n < values.length; n++) {
            if (cluster[n] == wanted) values[count++] = -silhouette[n];
        }
        double[] rising = Arrays.copyOf(values, count);
        Arrays.sort(rising);
        return Arrays.stream(rising).map(value -> -value).toArray();
    }

    /// All bars of a cluster as one shape: a thousand rectangles would show hairlines between them.
    private static void outline(Frame frame, double[] values, double top, int perBar, Ink ink) {
        if (values.length == 0) return;
        int bars = Math.ceilDiv(values.length, perBar);
        double[] xs = new double[2 * bars + 2];
        double[] ys = new double[2 * bars + 2];
        xs[0] = 0;
        ys[0] = top;
        for (int i = 0; i < bars; i++) {
            int from = i * perBar;
            int to = Math.min(values.length, from + perBar);
            double value = Arrays.stream(values, from, to).average().orElse(0);
            xs[2 * i + 1] = value;
            ys[2 * i + 1] = top - from;
            xs[2 * i + 2] = value;
            ys[2 * i + 2] = top - to;
        }
        xs[2 * bars + 1] = 0;
        ys[2 * bars + 1] = top - values.length;
        frame.area(xs, ys, ink);
    }
}
