package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianTheoremsTest {
    private static MixtureOptions from(double[][] means, Covariance covariance) {
        return MixtureOptions.of(means.length)
                .withStart(Start.means(means))
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withTolerance(0)
                .withMaxIterations(15);
    }

    private static java.util.stream.Stream<Arguments> seedsAndStructures() {
        return LongStream.range(0, 5)
                .boxed()
                .flatMap(seed -> Arrays.stream(Covariance.values()).map(c -> Arguments.of(seed, c)));
    }

    /// Dempster, Laird and Rubin (1977), theorem 1.
    @ParameterizedTest
    @MethodSource("seedsAndStructures")
    void theLogLikelihoodNeverFalls(long seed, Covariance covariance) {
        double[][] x = Problems.clouds(seed, 400, 3, 4, 2);
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(x), from(Problems.first(x, 4), covariance).withMaxIterations(100));
        var trace = fit.trace();
        for (int t = 1; t < trace.size(); t++) {
            assertThat(trace.get(t).objective())
                    .as("iteration %d", t)
                    .isGreaterThanOrEqualTo(trace.get(t - 1).objective()
                            - 1e-9 * Math.abs(trace.get(t).objective()));
        }
        assertThat(fit.certificate().monotone()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void theObjectiveReportedBelongsToTheModelReturned(Covariance covariance) {
        double[][] x = Problems.clouds(7, 300, 2, 3, 3);
        Rows rows = Rows.of(x);
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, from(Problems.first(x, 3), covariance));
        assertThat(fit.model().logLikelihood(rows))
                .isCloseTo(fit.objective(), offset(1e-10 * Math.abs(fit.objective())));
        double sum = Arrays.stream(fit.model().logDensity(rows)).sum();
        assertThat(sum).isCloseTo(fit.objective(), offset(1e-10 * Math.abs(fit.objective())));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void responsibilitiesAddUpToOne(Covariance covariance) {
        double[][] x = Problems.clouds(8, 200, 4, 3, 4);
        var model = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 3), covariance))
                .model();
        x[0] = new double[] {1e9, -1e9, 1e9, 0}; // far from every component
        for (double[] r : model.responsibilities(Rows.of(x))) {
            assertThat(Arrays.stream(r).sum()).isCloseTo(1, offset(1e-12));
            assertThat(r).doesNotContain(Double.NaN);
        }
    }

    @Test
    void oneComponentIsTheSampleMeanAndCovariance() {
        double[][] x = Problems.clouds(3, 50, 3, 2, 1);
        var model = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 1), Covariance.FULL))
                .model();
        for (int i = 0; i < 3; i++) {
            int a = i;
            double mean = Arrays.stream(x).mapToDouble(row -> row[a]).average().orElseThrow();
            assertThat(model.means()[0][a]).isCloseTo(mean, offset(1e-12));
            for (int j = 0; j < 3; j++) {
                int b = j;
                double other =
                        Arrays.stream(x).mapToDouble(row -> row[b]).average().orElseThrow();
                double covariance = Arrays.stream(x)
                        .mapToDouble(row -> (row[a] - mean) * (row[b] - other))
                        .average()
                        .orElseThrow();
                assertThat(model.covariance(0)[i][j]).isCloseTo(covariance, offset(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void rowsShiftedFarAwayGiveParametersShiftedLikewise(Covariance covariance) {
        double[][] x = Problems.map(Problems.clouds(11, 300, 3, 3, 3), v -> Math.rint(v * 1024) / 1024);
        double shift = 0x1p27;
        double[][] shifted = Problems.map(x, v -> v + shift);
        var here = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 3), covariance))
                .model();
        var there = GaussianMixture.fit(Rows.of(shifted), from(Problems.first(shifted, 3), covariance))
                .model();
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 3; i++) {
                double sd = deviation(x, i);
                assertThat(there.means()[k][i] - shift).isCloseTo(here.means()[k][i], offset(1e-7 * sd));
                for (int j = 0; j < 3; j++) {
                    assertThat(there.covariance(k)[i][j]).isCloseTo(here.covariance(k)[i][j], offset(1e-7 * sd * sd));
                }
            }
        }
    }

    private static double deviation(double[][] x, int j) {
        double mean = Arrays.stream(x).mapToDouble(row -> row[j]).average().orElseThrow();
        return Math.sqrt(Arrays.stream(x)
                .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void scalingByAPowerOfTwoChangesNoLabelAndNoResponsibility(Covariance covariance) {
        double[][] x = Problems.clouds(12, 250, 3, 3, 2);
        double[][] expected = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 3), covariance))
                .model()
                .responsibilities(Rows.of(x));
        for (int exponent : new int[] {-400, 400}) {
            double scale = Math.scalb(1.0, exponent);
            double[][] scaled = Problems.map(x, v -> v * scale);
            double[][] r = GaussianMixture.fit(Rows.of(scaled), from(Problems.first(scaled, 3), covariance))
                    .model()
                    .responsibilities(Rows.of(scaled));
            for (int n = 0; n < x.length; n++) {
                for (int k = 0; k < 3; k++) assertThat(r[n][k]).isCloseTo(expected[n][k], offset(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void atTheEdgesOfTheDoubleRangeTheLogLikelihoodIsShiftedByTheLogScale(Covariance covariance) {
        double[][] x = Problems.clouds(13, 200, 2, 2, 3);
        double here = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 2), covariance))
                .objective();
        for (double scale : new double[] {1e150, 1e-150}) {
            double[][] scaled = Problems.map(x, v -> v * scale);
            var fit = GaussianMixture.fit(Rows.of(scaled), from(Problems.first(scaled, 2), covariance));
            double expected = here - 200 * 2 * Math.log(scale);
            assertThat(fit.objective()).isCloseTo(expected, offset(1e-9 * Math.abs(expected)));
            assertThat(fit.model().responsibilities(Rows.of(scaled))[0]).doesNotContain(Double.NaN);
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aRowOfWeightTwoIsTheRowTwiceAndOfWeightZeroItsAbsence(Covariance covariance) {
        double[][] x = Problems.clouds(14, 120, 2, 3, 2);
        double[] weights = IntStream.range(0, 120).mapToDouble(n -> n % 3).toArray();
        double[][] repeated = IntStream.range(0, 120)
                .boxed()
                .flatMap(n -> IntStream.range(0, n % 3).mapToObj(i -> x[n]))
                .toArray(double[][]::new);
        var options = from(Problems.first(x, 3), covariance);
        var weighted = GaussianMixture.fit(Rows.of(x).weighted(weights), options);
        var plain = GaussianMixture.fit(Rows.of(repeated), options);
        assertThat(weighted.iterations()).isEqualTo(plain.iterations());
        assertThat(weighted.objective()).isCloseTo(plain.objective(), offset(1e-10 * Math.abs(plain.objective())));
        for (int k = 0; k < 3; k++) {
            assertThat(weighted.model().means()[k])
                    .containsExactly(plain.model().means()[k], offset(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void theOrderOfTheRowsDoesNotMatter(Covariance covariance) {
        double[][] x = Problems.clouds(15, 300, 2, 3, 2);
        double[][] reversed = new double[300][];
        for (int n = 0; n < 300; n++) reversed[n] = x[299 - n];
        var options = from(Problems.first(x, 3), covariance);
        double there = GaussianMixture.fit(Rows.of(reversed), options).objective();
        assertThat(there)
                .isCloseTo(GaussianMixture.fit(Rows.of(x), options).objective(), offset(1e-10 * Math.abs(there)));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void anyNumberOfThreadsGivesTheSameBits(Covariance covariance) {
        double[][] x = Problems.clouds(16, 20_000, 3, 4, 2);
        var options = from(Problems.first(x, 4), covariance).withMaxIterations(5);
        var one = GaussianMixture.fit(Rows.of(x), options.withThreads(1));
        for (int threads : new int[] {2, 8}) {
            var many = GaussianMixture.fit(Rows.of(x), options.withThreads(threads));
            assertThat(many.trace()).isEqualTo(one.trace());
            for (int k = 0; k < 4; k++) {
                assertThat(many.model().means()[k]).containsExactly(one.model().means()[k]);
                assertThat(many.model().covariance(k)).isDeepEqualTo(one.model().covariance(k));
            }
        }
    }

    /// Rows so far apart that the products of features are refused: the same answer about each component's own mean.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void bothWaysOfWorkingGiveTheSameDensities(Covariance covariance) {
        double[][] x = Problems.clouds(17, 300, 3, 3, 2);
        var model = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 3), covariance))
                .model();
        double[] near = model.logDensity(Rows.of(x));
        double[][] withStranger = Arrays.copyOf(x, 301);
        withStranger[300] = new double[] {1e7, 1e7, -1e7};
        double[] mixed = model.logDensity(Rows.of(withStranger));
        for (int n = 0; n < 300; n++) assertThat(mixed[n]).isCloseTo(near[n], offset(1e-9));
        assertThat(mixed[300]).isLessThan(-1e10);
    }

    @Test
    void nothingMovesAtConvergence() {
        double[][] x = Problems.clouds(18, 300, 2, 2, 5);
        Rows rows = Rows.of(x);
        var options = from(Problems.first(x, 2), Covariance.FULL).withMaxIterations(5000);
        var fit = GaussianMixture.fit(rows, options);
        var again = GaussianMixture.fit(
                rows, options.withStart(Start.from(fit.model())).withMaxIterations(1));
        for (int k = 0; k < 2; k++) {
            assertThat(again.model().means()[k]).containsExactly(fit.model().means()[k], offset(1e-6));
        }
    }

    @Test
    void aConstantColumnLeavesTheDensityAndTheParameterCount() {
        double[][] x = Problems.clouds(19, 200, 2, 2, 4);
        double[][] wide =
                Arrays.stream(x).map(row -> new double[] {row[0], 42, row[1]}).toArray(double[][]::new);
        var narrow = GaussianMixture.fit(Rows.of(x), MixtureOptions.of(2));
        var with = GaussianMixture.fit(Rows.of(wide), MixtureOptions.of(2));
        assertThat(with.objective()).isCloseTo(narrow.objective(), offset(1e-9 * Math.abs(narrow.objective())));
        assertThat(with.model().parameterCount()).isEqualTo(narrow.model().parameterCount());
        assertThat(with.model().constantColumns()).containsExactly(java.util.Map.entry(1, 42.0));
        assertThat(with.model().means()[0][1]).isEqualTo(42);
        assertThat(with.warnings()).anyMatch(w -> w.contains("'x2'") && w.contains("constant"));
    }

    @Test
    void aSampleHasTheMomentsOfTheMixture() {
        double[][] x = Problems.clouds(20, 400, 2, 1, 1);
        var model = GaussianMixture.fit(Rows.of(x), from(Problems.first(x, 1), Covariance.FULL))
                .model();
        int count = 200_000;
        var drawn = GaussianMixture.fit(model.sample(count, 5), from(Problems.first(x, 1), Covariance.FULL))
                .model();
        for (int i = 0; i < 2; i++) {
            double sd = Math.sqrt(model.covariance(0)[i][i]);
            assertThat(drawn.means()[0][i]).isCloseTo(model.means()[0][i], offset(5 * sd / Math.sqrt(count)));
            assertThat(drawn.covariance(0)[i][i])
                    .isCloseTo(model.covariance(0)[i][i], offset(5 * sd * sd * Math.sqrt(2.0 / count)));
        }
    }
}
