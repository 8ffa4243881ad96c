package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Made-up subjects for plots: rows drawn from known Gaussians.
final class Examples {
    private Examples() {}

    /// `rowCount` rows about k centres in d columns, with the true responsibilities of a spherical mixture.
    static Subject gaussian(int rowCount, int k, int d, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            double[] centre = random.doubles(d, -10, 10).toArray();
            double[][] covariance = new double[d][d];
            for (int j = 0; j < d; j++) covariance[j][j] = 1;
            clusters.add(new Cluster(1.0 / k, centre, covariance));
        }
        double[][] rows = new double[rowCount][d];
        int[] cluster = new int[rowCount];
        double[][] responsibilities = new double[rowCount][k];
        for (int n = 0; n < rowCount; n++) {
            double[] mean = clusters.get(n % k).centre();
            for (int j = 0; j < d; j++) rows[n][j] = mean[j] + random.nextGaussian();
            cluster[n] = responsibilities(rows[n], clusters, responsibilities[n]);
        }
        return new Subject(
                new Caption("made-up.csv", rowCount, "Gaussian mixture", k, "log-likelihood", -1234.5),
                names(d),
                rows,
                cluster,
                responsibilities,
                clusters,
                rowCount);
    }

    /// The same rows as k-means sees them: no responsibilities, no covariances.
    static Subject hard(Subject soft) {
        return new Subject(
                new Caption("made-up.csv", soft.total(), "k-means", soft.k(), "distortion", 1234.5),
                soft.columnNames(),
                soft.rows(),
                soft.cluster(),
                new double[0][],
                soft.clusters().stream()
                        .map(cluster -> Cluster.of(cluster.share(), cluster.centre()))
                        .toList(),
                soft.total());
    }

    static List<String> names(int d) {
        return IntStream.rangeClosed(1, d)
                .mapToObj(j -> "a long name of a column & <its unit>, number " + j)
                .toList();
    }

    private static int responsibilities(double[] row, List<Cluster> clusters, double[] out) {
        double sum = 0;
        int best = 0;
        for (int k = 0; k < out.length; k++) {
            double squared = 0;
            for (int j = 0; j < row.length; j++) {
                squared += Math.pow(row[j] - clusters.get(k).centre()[j], 2);
            }
            out[k] = Math.exp(-squared / 2);
            sum += out[k];
            if (out[k] > out[best]) best = k;
        }
        for (int k = 0; k < out.length; k++) out[k] = sum > 0 ? out[k] / sum : 1.0 / out.length;
        return best;
    }
}
