package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
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
        for (int k = 0; k < Math.min(mass.length, LINES); k++) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%" + width + "d %6s %%",
                    k + 1,
                    String.format(Locale.ROOT, "%.1f", 100 * mass[k] / total)));
            for (int j = 0; j < Math.min(names.size(), COLUMNS); j++) {
                line.append("   ").append(names.get(j)).append(' ').append(cell(model, k, j, preparation));
            }
            if (names.size() > COLUMNS)
                line.append("   … ").append(Numbers.count(names.size() - COLUMNS, "more column"));
            lines.add(line.toString());
        }
        if (mass.length > LINES)
            lines.add("… " + Numbers.count(mass.length - LINES, "more").replace("mores", "more"));
        return lines;
    }

    private static String cell(Object model, int k, int j, Preparation preparation) {
        return switch (model) {
            case KMeansModel parts -> Numbers.plain(preparation.restore(parts.centroids()[k][j], j));
            case GaussianMixture mixture ->
                Numbers.plain(preparation.restore(mixture.means()[k][j], j)) + " ± "
                        + Numbers.plain(preparation.restoreDeviation(Math.sqrt(mixture.covariance(k)[j][j]), j));
            case Mixture<?> mixture -> probability(mixture, k, j);
            default -> throw new IllegalArgumentException("no model: " + model);
        };
    }

    private static String probability(Mixture<?> mixture, int k, int j) {
        Double constant = mixture.constantColumns().get(j);
        if (constant != null) return Numbers.plain(constant);
        int place = IntStream.of(mixture.modelledColumns()).boxed().toList().indexOf(j);
        return mixture.components().get(k) instanceof Bernoulli bernoulli
                ? Numbers.plain(bernoulli.theta()[place])
                : "";
    }
}
