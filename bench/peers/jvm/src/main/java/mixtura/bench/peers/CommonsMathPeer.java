package mixtura.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.Pair;

/// Commons Math 3, one thread.
final class CommonsMathPeer {
    private static final String VERSION = "commons-math 3.6.1";

    private CommonsMathPeer() {}

    /// k-means from k-means++ seeds of its own.
    static final class KMeans implements Peer {
        private static final int SEED = 1;

        private final List<DoublePoint> points = new ArrayList<>();

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public boolean takesStart() {
            return false;
        }

        @Override
        public void load(double[][] data, int threads) {
            for (double[] row : data) points.add(new DoublePoint(row));
        }

        @Override
        public Answer fit(double[][] start, int iterations) {
            List<CentroidCluster<DoublePoint>> clusters = new KMeansPlusPlusClusterer<DoublePoint>(
                            start.length, iterations, new EuclideanDistance(), new Well19937c(SEED))
                    .cluster(points);
            double[][] means = new double[clusters.size()][];
            for (int k = 0; k < means.length; k++)
                means[k] = clusters.get(k).getCenter().getPoint();
            return Answer.centroids(means, iterations);
        }
    }

    /// EM with full covariances.
    static final class Mixture implements Peer {
        private double[][] data = new double[0][];

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
            int d = start[0].length;
            double variance = Problem.meanVariance(data);
            List<Pair<Double, MultivariateNormalDistribution>> components = new ArrayList<>();
            for (double[] mean : start) {
                components.add(new Pair<>(
                        1.0 / start.length,
                        new MultivariateNormalDistribution(mean.clone(), Problem.spherical(d, variance))));
            }
            var method = new MultivariateNormalMixtureExpectationMaximization(data);
            // It runs one iteration more than the limit, and wants a limit of at least 1 and a positive threshold.
            try {
                method.fit(
                        new MixtureMultivariateNormalDistribution(components),
                        Math.max(1, iterations - 1),
                        Double.MIN_VALUE);
            } catch (ConvergenceException limitReached) {
                // The fitted model is there all the same, unless there was none.
                if (method.getFittedModel() == null) throw limitReached;
            }
            List<Pair<Double, MultivariateNormalDistribution>> fitted =
                    method.getFittedModel().getComponents();
            double[] proportions = new double[fitted.size()];
            double[][] means = new double[fitted.size()][];
            double[][][] covariances = new double[fitted.size()][][];
            for (int k = 0; k < means.length; k++) {
                proportions[k] = fitted.get(k).getFirst();
                means[k] = fitted.get(k).getSecond().getMeans();
                covariances[k] = fitted.get(k).getSecond().getCovariances().getData();
            }
            return new Answer(means, proportions, covariances, Math.max(2, iterations));
        }
    }
}
