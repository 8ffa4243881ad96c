package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;

/// Random rows, and what is done to them, for the tests of k-means.
final class KMeansProblems {
    private KMeansProblems() {}

    /// Clouds whose values are multiples of 2⁻¹⁰, so that sums, shifts and float storage are exact.
    static double[][] dyadic(long seed, int count, int d, int k) {
        return Problems.map(Problems.clouds(seed, count, d, k, 3), v -> Math.rint(v * 1024) / 1024);
    }

    static KMeansOptions from(double[][] centroids) {
        return KMeansOptions.of(centroids.length).withStart(Seeding.given(centroids));
    }

    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    static Rows inFloat(double[][] rows) {
        double[] values = flat(rows);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return Rows.wrap(floats, rows.length, rows[0].length);
    }

    /// The numbers 0 … n − 1 in random order.
    static int[] permutation(int n, long seed) {
        var random = Problems.random(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Σ w ‖x − c‖² with every row on its nearest centroid, from the definition.
    static double distortion(double[][] rows, double[] weights, double[][] centroids) {
        double sum = 0;
        for (int n = 0; n < rows.length; n++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] centroid : centroids) nearest = Math.min(nearest, squaredDistance(rows[n], centroid));
            sum += weights[n] * nearest;
        }
        return sum;
    }

    private static double squaredDistance(double[] x, double[] c) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) sum += (x[j] - c[j]) * (x[j] - c[j]);
        return sum;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
