package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.evaluate.Roc;

/// Whether scores tell strangers from the rest: the receiver operating characteristic. Higher scores mean stranger.
public final class RocPlot {
    private static final int MOST_POINTS = 2000;

    private RocPlot() {}

    /// @param in   scores of rows like the ones fitted
    /// @param out  scores of strangers
    public static Drawing draw(double[] in, double[] out, Caption caption, PlotOptions options) {
        if (in.length == 0 || out.length == 0) {
            throw new IllegalArgumentException("a ROC curve needs rows from inside and from outside; there are "
                    + in.length + " and " + out.length);
        }
        Roc roc = Roc.of(out, in);
        double area = roc.auroc();
        List<String> notes = new ArrayList<>();
        notes.add("AUROC " + Numbers.fixed(area, 4) + "; " + Numbers.percent(roc.falsePositiveRateAt(0.95))
                + " false alarms where 95 % of the strangers are found; "
                + Numbers.count(in.length) + " rows inside, " + Numbers.count(out.length) + " strangers.");
        if (area < 0.5) notes.add("Below 0.5: the score may be upside down; higher has to mean stranger.");
        Ink line = Ink.line(Palette.colour(0), 2.2);
        Ink chance = Ink.line(Colour.GREY, 1.2).dashed(5);
        Legend legend =
                new Legend().line("AUROC " + Numbers.fixed(area, 4), line).line("chance", chance);
        Page page = new Page(options, "Strangers found against false alarms", caption, notes, legend);
        Frame frame = Frame.within(
                page.body(),
                Axis.linear("false alarms (false positive rate)", 0, 1).widened(0.01),
                Axis.linear("strangers found (true positive rate)", 0, 1).widened(0.01));
        frame.line(new double[] {0, 1}, new double[] {0, 1}, chance);
        Roc.Point[] points = thinned(roc.corners());
        frame.line(
                Arrays.stream(points).mapToDouble(Roc.Point::falsePositiveRate).toArray(),
                Arrays.stream(points).mapToDouble(Roc.Point::truePositiveRate).toArray(),
                line);
        page.add(frame);
        return page.finish();
    }

    private static Roc.Point[] thinned(Roc.Point[] points) {
        int stride = Math.ceilDiv(points.length, MOST_POINTS);
        return IntStream.range(0, points.length)
                .filter(i -> i % stride == 0 || i == points.length - 1)
                .mapToObj(i -> points[i])
                .toArray(Roc.Point[]::new);
    }
}
