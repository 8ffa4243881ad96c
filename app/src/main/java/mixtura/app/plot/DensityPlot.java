package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// The estimated density of a Gaussian mixture: in two columns colours and contours under the rows, in one curves over
/// a histogram.
public final class DensityPlot {
    /// The contours hold these shares of the probability.
    private static final double[] LEVELS = {0.25, 0.5, 0.75, 0.95};

    private DensityPlot() {}

    /// @throws IllegalArgumentException if the model is no Gaussian mixture
    public static Drawing draw(Subject subject, PlotOptions options) {
        if (!subject.isElliptical()) {
            throw new IllegalArgumentException(
                    "plot density needs a Gaussian or Student-t mixture; fit one with -m gmm or -m student");
        }
        int[] columns = Columns.choose(subject, options, 2);
        if (columns.length == 1) return CurvesPlot.draw(subject, columns[0], "Density", options);
        List<Cluster> marginals =
                subject.clusters().stream().map(c -> c.marginal(columns)).toList();
        double[] levels = options.levels().isEmpty()
                ? LEVELS
                : options.levels().stream().mapToDouble(level -> level).sorted().toArray();
        List<String> notes = new ArrayList<>();
        notes.add("Contours: the smallest regions that hold "
                + DoubleStream.of(levels)
                        .mapToObj(level -> Numbers.plain(Math.round(1e6 * level) / 1e4))
                        .collect(Collectors.joining(", "))
                + " % of the mixture's probability in these columns. Colour: log density, darker is higher.");
        notes.add(Columns.note(subject, options, 2));
        notes.add(subject.samplingNote());
        Ink line = Ink.line(Colour.INK, 1.1);
        Legend legend = new Legend()
                .line("contour", line)
                .point("row", Symbol.CIRCLE, POINT)
                .heading("density")
                .bar("1/1000 of highest", "highest", share -> Palette.ramp(0.75 * share));
        Page page = new Page(options, "Density", subject.caption(), notes, legend);
        Frame frame = Frame.within(
                page.body(), Scatter.axis(subject, columns[0], 2.6), Scatter.axis(subject, columns[1], 2.6));
        double[][] grid = Contours.grid(frame, Contours.density(marginals));
        frame.add(Contours.heat(frame, grid));
        frame.symbols(
                Symbol.CIRCLE,
                subject.column(columns[0]),
                subject.column(columns[1]),
                subject.rows().length > 1000 ? 1.1 : 1.8,
                POINT);
        for (double threshold : Contours.thresholds(marginals, levels, options.seed())) {
            Contours.draw(frame, grid, threshold, line);
        }
        page.add(frame);
        return page.finish();
    }

    private static final Ink POINT = Ink.fill(Colour.INK.withOpacity(0.45));
}
