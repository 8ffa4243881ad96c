package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Whether an assignment is soft or hard: r_nk as colours, a line a component, the rows sorted by their component and
/// within it from sure to doubtful.
public final class ResponsibilitiesPlot {
    /// More columns than pixels can't be seen: rows that share one are averaged.
    private static final int MOST_CELLS = 700;

    private ResponsibilitiesPlot() {}

    /// @throws IllegalArgumentException if the model has no responsibilities
    public static Drawing draw(Subject subject, PlotOptions options) {
        if (subject.responsibilities().length == 0) {
            throw new IllegalArgumentException(
                    "k-means has no responsibilities; fit a mixture with -m gmm, or see `plot silhouette`");
        }
        int[] order = order(subject);
        int cells = Math.min(order.length, MOST_CELLS);
        int k = subject.k();
        int[] rgb = new int[cells * k];
        for (int c = 0; c < k; c++) {
            for (int i = 0; i < cells; i++) {
                int from = (int) ((long) i * order.length / cells);
                int to = (int) ((i + 1L) * order.length / cells);
                double sum = 0;
                for (int n = from; n < to; n++) sum += subject.responsibilities()[order[n]][c];
                rgb[c * cells + i] = Palette.ramp(sum / (to - from)).rgb();
            }
        }
        double sure =
                Arrays.stream(subject.uncertainty()).filter(u -> u <= 0.05).count() / (double) order.length;
        List<String> notes = new ArrayList<>();
        notes.add(
                Numbers.percent(sure) + " of the rows belong to one component with a responsibility of 0.95 or more.");
        if (cells < order.length) notes.add("Each of the " + cells + " columns is the mean of neighbouring rows.");
        notes.add(subject.samplingNote());
        Legend legend = new Legend().heading("responsibility").bar("0", "1", Palette::ramp);
        Page page = new Page(options, "Responsibilities", subject.caption(), notes, legend);
        List<String> names =
                IntStream.rangeClosed(1, k).mapToObj(Integer::toString).toList().reversed();
        Frame frame = Frame.within(
                page.body(),
                Axis.whole("rows, sorted by component and responsibility", 0, order.length),
                Axis.categories("component", names));
        Box box = frame.box();
        frame.add(new Mark.Picture(box.x(), box.y(), box.width(), box.height(), cells, k, rgb));
        page.add(frame);
        return page.finish();
    }

    private static int[] order(Subject subject) {
        double[] uncertainty = subject.uncertainty();
        return IntStream.range(0, uncertainty.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(n -> subject.cluster()[n])
                        .thenComparingDouble(n -> uncertainty[n]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
