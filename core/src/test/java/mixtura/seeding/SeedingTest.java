package mixtura.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the first centroids are, and with what probability.
class SeedingTest {
    private static final Execution ONE_THREAD = Execution.of(1);

    private static final Seeding[] BY_CHANCE = {
        Seeding.kMeansPlusPlus(),
        new KMeansPlusPlus(1),
        Seeding.kMeansParallel(),
        Seeding.randomRows(),
        Seeding.randomPartition()
    };

    private static double[][] choose(Seeding seeding, Rows rows, int k, long seed) {
        return seeding.choose(rows, k, Problems.random(seed), ONE_THREAD);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void centroidsDrawnAreDistinctRowsOfPositiveWeight(long seed) {
        // Values 0 … 5, each many times; 4 and 5 have no weight.
        int[] levels = Problems.random(seed).ints(200, 0, 6).toArray();
        double[][] x = Arrays.stream(levels)
                .mapToObj(level -> new double[] {level, -level})
                .toArray(double[][]::new);
        double[] weights = Arrays.stream(levels)
                .mapToDouble(level -> level < 4 ? 0.5 + level : 0)
                .toArray();
        Rows rows = Rows.of(x).weighted(weights);
        for (Seeding seeding : BY_CHANCE) {
            if (seeding instanceof RandomPartition) continue; // its centroids are means
            for (int k = 1; k <= 4; k++) {
                double[][] centroids = choose(seeding, rows, k, seed);
                Set<Double> chosen = Arrays.stream(centroids).map(c -> c[0]).collect(Collectors.toSet());
                assertThat(chosen).as("%s", seeding).hasSize(k).isSubsetOf(0.0, 1.0, 2.0, 3.0);
                for (double[] centroid : centroids) assertThat(centroid[1]).isEqualTo(-centroid[0]);
            }
        }
    }

    @Test
    void moreCentroidsThanDistinctRowsAreRefused() {
        Rows rows = Rows.of(new double[][] {{0.0, 1}, {-0.0, 1}, {2, 1}, {2, 1}});
        for (Seeding seeding : BY_CHANCE) {
            assertThatThrownBy(() -> choose(seeding, rows, 3, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("only 2 distinct rows");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void theSameSeedChoosesTheSameOnAnyNumberOfThreads(long seed) {
        Rows rows = Rows.of(Problems.clouds(seed, 5000, 3, 4, 2));
        int[] labels = Problems.random(seed).ints(5000, 0, 5).toArray();
        for (Seeding seeding : BY_CHANCE) assertSameOnEightThreads(seeding, rows, seed);
        assertSameOnEightThreads(Seeding.labelMeans(labels), rows, seed);
    }

    private static void assertSameOnEightThreads(Seeding seeding, Rows rows, long seed) {
        assertThat(seeding.choose(rows, 5, Problems.random(seed), Execution.of(8)))
                .as("%s", seeding)
                .isDeepEqualTo(choose(seeding, rows, 5, seed));
    }

    /// Arthur and Vassilvitskii (2007): the first row with probability in proportion to w, the second to w D². A
    /// frequency among 20 000 draws lies within 5 standard deviations of its probability but once in 1.7 million.
    @Test
    void thePlainMethodDrawsRowsInProportionToTheirSquaredDistance() {
        double[] x = {0, 1, 3, 100};
        double[] w = {1, 2, 1, 0};
        Rows rows = Rows.wrap(x, 4, 1).weighted(w);
        int draws = 20_000;
        int[][] count = new int[4][4];
        var random = Problems.random(11);
        for (int i = 0; i < draws; i++) {
            double[][] pair = new KMeansPlusPlus(1).choose(rows, 2, random, ONE_THREAD);
            count[indexOf(x, pair[0][0])][indexOf(x, pair[1][0])]++;
        }
        double total = Arrays.stream(w).sum();
        for (int a = 0; a < 3; a++) {
            double potential = 0;
            for (int n = 0; n < 4; n++) potential += w[n] * (x[n] - x[a]) * (x[n] - x[a]);
            for (int b = 0; b < 4; b++) {
                double p = w[a] / total * w[b] * (x[b] - x[a]) * (x[b] - x[a]) / potential;
                assertThat((double) count[a][b])
                        .as("rows %d, %d", a, b)
                        .isCloseTo(draws * p, within(5 * Math.sqrt(draws * p * (1 - p))));
            }
        }
    }

    private static int indexOf(double[] values, double value) {
        for (int i = 0; i < values.length; i++) if (values[i] == value) return i;
        throw new AssertionError(value + " is no row");
    }

    /// Every row is first with probability 1/3, whatever its weight, as long as it has any.
    @Test
    void randomRowsAreEquallyLikelyWhateverTheirWeight() {
        double[] x = {0, 1, 3, 100};
        Rows rows = Rows.wrap(x, 4, 1).weighted(new double[] {1, 20, 1, 0});
        int draws = 12_000;
        int[] first = new int[4];
        var random = Problems.random(12);
        for (int i = 0; i < draws; i++) {
            first[indexOf(x, new RandomRows().choose(rows, 2, random, ONE_THREAD)[0][0])]++;
        }
        assertThat(first[3]).isZero();
        double deviation = 5 * Math.sqrt(draws * 2 / 9.0);
        for (int n = 0; n < 3; n++) assertThat((double) first[n]).isCloseTo(draws / 3.0, within(deviation));
    }

    /// One of 300 rows is a thousand deviations away: it misses the second draw of the plain method with probability
    /// below 300/10⁶, and being among k = 2 is all but certain.
    @Test
    void aRowFarAwayIsChosen() {
        double[][] x = Problems.clouds(13, 300, 2, 1, 0);
        x[123] = new double[] {1000, 1000};
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Arrays.asList(choose(Seeding.kMeansPlusPlus(), Rows.of(x), 2, seed)))
                    .contains(x[123]);
        }
    }

    /// 200 starts each: a difference of the means that is below 0 only beyond 5 of its standard deviations.
    @Test
    void greedyTrialsLowerTheDistortionOfTheStart() {
        double[][] x = Problems.clouds(14, 400, 2, 8, 4);
        int starts = 200;
        double[] gain = new double[starts];
        for (int i = 0; i < starts; i++) {
            gain[i] = nearest(x, choose(new KMeansPlusPlus(1), Rows.of(x), 8, i))
                    - nearest(x, choose(Seeding.kMeansPlusPlus(), Rows.of(x), 8, 1000 + i));
        }
        double mean = Arrays.stream(gain).average().orElseThrow();
        double variance = Arrays.stream(gain).map(g -> (g - mean) * (g - mean)).sum() / (starts - 1);
        assertThat(mean).isGreaterThan(5 * Math.sqrt(variance / starts));
    }

    /// Bahmani et al. (2012), table 2: as good as k-means++. Over 60 starts the mean distortions differ by less
    /// than a tenth, five of its standard deviations.
    @Test
    void candidatesOfAFewRoundsAreAsGoodAsOneAtATime() {
        double[][] x = Problems.clouds(17, 1500, 2, 20, 5);
        double ratio = 0;
        for (int i = 0; i < 60; i++) {
            ratio += nearest(x, choose(Seeding.kMeansParallel(), Rows.of(x), 20, i))
                    / 60
                    / nearest(x, choose(Seeding.kMeansPlusPlus(), Rows.of(x), 20, 1000 + i));
        }
        assertThat(ratio).isBetween(0.8, 1.15);
    }

    /// With less than one candidate expected in a round, rounds go on until there are k.
    @Test
    void thereAreAsManyCandidatesAsCentroidsHoweverFewARoundDraws() {
        double[][] x = Problems.clouds(18, 300, 2, 3, 1);
        double[][] chosen = new KMeansParallel(1, 0.01).choose(Rows.of(x), 30, Problems.random(1), ONE_THREAD);
        assertThat(Arrays.stream(chosen).map(row -> row[0]).distinct().count()).isEqualTo(30);
    }

    private static double nearest(double[][] x, double[][] centroids) {
        return Arrays.stream(x)
                .mapToDouble(row -> Arrays.stream(centroids)
                        .mapToDouble(c -> Math.pow(row[0] - c[0], 2) + Math.pow(row[1] - c[1], 2))
                        .min()
                        .orElseThrow())
                .sum();
    }

    /// A group has about n / k rows, so its mean lies within 6 standard errors of the mean of all.
    @Test
    void theMeansOfARandomPartitionLieNearTheMean() {
        double[][] x = Problems.clouds(15, 4000, 1, 1, 0);
        double mean = Arrays.stream(x).mapToDouble(row -> row[0]).average().orElseThrow();
        double variance =
                Arrays.stream(x).mapToDouble(row -> Math.pow(row[0] - mean, 2)).sum() / 4000;
        for (double[] centroid : choose(Seeding.randomPartition(), Rows.of(x), 4, 3)) {
            assertThat(centroid[0]).isCloseTo(mean, within(6 * Math.sqrt(variance / 900)));
        }
    }

    @Test
    void rowsOfNoWeightHaveNoPartInARandomPartition() {
        double[][] x = Problems.clouds(16, 40, 2, 2, 1);
        double[] weights = new double[40];
        Arrays.fill(weights, 0, 10, 1);
        double[][] other = Problems.map(x, v -> v);
        for (int n = 10; n < 40; n++) Arrays.fill(other[n], 1e9);
        for (long seed = 0; seed < 20; seed++) { // with 10 rows in 5 groups some are empty now and then
            assertThat(choose(Seeding.randomPartition(), Rows.of(other).weighted(weights), 5, seed))
                    .isDeepEqualTo(choose(Seeding.randomPartition(), Rows.of(x).weighted(weights), 5, seed));
        }
    }

    @Test
    void labelMeansAreTheMeansOfTheClasses() {
        Rows rows = Rows.of(new double[][] {{0, 1}, {10, 20}, {2, 5}, {99, 99}, {20, 30}})
                .weighted(new double[] {1, 1, 3, 5, 1});
        int[] labels = {0, 1, 0, -1, 1};
        assertThat(choose(Seeding.labelMeans(labels), rows, 2, 0)).isDeepEqualTo(new double[][] {{1.5, 4}, {15, 25}});
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        Rows rows = Rows.of(new double[][] {{0}, {1}, {2}});
        assertThatThrownBy(() -> choose(Seeding.labelMeans(new int[] {0, 2, 0}), rows, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the label 1");
        assertThatThrownBy(() -> choose(Seeding.labelMeans(new int[] {0, 1, 2}), rows, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 3 has the label 2")
                .hasMessageContaining("k = 2");
        assertThatThrownBy(() -> choose(Seeding.labelMeans(new int[] {0, 1}), rows, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 labels for 3 rows");
        assertThatThrownBy(() ->
                        choose(Seeding.labelMeans(new int[] {0, 1, 1}), rows.weighted(new double[] {0, 1, 1}), 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive weight")
                .hasMessageContaining("label 0");
    }

    @Test
    void givenCentroidsThatDoNotFitAreRefused() {
        Rows rows = Rows.of(new double[][] {{0, 0}, {1, 1}, {2, 2}});
        assertThatThrownBy(() -> choose(Seeding.given(new double[][] {{0, 0}}), rows, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k is 2");
        assertThatThrownBy(() -> choose(Seeding.given(new double[][] {{0, 0}, {1}}), rows, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("centroid 2 has 1 values")
                .hasMessageContaining("2 columns");
        assertThatThrownBy(() -> Seeding.given(new double[][] {{0, Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("centroid 1")
                .hasMessageContaining("column 2");
    }

    @Test
    void givenCentroidsAreReturnedAsTheyAre() {
        double[][] given = {{5, 6}, {-1, 0.1}};
        Seeding seeding = Seeding.given(given);
        given[0][0] = 77; // the start has its own copy
        assertThat(choose(seeding, Rows.of(new double[][] {{0, 0}, {1, 1}}), 2, 0))
                .isDeepEqualTo(new double[][] {{5, 6}, {-1, 0.1}});
    }
}
