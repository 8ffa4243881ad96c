package mixtura.app.plot;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Rows as points in two columns, with the axes that hold them.
final class Scatter {
    /// Two columns with so few values each put points on top of each other; they are then spread a little.
    private static final int FEW_VALUES = 12;
    /// Ellipses may widen an axis by this share of the data's range at either end.
    private static final double WIDEST = 0.3;

    /// How far points are spread to either side of a level, whose neighbours are 1 away.
    private static final double LEVEL_REACH = 0.3;

    private Scatter() {}

    /// The axis of a column: over the data and the centres, and over the ellipses as far as they don't dwarf the data.
    static Axis axis(Subject subject, int column, double distance) {
        if (subject.isLevels(column)) {
            return Axis.categories(
                    subject.columnNames().get(column), subject.levels().get(column));
        }
        double[] values = subject.column(column);
        Axis data = Axis.fitting(subject.columnNames().get(column), values, centres(subject, column));
        double min = data.min();
        double max = data.max();
        double limit = WIDEST * (max - min);
        for (Cluster cluster : subject.clusters()) {
            if (!cluster.isElliptical()) continue;
            double reach = cluster.distance(distance) * Math.sqrt(Math.max(0, cluster.covariance()[column][column]));
            min = Math.min(min, Math.max(data.min() - limit, cluster.centre()[column] - reach));
            max = Math.max(max, Math.min(data.max() + limit, cluster.centre()[column] + reach));
        }
        return Axis.linear(data.title(), min, max);
    }

    private static double[] centres(Subject subject, int column) {
        return subject.clusters().stream()
                .mapToDouble(cluster -> cluster.centre()[column])
                .toArray();
    }

    /// Radius of points: the more there are, the smaller.
    static double radius(int count) {
        return count > 2500 ? 2 : count > 600 ? 2.6 : 3.4;
    }

    static double opacity(int count) {
        return count > 2500 ? 0.55 : count > 600 ? 0.7 : 0.85;
    }

    /// Points in the colour and with the symbol of their cluster; rows without a cluster in grey. Levels are spread
    /// about their place in any case.
    static void points(
            Frame frame, Subject subject, int xColumn, int yColumn, double radius, boolean jitter, long seed) {
        double opacity = opacity(subject.rows().length);
        double[] x = subject.column(xColumn);
        double[] y = subject.column(yColumn);
        if (jitter || subject.isLevels(xColumn)) spread(x, frame.xAxis(), seed);
        if (jitter || subject.isLevels(yColumn)) spread(y, frame.yAxis(), seed + 1);
        for (int k = -1; k < subject.k(); k++) {
            int wanted = k;
            int[] members = java.util.stream.IntStream.range(0, x.length)
                    .filter(n -> subject.cluster()[n] == wanted)
                    .toArray();
            if (members.length == 0) continue;
            double[] memberX = Arrays.stream(members).mapToDouble(n -> x[n]).toArray();
            double[] memberY = Arrays.stream(members).mapToDouble(n -> y[n]).toArray();
            Ink ink = k < 0 ? Ink.fill(Colour.GREY.withOpacity(opacity)) : Palette.points(k, opacity);
            frame.symbols(k < 0 ? Symbol.CIRCLE : Palette.symbol(k), memberX, memberY, radius, ink);
        }
    }

    /// Whether points would lie on top of each other.
    static boolean isDiscrete(Subject subject, int xColumn, int yColumn) {
        return subject.rows().length > 30 && isFew(subject.column(xColumn)) && isFew(subject.column(yColumn));
    }

    private static boolean isFew(double[] values) {
        return Arrays.stream(values).distinct().limit(FEW_VALUES + 1L).count() <= FEW_VALUES;
    }

    /// The axis with room for points that are spread.
    static Axis roomy(Axis axis, Subject subject, int column) {
        if (subject.isLevels(column)) return axis;
        return axis.widened(reach(subject.column(column), axis) / (axis.max() - axis.min()));
    }

    /// How far points are spread to either side: a quarter of the smallest gap between values.
    private static double reach(double[] values, Axis axis) {
        if (axis.kind() == Axis.Kind.CATEGORIES) return LEVEL_REACH;
        double[] distinct = Arrays.stream(values)
                .filter(Double::isFinite)
                .distinct()
                .sorted()
                .toArray();
        double gap = axis.max() - axis.min();
        for (int i = 1; i < distinct.length; i++) gap = Math.min(gap, distinct[i] - distinct[i - 1]);
        return gap / 4;
    }

    private static void spread(double[] values, Axis axis, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double reach = reach(values, axis);
        for (int n = 0; n < values.length; n++) values[n] += reach * (2 * random.nextDouble() - 1);
    }
}
