package mixtura.mixture.gaussian;

import java.util.Arrays;
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
        double[] edges = edges(eigenvalues, ratio);
        double best = Double.POSITIVE_INFINITY;
        double where = largest / ratio;
        for (int i = 0; i <= edges.length; i++) {
            double from = i == 0 ? 0 : edges[i - 1];
            double to = i == edges.length ? Double.POSITIVE_INFINITY : edges[i];
            double m = stationary(eigenvalues, weight, ratio, from, to);
            if (!(m > 0)) continue;
            double cost = cost(eigenvalues, weight, ratio, m);
            if (cost < best) {
                best = cost;
                where = m;
            }
        }
        return where;
    }

    private static double[] edges(double[][] eigenvalues, double ratio) {
        return Arrays.stream(eigenvalues)
                .flatMapToDouble(Arrays::stream)
                .flatMap(value -> java.util.stream.DoubleStream.of(value, value / ratio))
                .filter(value -> value > 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /// Where the cost is least for an m between two edges, moved into the interval; 0 when nothing is
    /// truncated there.
    private static double stationary(double[][] eigenvalues, double[] weight, double ratio, double from, double to) {
        double middle = to == Double.POSITIVE_INFINITY ? 2 * from : 0.5 * (from + to);
        double sum = 0;
        double count = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            for (double value : eigenvalues[k]) {
                if (value < middle) {
                    sum += weight[k] * value;
                    count += weight[k];
                } else if (value > ratio * middle) {
                    sum += weight[k] * value / ratio;
                    count += weight[k];
                }
            }
        }
        return count == 0 ? 0 : Math.min(Math.max(sum / count, from), to);
    }

    /// Σ_kl n_k (log λ*_kl + λ_kl / λ*_kl).
    static double cost(double[][] eigenvalues, double[] weight, double ratio, double least) {
        double sum = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            for (double value : eigenvalues[k]) {
                double kept = truncated(value, least, ratio);
                sum += weight[k] * (Math.log(kept) + value / kept);
            }
        }
        return sum;
    }
}
