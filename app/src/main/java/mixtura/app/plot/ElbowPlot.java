package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.evaluate.Knee;

/// k for k-means: the distortion over k, its knee ringed, and below it the seconds of each fit.
public final class ElbowPlot {
    private ElbowPlot() {}

    /// @param ks          rising
    /// @param distortion  of each
    /// @param seconds     of each fit; empty when they are not known
    public static Drawing draw(int[] ks, double[] distortion, double[] seconds, Caption caption, PlotOptions options) {
        double[] x = Arrays.stream(ks).asDoubleStream().toArray();
        int knee = Knee.of(x, distortion);
        List<String> notes = new ArrayList<>();
        notes.add(
                knee >= 0
                        ? "Knee at k = " + ks[knee]
                                + ": there the curve lies furthest below the straight line between its ends. A rule of"
                                + " thumb, no test."
                        : "No knee: the curve does not lie below the straight line between its ends.");
        Legend legend = new Legend();
        Ink dot = Palette.points(0, 1);
        Ink ring = Ink.line(Palette.colour(5), 2.2);
        legend.point("distortion", Symbol.CIRCLE, dot);
        if (knee >= 0) legend.point("knee", Symbol.CIRCLE, ring);
        if (seconds.length > 0) legend.area("seconds", BAR);
        Page page = new Page(options, "Distortion by number of clusters", caption, notes, legend);
        Box body = page.body();
        double lower = seconds.length > 0 ? 0.28 * body.height() : 0;
        Axis kAxis = Axis.whole(seconds.length > 0 ? "" : "clusters, k", x[0], x[x.length - 1])
                .widened(0.04);
        Frame frame = Frame.within(
                body.inset(0, 0, 0, lower), kAxis, Axis.fitting("distortion", distortion, new double[] {0}));
        frame.line(x, distortion, Ink.line(Palette.lineColour(0), 1.8));
        frame.symbols(Symbol.CIRCLE, x, distortion, 4, dot);
        if (knee >= 0) frame.symbols(Symbol.CIRCLE, new double[] {x[knee]}, new double[] {distortion[knee]}, 9, ring);
        page.add(frame);
        if (seconds.length > 0) {
            Box below = body.inset(0, body.height() - lower + 6, 0, 0);
            double longest = Arrays.stream(seconds).max().orElse(1);
            Axis time = Axis.linear("seconds", 0, longest > 0 ? 1.08 * longest : 1);
            // the two frames begin at the same place only when their numbers are equally wide
            Frame bars = Frame.within(below, kAxis.titled("clusters, k"), time);
            double shift = frame.box().x() - bars.box().x();
            if (shift > 0) bars = Frame.within(below.inset(shift, 0, 0, 0), kAxis.titled("clusters, k"), time);
            double half = 0.3 * (x.length > 1 ? x[1] - x[0] : 1);
            for (int i = 0; i < x.length; i++) bars.bar(x[i] - half, 0, x[i] + half, seconds[i], BAR);
            page.add(bars);
        }
        return page.finish();
    }

    private static final Ink BAR = Ink.fill(Colour.GREY);
}
