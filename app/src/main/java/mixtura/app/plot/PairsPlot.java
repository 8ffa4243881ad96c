package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// More than two columns: a matrix of panels with rows and ellipses below the diagonal, contours above it (rows again
/// for k-means), and histograms by cluster on it.
public final class PairsPlot {
    private static final int MOST_COLUMNS = 6;
    /// Points a panel; a matrix has up to 30 panels.
    private static final int MOST_POINTS = 1200;
    /// Levels that are named beside a panel.
    private static final int MOST_LEVELS = 6;

    private static final double GAP = 6;
    private static final double NAME_SIZE = 11;
    private static final double[] LEVELS = {0.25, 0.5, 0.75, 0.95};

    private PairsPlot() {}

    public static Drawing draw(Subject whole, PlotOptions options) {
        int[] columns = Columns.choose(whole, options, MOST_COLUMNS);
        if (columns.length == 1) return CurvesPlot.draw(whole, columns[0], "One column", options);
        Subject subject = thinned(whole);
        int count = columns.length;
        List<String> notes = new ArrayList<>();
        if (subject.isElliptical()) {
            notes.add(
                    "Below the diagonal: rows and ellipses at 1σ and 2σ. Above: contours that hold 25, 50, 75 and 95 %"
                            + " of the mixture's probability. On it: histograms by component, stacked.");
        } else {
            notes.add("On the diagonal: histograms by cluster, stacked.");
        }
        notes.add(Columns.note(whole, options, MOST_COLUMNS));
        if (Arrays.stream(columns).anyMatch(whole::isLevels)) {
            notes.add("Columns of levels: points are spread a little so that they can be seen.");
        }
        notes.add(whole.gapNote(columns));
        notes.add(subject.samplingNote());
        Legend legend = new Legend().clustersAndOthers(subject);
        int height = Math.max(options.height(), 130 * count);
        int width = Math.max(options.width(), 130 * count + 160);
        Page page = new Page(width, height, "Pairs of columns", subject.caption(), notes, legend);

        Box panels = page.body().inset(34, 0, 2, 18);
        Axis[] axes = new Axis[count];
        for (int i = 0; i < count; i++)
            axes[i] = Scatter.axis(subject, columns[i], subject.isElliptical() ? 2 : 0)
                    .titled("");
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                Box box = panels.cell(row, count, column, count, GAP);
                if (row == column) diagonal(page, box, subject, columns[row], axes[row]);
                else panel(page, box, subject, columns, axes, row, column, options);
                if (row == count - 1) ticks(page, box, axes[column], true);
                if (column == 0 && row > 0) ticks(page, box, axes[row], false);
            }
        }
        return page.finish();
    }

    private static Subject thinned(Subject subject) {
        if (subject.rows().length <= MOST_POINTS) return subject;
        // the rows are a random sample or all rows in their order: every j-th keeps the mix
        int stride = Math.ceilDiv(subject.rows().length, MOST_POINTS);
        int kept = Math.ceilDiv(subject.rows().length, stride);
        double[][] rows = new double[kept][];
        int[] cluster = new int[kept];
        double[][] responsibilities = new double[subject.responsibilities().length == 0 ? 0 : kept][];
        for (int n = 0; n < kept; n++) {
            rows[n] = subject.rows()[n * stride];
            cluster[n] = subject.cluster()[n * stride];
            if (responsibilities.length > 0) responsibilities[n] = subject.responsibilities()[n * stride];
        }
        return new Subject(
                subject.caption(),
                subject.columnNames(),
                rows,
                cluster,
                responsibilities,
                subject.clusters(),
                subject.total(),
                subject.levels());
    }

    private static void diagonal(Page page, Box box, Subject subject, int column, Axis axis) {
        double[] values = subject.column(column);
        int bins = subject.isLevels(column)
                ? subject.levels().get(column).size()
                : (int) Math.clamp(Math.sqrt(values.length), 8, 30);
        double width = (axis.max() - axis.min()) / bins;
        Histogram whole = Histogram.of(values, axis.min(), width, bins);
        Frame frame = Frame.bare(box, axis, Axis.bare("", 0, 1.35 * Math.max(whole.highest(), Double.MIN_NORMAL)));
        double[] base = new double[bins];
        for (int k = 0; k < subject.k(); k++) {
            double[] members = subject.column(column, k);
            Histogram part = Histogram.of(members, axis.min(), width, bins);
            double share = finite(members) / (double) Math.max(1, finite(values));
            for (int i = 0; i < bins; i++) {
                double height = part.density()[i] * share;
                if (height <= 0) continue;
                double left = axis.min() + i * width;
                frame.bar(left, base[i], left + width, base[i] + height, Ink.fill(Palette.colour(k)));
                base[i] += height;
            }
        }
        page.add(frame);
        String name = Glyphs.shorten(subject.columnNames().get(column), NAME_SIZE, box.width() - 8);
        page.add(new Mark.Text(
                name, box.x() + box.width() / 2, box.y() + 14, NAME_SIZE, Mark.Anchor.MIDDLE, 0, Colour.INK, true));
    }

    private static long finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).count();
    }

    private static void panel(
            Page page, Box box, Subject subject, int[] columns, Axis[] axes, int row, int column, PlotOptions options) {
        Frame frame = Frame.bare(box, axes[column], axes[row]);
        List<Cluster> marginals = subject.clusters().stream()
                .map(cluster -> cluster.marginal(columns[column], columns[row]))
                .toList();
        if (row < column && subject.isElliptical()) {
            double[][] grid = Contours.grid(frame, Contours.density(marginals));
            for (double threshold : Contours.thresholds(marginals, LEVELS, options.seed())) {
                Contours.draw(frame, grid, threshold, Ink.line(Colour.of(0x225ea8), 0.9));
            }
        } else {
            double radius = subject.rows().length > 400 ? 1.3 : 1.8;
            Scatter.points(frame, subject, columns[column], columns[row], radius, false, options.seed());
            for (int k = 0; k < subject.k(); k++) {
                Cluster marginal = marginals.get(k);
                if (marginal.isElliptical()) {
                    for (double distance : new double[] {1, 2}) {
                        Ink ink = Ink.line(Palette.lineColour(k), 1);
                        double reach = marginal.distance(distance);
                        frame.add(Ellipse.mark(frame, marginal.centre(), marginal.covariance(), reach, ink));
                    }
                } else {
                    double[] centre = marginal.centre();
                    Ink ink = Ink.fill(Colour.INK).outlined(Colour.WHITE, 0.8);
                    frame.symbols(
                            Symbol.CROSS,
                            new double[] {centre[0]},
                            new double[] {centre[1]},
                            subject.k() > 8 ? 2.4 : 4,
                            ink);
                }
            }
        }
        page.add(frame);
    }

    private static void ticks(Page page, Box box, Axis axis, boolean horizontal) {
        Ticks ticks = axis.ticks(axis.kind() == Axis.Kind.CATEGORIES ? MOST_LEVELS : 3);
        double[] at = ticks.at();
        for (int i = 0; i < at.length; i++) {
            String whole = ticks.exponent() == 0
                    ? ticks.labels().get(i)
                    : ticks.labels().get(i) + "×10" + Numbers.superscript(ticks.exponent());
            String label = axis.kind() == Axis.Kind.CATEGORIES && horizontal
                    ? Glyphs.shorten(whole, 9, box.width() / at.length - 4)
                    : whole;
            if (horizontal) {
                double x = box.x() + box.width() * axis.share(at[i]);
                page.add(Mark.segment(x, box.bottom(), x, box.bottom() + 3, Ink.line(Colour.SOFT, 0.8)));
                double half = Glyphs.width(label, 9) / 2;
                double place = Math.clamp(x, box.x() + half, Math.max(box.x() + half, box.right() - half));
                page.add(Frame.text(label, place, box.bottom() + 13, 9, Mark.Anchor.MIDDLE, 0, Colour.SOFT));
            } else {
                double y = box.bottom() - box.height() * axis.share(at[i]);
                page.add(Mark.segment(box.x() - 3, y, box.x(), y, Ink.line(Colour.SOFT, 0.8)));
                String shown = Glyphs.shorten(label, 9, 36);
                page.add(Frame.text(shown, box.x() - 5, y + 3, 9, Mark.Anchor.END, 0, Colour.SOFT));
            }
        }
    }
}
