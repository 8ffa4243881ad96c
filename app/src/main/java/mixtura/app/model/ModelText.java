package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mixtura.app.console.Numbers;
import mixtura.app.dataset.Preparation;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;

/// A model's components in words, one line each: number, share, and each column's mean ± standard deviation (or its
/// likeliest level) in the units of the data before `--scale`.
public final class ModelText {
    private static final int LINES = 20;
    private static final int COLUMNS = 6;

    /// EM takes a probability or a rate to 0 by ever smaller numbers; below this the number says no more than 0.
    private static final double NEARLY_ZERO = 1e-9;

    private ModelText() {}

    /// What the lines tell of.
    ///
    /// @param centres     k × d
    /// @param deviations  k × d; empty where the centre says it all
    private record Parts(
            Object model, double[] mass, Preparation preparation, double[][] centres, double[][] deviations) {
        static Parts of(Object model, double[] mass, Preparation preparation) {
            if (model instanceof KMeansModel parts)
                return new Parts(model, mass, preparation, parts.centroids(), new double[0][]);
            if (!(model instanceof Mixture<?> mixture)) throw new IllegalArgumentException("no model: " + model);
            double[][] centres = mixture.components().stream()
                    .map(component -> mixture.overAllColumns(component.mean()))
                    .toArray(double[][]::new);
            double[][] deviations = mixture.components().stream()
                    .map(Component::deviation)
                    .filter(deviation -> deviation.length > 0)
                    .map(deviation -> withZeros(mixture, deviation))
                    .toArray(double[][]::new);
            return new Parts(model, mass, preparation, centres, deviations);
        }

        /// A constant column does not deviate.
        private static double[] withZeros(Mixture<?> mixture, double[] deviation) {
            double[] all = mixture.overAllColumns(deviation);
            mixture.constantColumns().keySet().forEach(j -> all[j] = 0);
            return all;
        }

        /// The centre in words, in the units of the data: `3.1 ± 0.2`, or the likeliest level and its probability.
        String cell(int k, int j) {
            if (model instanceof Mixture<?> mixture) {
                int place = Arrays.binarySearch(mixture.modelledColumns(), j);
                double[] levels =
                        place < 0 ? new double[0] : mixture.components().get(k).levelProbabilities(place);
                if (levels.length > 0) return likeliest(levels, j);
            }
            double restored = preparation.restore(centres[k][j], j);
            if (deviations.length == 0 && restored > 0 && restored < NEARLY_ZERO) return "0"; // θ or λ at its boundary
            String centre = Numbers.plain(restored);
            if (deviations.length == 0) return centre;
            return centre + " ± " + Numbers.plain(preparation.restoreDeviation(deviations[k][j], j));
        }

        private String likeliest(double[] probabilities, int j) {
            int best = 0;
            for (int level = 1; level < probabilities.length; level++)
                if (probabilities[level] > probabilities[best]) best = level;
            return preparation.text(best, j) + String.format(Locale.ROOT, " %.0f %%", 100 * probabilities[best]);
        }

        /// What else the component says of itself.
        String remark(int k) {
            return model instanceof Mixture<?> mixture
                    ? mixture.components().get(k).remark()
                    : "";
        }

        /// Variance of the components' centres in column `j`, over the variance within components where that is known.
        double difference(int j) {
            double weight = 0;
            double sum = 0;
            double squares = 0;
            double within = 0;
            for (int k = 0; k < mass.length; k++) {
                double centre = centres[k][j];
                weight += mass[k];
                sum += mass[k] * centre;
                squares += mass[k] * centre * centre;
                if (deviations.length > 0) within += mass[k] * deviations[k][j] * deviations[k][j];
            }
            double between = squares - sum * sum / weight;
            if (deviations.length == 0) return between;
            return within > 0 ? between / within : 0;
        }
    }

    /// The lines.
    ///
    /// @param mass  N_k, the weight of each component
    public static List<String> components(Object model, double[] mass, Preparation preparation) {
        Parts parts = Parts.of(model, mass, preparation);
        List<String> names = ModelStore.columnNames(model);
        double total = Arrays.stream(mass).sum();
        int width = String.valueOf(mass.length).length();
        List<String> lines = new ArrayList<>();
        int[] columns = tellingColumns(parts, names.size());
        for (int k = 0; k < Math.min(mass.length, LINES); k++) {
            String share = String.format(Locale.ROOT, "%.1f", 100 * mass[k] / total);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%" + width + "d %6s %%", k + 1, share));
            if (names(model).size() > k) line.append("   ").append(names(model).get(k));
            for (int j : columns)
                line.append("   ").append(names.get(j)).append(' ').append(parts.cell(k, j));
            if (names.size() > columns.length)
                line.append("   … ").append(names.size() - columns.length).append(" more");
            String remark = parts.remark(k);
            if (!remark.isEmpty()) line.append("   ").append(remark);
            lines.add(line.toString());
        }
        if (mass.length > LINES) lines.add("… " + (mass.length - LINES) + " more");
        return lines;
    }

    private static List<String> names(Object model) {
        return model instanceof Mixture<?> mixture ? mixture.componentNames() : List.of();
    }

    /// All columns if they are few, else those in which the components' centres differ most, relative to the spread
    /// within components where that is known; in the order of the data.
    private static int[] tellingColumns(Parts parts, int dimension) {
        if (dimension <= COLUMNS) return IntStream.range(0, dimension).toArray();
        double[] telling = new double[dimension];
        for (int j = 0; j < dimension; j++) telling[j] = parts.difference(j);
        return IntStream.range(0, dimension)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -telling[j]))
                .limit(COLUMNS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
