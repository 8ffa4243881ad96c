package mixtura.kmeans;

import java.util.Arrays;

/// k points of one dimension in a row-major array.
///
/// @param values  `k × dimension`; not copied, never written to once it is here
record Centroids(double[] values, int k, int dimension) {
    static Centroids of(double[][] rows) {
        int dimension = rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, dimension)];
        for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, values, i * dimension, dimension);
        return new Centroids(values, rows.length, dimension);
    }

    double[][] toRows() {
        double[][] rows = new double[k][];
        for (int i = 0; i < k; i++) rows[i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
        return rows;
    }

    Centroids scaled(double factor) {
        return new Centroids(Arrays.stream(values).map(v -> v * factor).toArray(), k, dimension);
    }

    boolean hasSameBits(Centroids other) {
        return Arrays.equals(values, other.values);
    }
}
