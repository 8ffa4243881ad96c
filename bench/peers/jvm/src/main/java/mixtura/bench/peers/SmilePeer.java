package mixtura.bench.peers;

import java.lang.reflect.Method;
import java.util.Arrays;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.math.distance.EuclideanDistance;
import smile.stat.distribution.MultivariateExponentialFamilyMixture;
import smile.stat.distribution.MultivariateGaussianDistribution;
import smile.stat.distribution.MultivariateMixture;
import smile.tensor.DenseMatrix;

/// Smile. Its k-means takes no start: the loop of its `lloyd` is run here, by the same two methods, from ours.
final class SmilePeer {
    private static final String VERSION = "Smile 6.2.5";

    private SmilePeer() {}

    /// `KMeans.lloyd`: update, then assign, in parallel over the common pool.
    static final class Lloyd implements Peer {
        private final Method assign;
        private final Method update;
        private double[][] data = new double[0][];

        Lloyd() throws NoSuchMethodException {
            assign = CentroidClustering.class.getDeclaredMethod("assign", Object[].class);
            assign.setAccessible(true);
            update = KMeans.class.getDeclaredMethod(
                    "updateCentroidsWithMissingValues", CentroidClustering.class, double[][].class, int[][].class);
            update.setAccessible(true);
        }

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public void load(double[][] rows, int threads) {
            data = rows;
        }

        @Override
        public Answer fit(double[][] start, int iterations) throws ReflectiveOperationException {
            double[][] centroids = new double[start.length][];
            for (int k = 0; k < start.length; k++) centroids[k] = start[k].clone();
            Object clustering = assign.invoke(
                    new CentroidClustering<double[], double[]>(
                            "K-Means",
                            centroids,
                            new EuclideanDistance()::d,
                            new int[data.length],
                            new double[data.length]),
                    (Object) data);
            int[][] present = new int[start.length][start[0].length];
            for (int t = 0; t < iterations; t++) {
                update.invoke(null, clustering, data, present);
                clustering = assign.invoke(clustering, (Object) data);
            }
            return Answer.centroids(
                    Arrays.copyOf(((CentroidClustering<?, ?>) clustering).centers(), start.length, double[][].class),
                    iterations);
        }
    }

    /// EM without its regularisation. Its M-step still multiplies the diagonal of every covariance by 1.00001, so that
    /// its
    /// log-likelihood differs from maximum likelihood in the seventh digit.
    ///
    /// @param tolerance  on the gain; at 0 it stops after one iteration wherever the log-likelihood is negative
    static final class Mixture implements Peer {
        private final double tolerance;
        private double[][] data = new double[0][];

        Mixture(double tolerance) {
            this.tolerance = tolerance;
        }

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public void load(double[][] rows, int threads) {
            data = rows;
        }

        @Override
        public Answer fit(double[][] start, int iterations) {
            int k = start.length;
            int d = start[0].length;
            double variance = Problem.meanVariance(data);
            MultivariateMixture.Component[] components = new MultivariateMixture.Component[k];
            for (int i = 0; i < k; i++) {
                // Not the constructor by one variance: that makes a distribution whose M-step is diagonal.
                DenseMatrix covariance = DenseMatrix.of(Problem.spherical(d, variance));
                components[i] = new MultivariateMixture.Component(
                        1.0 / k, new MultivariateGaussianDistribution(start[i].clone(), covariance));
            }
            MultivariateMixture fitted =
                    MultivariateExponentialFamilyMixture.fit(data, components, 0.0, iterations, tolerance);
            double[] proportions = new double[k];
            double[][] means = new double[k][];
            double[][][] covariances = new double[k][d][d];
            for (int i = 0; i < k; i++) {
                proportions[i] = fitted.components[i].priori();
                means[i] = fitted.components[i].distribution().mean();
                DenseMatrix covariance = fitted.components[i].distribution().cov();
                for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) covariances[i][a][b] = covariance.get(a, b);
            }
            return new Answer(means, proportions, covariances, iterations);
        }
    }
}
