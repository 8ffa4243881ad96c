package mixtura.evaluate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mixtura.data.Rows;

/// Seeded random labels and rows for the tests of this package.
final class Problems {
    private Problems() {}

    static int[] labels(int n, int k, long seed) {
        return new Random(seed).ints(n, 0, k).toArray();
    }

    /// Labels that agree with others on about this share of the rows.
    static int[] noisy(int[] labels, int k, double agreement, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(labels)
                .map(label -> random.nextDouble() < agreement ? label : random.nextInt(k))
                .toArray();
    }

    static int[] permutation(int n, long seed) {
        Random random = new Random(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    static int[] reordered(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    /// Rows about a centre that depends on the label; every value is a multiple of 2⁻¹⁰.
    static double[][] rows(int[] labels, int dimension, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[labels.length][dimension];
        for (int n = 0; n < labels.length; n++) {
            for (int j = 0; j < dimension; j++) {
                double centre = 3 * Math.sin(1.7 * labels[n] + j);
                rows[n][j] = Math.rint((centre + random.nextGaussian()) * 1024) / 1024;
            }
        }
        return rows;
    }

    static double[][] mapped(double[][] rows, DoubleUnaryOperator f) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(f).toArray())
                .toArray(double[][]::new);
    }

    /// Row n as often as its whole weight says.
    static Rows repeated(double[][] rows, int[] times) {
        return Rows.of(
                Arrays.stream(repeatedIndices(times)).mapToObj(n -> rows[n]).toArray(double[][]::new));
    }

    static int[] repeated(int[] labels, int[] times) {
        return Arrays.stream(repeatedIndices(times)).map(n -> labels[n]).toArray();
    }

    private static int[] repeatedIndices(int[] times) {
        return IntStream.range(0, times.length)
                .flatMap(n -> IntStream.generate(() -> n).limit(times[n]))
                .toArray();
    }

    static double[] toDouble(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
