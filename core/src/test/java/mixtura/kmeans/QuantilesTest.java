package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import mixtura.data.Execution;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quantiles of bins are the quantiles of sorted values, to the bit.
class QuantilesTest {
    /// Column j of rows whose first column names a group is the sample group · (d − 1) + j − 1.
    private static final class Grouped implements QuantileSource {
        private final int d;
        private final double[] values;
        private RowBlock block;

        Grouped(int d) {
            this.d = d;
            block = new RowBlock(d);
            values = new double[Execution.DEFAULT_BLOCK_ROWS * (d - 1)];
        }

        @Override
        public void read(RowBlock next) {
            block = next;
            for (int n = 0; n < next.rowCount(); n++) {
                System.arraycopy(next.values(), next.offset() + n * d + 1, values, n * (d - 1), d - 1);
            }
        }

        @Override
        public double[] values() {
            return values;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int width() {
            return d - 1;
        }

        @Override
        public int firstSample(int n) {
            return (int) block.values()[block.offset() + n * d] * (d - 1);
        }

        @Override
        public double weight(int n) {
            return block.weight(n);
        }
    }

    private static void assertQuantiles(double[][] rows, double[] weights, int groups, double share) {
        int d = rows[0].length;
        Rows weighted = Rows.of(rows).weighted(weights);
        int samples = groups * (d - 1);
        Quantiles quantiles = Quantiles.of(weighted, () -> new Grouped(d), samples, share, Execution.of(2));
        assertQuantiles(quantiles, rows, weights, groups, share);
        assertQuantiles(
                Quantiles.near(quantiles, weighted, () -> new Grouped(d), Execution.of(2)),
                rows,
                weights,
                groups,
                share);
        // Known of other samples, it is of no use, and does no harm.
        Rows elsewhere = Rows.of(Problems.map(rows, v -> v == Math.rint(v) && v >= 0 && v < groups ? v : v + 3));
        Quantiles other = Quantiles.of(elsewhere, () -> new Grouped(d), samples, share, Execution.of(2));
        assertQuantiles(
                Quantiles.near(other, weighted, () -> new Grouped(d), Execution.of(2)), rows, weights, groups, share);
    }

    private static void assertQuantiles(
            Quantiles quantiles, double[][] rows, double[] weights, int groups, double share) {
        int d = rows[0].length;
        for (int g = 0; g < groups; g++) {
            for (int j = 1; j < d; j++) {
                int sample = g * (d - 1) + j - 1;
                int group = g;
                int column = j;
                Integer[] order = java.util.stream.IntStream.range(0, rows.length)
                        .filter(n -> rows[n][0] == group && weights[n] > 0)
                        .boxed()
                        .sorted((a, b) -> Double.compare(rows[a][column], rows[b][column]))
                        .toArray(Integer[]::new);
                double mass = Arrays.stream(order).mapToDouble(n -> weights[n]).sum();
                assertThat(quantiles.mass(sample)).isEqualTo(mass);
                if (order.length == 0) continue;
                double sum = 0;
                double lower = Double.NaN;
                double upper = rows[order[order.length - 1]][j];
                for (int n : order) {
                    sum += weights[n];
                    if (Double.isNaN(lower) && sum >= share * mass) lower = rows[n][j];
                    if (sum > share * mass) {
                        upper = rows[n][j];
                        break;
                    }
                }
                assertThat(quantiles.lower(sample)).isEqualTo(lower);
                assertThat(quantiles.upper(sample)).isEqualTo(upper);
            }
        }
    }

    private static double[][] rows(
            int count, int d, int groups, java.util.random.RandomGenerator random, DoubleSupplier value) {
        double[][] rows = new double[count][d];
        for (double[] row : rows) {
            row[0] = random.nextInt(groups);
            for (int j = 1; j < d; j++) row[j] = value.getAsDouble();
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "2, 0, 0.5", "7, 2, 0.5", "1000, 3, 0.5", "1001, 4, 0.5", "3000, 5, 0.95", "3000, 6, 1.0"})
    void ofContinuousValues(int count, long seed, double share) {
        var random = Problems.random(seed);
        double[][] x = rows(count, 4, 3, random, random::nextGaussian);
        assertQuantiles(x, KMeansProblems.ones(count), 3, share);
        double[] weights = random.doubles(count).map(v -> Math.rint(4 * v)).toArray();
        assertQuantiles(x, weights, 3, share);
    }

    /// Both middle values of an even number count, and many are equal.
    @ParameterizedTest
    @CsvSource({"10, 1", "100, 2", "4000, 3", "4000, 4"})
    void ofFewDistinctValues(int count, long seed) {
        var random = Problems.random(seed);
        double[][] x = rows(count, 3, 2, random, () -> random.nextInt(4));
        assertQuantiles(x, KMeansProblems.ones(count), 2, 0.5);
    }

    /// Bins of equal width would need a thousand walks.
    @Test
    void ofValuesOfEverySizeAndSign() {
        var random = Problems.random(1);
        double[][] x =
                rows(2000, 3, 2, random, () -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(1200) - 600));
        assertQuantiles(x, KMeansProblems.ones(2000), 2, 0.5);
    }
}
