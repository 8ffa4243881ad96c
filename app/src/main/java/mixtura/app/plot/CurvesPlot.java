package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;

/// Clusters in one column: a histogram of the data, over it π_k p(x | k) of each Gaussian component and their sum, and
/// below a strip with every row in the colour of its cluster.
final class CurvesPlot {
    private static final int CURVE_POINTS = 600;
    private static final int PEAK_POINTS = 40;
    private static final double STRIP = 0.2;

    private CurvesPlot() {}

    static Drawing draw(Subject subject, int column, String title, PlotOptions options) {
        double[] values = subject.column(column);
        Histogram histogram = Histogram.of(values);
        boolean gaussian = subject.isElliptical();
        List<Cluster> parts =
                subject.clusters().stream().map(c -> c.marginal(column)).toList();

        List<String> notes = new ArrayList<>();
        notes.add(
                gaussian
                        ? "Curves: each component's density times its proportion, and their sum. Below: the rows by"
                                + " component."
                        : "Bars: the density of each cluster's rows, stacked. Below: the rows by cluster.");
        notes.add(subject.samplingNote());
        Legend legend = new Legend().clusters(subject.word(), subject.clusters());
        if (gaussian) legend.line("sum", SUM).area("rows", BARS);
        Page page = new Page(options, title, subject.caption(), notes, legend);

        Axis x = Scatter.axis(subject, column, gaussian ? 3 : 0);
        double[] grid = gaussian ? grid(parts, x) : new double[0];
        double[][] curves = gaussian ? curves(parts, grid) : new double[0][];
        Axis y = Axis.linear("density", 0, 1.06 * highest(histogram, curves));
        // the strip takes its part of the y range below 0, so that one frame holds both
        Axis whole = Axis.linear("density", -STRIP * y.max(), y.max()).markedFrom(0);
        Frame frame = Frame.within(page.body(), x, whole);
        if (gaussian) histogram.draw(frame, 1, BARS);
        else stack(frame, subject, column, histogram);
        strip(frame, subject, column, whole.min());
        if (gaussian) frame.line(grid, curves[curves.length - 1], SUM);
        for (int k = 0; k < curves.length - 1; k++) frame.line(grid, curves[k], Ink.line(Palette.lineColour(k), 1.8));
        for (int k = 0; k < parts.size(); k++) {
            double centre = parts.get(k).centre()[0];
            frame.line(
                    new double[] {centre, centre},
                    new double[] {whole.min(), 0},
                    Ink.line(Palette.lineColour(k).darker(0.2), 1.6));
            frame.label(
                    Integer.toString(k + 1),
                    centre,
                    0.03 * y.max(),
                    12,
                    Palette.lineColour(k).darker(0.35));
        }
        page.add(frame);
        return page.finish();
    }

    private static final Ink SUM = Ink.line(Colour.INK.lighter(0.35), 4.5);
    private static final Ink BARS = Ink.fill(Colour.GREY.lighter(0.4)).outlined(Colour.WHITE, 0.6);

    private static double[] grid(List<Cluster> parts, Axis x) {
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i < CURVE_POINTS; i++) grid.add(x.min() + (x.max() - x.min()) * i / (CURVE_POINTS - 1));
        for (Cluster part : parts) { // a narrow peak may lie between two points of an even grid
            double deviation = Math.sqrt(Math.max(0, part.covariance()[0][0]));
            for (int i = -PEAK_POINTS; i <= PEAK_POINTS; i++) {
                double value = part.centre()[0] + 4.0 * i / PEAK_POINTS * deviation;
                if (value > x.min() && value < x.max()) grid.add(value);
            }
        }
        return grid.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /// One curve a component and, last, their sum.
    private static double[][] curves(List<Cluster> parts, double[] grid) {
        double[][] curves = new double[parts.size() + 1][grid.length];
        for (int k = 0; k < parts.size(); k++) {
            for (int i = 0; i < grid.length; i++) {
                curves[k][i] = parts.get(k).share() * Math.exp(parts.get(k).logDensity(grid[i]));
                curves[parts.size()][i] += curves[k][i];
            }
        }
        return curves;
    }

    /// As high as the bars, and as the curves as long as these are not more than three times as high: one component
    /// that has shrunk onto a few rows must not flatten all others.
    private static double highest(Histogram histogram, double[][] curves) {
        double highest = histogram.highest();
        double limit = 3 * highest;
        for (double[] curve : curves) {
            for (double value : curve) highest = Math.max(highest, Math.min(limit, value));
        }
        return highest > 0 ? highest : 1;
    }

    private static void stack(Frame frame, Subject subject, int column, Histogram whole) {
        int bins = whole.density().length;
        double[] base = new double[bins];
        int total = 0;
        for (int n = 0; n < subject.rows().length; n++) if (Double.isFinite(subject.rows()[n][column])) total++;
        for (int k = 0; k < subject.k(); k++) {
            double[] values = subject.column(column, k);
            Histogram part = Histogram.of(values, whole.from(), whole.width(), bins);
            double share = values.length / (double) Math.max(1, total);
            Ink ink = Ink.fill(Palette.colour(k)).outlined(Colour.WHITE, 0.6);
            for (int i = 0; i < bins; i++) {
                double height = part.density()[i] * share;
                if (height <= 0) continue;
                double left = whole.from() + i * whole.width();
                frame.bar(left, base[i], left + whole.width(), base[i] + height, ink);
                base[i] += height;
            }
        }
    }

    /// A tick a row; the clusters in lanes below one another, so that those that overlap stay visible.
    private static void strip(Frame frame, Subject subject, int column, double bottom) {
        frame.bar(frame.xAxis().min(), bottom, frame.xAxis().max(), 0, Ink.fill(Colour.WHITE));
        double opacity = Math.max(0.25, Scatter.opacity(subject.rows().length) - 0.1);
        double lane = bottom / subject.k();
        for (int k = 0; k < subject.k(); k++) {
            double upper = lane * (k + 0.1);
            double lower = lane * (k + 0.9);
            for (double value : subject.column(column, k)) {
                Ink ink = Ink.line(Palette.lineColour(k).withOpacity(opacity), 1);
                frame.line(new double[] {value, value}, new double[] {upper, lower}, ink);
            }
        }
        frame.line(
                new double[] {frame.xAxis().min(), frame.xAxis().max()},
                new double[] {0, 0},
                Ink.line(Colour.SOFT, 0.8));
    }
}
