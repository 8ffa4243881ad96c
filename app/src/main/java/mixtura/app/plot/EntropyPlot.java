package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;

/// Which components make one cluster: the entropy of the classification over the number of clusters, its bend ringed,
/// and the two straight lines that bend there.
public final class EntropyPlot {
    private EntropyPlot() {}

    /// @param entropy  of 1, 2, … clusters
    /// @param chosen   the number of clusters at the bend
    public static Drawing draw(double[] entropy, int chosen, Caption caption, PlotOptions options) {
        double[] x = new double[entropy.length];
        for (int i = 0; i < x.length; i++) x[i] = i + 1;
        List<String> notes = new ArrayList<>();
        notes.add(
                "Entropy that a merger takes away was doubt between components of one cluster. To the right of the bend"
                        + " mergers take much, to its left little.");
        Ink dot = Palette.points(0, 1);
        Ink ring = Ink.line(Palette.colour(5), 2.2);
        Ink fitted = Ink.line(Colour.SOFT, 1.3).dashed(5);
        Legend legend = new Legend().point("entropy", Symbol.CIRCLE, dot);
        boolean bends = entropy.length > 2;
        if (bends) legend.line("two lines", fitted).point("bend", Symbol.CIRCLE, ring);
        Page page = new Page(options, "Entropy by number of clusters", caption, notes, legend);
        Frame frame = Frame.within(
                page.body(),
                Axis.whole("clusters, k", 1, Math.max(2, x.length)).widened(0.04),
                Axis.fitting("entropy (nats)", entropy, new double[] {0}));
        frame.line(x, entropy, Ink.line(Palette.lineColour(0), 1.8));
        if (bends) {
            line(frame, entropy, 1, chosen, fitted);
            line(frame, entropy, chosen, entropy.length, fitted);
        }
        frame.symbols(Symbol.CIRCLE, x, entropy, 4, dot);
        if (bends) frame.symbols(Symbol.CIRCLE, new double[] {chosen}, new double[] {entropy[chosen - 1]}, 9, ring);
        page.add(frame);
        return page.finish();
    }

    /// The least-squares line through the entropies of `from` to `to` clusters.
    private static void line(Frame frame, double[] entropy, int from, int to, Ink ink) {
        double middle = (from + to) / 2.0;
        double mean = 0;
        for (int k = from; k <= to; k++) mean += entropy[k - 1] / (to - from + 1);
        double xy = 0;
        double xx = 0;
        for (int k = from; k <= to; k++) {
            xy += (k - middle) * (entropy[k - 1] - mean);
            xx += (k - middle) * (k - middle);
        }
        double slope = xx > 0 ? xy / xx : 0;
        frame.line(
                new double[] {from, to},
                new double[] {mean + slope * (from - middle), mean + slope * (to - middle)},
                ink);
    }
}
