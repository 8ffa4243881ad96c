package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import mixtura.internal.linalg.SymmetricEigen;

/// Covariances of which no two eigenvalues, of any components, differ by more than a factor c
/// (García-Escudero, Gordaliza, Matrán and Mayo-Iscar 2008): with it the likelihood of a Gaussian mixture
/// has an upper bound, and no component can collapse.
///
/// Eigenvalues are truncated to `[m, c·m]`. Given the scatter of each component, the likelihood is largest
/// with the eigenvectors that it has and the m that minimises `Σ_kl n_k (log λ*_kl + λ_kl / λ*_kl)`, λ*
/// being the truncated ones (Fritz, García-Escudero and Mayo-Iscar 2013, proposition 1): between two
/// neighbours of the 2Kd numbers λ_kl and λ_kl / c that is a closed formula, so the least of all intervals
/// is the optimum itself.
///
/// Columns count on their standardised scale, so that a change of units changes nothing, where the structure
/// is the same in all units ([mixtura.mixture.Covariance#isTheSameInAllUnits]); else in the units of the data.
///
/// Components that share a part of their covariances have [BoundedCovariances].
final class EigenvalueRatio {
    private EigenvalueRatio() {}

    /// Truncates the eigenvalues of covariances where they break the bound.
    ///
    /// @param covariances  as their structure stores them, `d × d`, `d` or one number; replaced where they
    ///                     change
    /// @param weight       n_k
    /// @param variance     of the columns, in the same coordinates
    /// @param ratio        c, at least 1
    static void constrain(double[][] covariances, double[] weight, double[] variance, double ratio) {
        int d = variance.length;
        boolean matrix = covariances[0].length == d * d && d > 1;
        double[] sd = new double[d];
        for (int j = 0; j < d; j++) sd[j] = covariances[0].length == 1 ? 1 : Math.sqrt(variance[j]);
        SymmetricEigen[] decompositions = new SymmetricEigen[matrix ? covariances.length : 0];
        double[][] eigenvalues = new double[covariances.length][];
        for (int k = 0; k < covariances.length; k++) {
            double[] standardised = scaled(covariances[k], sd, matrix, -1);
            if (matrix) decompositions[k] = SymmetricEigen.of(standardised, d);
            eigenvalues[k] = matrix ? decompositions[k].values().clone() : standardised;
        }
        for (double[] values : eigenvalues) for (int l = 0; l < values.length; l++) values[l] = Math.max(0, values[l]);
        double[][] truncated = truncated(eigenvalues, weight, ratio);
        for (int k = 0; k < covariances.length; k++) {
            if (Arrays.equals(truncated[k], eigenvalues[k])) continue;
            double[] standardised = matrix ? decompositions[k].withValues(truncated[k]) : truncated[k];
            covariances[k] = scaled(standardised, sd, matrix, 1);
        }
    }

    private static double[] scaled(double[] covariance, double[] sd, boolean matrix, int sign) {
        double[] out = covariance.clone();
        int d = sd.length;
        for (int i = 0; i < out.length; i++) {
            double unit = matrix ? sd[i / d] * sd[i % d] : sd[i] * sd[i];
            out[i] = sign > 0 ? out[i] * unit : out[i] / unit;
        }
        return out;
    }

    static double truncated(double value, double least, double ratio) {
        return Math.min(Math.max(value, least), ratio * least);
    }

    /// Eigenvalues of components, truncated at the best m; values that keep the bound are as they were.
    ///
    /// @param eigenvalues  of each component, not below 0
    /// @param weight       n_k
    static double[][] truncated(double[][] eigenvalues, double[] weight, double ratio) {
        double least = leastEigenvalue(eigenvalues, weight, ratio);
        double[][] out = new double[eigenvalues.length][];
        for (int k = 0; k < out.length; k++) {
            out[k] = Arrays.stream(eigenvalues[k])
                    .map(value -> truncated(value, least, ratio))
                    .toArray();
        }
        return out;
    }

    /// The m of the class comment; when the eigenvalues keep the bound already, one that truncates none of
    /// them.
    static double leastEigenvalue(double[][] eigenvalues, double[] weight, double ratio) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double[] values : eigenvalues) {
            for (double value : values) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        if (largest <= ratio * smallest || largest == 0) return smallest;
        return new Search(eigenvalues, weight, ratio).best();
    }

    /// The costs of all intervals, from sums over the eigenvalues in order.
    private static final class Search {
        private final double ratio;
        private final double[] value; // ascending
        private final double[] weightBelow; // Σ n over the first i of them
        private final double[] sumBelow; // Σ n λ
        private final double[] logBelow; // Σ n (log λ + 1)
        private final double[] weightFrom; // Σ n over all but the first i
        private final double[] sumFrom;

        Search(double[][] eigenvalues, double[] weight, double ratio) {
            this.ratio = ratio;
            double[][] all = new double[eigenvalues.length * eigenvalues[0].length][];
            int count = 0;
            for (int k = 0; k < eigenvalues.length; k++) {
                for (double one : eigenvalues[k]) all[count++] = new double[] {one, weight[k]};
            }
            Arrays.sort(all, Comparator.comparingDouble(pair -> pair[0]));
            value = new double[count];
            weightBelow = new double[count + 1];
            sumBelow = new double[count + 1];
            logBelow = new double[count + 1];
            weightFrom = new double[count + 1];
            sumFrom = new double[count + 1];
            for (int i = 0; i < count; i++) {
                value[i] = all[i][0];
                double n = all[i][1];
                weightBelow[i + 1] = weightBelow[i] + n;
                sumBelow[i + 1] = sumBelow[i] + n * value[i];
                logBelow[i + 1] =
                        logBelow[i] + (value[i] > 0 ? n * (Math.log(value[i]) + 1) : 0); // 0 is always cut off
            }
            for (int i = count - 1; i >= 0; i--) {
                weightFrom[i] = weightFrom[i + 1] + all[i][1];
                sumFrom[i] = sumFrom[i + 1] + all[i][1] * value[i];
            }
        }

        double best() {
            double[] edges = DoubleStream.of(value)
                    .flatMap(one -> DoubleStream.of(one, one / ratio))
                    .filter(one -> one > 0)
                    .sorted()
                    .distinct()
                    .toArray();
            double least = Double.POSITIVE_INFINITY;
            double where = value[value.length - 1] / ratio;
            int low = 0; // so many are below m in this interval
            int high = 0; // and so many not above c·m
            for (int i = 0; i <= edges.length; i++) {
                double from = i == 0 ? 0 : edges[i - 1];
                double to = i == edges.length ? Double.POSITIVE_INFINITY : edges[i];
                double middle = i == edges.length ? 2 * from : 0.5 * (from + to);
                while (low < value.length && value[low] < middle) low++;
                while (high < value.length && value[high] <= ratio * middle) high++;
                double count = weightBelow[low] + weightFrom[high];
                if (count == 0) continue;
                double m = Math.min(Math.max((sumBelow[low] + sumFrom[high] / ratio) / count, from), to);
                if (!(m > 0)) continue;
                double cost = weightBelow[low] * Math.log(m)
                        + sumBelow[low] / m
                        + (logBelow[high] - logBelow[low])
                        + weightFrom[high] * Math.log(ratio * m)
                        + sumFrom[high] / (ratio * m);
                if (cost < least) {
                    least = cost;
                    where = m;
                }
            }
            return where;
        }
    }
}
