package mixtura.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;

/// Weight, centroid and distortion of each cluster after one walk over the rows.
///
/// Centroids are running means (West 1979), joined by Chan, Golub and LeVeque (1983): Σ‖x‖² − N‖c‖²
/// would lose every digit when the rows lie far from 0.
final class ClusterMoments implements Mergeable<ClusterMoments> {
    private final int k;
    private final int dimension;
    private final double[] mass;
    private final double[] origin;
    private final double[] centroids; // k × dimension, as differences from the origin
    private final double[] distortion; // Σ w ‖x − c‖² of each cluster

    private ClusterMoments(int k, double[] origin) {
        this.k = k;
        this.origin = origin;
        dimension = origin.length;
        mass = new double[k];
        centroids = new double[k * dimension];
        distortion = new double[k];
    }

    static ClusterMoments of(LabelledRows data, Execution execution) {
        return data.rows().aggregate(execution, () -> new MomentsPass(data));
    }

    private static final class MomentsPass implements Pass<ClusterMoments> {
        private final LabelledRows data;
        private ClusterMoments moments;

        MomentsPass(LabelledRows data) {
            this.data = data;
            moments = empty();
        }

        private ClusterMoments empty() {
            return new ClusterMoments(data.k(), data.origin());
        }

        @Override
        public void add(RowBlock block) {
            int first = Math.toIntExact(block.firstRow());
            for (int n = 0; n < block.rowCount(); n++) {
                int label = data.labels()[first + n];
                double w = block.weight(n);
                if (label >= 0 && w > 0) moments.add(label, w, block.values(), block.offset() + n * block.dimension());
            }
        }

        @Override
        public ClusterMoments finish() {
            ClusterMoments result = moments;
            moments = empty();
            return result;
        }
    }

    private void add(int label, double w, double[] x, int row) {
        double before = mass[label];
        mass[label] = before + w;
        double share = w / mass[label];
        int c = label * dimension;
        double squares = 0;
        for (int j = 0; j < dimension; j++) {
            double difference = x[row + j] - origin[j] - centroids[c + j];
            squares += difference * difference;
            centroids[c + j] += share * difference;
        }
        distortion[label] += before * share * squares;
    }

    @Override
    public ClusterMoments merge(ClusterMoments later) {
        for (int i = 0; i < k; i++) {
            if (later.mass[i] == 0) continue;
            double before = mass[i];
            mass[i] = before + later.mass[i];
            double share = later.mass[i] / mass[i];
            int c = i * dimension;
            double squares = 0;
            for (int j = 0; j < dimension; j++) {
                double difference = later.centroids[c + j] - centroids[c + j];
                squares += difference * difference;
                centroids[c + j] += share * difference;
            }
            distortion[i] += later.distortion[i] + before * share * squares;
        }
        return this;
    }

    /// N_i, the weight of cluster i.
    double mass(int i) {
        return mass[i];
    }

    /// The clusters that hold rows.
    int[] occupied() {
        return IntStream.range(0, k).filter(i -> mass[i] > 0).toArray();
    }

    /// Σ w, the weight of all clusters.
    double totalMass() {
        return Arrays.stream(mass).sum();
    }

    /// Σ w ‖x − c‖² within all clusters.
    double distortionWithin() {
        return Arrays.stream(distortion).sum();
    }

    /// Σ_i N_i ‖c_i − c‖² with c the mean of all rows.
    double distortionBetween() {
        ClusterMoments centre = new ClusterMoments(1, new double[dimension]);
        for (int i : occupied()) centre.add(0, mass[i], centroids, i * dimension);
        return centre.distortion[0];
    }

    /// ‖x − c_i‖ for the row that begins at `row` in `x`.
    double distance(double[] x, int row, int i) {
        double squares = 0;
        for (int j = 0, c = i * dimension; j < dimension; j++) {
            double difference = x[row + j] - origin[j] - centroids[c + j];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /// ‖c_i − c_j‖.
    double separation(int i, int j) {
        double squares = 0;
        for (int t = 0; t < dimension; t++) {
            double difference = centroids[i * dimension + t] - centroids[j * dimension + t];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
