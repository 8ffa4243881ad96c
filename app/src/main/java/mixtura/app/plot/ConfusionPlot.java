package mixtura.app.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.evaluate.Confusion;

/// How clusters recover known classes: the rows of each class in each cluster, the clusters in the order of the
/// classes that they hold most of.
public final class ConfusionPlot {
    private static final double SMALLEST_NUMBERS = 7;

    private ConfusionPlot() {}

    /// @param confusion   clusters against classes, aligned
    /// @param classNames  by class number
    public static Drawing draw(
            Confusion confusion, List<String> classNames, String word, Caption caption, PlotOptions options) {
        int[] order = order(confusion.mass());
        double[][] mass = IntStream.of(order).mapToObj(c -> confusion.mass()[c]).toArray(double[][]::new);
        int[] clusters = IntStream.of(order).map(c -> confusion.clusters()[c]).toArray();
        List<String> classes = IntStream.of(confusion.classes())
                .mapToObj(label -> label < classNames.size() ? classNames.get(label) : Integer.toString(label))
                .toList();
        double total = Arrays.stream(mass).flatMapToDouble(Arrays::stream).sum();
        double hit = Arrays.stream(mass)
                .mapToDouble(row -> Arrays.stream(row).max().orElse(0))
                .sum();
        List<String> notes = List.of("Colour: share of the class. Purity "
                + Numbers.fixed(total > 0 ? hit / total : 0, 4) + " over " + number(total) + " rows with a class.");
        Legend legend = new Legend().heading("share of class").bar("0 %", "100 %", Palette::ramp);
        Page page = new Page(options, "Classes and " + word + "s", caption, notes, legend);
        List<String> names =
                IntStream.of(clusters).mapToObj(c -> Integer.toString(c + 1)).toList();
        Frame frame =
                Frame.within(page.body(), Axis.categories(word, names), Axis.categories("class", classes.reversed()));
        double size = textSize(mass, frame);
        for (int i = 0; i < classes.size(); i++) {
            int column = i;
            double classTotal =
                    Arrays.stream(mass).mapToDouble(row -> row[column]).sum();
            double y = classes.size() - 1.0 - i;
            for (int place = 0; place < clusters.length; place++) {
                double count = mass[place][i];
                Colour colour = Palette.ramp(classTotal > 0 ? count / classTotal : 0);
                frame.bar(
                        place - 0.5,
                        y - 0.5,
                        place + 0.5,
                        y + 0.5,
                        Ink.fill(colour).outlined(Colour.FAINT, 0.6));
                String text = number(count);
                if (count == 0 || size < SMALLEST_NUMBERS) continue;
                Colour ink = colour.isLight() ? Colour.INK : Colour.WHITE;
                frame.add(Frame.text(text, frame.x(place), frame.y(y) + 0.36 * size, size, Mark.Anchor.MIDDLE, 0, ink));
            }
        }
        page.add(frame);
        return page.finish();
    }

    /// Clusters by the class that they hold most of, and within it the largest first.
    private static int[] order(double[][] mass) {
        return IntStream.range(0, mass.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> largest(mass[c]))
                        .thenComparingDouble(c -> -mass[c][largest(mass[c])]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int largest(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) if (row[i] > row[best]) best = i;
        return best;
    }

    private static String number(double mass) {
        return mass == Math.rint(mass) && mass < 1e15 ? Numbers.count((long) mass) : Numbers.significant(mass, 6);
    }

    /// One size for all numbers, so that they fit into their cells.
    private static double textSize(double[][] mass, Frame frame) {
        double widest = Arrays.stream(mass)
                .flatMapToDouble(Arrays::stream)
                .map(count -> Glyphs.width(number(count), 12))
                .max()
                .orElse(1);
        return Math.min(12, Math.min(0.8 * frame.yScale(), 12 * 0.88 * frame.xScale() / widest));
    }
}
