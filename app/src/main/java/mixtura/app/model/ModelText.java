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
import mixtura.mixture.Mixture;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;

/// A model's components in words, one line each: number, share, and each column's mean ± standard deviation in the
/// units of the data before `--scale`.
public final class ModelText {
    private static final int LINES = 20;
    private static final int COLUMNS = 6;

    private ModelText() {}

    /// The lines.
    ///
    /// @param mass  N_k, the weight of each component
    public static List<String> components(Object model, double[] mass, Preparation preparation) {
        List<String> names = ModelStore.columnNames(model);
        double total = Arrays.stream(mass).sum();
        int width = String.valueOf(mass.length).length();
        List<String> lines = new ArrayList<>();
        int[] columns = tellingColumns(model, mass);
        for (int k = 0; k < Math.min(mass.length, LINES); k++) {
            String share = String.format(Locale.ROOT, "%.1f", 100 * mass[k] / total);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%" + width + "d %6s %%", k + 1, share));
            for (int j : columns)
                line.append("   ").append(names.get(j)).append(' ').append(cell(model, k, j, preparation));
            if (names.size() > columns.length)
                line.append("   … ").append(names.size() - columns.length).append(" more");
            lines.add(line.toString());
        }
        if (mass.length > LINES) lines.add("… " + (mass.length - LINES) + " more");
        return lines;
    }

    /// All columns if they are few, else those in which the components' centres differ most, relative to the spread
    /// within components where that is known; in the order of the data.
    private static int[] tellingColumns(Object model, double[] mass) {
        int dimension = ModelStore.columnNames(model).size();
        if (dimension <= COLUMNS) return IntStream.range(0, dimension).toArray();
        double[] telling = new double[dimension];
        for (int j = 0; j < dimension; j++) telling[j] = difference(model, mass, j);
        return IntStream.range(0, dimension)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -telling[j]))
                .limit(COLUMNS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /// Variance of the components' centres in column `j`, over the variance within components if they have one.
    private static double difference(Object model, double[] mass, int j) {
        double weight = 0;
        double sum = 0;
        double squares = 0;
        double within = 0;
        for (int k = 0; k < mass.length; k++) {
            double center = center(model, k, j);
            weight += mass[k];
            sum += mass[k] * center;
            squares += mass[k] * center * center;
            if (model instanceof GaussianMixture mixture) within += mass[k] * mixture.covariance(k)[j][j];
        }
        double between = squares - sum * sum / weight;
        if (!(model instanceof GaussianMixture)) return between;
        return within > 0 ? between / within : 0;
    }

    private static double center(Object model, int k, int j) {
        return switch (model) {
            case KMeansModel parts -> parts.centroids()[k][j];
            case GaussianMixture mixture -> mixture.means()[k][j];
            case Mixture<?> mixture -> probability(mixture, k, j);
            default -> throw new IllegalArgumentException("no model: " + model);
        };
    }

    private static String cell(Object model, int k, int j, Preparation preparation) {
        if (model instanceof GaussianMixture mixture) {
            return Numbers.plain(preparation.restore(center(mixture, k, j), j)) + " ± "
                    + Numbers.plain(preparation.restoreDeviation(Math.sqrt(mixture.covariance(k)[j][j]), j));
        }
        return Numbers.plain(preparation.restore(center(model, k, j), j));
    }

    private static double probability(Mixture<?> mixture, int k, int j) {
        Double constant = mixture.constantColumns().get(j);
        if (constant != null) return constant;
        int place = Arrays.binarySearch(mixture.modelledColumns(), j);
        return mixture.components().get(k) instanceof Bernoulli bernoulli
                ? bernoulli.theta()[place]
                : Double.NaN;
    }
}
