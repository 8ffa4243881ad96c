package mixtura.bench.peers;

import java.util.stream.IntStream;

/// Objectives and one step of Lloyd's method from their definitions, to judge answers with.
final class Check {
    private Check() {}

    /// Σ_n min_k ‖x_n − μ_k‖².
    static double distortion(double[][] data, double[][] centroids) {
        return IntStream.range(0, data.length)
                .parallel()
                .mapToDouble(n -> squaredDistance(data[n], centroids[nearest(data[n], centroids)]))
                .sum();
    }

    /// The means of the rows nearest to each centroid; a centroid without rows stays.
    static double[][] lloydStep(double[][] data, double[][] centroids) {
        int dimension = centroids[0].length;
        double[][] sums = new double[centroids.length][dimension];
        int[] counts = new int[centroids.length];
        for (double[] row : data) {
            int k = nearest(row, centroids);
            counts[k]++;
            for (int j = 0; j < dimension; j++) sums[k][j] += row[j];
        }
        for (int k = 0; k < sums.length; k++) {
            for (int j = 0; j < dimension; j++) sums[k][j] = counts[k] > 0 ? sums[k][j] / counts[k] : centroids[k][j];
        }
        return sums;
    }

    /// Σ_n log Σ_k π_k N(x_n | μ_k, Σ_k), by Cholesky factors and log-sum-exp.
    static double logLikelihood(double[][] data, double[] proportions, double[][] means, double[][][] covariances) {
        int componentCount = means.length;
        int dimension = means[0].length;
        double[][][] factors = new double[componentCount][][];
        double[] constants = new double[componentCount];
        for (int k = 0; k < componentCount; k++) {
            factors[k] = cholesky(covariances[k]);
            constants[k] = Math.log(proportions[k]) - 0.5 * dimension * Math.log(2 * Math.PI);
            for (int j = 0; j < dimension; j++) constants[k] -= Math.log(factors[k][j][j]);
        }
        return IntStream.range(0, data.length)
                .parallel()
                .mapToDouble(n -> {
                    double[] terms = new double[componentCount];
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k < componentCount; k++) {
                        terms[k] = constants[k] - 0.5 * squaredMahalanobis(data[n], means[k], factors[k]);
                        largest = Math.max(largest, terms[k]);
                    }
                    double sum = 0;
                    for (double term : terms) sum += Math.exp(term - largest);
                    return largest + Math.log(sum);
                })
                .sum();
    }

    /// One step of EM for diagonal covariances.
    static Peer.Answer diagonalStep(double[][] data, Peer.Answer from) {
        int componentCount = from.means().length;
        int d = data[0].length;
        double[] mass = new double[componentCount];
        double[][] sums = new double[componentCount][d];
        double[][] squares = new double[componentCount][d];
        double[] terms = new double[componentCount];
        for (double[] row : data) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < componentCount; k++) {
                terms[k] = Math.log(from.proportions()[k]);
                for (int j = 0; j < d; j++) {
                    double variance = from.covariances()[k][j][j];
                    double off = row[j] - from.means()[k][j];
                    terms[k] -= 0.5 * (off * off / variance + Math.log(variance));
                }
                largest = Math.max(largest, terms[k]);
            }
            double total = 0;
            for (int k = 0; k < componentCount; k++) total += terms[k] = Math.exp(terms[k] - largest);
            for (int k = 0; k < componentCount; k++) {
                double r = terms[k] / total;
                mass[k] += r;
                for (int j = 0; j < d; j++) {
                    double off = row[j] - from.means()[k][j];
                    sums[k][j] += r * off;
                    squares[k][j] += r * off * off;
                }
            }
        }
        double[][] means = new double[componentCount][d];
        double[][][] covariances = new double[componentCount][d][d];
        double[] proportions = new double[componentCount];
        for (int k = 0; k < componentCount; k++) {
            proportions[k] = mass[k] / data.length;
            for (int j = 0; j < d; j++) {
                double step = sums[k][j] / mass[k];
                means[k][j] = from.means()[k][j] + step;
                covariances[k][j][j] = squares[k][j] / mass[k] - step * step;
            }
        }
        return new Peer.Answer(means, proportions, covariances, 1);
    }

    private static int nearest(double[] row, double[][] centroids) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < centroids.length; k++) {
            double distance = squaredDistance(row, centroids[k]);
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }

    /// L with L·Lᵀ = `matrix`.
    private static double[][] cholesky(double[][] matrix) {
        int d = matrix.length;
        double[][] factor = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j];
                for (int m = 0; m < j; m++) left -= factor[i][m] * factor[j][m];
                factor[i][j] = i == j ? Math.sqrt(left) : left / factor[j][j];
            }
        }
        return factor;
    }

    private static double squaredMahalanobis(double[] row, double[] mean, double[][] factor) {
        double[] solved = new double[row.length];
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            double left = row[i] - mean[i];
            for (int j = 0; j < i; j++) left -= factor[i][j] * solved[j];
            solved[i] = left / factor[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }
}
