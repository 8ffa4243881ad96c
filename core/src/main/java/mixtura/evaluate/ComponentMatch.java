package mixtura.evaluate;

import java.util.Arrays;

/// Which component of a later model continues which of an earlier one, as an assignment problem.
public final class ComponentMatch {
    private ComponentMatch() {}

    /// By the parameters alone: pairs whose densities overlap most, taken column by column as normal ones
    /// (the Bhattacharyya distance of their means and deviations); without deviations, whose centres are
    /// nearest, columns scaled by the spread of the centres.
    ///
    /// @return for each component of `later` its counterpart in `earlier`, −1 for those that get none
    /// @throws IllegalArgumentException if the two do not describe the same columns
    public static int[] ofParameters(ClusterProfiles earlier, ClusterProfiles later) {
        requireSameColumns(earlier, later);
        double[] spread = spreadOfCentres(earlier, later);
        boolean within = earlier.hasDeviations() && later.hasDeviations();
        double[][] value = new double[later.k()][earlier.k()];
        double[][] oldMeans = earlier.means();
        double[][] newMeans = later.means();
        for (int k = 0; k < value.length; k++) {
            for (int e = 0; e < value[k].length; e++) {
                value[k][e] = within
                        ? -bhattacharyya(newMeans[k], later.deviations()[k], oldMeans[e], earlier.deviations()[e])
                        : -squaredDistance(newMeans[k], oldMeans[e], spread);
            }
        }
        return OptimalAssignment.maximize(value);
    }

    /// By rows that both have been asked about: pairs that hold as much of their weight as possible.
    ///
    /// @param shared  weight of the rows that two components claim together, later × earlier
    /// @return        for each later component its counterpart, −1 where it shares nothing with one left
    public static int[] ofRows(double[][] shared) {
        return Confusion.matches(shared);
    }

    /// ¼ Δμ² / (σ₁² + σ₂²) + ½ log((σ₁² + σ₂²) / (2 σ₁ σ₂)), summed over columns that
    /// are not constant.
    private static double bhattacharyya(double[] mean, double[] deviation, double[] other, double[] otherDeviation) {
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            double variances = deviation[j] * deviation[j] + otherDeviation[j] * otherDeviation[j];
            double product = deviation[j] * otherDeviation[j];
            if (!(product > 0)) continue;
            double difference = mean[j] - other[j];
            sum += difference * difference / variances / 4 + Math.log(variances / (2 * product)) / 2;
        }
        return Double.isFinite(sum) ? sum : Double.MAX_VALUE / 1e6;
    }

    private static double squaredDistance(double[] mean, double[] other, double[] spread) {
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            double difference = mean[j] - other[j];
            if (difference != 0) sum += difference * difference / (spread[j] * spread[j]);
        }
        return sum;
    }

    /// The standard deviation of each column's centres over the components of both.
    static double[] spreadOfCentres(ClusterProfiles one, ClusterProfiles other) {
        double[] spread = new double[one.columnNames().size()];
        double[][] means = new double[one.k() + other.k()][];
        System.arraycopy(one.means(), 0, means, 0, one.k());
        System.arraycopy(other.means(), 0, means, one.k(), other.k());
        for (int j = 0; j < spread.length; j++) {
            int column = j;
            double mean =
                    Arrays.stream(means).mapToDouble(m -> m[column]).average().orElse(0);
            double variance = Arrays.stream(means)
                    .mapToDouble(m -> (m[column] - mean) * (m[column] - mean))
                    .average()
                    .orElse(0);
            spread[j] = Math.sqrt(variance);
        }
        return spread;
    }

    static void requireSameColumns(ClusterProfiles earlier, ClusterProfiles later) {
        if (!earlier.columnNames().equals(later.columnNames())) {
            throw new IllegalArgumentException("one model describes the columns "
                    + String.join(", ", earlier.columnNames()) + ", the other "
                    + String.join(", ", later.columnNames()) + "; their components cannot be compared");
        }
    }
}
