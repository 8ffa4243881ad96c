package mixtura.app.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import mixtura.app.console.Numbers;
import mixtura.app.dataset.Preparation;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;

/// What texts about a model's components are made of: centres, deviations, levels, in the units of the data.
///
/// @param mass        N_k, the weight of each component
/// @param centres     k × d
/// @param deviations  k × d; empty where the centre says it all
record ComponentParts(Object model, double[] mass, Preparation preparation, double[][] centres, double[][] deviations) {
    /// EM takes a probability or a rate to 0 by ever smaller numbers; below this the number says no more than 0.
    private static final double NEARLY_ZERO = 1e-9;

    static ComponentParts of(Object model, double[] mass, Preparation preparation) {
        if (model instanceof KMeansModel parts)
            return new ComponentParts(model, mass, preparation, parts.centroids(), new double[0][]);
        if (!(model instanceof Mixture<?> mixture)) throw new IllegalArgumentException("no model: " + model);
        double[][] centres = mixture.components().stream()
                .map(component -> mixture.overAllColumns(component.mean()))
                .toArray(double[][]::new);
        double[][] deviations = mixture.components().stream()
                .map(Component::deviation)
                .filter(deviation -> deviation.length > 0)
                .map(deviation -> withZeros(mixture, deviation))
                .toArray(double[][]::new);
        return new ComponentParts(model, mass, preparation, centres, deviations);
    }

    /// A constant column does not deviate.
    private static double[] withZeros(Mixture<?> mixture, double[] deviation) {
        double[] all = mixture.overAllColumns(deviation);
        mixture.constantColumns().keySet().forEach(j -> all[j] = 0);
        return all;
    }

    /// The centre in words, in the units of the data: `3.1 ± 0.2`, or the likeliest level and its probability.
    String cell(int k, int j) {
        double[] levels = levels(k, j);
        if (levels.length > 0) return level(levels, j, likeliest(levels));
        double restored = preparation.restore(centres[k][j], j);
        if (deviations.length == 0 && restored > 0 && restored < NEARLY_ZERO) return "0"; // θ or λ at its boundary
        String centre = Numbers.plain(restored);
        if (deviations.length == 0) return centre;
        return centre + " ± " + Numbers.plain(preparation.restoreDeviation(deviations[k][j], j));
    }

    /// Probabilities of the levels of column `j`; empty for a column of numbers.
    double[] levels(int k, int j) {
        if (!(model instanceof Mixture<?> mixture)) return new double[0];
        int place = Arrays.binarySearch(mixture.modelledColumns(), j);
        return place < 0 ? new double[0] : mixture.components().get(k).levelProbabilities(place);
    }

    static int likeliest(double[] probabilities) {
        int best = 0;
        for (int level = 1; level < probabilities.length; level++)
            if (probabilities[level] > probabilities[best]) best = level;
        return best;
    }

    /// A level and how probable it is.
    String level(double[] probabilities, int j, int level) {
        return preparation.text(level, j) + String.format(Locale.ROOT, " %.0f %%", 100 * probabilities[level]);
    }

    /// What else the component says of itself.
    String remark(int k) {
        return model instanceof Mixture<?> mixture ? mixture.components().get(k).remark() : "";
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

    /// All columns if they are few, else those in which the components' centres differ most, relative to the spread
    /// within components where that is known; in the order of the data.
    int[] tellingColumns(int most) {
        int dimension = centres[0].length;
        if (dimension <= most) return IntStream.range(0, dimension).toArray();
        double[] telling = new double[dimension];
        for (int j = 0; j < dimension; j++) telling[j] = difference(j);
        return IntStream.range(0, dimension)
                .boxed()
                .sorted((i, j) -> Double.compare(telling[j], telling[i]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
