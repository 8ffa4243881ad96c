package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What differs between clusters: the mean of each in every column, in standard deviations of that column from its
/// mean, with a band of ± one standard deviation within the cluster.
public final class ParallelPlot {
    private static final int MOST_COLUMNS = 40;
    /// More bands than these hide each other.
    private static final int MOST_BANDS = 6;

    private ParallelPlot() {}

    public static Drawing draw(Subject subject, PlotOptions options) {
        int[] columns = Columns.choose(subject, options, MOST_COLUMNS);
        boolean bands = subject.k() <= MOST_BANDS;
        List<String> notes = new ArrayList<>();
        notes.add("0 is a column's mean, 1 its standard deviation"
                + (bands ? "; bands: ± one standard deviation within the cluster." : "."));
        notes.add(Columns.note(subject, options, MOST_COLUMNS));
        if (subject.rows().length < subject.total()) {
            notes.add("Column means and deviations from " + Numbers.count(subject.rows().length) + " of "
                    + Numbers.count(subject.total()) + " rows.");
        }
        Legend legend = new Legend().clusters(subject.word(), subject.clusters());
        Page page = new Page(options, "Clusters by column", subject.caption(), notes, legend);

        double[][] centre = new double[subject.k()][columns.length];
        double[][] deviation = new double[subject.k()][columns.length];
        for (int j = 0; j < columns.length; j++) standardise(subject, columns[j], j, centre, deviation);
        double[] all = Arrays.stream(centre).flatMapToDouble(Arrays::stream).toArray();
        double[] lower = new double[all.length];
        double[] upper = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            double reach = bands ? deviation[i / columns.length][i % columns.length] : 0;
            lower[i] = all[i] - reach;
            upper[i] = all[i] + reach;
        }
        Axis y = Axis.fitting("standardised value", lower, upper);
        List<String> names =
                Arrays.stream(columns).mapToObj(subject.columnNames()::get).toList();
        Frame frame = Frame.within(page.body(), Axis.categories("", names), y);
        frame.line(
                new double[] {-0.5, columns.length - 0.5},
                new double[] {0, 0},
                Ink.line(Colour.SOFT, 1).dashed(4));
        double[] x = IntStream.range(0, columns.length).asDoubleStream().toArray();
        for (int k = 0; k < subject.k() && bands; k++) band(frame, x, centre[k], deviation[k], k);
        for (int k = 0; k < subject.k(); k++) {
            frame.line(x, centre[k], Ink.line(Palette.lineColour(k), 1.8));
            frame.symbols(Palette.symbol(k), x, centre[k], 4, Palette.points(k, 1));
        }
        page.add(frame);
        return page.finish();
    }

    private static void band(Frame frame, double[] x, double[] centre, double[] deviation, int k) {
        int d = x.length;
        double[] xs = new double[2 * d];
        double[] ys = new double[2 * d];
        for (int j = 0; j < d; j++) {
            xs[j] = x[j];
            ys[j] = centre[j] + deviation[j];
            xs[2 * d - 1 - j] = x[j];
            ys[2 * d - 1 - j] = centre[j] - deviation[j];
        }
        if (d == 1) {
            xs = new double[] {x[0] - 0.1, x[0] + 0.1, x[0] + 0.1, x[0] - 0.1};
            ys = new double[] {ys[0], ys[0], ys[1], ys[1]};
        }
        frame.area(xs, ys, Ink.fill(Palette.colour(k).withOpacity(0.18)));
    }

    private static void standardise(Subject subject, int column, int j, double[][] centre, double[][] deviation) {
        double[] values = subject.column(column);
        double mean = mean(values);
        double spread = spread(values, mean);
        double unit = spread > 0 ? spread : 1;
        for (int k = 0; k < subject.k(); k++) {
            Cluster cluster = subject.clusters().get(k);
            centre[k][j] = (cluster.centre()[column] - mean) / unit;
            double[] members = cluster.isElliptical() ? new double[0] : subject.column(column, k);
            double within = cluster.isElliptical() ? cluster.deviation(column) : spread(members, mean(members));
            deviation[k][j] = within / unit;
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
    }

    private static double spread(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values)
                .filter(Double::isFinite)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
