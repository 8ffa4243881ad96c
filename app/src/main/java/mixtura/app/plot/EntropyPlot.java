package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import mixtura.evaluate.ComponentMerging;
import mixtura.evaluate.EntropyBend;

/// Which components make one cluster: the entropy of the classification over the rows that were put together, its bend
/// ringed, and the two straight lines that bend there. The points are named by the number of clusters.
public final class EntropyPlot {
    /// Points that have their names: more would be written over each other.
    private static final int NAMED = 12;

    private EntropyPlot() {}

    /// Draws all stages of a merging.
    public static Drawing draw(ComponentMerging merging, Caption caption, PlotOptions options) {
        double[] x = merging.united();
        double[] entropy = merging.stages().stream()
                .mapToDouble(stage -> Math.max(0, stage.entropy()))
                .toArray();
        boolean bends = merging.ending() == ComponentMerging.Ending.BEND;
        List<String> notes = new ArrayList<>();
        notes.add(
                "Each point is a number of clusters. Entropy that a merger takes away was doubt between components of one"
                        + " cluster. "
                        + (bends
                                ? "To the left of the bend mergers take much, to its right little."
                                : "It has no bend."));
        Ink dot = Palette.points(0, 1);
        Ink ring = Ink.line(Palette.colour(5), 2.2);
        Ink fitted = Ink.line(Colour.SOFT, 1.3).dashed(5);
        Legend legend = new Legend().point("entropy", Symbol.CIRCLE, dot);
        if (bends) legend.line("two lines", fitted).point("bend", Symbol.CIRCLE, ring);
        Page page = new Page(options, "Entropy by number of clusters", caption, notes, legend);
        Frame frame = Frame.within(
                page.body(),
                Axis.fitting("rows put together so far (weight)", x),
                Axis.fitting("entropy (nats)", entropy, new double[] {0}).widened(0.04));
        frame.line(x, entropy, Ink.line(Palette.lineColour(0), 1.8));
        if (bends) {
            EntropyBend bend = EntropyBend.of(x, entropy);
            line(frame, bend.before(), x[0], x[bend.at()], fitted);
            line(frame, bend.after(), x[bend.at()], x[x.length - 1], fitted);
            frame.symbols(Symbol.CIRCLE, new double[] {x[bend.at()]}, new double[] {entropy[bend.at()]}, 9, ring);
        }
        frame.symbols(Symbol.CIRCLE, x, entropy, 4, dot);
        int every = (x.length + NAMED - 1) / NAMED;
        for (int i = 0; i < x.length; i++) {
            int clusters = x.length - i;
            if (i % every != 0 && clusters != merging.chosen()) continue;
            frame.addOnTop(Frame.text(
                    String.valueOf(clusters),
                    frame.x(x[i]) + 9,
                    frame.y(entropy[i]) - 9,
                    12,
                    Mark.Anchor.START,
                    0,
                    Colour.SOFT));
        }
        page.add(frame);
        return page.finish();
    }

    private static void line(Frame frame, EntropyBend.Line line, double from, double to, Ink ink) {
        frame.line(new double[] {from, to}, new double[] {Math.max(0, line.at(from)), Math.max(0, line.at(to))}, ink);
    }
}
