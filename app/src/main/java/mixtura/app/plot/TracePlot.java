package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Whether a fit converged, and whether its starts agree: the objective per iteration, one line a start.
public final class TracePlot {
    private static final int MOST_MARKED = 80;

    private TracePlot() {}

    /// @param objectives  of each start, from its iteration 0 on; they may differ in length
    /// @param winner      the start that was returned, from 0
    /// @param objective   what is followed, such as `log-likelihood`
    /// @param converged   whether the winner met the stopping rule
    public static Drawing draw(
            List<double[]> objectives,
            int winner,
            String objective,
            boolean converged,
            Caption caption,
            PlotOptions options) {
        double[] won = objectives.get(winner);
        Legend legend = new Legend();
        Ink winnerInk = Ink.line(Palette.colour(0), 2.2);
        Ink otherInk = Ink.line(Colour.GREY, 1.1);
        if (objectives.size() > 1) {
            legend.line("start " + (winner + 1) + ", returned", winnerInk);
            legend.line(
                    objectives.size() == 2 ? "the other start" : (objectives.size() - 1) + " other starts", otherInk);
        }
        List<String> notes = new ArrayList<>();
        int iterations = won.length - 1;
        notes.add((converged ? "Converged after " : "Not converged: stopped after ")
                + iterations
                + (iterations == 1 ? " iteration" : " iterations")
                + " at "
                + Numbers.significant(won[iterations], 10)
                + ".");
        Page page = new Page(options, "Trace of the " + objective, caption, notes, legend);

        int longest = objectives.stream().mapToInt(trace -> trace.length).max().orElse(1);
        Axis x = Axis.whole("iteration", 0, Math.max(1, longest - 1)).widened(0.02);
        Axis y = Axis.fitting(objective, objectives.toArray(double[][]::new));
        Frame frame = Frame.within(page.body(), x, y);
        for (int start = 0; start < objectives.size(); start++) {
            if (start != winner) frame.line(iterations(objectives.get(start)), objectives.get(start), otherInk);
        }
        frame.line(iterations(won), won, winnerInk);
        if (won.length <= MOST_MARKED) {
            frame.symbols(Symbol.CIRCLE, iterations(won), won, 2.8, Ink.fill(Palette.colour(0)));
        }
        double[] last = {iterations};
        double[] value = {won[iterations]};
        frame.symbols(
                Symbol.CIRCLE, last, value, 5, Ink.line(Palette.colour(0), 1.4).filled(Colour.WHITE));
        page.add(frame);
        return page.finish();
    }

    private static double[] iterations(double[] trace) {
        return IntStream.range(0, trace.length).asDoubleStream().toArray();
    }

    /// A single fit of which only the trace of the start returned is known.
    public static Drawing draw(
            double[] trace, String objective, boolean converged, Caption caption, PlotOptions options) {
        return draw(List.of(Arrays.copyOf(trace, trace.length)), 0, objective, converged, caption, options);
    }
}
