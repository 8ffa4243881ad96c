package mixtura.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever rows are passed over on the way, greedy k-means++ chooses what it would choose if every distance
/// were worked out.
class GreedyChoiceTest {
    /// With that many rows, more work than is left to the scalar kernels.
    private static final int K = 60;

    /// Rows, weights and the number of trials.
    record Case(String name, Rows rows, int trials) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        double[][] clouds = Problems.clouds(1, 13_000, 7, 12, 6);
        double[][] wide = Problems.clouds(2, 2000, 65, 5, 1);
        double[][] whole = Problems.map(clouds, Math::rint); // many equal rows, and sums without rounding
        double[][] apart = Problems.clouds(5, 13_000, 7, 12, 6); // farther than bf16 tells rows of a group apart
        for (int n = 0; n < apart.length; n += 2) for (int j = 0; j < apart[n].length; j++) apart[n][j] += 3e4;
        double[] weights = Problems.random(3).doubles(13_000, 0, 3).toArray();
        Arrays.fill(weights, 0, 3000, 0);
        return Stream.of(
                new Case("double", Rows.of(clouds), 6),
                new Case("float", floats(clouds), 6),
                new Case("float, odd number of columns", floats(wide), 5),
                new Case("one trial", floats(wide), 1),
                new Case("more trials than lanes", floats(clouds), 19),
                new Case("more trials than marks", floats(clouds), 40),
                new Case("weighted", floats(clouds).weighted(weights), 6),
                new Case("weighted, double", Rows.of(clouds).weighted(weights), 6),
                new Case("equal rows", floats(whole), 7),
                new Case("two groups far from each other", floats(apart), 6),
                new Case("two groups far from each other, double", Rows.of(apart), 6),
                new Case("far from 0", floats(Problems.map(clouds, x -> x + 1e6)), 6),
                new Case("very far from 0", Rows.of(Problems.map(clouds, x -> x + 1e13)), 6),
                new Case("large numbers", floats(Problems.map(clouds, x -> x * 1e25)), 6),
                new Case("small numbers", floats(Problems.map(clouds, x -> x * 1e-25)), 6),
                new Case("huge numbers", Rows.of(Problems.map(clouds, x -> x * 1e145)), 6));
    }

    private static Rows floats(double[][] x) {
        float[] values = new float[x.length * x[0].length];
        int at = 0;
        for (double[] row : x) for (double value : row) values[at++] = (float) value;
        return Rows.wrap(values, x.length, x[0].length);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itChoosesWhatAllDistancesChoose(Case some) {
        double[][] chosen = new KMeansPlusPlus(some.trials).choose(some.rows, K, Problems.random(4), Execution.of(1));
        assertThat(chosen).isDeepEqualTo(byAllDistances(some.rows, some.trials, Problems.random(4)));
        assertThat(new KMeansPlusPlus(some.trials).choose(some.rows, K, Problems.random(4), Execution.of(8)))
                .isDeepEqualTo(chosen);
    }

    /// Arthur and Vassilvitskii (2007), section 6, word for word.
    private static double[][] byAllDistances(Rows rows, int trials, RandomGenerator random) {
        double[][] x = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < x.length; n++) rows.copyRow(n, x[n]);
        double[] cost = new double[x.length];
        Arrays.setAll(cost, rows::weight);
        List<double[]> chosen = new ArrayList<>();
        chosen.add(x[draw(cost, random)]);
        Arrays.setAll(cost, n -> rows.weight(n) * squaredDistance(x[n], chosen.getFirst()));
        while (chosen.size() < K) {
            double[] best = x[0];
            double most = -1;
            double[][] tried = new double[trials][];
            for (int t = 0; t < trials; t++) tried[t] = x[draw(cost, random)];
            for (double[] candidate : tried) {
                double gain = 0;
                for (int n = 0; n < x.length; n++) {
                    gain += Math.max(0, cost[n] - rows.weight(n) * squaredDistance(x[n], candidate));
                }
                if (gain > most) best = candidate;
                most = Math.max(gain, most);
            }
            chosen.add(best);
            for (int n = 0; n < x.length; n++) {
                cost[n] = Math.min(cost[n], rows.weight(n) * squaredDistance(x[n], best));
            }
        }
        return chosen.toArray(double[][]::new);
    }

    private static int draw(double[] cost, RandomGenerator random) {
        double at = random.nextDouble() * Arrays.stream(cost).sum();
        double sum = 0;
        for (int n = 0; n < cost.length; n++) {
            sum += cost[n];
            if (sum > at) return n;
        }
        throw new AssertionError("rounding");
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }
}
