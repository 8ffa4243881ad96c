package mixtura.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.evaluate.ClusterProfiles;
import mixtura.mixture.Mixture;
import mixtura.mixture.gaussian.GaussianMixture;

/// What a model's parameters say of the spread of its columns, without the rows.
///
/// @param profiles  the components, as the model sees its columns
/// @param gaussian  whether the components are normal
/// @param varying   columns (from 0) that are not constant
record ColumnSpread(ClusterProfiles profiles, boolean gaussian, int[] varying) {
    /// A share by which a ridge and rounding may change a variance.
    private static final double CLOSE = 1e-3;

    static ColumnSpread of(Object model) {
        int d = ModelStore.dimension(model);
        int[] varying = model instanceof Mixture<?> mixture
                ? mixture.modelledColumns()
                : IntStream.range(0, d).toArray();
        return new ColumnSpread(ClusterProfiles.of(model), model instanceof GaussianMixture, varying);
    }

    /// The deviation of a column over the whole mixture, √(Σ π_k (σ_k² + μ_k²) − μ²); of k-means that
    /// of its centroids.
    double deviation(int j) {
        double mean = 0;
        double square = 0;
        double[] shares = profiles.shares();
        double[][] means = profiles.means();
        for (int k = 0; k < shares.length; k++) mean += shares[k] * means[k][j];
        for (int k = 0; k < shares.length; k++) {
            double difference = means[k][j] - mean;
            double within = profiles.hasDeviations() ? profiles.deviations()[k][j] : 0;
            square += shares[k] * (difference * difference + within * within);
        }
        return Math.sqrt(square);
    }

    /// The column of the largest deviation, −1 when there are fewer than two to compare.
    int widest() {
        int widest = -1;
        for (int j : varying) if (widest < 0 || deviation(j) > deviation(widest)) widest = j;
        return varying.length < 2 || widest < 0 || deviation(widest) == 0 ? -1 : widest;
    }

    /// The column of the least deviation that is not 0.
    int narrowest() {
        int narrowest = -1;
        for (int j : varying)
            if (deviation(j) > 0 && (narrowest < 0 || deviation(j) < deviation(narrowest))) narrowest = j;
        return narrowest;
    }

    /// Columns that every normal component gives the moments of 0 and 1: a mean m within 0 … 1 and the variance
    /// m(1 − m). No other values have these moments.
    List<Integer> twoValued() {
        List<Integer> columns = new ArrayList<>();
        if (!gaussian || !profiles.hasDeviations()) return columns;
        double[][] means = profiles.means();
        double[][] deviations = profiles.deviations();
        for (int j : varying) {
            boolean all = true;
            double most = 0;
            for (int k = 0; k < means.length; k++) {
                double m = means[k][j];
                double expected = m * (1 - m);
                double variance = deviations[k][j] * deviations[k][j];
                all &= m > -CLOSE && m < 1 + CLOSE && Math.abs(variance - expected) <= CLOSE * Math.max(expected, 0.01);
                most = Math.max(most, expected);
            }
            if (all && most > 0.01) columns.add(j);
        }
        return columns;
    }
}
