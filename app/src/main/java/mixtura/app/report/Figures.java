package mixtura.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.Plot;
import mixtura.app.plot.PlotOptions;
import mixtura.app.plot.Plots;
import mixtura.data.Rows;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;

/// The plots that suit a model, together no longer than a page may be.
///
/// @param drawings  by plot, the most telling first
/// @param leftOut   plots that there was no room for
record Figures(Map<Plot, String> drawings, List<Plot> leftOut) {
    /// Points that a plot may draw, tried in this order until all plots fit.
    private static final int[] POINT_LIMITS = {2000, 800, 250};

    private static final int PAIRS_SHARE = 5;

    /// Columns of which `pairs` and `parallel` show more than `classification` does.
    private static final int MANY_COLUMNS = 3;

    /// All plots that this model and these rows have.
    ///
    /// @param most  characters that the drawings may take together
    static Figures of(Fit<?> fit, Rows rows, PlotOptions options, int most) {
        List<Plot> plots = plots(fit, rows, options);
        Map<Plot, String> drawn = new LinkedHashMap<>();
        for (int limit : POINT_LIMITS) {
            drawn = draw(plots, fit, rows, options, limit);
            if (length(drawn) <= most) break;
        }
        List<Plot> leftOut = new ArrayList<>();
        List<Plot> order = List.copyOf(drawn.keySet());
        for (int last = order.size() - 1; last >= 0 && length(drawn) > most; last--) {
            drawn.remove(order.get(last));
            leftOut.add(order.get(last));
        }
        return new Figures(drawn, leftOut.reversed());
    }

    private static long length(Map<Plot, String> drawn) {
        return drawn.values().stream().mapToLong(String::length).sum();
    }

    private static List<Plot> plots(Fit<?> fit, Rows rows, PlotOptions options) {
        boolean mixture = fit.model() instanceof Mixture<?>;
        boolean image = options.imageWidth() > 0;
        // Codes of levels have no places and no distances.
        boolean numbers = !hasOnlyLevels(fit.model());
        List<Plot> plots = new ArrayList<>();
        plots.add(Plot.LEVELS);
        if (image) plots.addAll(List.of(Plot.CENTROIDS, Plot.SAMPLES));
        else if (rows.dimension() > 1 && numbers) plots.add(Plot.CLASSIFICATION);
        if (rows.dimension() == 1) plots.add(Plot.DENSITY);
        if (rows.dimension() >= MANY_COLUMNS && !image && numbers) plots.addAll(List.of(Plot.PARALLEL, Plot.PAIRS));
        if (!options.labels().isEmpty()) plots.add(Plot.CONFUSION);
        if (mixture) plots.addAll(List.of(Plot.RESPONSIBILITIES, Plot.QQ));
        if (numbers) plots.add(Plot.SILHOUETTE);
        plots.add(Plot.TRACE);
        if (fit.certificate().restartObjectives().length > 1) plots.add(Plot.STARTS);
        return plots;
    }

    private static boolean hasOnlyLevels(Object model) {
        if (!(model instanceof Mixture<?> mixture)) return false;
        Component first = mixture.components().getFirst();
        return IntStream.range(0, mixture.modelledColumns().length)
                .allMatch(place -> first.levelProbabilities(place).length > 0);
    }

    private static Map<Plot, String> draw(List<Plot> plots, Fit<?> fit, Rows rows, PlotOptions options, int limit) {
        Map<Plot, String> drawn = new LinkedHashMap<>();
        for (Plot plot : plots) {
            drawIfSuits(plot, fit, rows, limited(plot, options, limit))
                    .ifPresent(drawing -> drawn.put(plot, drawing.svg(plot.word() + "-")));
        }
        return drawn;
    }

    /// Fewer points where each is drawn, several times over in `pairs`; other plots are as long for many rows as for
    /// few.
    private static PlotOptions limited(Plot plot, PlotOptions options, int limit) {
        return switch (plot) {
            case PAIRS -> options.withPointLimit(limit / PAIRS_SHARE);
            case CLASSIFICATION, QQ -> options.withPointLimit(limit);
            default -> options;
        };
    }

    private static Optional<Drawing> drawIfSuits(Plot plot, Fit<?> fit, Rows rows, PlotOptions options) {
        try {
            return Optional.of(Plots.draw(plot.word(), fit, rows, options));
        } catch (IllegalArgumentException e) {
            // The message is for whoever asks for this plot by name; a page shows those that there are.
            return Optional.empty();
        }
    }
}
