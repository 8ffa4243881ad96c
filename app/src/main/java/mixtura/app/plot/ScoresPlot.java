package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Scores of rows inside and of strangers as two histograms, with the threshold between them. Higher means stranger.
public final class ScoresPlot {
    private static final int MOST_BINS = 60;
    private static final Ink IN = Ink.fill(Palette.colour(0).withOpacity(0.55));
    private static final Ink OUT = Ink.fill(Palette.colour(5).withOpacity(0.55));

    private ScoresPlot() {}

    /// @param in         scores of rows like the ones fitted
    /// @param out        scores of strangers; empty when there are none
    /// @param threshold  from which on a row is called a stranger; NaN for none
    public static Drawing draw(double[] in, double[] out, double threshold, Caption caption, PlotOptions options) {
        double[] all = Arrays.copyOf(in, in.length + out.length);
        System.arraycopy(out, 0, all, in.length, out.length);
        double[] sorted = Arrays.stream(all).filter(Double::isFinite).sorted().toArray();
        double low = sorted.length == 0 ? 0 : Histogram.quantile(sorted, 0.001);
        double high = sorted.length == 0 ? 1 : Histogram.quantile(sorted, 0.999);
        // a few far strangers must not squeeze all others into one bar
        long beyond = Arrays.stream(sorted)
                .filter(score -> score < low || score > high)
                .count();
        Axis x = Axis.fitting("score: −log density, higher is stranger", new double[] {low, high, threshold});
        int bins = (int) Math.clamp(1.5 * Math.sqrt(all.length), 10, MOST_BINS);
        double width = (x.max() - x.min()) / bins;
        Histogram inside = Histogram.of(in, x.min(), width, bins);
        Histogram strangers = Histogram.of(out, x.min(), width, bins);
        List<String> notes = new ArrayList<>();
        if (Double.isFinite(threshold)) {
            notes.add("Threshold " + Numbers.significant(threshold, 5) + ": " + above(in, threshold)
                    + " of the rows inside are above it"
                    + (out.length > 0 ? ", " + above(out, threshold) + " of the strangers." : "."));
        }
        notes.add("Each histogram has the area 1."
                + (beyond > 0 ? " " + Numbers.count(beyond) + " scores lie outside the range drawn." : ""));
        Legend legend = new Legend().area("inside, n = " + Numbers.count(in.length), IN);
        if (out.length > 0) legend.area("strangers, n = " + Numbers.count(out.length), OUT);
        Ink line = Ink.line(Colour.INK, 1.6).dashed(5);
        if (Double.isFinite(threshold)) legend.line("threshold", line);
        Page page = new Page(options, "Scores", caption, notes, legend);
        double highest = Math.max(inside.highest(), strangers.highest());
        Frame frame = Frame.within(page.body(), x, Axis.linear("density", 0, highest > 0 ? 1.06 * highest : 1));
        inside.draw(frame, 1, IN);
        strangers.draw(frame, 1, OUT);
        if (Double.isFinite(threshold)) {
            frame.line(
                    new double[] {threshold, threshold},
                    new double[] {0, frame.yAxis().max()},
                    line);
        }
        page.add(frame);
        return page.finish();
    }

    private static String above(double[] scores, double threshold) {
        long count = Arrays.stream(scores).filter(score -> score >= threshold).count();
        return Numbers.percent(count / (double) Math.max(1, scores.length));
    }
}
