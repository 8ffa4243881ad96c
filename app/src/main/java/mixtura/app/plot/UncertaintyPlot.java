package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where a mixture doubts: the larger and darker a point, the larger 1 − max_k r_nk (as in R's mclust).
///
/// Rows of which the model is sure stay small; the surest three quarters are drawn alike, the next 20 % larger, the
/// most doubtful 5 % largest, and never a row with an uncertainty below one in a hundred above the first group.
public final class UncertaintyPlot {
    private static final double NOTEWORTHY = 0.01;
    private static final double[] RADII = {1.8, 3.4, 5.4};
    private static final double[] OPACITIES = {0.3, 0.65, 0.95};

    private UncertaintyPlot() {}

    /// In two columns; where the data have but one, with the uncertainty itself as the other axis.
    ///
    /// @throws IllegalArgumentException if the model has no responsibilities
    public static Drawing draw(Subject subject, PlotOptions options) {
        if (subject.responsibilities().length == 0) {
            throw new IllegalArgumentException(
                    "k-means assigns without doubt, so there is no uncertainty to plot; fit a mixture with -m gmm");
        }
        double[] uncertainty = subject.uncertainty();
        int[] columns = Columns.choose(subject, options, 2);
        double[] sorted = Arrays.stream(uncertainty).sorted().toArray();
        double[] limits = {
            Math.max(NOTEWORTHY, Histogram.quantile(sorted, 0.75)),
            Math.max(NOTEWORTHY, Histogram.quantile(sorted, 0.95))
        };
        Legend legend =
                new Legend().clusters(subject.word(), subject.clusters()).heading("uncertainty");
        for (int group = 0; group < RADII.length; group++) {
            if (group == 1 && limits[0] == limits[1]) continue; // nothing lies between equal limits
            legend.point(
                    range(limits, group),
                    Symbol.CIRCLE,
                    RADII[group],
                    Ink.fill(Colour.INK.withOpacity(OPACITIES[group])));
        }
        List<String> notes = new ArrayList<>();
        notes.add("Uncertainty: 1 − the largest responsibility. Mean " + Numbers.significant(mean(uncertainty), 3)
                + ", largest " + Numbers.significant(sorted[sorted.length - 1], 3) + ".");
        notes.add(Columns.note(subject, options, 2));
        if (Arrays.stream(subject.cluster()).anyMatch(k -> k < 0)) notes.add("Rows in no component are not drawn.");
        notes.add(subject.samplingNote());
        Page page = new Page(options, "Uncertainty", subject.caption(), notes, legend);

        boolean single = columns.length == 1;
        double[] x = subject.column(columns[0]);
        double[] y = single ? uncertainty : subject.column(columns[1]);
        Frame frame = Frame.within(
                page.body(),
                Axis.fitting(subject.columnNames().get(columns[0]), x),
                single
                        ? Axis.fitting("uncertainty", y, new double[] {0, 2 * NOTEWORTHY})
                        : Axis.fitting(subject.columnNames().get(columns[1]), y));
        for (int group = 0; group < RADII.length; group++) {
            for (int k = 0; k < subject.k(); k++) draw(frame, subject, x, y, uncertainty, limits, group, k);
        }
        page.add(frame);
        return page.finish();
    }

    private static int group(double uncertainty, double[] limits) {
        return uncertainty <= limits[0] ? 0 : uncertainty <= limits[1] ? 1 : 2;
    }

    private static String range(double[] limits, int group) {
        String lower = Numbers.significant(limits[0], 2);
        String upper = Numbers.significant(limits[1], 2);
        return switch (group) {
            case 0 -> "up to " + lower;
            case 1 -> lower + " … " + upper;
            default -> "above " + upper;
        };
    }

    private static void draw(
            Frame frame,
            Subject subject,
            double[] x,
            double[] y,
            double[] uncertainty,
            double[] limits,
            int group,
            int k) {
        int[] members = IntStream.range(0, x.length)
                .filter(n -> subject.cluster()[n] == k && group(uncertainty[n], limits) == group)
                .toArray();
        if (members.length == 0) return;
        frame.symbols(
                Palette.symbol(k),
                Arrays.stream(members).mapToDouble(n -> x[n]).toArray(),
                Arrays.stream(members).mapToDouble(n -> y[n]).toArray(),
                RADII[group],
                Palette.points(k, OPACITIES[group]));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
