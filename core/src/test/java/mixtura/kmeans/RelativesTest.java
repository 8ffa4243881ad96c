package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all relatives of k-means promise, over random problems.
class RelativesTest {
    /// Sums of some hundred terms, in any order, and their square roots.
    private static final double ROUNDING = 1e-10;

    private static final int K = 4;

    /// A relative of k-means, and its distance from the definition.
    enum Relative {
        MEDIANS(o -> o.withGeometry(Geometry.MANHATTAN)),
        SPHERICAL(o -> o.withGeometry(Geometry.COSINE)),
        TRIMMED(o -> o.withTrim(0.1)),
        TRIMMED_MEDIANS(o -> o.withTrim(0.1).withGeometry(Geometry.MANHATTAN)),
        TRIMMED_SPHERICAL(o -> o.withTrim(0.1).withGeometry(Geometry.COSINE)),
        FUZZY(o -> o.withFuzzifier(2).withTolerance(1e-9)),
        FUZZIER(o -> o.withFuzzifier(3.5).withTolerance(1e-9));

        private final UnaryOperator<KMeansOptions> change;

        Relative(UnaryOperator<KMeansOptions> change) {
            this.change = change;
        }

        Fit<KMeansModel> fit(Rows rows, KMeansOptions options) {
            return KMeans.fit(rows, change.apply(options));
        }

        private double distance(double[] x, double[] c) {
            double sum = 0;
            double xx = 0;
            double cc = 0;
            for (int j = 0; j < x.length; j++) {
                double difference = Math.abs(x[j] - c[j]);
                switch (this) {
                    case MEDIANS, TRIMMED_MEDIANS -> sum += difference;
                    case SPHERICAL, TRIMMED_SPHERICAL -> sum += x[j] * c[j];
                    case TRIMMED, FUZZY, FUZZIER -> sum += difference * difference;
                }
                xx += x[j] * x[j];
                cc += c[j] * c[j];
            }
            return this == SPHERICAL || this == TRIMMED_SPHERICAL ? 1 - sum / Math.sqrt(xx * cc) : sum;
        }

        /// The objective, from its definition.
        double objective(double[][] x, double[] weights, double[][] centroids) {
            if (this == FUZZY || this == FUZZIER) return fuzzy(x, weights, centroids, this == FUZZY ? 2 : 3.5);
            double[] nearest = Arrays.stream(x)
                    .mapToDouble(row -> Arrays.stream(centroids)
                            .mapToDouble(c -> distance(row, c))
                            .min()
                            .orElseThrow())
                    .toArray();
            boolean trims = this == TRIMMED || this == TRIMMED_MEDIANS || this == TRIMMED_SPHERICAL;
            double left = Arrays.stream(weights).sum() * (trims ? 0.9 : 1);
            double sum = 0;
            int[] order = IntStream.range(0, x.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(nearest[a], nearest[b]))
                    .mapToInt(n -> n)
                    .toArray();
            for (int n : order) {
                double counted = Math.min(left, weights[n]);
                sum += counted * nearest[n];
                left -= counted;
            }
            return sum;
        }

        private double fuzzy(double[][] x, double[] weights, double[][] centroids, double m) {
            double sum = 0;
            for (int n = 0; n < x.length; n++) {
                for (double[] c : centroids) {
                    double inverse = 0;
                    for (double[] other : centroids) {
                        inverse += Math.pow(distance(x[n], c) / distance(x[n], other), 1 / (m - 1));
                    }
                    sum += weights[n] * Math.pow(1 / inverse, m) * distance(x[n], c);
                }
            }
            return sum;
        }
    }

    private static double[][] problem(long seed) {
        int d = new int[] {2, 3, 8, 17}[(int) (seed % 4)];
        return Problems.clouds(seed, 300, d, K, 2);
    }

    private static void assertEqualBits(Fit<KMeansModel> a, Fit<KMeansModel> b) {
        assertThat(a.model().centroids()).isDeepEqualTo(b.model().centroids());
        assertThat(a.model().mass()).containsExactly(b.model().mass());
        assertThat(a.model().cutoff()).isEqualTo(b.model().cutoff());
        assertThat(a.trace()).isEqualTo(b.trace());
    }

    private static KMeansOptions from(double[][] start) {
        return KMeansProblems.from(start);
    }

    @ParameterizedTest
    @EnumSource
    void theObjectiveNeverRisesAndIsThatOfTheModel(Relative relative) {
        for (long seed = 0; seed < 8; seed++) {
            double[][] x = problem(seed);
            for (Seeding start :
                    new Seeding[] {Seeding.kMeansPlusPlus(), Seeding.randomRows(), Seeding.randomPartition()}) {
                var fit = relative.fit(
                        Rows.of(x), KMeansOptions.of(K).withStart(start).withSeed(seed));
                for (int t = 1; t < fit.trace().size(); t++) {
                    double before = fit.trace().get(t - 1).objective();
                    assertThat(fit.trace().get(t).objective())
                            .as("%s, iteration %d", start, t)
                            .isLessThanOrEqualTo(before * (1 + 1e-13));
                }
                assertThat(fit.certificate().monotone()).isTrue();
                assertThat(fit.converged()).isTrue();
                double expected = relative.objective(
                        x, KMeansProblems.ones(x.length), fit.model().centroids());
                assertThat(fit.objective()).isCloseTo(expected, within(ROUNDING * expected));
                assertThat(fit.model().distortion(Rows.of(x))).isCloseTo(expected, within(ROUNDING * expected));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneTwoAndEightThreadsAndAFileGiveTheSameBits(Relative relative, @TempDir Path folder) throws IOException {
        double[][] x = Problems.clouds(3, 5000, 3, 5, 2);
        KMeansOptions options = KMeansOptions.of(6).withRestarts(2).withMaxIterations(12);
        var one = relative.fit(Rows.of(x), options.withThreads(1));
        assertEqualBits(relative.fit(Rows.of(x), options.withThreads(2)), one);
        assertEqualBits(relative.fit(Rows.of(x), options.withThreads(8)), one);
        Npy.write(folder.resolve("x.npy"), KMeansProblems.flat(x), x.length, 3);
        assertEqualBits(relative.fit(Npy.map(folder.resolve("x.npy")), options), one);
    }

    /// Trimmed rows too: the share is of the weight, and the row at the cutoff counts in part.
    @ParameterizedTest
    @EnumSource
    void aRowOfWeightTwoIsTheRowTwiceAndWeightZeroIsAbsence(Relative relative) {
        for (long seed = 0; seed < 5; seed++) {
            double[][] x = problem(seed);
            int[] times = Problems.random(seed).ints(x.length, 0, 4).toArray();
            double[] weights = Arrays.stream(times).asDoubleStream().toArray();
            double[][] repeated = IntStream.range(0, x.length)
                    .boxed()
                    .flatMap(n -> IntStream.range(0, times[n]).mapToObj(copy -> x[n]))
                    .toArray(double[][]::new);
            KMeansOptions options = from(Problems.first(x, K)).withMaxIterations(10);
            var weighted = relative.fit(Rows.of(x).weighted(weights), options);
            var plain = relative.fit(Rows.of(repeated), options);
            assertThat(weighted.iterations()).isEqualTo(plain.iterations());
            assertThat(weighted.objective()).isCloseTo(plain.objective(), within(ROUNDING * plain.objective()));
            for (int k = 0; k < K; k++) {
                for (int j = 0; j < x[0].length; j++) {
                    assertThat(weighted.model().centroids()[k][j])
                            .isCloseTo(plain.model().centroids()[k][j], within(1e-10));
                }
                assertThat(weighted.model().mass()[k]).isCloseTo(plain.model().mass()[k], within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFitOfSeveralStartsIsTheBestOfThemAndASwappedStartSwapsTheClusters(Relative relative) {
        double[][] x = problem(6);
        Rows rows = Rows.of(x);
        KMeansOptions options = KMeansOptions.of(5).withStart(Seeding.randomRows());
        var fit = relative.fit(rows, options.withRestarts(4));
        assertThat(fit.objective())
                .isEqualTo(Arrays.stream(fit.certificate().restartObjectives())
                        .min()
                        .orElseThrow());
        double[][] start = Problems.first(x, K);
        double[][] swapped = {start[2], start[1], start[0], start[3]};
        double[][] a = relative.fit(rows, from(start)).model().centroids();
        double[][] b = relative.fit(rows, from(swapped)).model().centroids();
        for (int j = 0; j < a[0].length; j++) {
            assertThat(b[0][j]).isCloseTo(a[2][j], within(1e-6));
            assertThat(b[2][j]).isCloseTo(a[0][j], within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesTimesAPowerOfTwoGiveTheCentroidsTimesIt(Relative relative) {
        double[][] x = problem(1);
        double[][] huge = Problems.map(x, v -> Math.scalb(v, 300));
        var fit = relative.fit(Rows.of(x), from(Problems.first(x, K)).withMaxIterations(8));
        var scaled = relative.fit(Rows.of(huge), from(Problems.first(huge, K)).withMaxIterations(8));
        assertThat(scaled.model().predict(Rows.of(huge)))
                .containsExactly(fit.model().predict(Rows.of(x)));
        boolean directions = fit.model().geometry() == Geometry.COSINE;
        for (int k = 0; k < K; k++) {
            for (int j = 0; j < x[0].length; j++) {
                double expected = fit.model().centroids()[k][j];
                assertThat(
                                directions
                                        ? scaled.model().centroids()[k][j]
                                        : Math.scalb(scaled.model().centroids()[k][j], -300))
                        .isCloseTo(expected, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEDIANS", "TRIMMED", "FUZZY"})
    void aStartFromLabelsBeginsAtTheMeansOfTheClasses(Relative relative) {
        double[][] x = problem(1);
        int[] labels = IntStream.range(0, x.length).map(n -> n % K).toArray();
        double[][] means = new double[K][x[0].length];
        for (int n = 0; n < x.length; n++) {
            for (int j = 0; j < x[0].length; j++) means[n % K][j] += x[n][j] * K / x.length;
        }
        double expected = relative.objective(x, KMeansProblems.ones(x.length), means);
        var fit = relative.fit(Rows.of(x), KMeansOptions.of(K).withStart(Seeding.labelMeans(labels)));
        assertThat(fit.trace().getFirst().objective()).isCloseTo(expected, within(1e-9 * expected));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyClusterIsFilledOrKeepsAShare(Relative relative) {
        double[][] x = Problems.clouds(9, 200, 2, 2, 3);
        double[][] start = {x[0], x[1], {-1e6, -1e6}};
        var fit = relative.fit(Rows.of(x), from(start));
        assertThat(fit.model().mass()).doesNotContain(0);
        assertThat(fit.certificate().monotone()).isTrue();
    }

    /// Bins of medians: a midpoint where the number of rows is even.
    @Test
    void oneClusterIsTheMedianTheMeanDirectionOrTheMean() {
        double[][] x = {{1, 10}, {2, 30}, {4, 20}, {9, 90}};
        Rows rows = Rows.of(x);
        assertThat(Relative.MEDIANS.fit(rows, KMeansOptions.of(1)).model().centroids())
                .isDeepEqualTo(new double[][] {{3, 25}});
        assertThat(Relative.MEDIANS
                        .fit(rows.weighted(new double[] {1, 1, 1, 0}), KMeansOptions.of(1))
                        .model()
                        .centroids())
                .isDeepEqualTo(new double[][] {{2, 20}});
        double[] direction = new double[2];
        for (double[] row : x) {
            for (int j = 0; j < 2; j++) direction[j] += row[j] / Math.hypot(row[0], row[1]);
        }
        double length = Math.hypot(direction[0], direction[1]);
        double[] found =
                Relative.SPHERICAL.fit(rows, KMeansOptions.of(1)).model().centroids()[0];
        assertThat(found[0]).isCloseTo(direction[0] / length, within(1e-14));
        assertThat(found[1]).isCloseTo(direction[1] / length, within(1e-14));
        assertThat(Relative.FUZZY.fit(rows, KMeansOptions.of(1)).model().centroids())
                .isDeepEqualTo(new double[][] {{4, 37.5}});
    }

    /// The best clusters of numbers are intervals; the best trimmed ones leave numbers out at the ends and between.
    @ParameterizedTest
    @EnumSource(names = {"MEDIANS", "TRIMMED", "TRIMMED_MEDIANS"})
    void theBestOfAllPairsOfRowsIsTheBestOfAllPartitions(Relative relative) {
        for (long seed = 0; seed < 3; seed++) {
            double[] x = Problems.random(seed).doubles(10).toArray();
            double best = Double.POSITIVE_INFINITY;
            boolean squares = relative == Relative.TRIMMED;
            for (int code = 0; code < Math.pow(3, x.length); code++) {
                best = Math.min(best, cost(x, code, squares, relative == Relative.MEDIANS ? 0 : 1));
            }
            double found = Double.POSITIVE_INFINITY;
            for (double a : x) {
                for (double b : x) {
                    if (a < b) {
                        var fit = relative.fit(Rows.wrap(x, x.length, 1), from(new double[][] {{a}, {b}}));
                        found = Math.min(found, fit.objective());
                    }
                }
            }
            assertThat(found).isCloseTo(best, within(1e-12));
        }
    }

    /// The cost of the partition whose digits in base 3 are clusters, 2 for rows left out; infinite if there are not
    /// as many of these as there should be.
    private static double cost(double[] x, int code, boolean squares, int leftOut) {
        double[][] clusters = new double[3][0];
        for (double value : x) {
            int c = code % 3;
            code /= 3;
            clusters[c] = Arrays.copyOf(clusters[c], clusters[c].length + 1);
            clusters[c][clusters[c].length - 1] = value;
        }
        if (clusters[2].length != leftOut) return Double.POSITIVE_INFINITY;
        double cost = 0;
        for (int c = 0; c < 2; c++) {
            double[] values = clusters[c];
            if (values.length == 0) return Double.POSITIVE_INFINITY;
            Arrays.sort(values);
            double centre = squares ? Arrays.stream(values).average().orElseThrow() : values[values.length / 2];
            cost += Arrays.stream(values)
                    .map(v -> squares ? (v - centre) * (v - centre) : Math.abs(v - centre))
                    .sum();
        }
        return cost;
    }

    @Test
    void aRowOfZerosHasNoAngleAndIsNamed() {
        Rows rows = Rows.of(new double[][] {{1, 2}, {3, -1}, {0, 0}, {1, 1}});
        assertThatThrownBy(() -> KMeans.fit(rows, KMeansOptions.of(2).withGeometry(Geometry.COSINE)))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.row()).hasValue(3))
                .hasMessageContaining("row 3");
        KMeansModel model = KMeansModel.of(new double[][] {{1, 0}}, new double[] {1}, List.of("x1", "x2"))
                .withGeometry(Geometry.COSINE);
        assertThatThrownBy(() -> model.predict(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 3");
        assertThatThrownBy(() -> model.predict(Rows.of(new double[][] {{1, 2}, {3, Double.NaN}})))
                .hasMessageContaining("row 2")
                .hasMessageContaining("x2");
    }

    @Test
    void rowsTimesPositiveNumbersHaveTheSameDirections() {
        double[][] x = problem(2);
        double[][] longer = IntStream.range(0, x.length)
                .mapToObj(n -> Arrays.stream(x[n]).map(v -> v * (1 << n % 20)).toArray())
                .toArray(double[][]::new);
        KMeansOptions options = KMeansOptions.of(K).withGeometry(Geometry.COSINE);
        assertEqualBits(KMeans.fit(Rows.of(longer), options), KMeans.fit(Rows.of(x), options));
    }
}
