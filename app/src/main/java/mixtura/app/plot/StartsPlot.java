package mixtura.app.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Whether there are local optima: the final objective of every start, from best to worst, the one returned ringed.
public final class StartsPlot {
    /// Starts whose objectives differ by no more than this, relative to |objective| + 1, count as the same optimum.
    private static final double SAME = 1e-6;

    private StartsPlot() {}

    /// @param objectives     of each start, in the order in which they ran
    /// @param winner         the start that was returned, from 0
    /// @param objective      such as `log-likelihood`
    /// @param higherIsBetter whether that is so of this objective
    public static Drawing draw(
            double[] objectives,
            int winner,
            String objective,
            boolean higherIsBetter,
            Caption caption,
            PlotOptions options) {
        double sign = higherIsBetter ? -1 : 1;
        int[] order = IntStream.range(0, objectives.length)
                .boxed()
                .sorted(Comparator.comparingDouble(start -> sign * objectives[start]))
                .mapToInt(Integer::intValue)
                .toArray();
        double won = objectives[winner];
        long same = Arrays.stream(objectives)
                .filter(value -> Math.abs(value - won) <= SAME * (1 + Math.abs(won)))
                .count();
        List<String> notes = List.of(same + " of " + objectives.length + " starts reached the objective returned, "
                + Numbers.significant(won, 10) + ", to one part in a million. "
                + (higherIsBetter ? "Higher is better." : "Lower is better."));
        Ink dot = Ink.fill(Palette.colour(0)).outlined(Palette.lineColour(0).darker(0.3), 0.6);
        Ink ring = Ink.line(Palette.colour(5), 2.2);
        Legend legend = new Legend().point("a start", Symbol.CIRCLE, dot).point("returned", Symbol.CIRCLE, ring);
        Page page = new Page(options, "Final " + objective + " of every start", caption, notes, legend);
        double[] sorted =
                Arrays.stream(order).mapToDouble(start -> objectives[start]).toArray();
        double[] x = IntStream.rangeClosed(1, sorted.length).asDoubleStream().toArray();
        Frame frame = Frame.within(
                page.body(),
                Axis.whole("starts, best first", 1, Math.max(2, sorted.length)).widened(0.03),
                axis(objective, sorted, won));
        frame.symbols(Symbol.CIRCLE, x, sorted, sorted.length > 200 ? 2.2 : 4, dot);
        int place = IntStream.range(0, order.length)
                .filter(i -> order[i] == winner)
                .findFirst()
                .orElse(0);
        frame.symbols(Symbol.CIRCLE, new double[] {place + 1}, new double[] {won}, 8, ring);
        if (order.length <= 40) {
            for (int i = 0; i < order.length; i++) {
                frame.label(Integer.toString(order[i] + 1), i + 1, sorted[i] + 15 / frame.yScale(), 9.5, Colour.SOFT);
            }
        }
        page.add(frame);
        return page.finish();
    }

    /// Over all objectives, but never so short that rounding looks like a difference.
    private static Axis axis(String objective, double[] objectives, double won) {
        double margin = 100 * SAME * (1 + Math.abs(won));
        return Axis.fitting(objective, objectives, new double[] {won - margin, won + margin});
    }
}
