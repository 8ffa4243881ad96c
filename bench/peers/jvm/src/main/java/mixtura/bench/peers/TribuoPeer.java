package mixtura.bench.peers;

import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/// Tribuo's k-means from random centroids of its own.
final class TribuoPeer implements Peer {
    private static final long SEED = 1;

    private Dataset<ClusterID> rows = empty();
    private int threads = 1;
    private double[][] data = new double[0][];

    @Override
    public String version() {
        return "Tribuo 4.3.2";
    }

    @Override
    public boolean takesStart() {
        return false;
    }

    private static MutableDataset<ClusterID> empty() {
        ClusteringFactory factory = new ClusteringFactory();
        return new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
    }

    @Override
    public void load(double[][] data, int threads) {
        this.threads = threads;
        this.data = data;
        int dimension = data[0].length;
        // Tribuo orders features by name: leading zeros keep our order.
        String[] names = new String[dimension];
        for (int j = 0; j < dimension; j++) names[j] = String.format("x%06d", j);
        MutableDataset<ClusterID> table = empty();
        for (double[] row : data) table.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row));
        rows = table;
    }

    @Override
    public Answer fit(double[][] start, int iterations) {
        KMeansTrainer trainer = new KMeansTrainer(
                start.length,
                iterations,
                DistanceType.L2.getDistance(),
                KMeansTrainer.Initialisation.PLUSPLUS,
                threads,
                SEED);
        KMeansModel model = trainer.train(rows);
        DenseVector[] centroids = model.getCentroidVectors();
        double[][] means = new double[centroids.length][];
        for (int k = 0; k < means.length; k++) means[k] = centroids[k].toArray();
        if (means[0].length != data[0].length) throw new IllegalStateException("Tribuo left a column out");
        return Answer.centroids(means, iterations);
    }
}
