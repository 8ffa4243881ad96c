package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mixtura.app.console.Numbers;
import mixtura.app.dataset.Preparation;
import mixtura.data.ColumnSummary;

/// What sets one component apart from the whole: the columns in which its centre lies farthest from the mean of all
/// rows, in standard deviations of all rows, or the level that it has more often than the rest.
///
/// The probability p of a level is compared as a mean of zeros and ones is: (p_k − p) / √(p (1 − p)), p over all
/// components.
public final class Traits {
    /// Below this many standard deviations a difference is no trait.
    private static final double LEAST = 0.5;

    private final ComponentParts parts;
    private final List<String> names;
    private final ColumnSummary whole;

    /// @param whole  of the rows as the model sees them
    public Traits(Object model, double[] mass, Preparation preparation, ColumnSummary whole) {
        this.parts = ComponentParts.of(model, mass, preparation);
        this.names = ModelStore.columnNames(model);
        this.whole = whole;
    }

    private record Trait(String text, double size) {}

    /// The strongest traits of component `k` in words, the strongest first; empty when it is like the whole.
    public List<String> of(int k, int most) {
        List<Trait> traits = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            Trait trait = parts.levels(k, j).length > 0 ? ofLevels(k, j) : ofNumbers(k, j);
            if (Math.abs(trait.size()) >= LEAST) traits.add(trait);
        }
        return traits.stream()
                .sorted(Comparator.comparingDouble((Trait trait) -> -Math.abs(trait.size())))
                .limit(most)
                .map(Trait::text)
                .toList();
    }

    private Trait ofNumbers(int k, int j) {
        double deviation = Math.sqrt(whole.variance(j));
        double centre = parts.centres()[k][j];
        double size = deviation > 0 ? (centre - whole.mean(j)) / deviation : 0;
        return new Trait(
                (size > 0 ? "high " : "low ") + names.get(j) + " ("
                        + Numbers.plain(parts.preparation().restore(centre, j)) + "; all rows "
                        + Numbers.plain(parts.preparation().restore(whole.mean(j), j)) + ")",
                size);
    }

    private Trait ofLevels(int k, int j) {
        double[] own = parts.levels(k, j);
        double[] all = new double[own.length];
        double total = Arrays.stream(parts.mass()).sum();
        for (int c = 0; c < parts.mass().length; c++) {
            double[] levels = parts.levels(c, j);
            for (int level = 0; level < all.length; level++) all[level] += parts.mass()[c] / total * levels[level];
        }
        Trait best = new Trait("", 0);
        for (int level = 0; level < all.length; level++) {
            double deviation = Math.sqrt(all[level] * (1 - all[level]));
            double size = deviation > 0 ? (own[level] - all[level]) / deviation : 0;
            if (size <= best.size()) continue;
            best = new Trait(
                    names.get(j) + " more often " + parts.preparation().text(level, j) + " ("
                            + Numbers.percent(own[level]) + "; all rows " + Numbers.percent(all[level]) + ")",
                    size);
        }
        return best;
    }
}
