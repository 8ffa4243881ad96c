package mixtura.mixture.gaussian;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random rows from random Gaussian mixtures, the same for the same seed.
public final class Problems {
    private Problems() {}

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// `count × d` rows of `k` correlated clouds whose centres are `separation` apart or so.
    public static double[][] clouds(long seed, int count, int d, int k, double separation) {
        RandomGenerator random = random(seed);
        double[][] centres = new double[k][d];
        double[][] mixing = new double[k][d * d];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) centres[c][j] = separation * random.nextGaussian();
            for (int i = 0; i < d * d; i++) mixing[c][i] = random.nextGaussian() / Math.sqrt(d);
            for (int j = 0; j < d; j++) mixing[c][j * d + j] += 0.5;
        }
        double[][] rows = new double[count][d];
        for (double[] row : rows) {
            int c = random.nextInt(k);
            double[] noise = new double[d];
            for (int j = 0; j < d; j++) noise[j] = random.nextGaussian();
            for (int i = 0; i < d; i++) {
                row[i] = centres[c][i];
                for (int j = 0; j < d; j++) row[i] += mixing[c][i * d + j] * noise[j];
            }
        }
        return rows;
    }

    /// The first `k` rows, as means to start from.
    public static double[][] first(double[][] rows, int k) {
        double[][] means = new double[k][];
        for (int c = 0; c < k; c++) means[c] = rows[c].clone();
        return means;
    }

    /// Each value mapped.
    public static double[][] map(double[][] rows, java.util.function.DoubleUnaryOperator function) {
        double[][] mapped = new double[rows.length][];
        for (int n = 0; n < rows.length; n++)
            mapped[n] = java.util.Arrays.stream(rows[n]).map(function).toArray();
        return mapped;
    }
}
