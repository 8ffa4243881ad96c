package mixtura.bench.peers;

import elki.clustering.em.EM;
import elki.clustering.em.models.EMClusterModel;
import elki.clustering.em.models.EMClusterModelFactory;
import elki.clustering.em.models.MultivariateGaussianModel;
import elki.clustering.kmeans.AbstractKMeans;
import elki.clustering.kmeans.ElkanKMeans;
import elki.clustering.kmeans.ExponionKMeans;
import elki.clustering.kmeans.HamerlyKMeans;
import elki.clustering.kmeans.LloydKMeans;
import elki.clustering.kmeans.ShallotKMeans;
import elki.clustering.kmeans.initialization.Predefined;
import elki.data.Cluster;
import elki.data.NumberVector;
import elki.data.model.EMModel;
import elki.data.model.KMeansModel;
import elki.data.type.TypeUtil;
import elki.database.Database;
import elki.database.StaticArrayDatabase;
import elki.database.relation.Relation;
import elki.datasource.ArrayAdapterDatabaseConnection;
import elki.distance.minkowski.SquaredEuclideanDistance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ELKI, one thread: its accelerated k-means, and EM.
abstract class ElkiPeer implements Peer {
    /// Set by [#load].
    @Nullable
    Relation<NumberVector> relation;

    double[][] data = new double[0][];

    @Override
    public String version() {
        return "ELKI 0.8.0";
    }

    @Override
    public void load(double[][] rows, int threads) {
        data = rows;
        Database database = new StaticArrayDatabase(new ArrayAdapterDatabaseConnection(rows));
        database.initialize();
        relation = database.getRelation(TypeUtil.NUMBER_VECTOR_FIELD);
    }

    /// k-means by one of its bounds; all of them give Lloyd's clusters.
    static final class KMeans extends ElkiPeer {
        private final String variant;

        KMeans(String variant) {
            this.variant = variant;
        }

        @Override
        public Answer fit(double[][] start, int iterations) {
            int k = start.length;
            // ELKI moves the given centroids in place, and counts the first assignment as an iteration.
            double[][] moved = new double[k][];
            for (int i = 0; i < k; i++) moved[i] = start[i].clone();
            Predefined given = new Predefined(moved);
            int limit = iterations + 1;
            SquaredEuclideanDistance distance = SquaredEuclideanDistance.STATIC;
            AbstractKMeans<NumberVector, KMeansModel> method = switch (variant) {
                case "lloyd" -> new LloydKMeans<>(distance, k, limit, given);
                case "hamerly" -> new HamerlyKMeans<>(distance, k, limit, given, false);
                case "exponion" -> new ExponionKMeans<>(distance, k, limit, given, false);
                case "shallot" -> new ShallotKMeans<>(distance, k, limit, given, false);
                case "elkan" -> new ElkanKMeans<>(distance, k, limit, given, false);
                default -> throw new IllegalArgumentException("ELKI has no k-means called " + variant);
            };
            List<double[]> means = new ArrayList<>();
            for (Cluster<KMeansModel> cluster : method.run(relation).getAllClusters()) {
                means.add(cluster.getModel().getMean());
            }
            return Answer.centroids(means.toArray(double[][]::new), iterations);
        }
    }

    /// EM with full covariances and without a prior.
    static final class Mixture extends ElkiPeer {
        @Override
        public Answer fit(double[][] start, int iterations) {
            int k = start.length;
            double variance = Problem.meanVariance(data);
            List<MultivariateGaussianModel> models = new ArrayList<>();
            for (double[] mean : start) {
                models.add(
                        new MultivariateGaussianModel(1.0 / k, mean.clone(), Problem.spherical(mean.length, variance)));
            }
            EMClusterModelFactory<NumberVector, EMModel> factory = new EMClusterModelFactory<>() {
                @Override
                public List<? extends EMClusterModel<NumberVector, EMModel>> buildInitialModels(
                        Relation<? extends NumberVector> rows, int count) {
                    return models;
                }
            };
            // Its loop counts from 1 and stops before the limit.
            new EM<NumberVector, EMModel>(k, -1, factory, iterations + 1, iterations + 1, 0, false).run(relation);
            double[] proportions = new double[k];
            double[][] means = new double[k][];
            double[][][] covariances = new double[k][][];
            for (int i = 0; i < k; i++) {
                EMModel model = models.get(i).finalizeCluster();
                proportions[i] = models.get(i).getWeight();
                means[i] = model.getMean();
                covariances[i] = model.getCovarianceMatrix();
            }
            return new Answer(means, proportions, covariances, iterations);
        }
    }
}
