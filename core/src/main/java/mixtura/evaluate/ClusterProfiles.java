package mixtura.evaluate;

import java.util.Arrays;
import java.util.List;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;

/// What models of any kind have in common: the share, the centre and, where there is one, the spread of each of their
/// components or clusters, column by column.
///
/// @param columnNames  d of them
/// @param shares       k, adding up to 1
/// @param means        k × d
/// @param deviations   k × d standard deviations; no rows where the model has none, as k-means
public record ClusterProfiles(List<String> columnNames, double[] shares, double[][] means, double[][] deviations) {
    public ClusterProfiles {
        columnNames = List.copyOf(columnNames);
        shares = shares.clone();
        means = copy(means);
        deviations = copy(deviations);
    }

    /// Of a [KMeansModel] or a [Mixture].
    ///
    /// @throws IllegalArgumentException if it is neither
    public static ClusterProfiles of(Object model) {
        return switch (model) {
            case KMeansModel parts -> of(parts);
            case Mixture<?> mixture -> of(mixture);
            default -> throw new IllegalArgumentException(model.getClass() + " is no model of clusters");
        };
    }

    private static ClusterProfiles of(KMeansModel parts) {
        double[] mass = parts.mass();
        double total = Arrays.stream(mass).sum();
        return new ClusterProfiles(
                parts.columnNames(),
                Arrays.stream(mass).map(m -> m / total).toArray(),
                parts.centroids(),
                new double[0][]);
    }

    private static ClusterProfiles of(Mixture<?> mixture) {
        double[][] means = mixture.components().stream()
                .map(component -> mixture.overAllColumns(component.mean()))
                .toArray(double[][]::new);
        boolean spread = mixture.components().stream().allMatch(component -> component.deviation().length > 0);
        double[][] deviations = new double[spread ? means.length : 0][];
        for (int k = 0; k < deviations.length; k++) {
            deviations[k] = mixture.overAllColumns(mixture.components().get(k).deviation());
            for (int j : mixture.constantColumns().keySet()) deviations[k][j] = 0;
        }
        return new ClusterProfiles(mixture.columnNames(), mixture.mixingProportions(), means, deviations);
    }

    /// The number of components or clusters.
    public int k() {
        return shares.length;
    }

    /// Whether components have deviations.
    public boolean hasDeviations() {
        return deviations.length > 0;
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    @Override
    public double[][] means() {
        return copy(means);
    }

    @Override
    public double[][] deviations() {
        return copy(deviations);
    }

    private static double[][] copy(double[][] table) {
        return Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
    }
}
