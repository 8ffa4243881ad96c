package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;
import mixtura.mixture.discrete.Bernoulli;

/// Latent classes: for each column of levels, how often each component has each level, as bars that fill up to 1.
public final class LevelsPlot {
    /// Columns beyond which only those are shown in which the components differ most.
    private static final int MOST_COLUMNS = 24;

    /// Of a page that shows how much of it title and caption take.
    private static final int TRIAL_HEIGHT = 1000;

    private static final double TITLE = 16;
    private static final double GAP = 14;
    private static final double NUMBER = 16;
    private static final double PANEL_WIDTH = 260;
    private static final double BAR = 18;

    private LevelsPlot() {}

    /// What a level is called.
    public interface Names {
        /// The text of level `level` of column `column` (of all columns, from 0).
        String of(int column, int level);
    }

    /// @throws IllegalArgumentException if the mixture has no column of levels
    public static Drawing draw(Mixture<?> mixture, Names names, Caption caption, PlotOptions options) {
        int[] modelled = mixture.modelledColumns();
        List<Integer> places = new ArrayList<>();
        for (int j = 0; j < modelled.length; j++) if (levels(mixture, 0, j).length > 0) places.add(j);
        if (places.isEmpty()) {
            throw new IllegalArgumentException(
                    "plot levels needs columns of levels; fit with -m categorical, bernoulli or mixed");
        }
        List<String> notes = new ArrayList<>();
        notes.add("How often a row of each component has each level; components are numbered from 1, their shares are "
                + shares(mixture) + ".");
        if (places.size() > MOST_COLUMNS) {
            notes.add("Shown are the " + MOST_COLUMNS + " of " + places.size()
                    + " columns in which the components differ most.");
            places.sort((a, b) -> Double.compare(difference(mixture, b), difference(mixture, a)));
            places = new ArrayList<>(places.subList(0, MOST_COLUMNS));
            places.sort(null);
        }
        int across = Math.max(1, Math.min(places.size(), (int) (options.width() / PANEL_WIDTH)));
        int down = Math.ceilDiv(places.size(), across);
        double panel = TITLE + mixture.componentCount() * BAR + GAP;
        double around = TRIAL_HEIGHT
                - page(options.width(), TRIAL_HEIGHT, caption, notes).body().height();
        Page page = page(options.width(), (int) Math.ceil(around + down * panel), caption, notes);
        for (int i = 0; i < places.size(); i++) {
            Box cell = page.body().cell(i / across, down, i % across, across, GAP);
            panel(page, mixture, places.get(i), modelled[places.get(i)], names, cell);
        }
        return page.finish();
    }

    private static Page page(int width, int height, Caption caption, List<String> notes) {
        return new Page(width, height, "Levels by component", caption, notes, new Legend());
    }

    private static void panel(Page page, Mixture<?> mixture, int place, int column, Names names, Box cell) {
        String title = Glyphs.shorten(mixture.columnNames().get(column), 12, cell.width());
        page.add(Frame.text(title, cell.x(), cell.y() + 11, 12, Mark.Anchor.START, 0, Colour.INK));
        double width = cell.width() - NUMBER;
        for (int k = 0; k < mixture.componentCount(); k++) {
            double y = cell.y() + TITLE + k * BAR;
            page.add(Frame.text(
                    Integer.toString(k + 1), cell.x() + NUMBER - 5, y + 12, 10, Mark.Anchor.END, 0, Colour.SOFT));
            double[] probabilities = levels(mixture, k, place);
            double x = cell.x() + NUMBER;
            for (int level = 0; level < probabilities.length; level++) {
                double length = probabilities[level] * width;
                Colour colour = Palette.ramp(0.12 + 0.7 * level / Math.max(1, probabilities.length - 1));
                page.add(Mark.box(x, y, length, BAR - 2, Ink.fill(colour).outlined(Colour.WHITE, 0.8)));
                String text = names.of(column, level);
                if (Glyphs.width(text, 10) + 6 < length) {
                    Colour letters = colour.isLight() ? Colour.INK : Colour.WHITE;
                    page.add(Frame.text(text, x + 4, y + 12, 10, Mark.Anchor.START, 0, letters));
                }
                x += length;
            }
        }
    }

    private static String shares(Mixture<?> mixture) {
        List<String> shares = new ArrayList<>();
        for (double share : mixture.mixingProportions()) shares.add(Numbers.percent(share));
        return String.join(", ", shares);
    }

    /// Largest difference of a level's probability between two components.
    private static double difference(Mixture<?> mixture, int place) {
        double largest = 0;
        for (int level = 0; level < levels(mixture, 0, place).length; level++) {
            double least = 1;
            double most = 0;
            for (int k = 0; k < mixture.componentCount(); k++) {
                double p = levels(mixture, k, place)[level];
                least = Math.min(least, p);
                most = Math.max(most, p);
            }
            largest = Math.max(largest, most - least);
        }
        return largest;
    }

    /// Probabilities of the levels, the lower one first where there are two; empty for a column of numbers.
    static double[] levels(Mixture<?> mixture, int k, int place) {
        Component component = mixture.components().get(k);
        if (component instanceof Bernoulli bernoulli) {
            double theta = bernoulli.theta()[place];
            return new double[] {1 - theta, theta};
        }
        return component.levelProbabilities(place);
    }
}
