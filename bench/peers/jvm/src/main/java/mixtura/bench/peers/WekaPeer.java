package mixtura.bench.peers;

import java.util.ArrayList;
import weka.clusterers.EM;
import weka.clusterers.SimpleKMeans;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.EuclideanDistance;
import weka.core.Instances;
import weka.core.SelectedTag;

/// Weka's `SimpleKMeans` without its scaling of columns.
final class WekaPeer implements Peer {
    private Instances rows = table(new double[0][], 0);
    private int threads = 1;

    @Override
    public String version() {
        return "Weka 3.8.6";
    }

    @Override
    public void load(double[][] data, int threads) {
        rows = table(data, data[0].length);
        this.threads = threads;
    }

    private static Instances table(double[][] data, int dimension) {
        ArrayList<Attribute> columns = new ArrayList<>();
        for (int j = 0; j < dimension; j++) columns.add(new Attribute("x" + j));
        Instances table = new Instances("data", columns, data.length);
        for (double[] row : data) table.add(new DenseInstance(1.0, row.clone()));
        return table;
    }

    @Override
    public Answer fit(double[][] start, int iterations) throws Exception {
        StartedAt method = new StartedAt(table(start, start[0].length));
        EuclideanDistance distance = new EuclideanDistance();
        distance.setDontNormalize(true);
        method.setDistanceFunction(distance);
        method.setNumClusters(start.length);
        method.setMaxIterations(iterations);
        method.setDontReplaceMissingValues(true);
        method.setFastDistanceCalc(true);
        method.setNumExecutionSlots(threads);
        method.setInitializationMethod(new SelectedTag(SimpleKMeans.KMEANS_PLUS_PLUS, SimpleKMeans.TAGS_SELECTION));
        method.buildClusterer(rows);
        Instances centroids = method.getClusterCentroids();
        double[][] means = new double[centroids.numInstances()][];
        for (int k = 0; k < means.length; k++) means[k] = centroids.instance(k).toDoubleArray();
        return Answer.centroids(means, iterations);
    }

    /// Puts our centroids where its own k-means++ would put its seeds.
    private static final class StartedAt extends SimpleKMeans {
        private static final long serialVersionUID = 1L;

        private final Instances start;

        StartedAt(Instances start) {
            this.start = start;
        }

        @Override
        protected void kMeansPlusPlusInit(Instances data) {
            m_ClusterCentroids = new Instances(start);
        }
    }

    /// Weka's EM: diagonal covariances, from k-means of its own.
    static final class Mixture implements Peer {
        private Instances rows = table(new double[0][], 0);
        private int threads = 1;

        @Override
        public String version() {
            return "Weka 3.8.6";
        }

        @Override
        public boolean takesStart() {
            return false;
        }

        @Override
        public void load(double[][] data, int threads) {
            rows = table(data, data[0].length);
            this.threads = threads;
        }

        @Override
        public Answer fit(double[][] start, int iterations) throws Exception {
            EM method = new EM();
            method.setNumClusters(start.length);
            method.setNumKMeansRuns(1);
            method.setMaxIterations(iterations);
            method.setMinLogLikelihoodImprovementIterating(0);
            method.setNumExecutionSlots(threads);
            method.buildClusterer(rows);
            double[][][] models = method.getClusterModelsNumericAtts();
            int d = rows.numAttributes();
            double[][] means = new double[models.length][d];
            double[][][] covariances = new double[models.length][d][d];
            for (int k = 0; k < means.length; k++) {
                for (int j = 0; j < d; j++) {
                    means[k][j] = models[k][j][0];
                    covariances[k][j][j] = models[k][j][1] * models[k][j][1];
                }
            }
            return new Answer(means, method.getClusterPriors(), covariances, iterations);
        }
    }
}
