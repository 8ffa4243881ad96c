package mixtura.app.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// k for k-means by an index: its value over k, with error bars where it has a standard error, the choice ringed.
public final class IndexPlot {
    /// Half the width of the caps of an error bar, in clusters.
    private static final double CAP = 0.09;

    private IndexPlot() {}

    /// @param ks      rising
    /// @param values  of the index; NaN where there is none
    /// @param errors  standard error of each value; empty when there are none
    /// @param chosen  the k that was chosen, 0 for none
    /// @param title   what the index is called, such as `silhouette`
    /// @param better  `higher` or `lower`
    /// @param reason  the choice in a sentence
    public static Drawing draw(
            int[] ks,
            double[] values,
            double[] errors,
            int chosen,
            String title,
            String better,
            String reason,
            Caption caption,
            PlotOptions options) {
        double[] x = Arrays.stream(ks).asDoubleStream().toArray();
        Ink dot = Palette.points(0, 1);
        Ink ring = Ink.line(Palette.colour(5), 2.2);
        Ink bar = Ink.line(Palette.lineColour(0), 1.4);
        Legend legend = new Legend().point(title, Symbol.CIRCLE, dot);
        if (errors.length > 0) legend.line("± one standard error", bar);
        if (chosen > 0) legend.point("chosen", Symbol.CIRCLE, ring);
        String heading = title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
        Page page = new Page(options, heading + " by number of clusters", caption, List.of(sentence(reason)), legend);
        double[] lower = values.clone();
        double[] upper = values.clone();
        for (int i = 0; i < errors.length; i++) {
            lower[i] -= errors[i];
            upper[i] += errors[i];
        }
        Frame frame = Frame.within(
                page.body(),
                Axis.whole("clusters, k", x[0], x[x.length - 1]).widened(0.04),
                Axis.fitting(title + " (" + better + " is better)", lower, upper));
        frame.line(x, values, Ink.line(Palette.lineColour(0), 1.8));
        for (int i = 0; i < errors.length; i++) {
            frame.line(new double[] {x[i], x[i]}, new double[] {lower[i], upper[i]}, bar);
            for (double end : new double[] {lower[i], upper[i]})
                frame.line(new double[] {x[i] - CAP, x[i] + CAP}, new double[] {end, end}, bar);
        }
        frame.symbols(Symbol.CIRCLE, x, values, 4, dot);
        for (int i = 0; i < ks.length; i++) {
            if (ks[i] == chosen) frame.symbols(Symbol.CIRCLE, new double[] {x[i]}, new double[] {values[i]}, 9, ring);
        }
        page.add(frame);
        return page.finish();
    }

    private static String sentence(String reason) {
        boolean formula = reason.startsWith("k = ");
        String text = formula ? reason : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }
}
