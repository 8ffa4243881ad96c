package mixtura.app.plot;

import java.util.List;
import java.util.stream.IntStream;

/// How a network learned: the loss of each batch, and its mean over each epoch.
public final class LossPlot {
    private static final int MOST_POINTS = 2000;

    private LossPlot() {}

    /// @param losses   of each batch, in nats a row
    /// @param batches  of one epoch
    public static Drawing draw(double[] losses, int batches, Caption caption, PlotOptions options) {
        int epochs = losses.length / batches;
        double[] ends = new double[epochs];
        double[] means = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            ends[e] = e + 0.5;
            for (int b = 0; b < batches; b++) means[e] += losses[e * batches + b] / batches;
        }
        int stride = Math.max(1, Math.ceilDiv(losses.length, MOST_POINTS));
        double[] at = IntStream.range(0, Math.ceilDiv(losses.length, stride))
                .mapToDouble(i -> i * (double) stride / batches)
                .toArray();
        double[] shown = IntStream.range(0, at.length)
                .mapToDouble(i -> losses[i * stride])
                .toArray();
        List<String> notes = List.of("Cross-entropy in nats a row; the last epoch's mean is "
                + Numbers.fixed(means[epochs - 1], 4) + ". " + batches
                + (batches == 1 ? " batch an epoch." : " batches an epoch."));
        Ink batch = Ink.line(Colour.GREY, 1);
        Ink epoch = Ink.line(Palette.colour(0), 2.2);
        Legend legend = new Legend().line("mean of the epoch", epoch).line("batch", batch);
        Page page = new Page(options, "Training loss", caption, notes, legend);
        Frame frame = Frame.within(
                page.body(),
                Axis.linear("epoch", 0, epochs).widened(0.02),
                Axis.fitting("loss", new double[] {0}, losses));
        frame.line(at, shown, batch);
        frame.line(ends, means, epoch);
        if (epochs <= 80) frame.symbols(Symbol.CIRCLE, ends, means, 2.8, Ink.fill(Palette.colour(0)));
        page.add(frame);
        return page.finish();
    }
}
