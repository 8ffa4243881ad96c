package mixtura.seeding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Centroids that somebody else has chosen.
///
/// @param centroids  `k × dimension`, finite
public record Given(double[][] centroids) implements Seeding {
    public Given {
        centroids = Arrays.stream(centroids).map(double[]::clone).toArray(double[][]::new);
        for (int k = 0; k < centroids.length; k++) {
            for (int j = 0; j < centroids[k].length; j++) {
                if (!Double.isFinite(centroids[k][j])) {
                    throw new IllegalArgumentException("centroid " + (k + 1) + " has " + centroids[k][j] + " in column "
                            + (j + 1) + "; give finite numbers");
                }
            }
        }
    }

    @Override
    public double[][] centroids() {
        return Arrays.stream(centroids).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        if (centroids.length != k) {
            throw new IllegalArgumentException(
                    centroids.length + " centroids are given, but k is " + k + "; give as many as there are clusters");
        }
        for (int i = 0; i < k; i++) {
            if (centroids[i].length != rows.dimension()) {
                throw new IllegalArgumentException("centroid " + (i + 1) + " has " + centroids[i].length
                        + " values, but the rows have " + rows.dimension() + " columns; give one value a column");
            }
        }
        return centroids();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Given(double[][] theirs) && Arrays.deepEquals(centroids, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(centroids);
    }

    @Override
    public String toString() {
        return "Given[" + centroids.length + " centroids]";
    }
}
