package mixtura.app.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.evaluate.Confusion;

/// How clusters recover known classes: the rows of each class in each cluster, the clusters in the order of the
/// classes that they are paired with.
public final class ConfusionPlot {
    private static final double SMALLEST_NUMBERS = 7;

    private ConfusionPlot() {}

    /// @param confusion   clusters against classes, aligned
    /// @param classNames  by class number
    public static Drawing draw(
            Confusion confusion, List<String> classNames, String word, Caption caption, PlotOptions options) {
        double[][] mass = confusion.mass();
        int[] clusters = confusion.clusters();
        List<String> classes = IntStream.of(confusion.classes())
                .mapToObj(label -> label < classNames.size() ? classNames.get(label) : Integer.toString(label))
                .toList();
        double total = Arrays.stream(mass).flatMapToDouble(Arrays::stream).sum();
        double hit = Arrays.stream(mass)
                .mapToDouble(row -> Arrays.stream(row).max().orElse(0))
                .sum();
        List<String> notes =
                List.of("Colour: share of the class. Purity " + Numbers.fixed(total > 0 ? hit / total : 0, 4) + " over "
                        + Numbers.significant(total, 9) + " rows with a class.");
        Legend legend = new Legend().heading("share of class").bar("0 %", "100 %", Palette::ramp);
        Page page = new Page(options, "Classes and " + word + "s", caption, notes, legend);
        List<String> names =
                IntStream.of(clusters).mapToObj(c -> Integer.toString(c + 1)).toList();
        Frame frame =
                Frame.within(page.body(), Axis.categories(word, names), Axis.categories("class", classes.reversed()));
        double cellWidth = frame.xScale();
        double cellHeight = frame.yScale();
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
                String text = Numbers.significant(count, 6);
                double size = Math.min(12, Math.min(0.8 * cellHeight, 12 * 0.85 * cellWidth / Glyphs.width(text, 12)));
                if (count == 0 || size < SMALLEST_NUMBERS) continue;
                Colour ink = colour.isLight() ? Colour.INK : Colour.WHITE;
                frame.add(Frame.text(text, frame.x(place), frame.y(y) + 0.36 * size, size, Mark.Anchor.MIDDLE, 0, ink));
            }
        }
        page.add(frame);
        return page.finish();
    }
}
