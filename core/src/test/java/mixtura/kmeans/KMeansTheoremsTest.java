package mixtura.kmeans;

import static mixtura.kmeans.KMeansProblems.distortion;
import static mixtura.kmeans.KMeansProblems.dyadic;
import static mixtura.kmeans.KMeansProblems.from;
import static mixtura.kmeans.KMeansProblems.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Lloyd's iteration promises, over random problems.
class KMeansTheoremsTest {
    /// The trace and the centroids are sums of some hundred terms each of relative error 2⁻⁵³, in any order.
    private static final double ROUNDING = 1e-11;

    private static final int K = 4;

    private static double[][] problem(long seed) {
        int d = new int[] {1, 2, 3, 8, 17}[(int) (seed % 5)];
        return Problems.clouds(seed, 300, d, K, 2);
    }

    private static void assertEqualBits(Fit<KMeansModel> a, Fit<KMeansModel> b) {
        assertThat(a.model().centroids()).isDeepEqualTo(b.model().centroids());
        assertThat(a.model().mass()).containsExactly(b.model().mass());
        assertThat(a.trace()).isEqualTo(b.trace());
    }

    private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertThat(actual[i][j])
                        .as("centroid %d, column %d", i, j)
                        .isCloseTo(expected[i][j], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theDistortionNeverRises(long seed) {
        for (Seeding start :
                new Seeding[] {Seeding.kMeansPlusPlus(), Seeding.randomRows(), Seeding.randomPartition()}) {
            var fit = KMeans.fit(
                    Rows.of(problem(seed)), KMeansOptions.of(K).withStart(start).withSeed(seed));
            for (int t = 1; t < fit.trace().size(); t++) {
                double before = fit.trace().get(t - 1).objective();
                assertThat(fit.trace().get(t).objective())
                        .as("%s, iteration %d", start, t)
                        .isLessThanOrEqualTo(before * (1 + ROUNDING));
            }
            assertThat(fit.certificate().monotone()).isTrue();
            assertThat(fit.converged()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void theDistortionReportedIsThatOfTheModelReturnedWhereverTheFitStops(long seed) {
        double[][] x = problem(seed);
        for (int limit : new int[] {0, 1, 3, 500}) {
            var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(K).withSeed(seed).withMaxIterations(limit));
            assertThat(fit.model().distortion(Rows.of(x)))
                    .isCloseTo(fit.objective(), within(ROUNDING * fit.objective()));
            assertThat(distortion(x, ones(x.length), fit.model().centroids()))
                    .isCloseTo(fit.objective(), within(ROUNDING * fit.objective()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void nothingMovesAtConvergence(long seed) {
        Rows rows = Rows.of(problem(seed));
        var fit = KMeans.fit(rows, KMeansOptions.of(K).withSeed(seed));
        var again = KMeans.fit(rows, from(fit.model().centroids()));
        assertThat(again.iterations()).isEqualTo(1);
        assertThat(again.converged()).isTrue();
        assertThat(again.model().centroids()).isDeepEqualTo(fit.model().centroids());
        assertThat(again.objective()).isCloseTo(fit.objective(), within(ROUNDING * fit.objective()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void atConvergenceEveryCentroidIsTheMeanOfItsRows(long seed) {
        double[][] x = problem(seed);
        var model = KMeans.fit(Rows.of(x), KMeansOptions.of(K).withSeed(seed)).model();
        int[] labels = model.predict(Rows.of(x));
        double[][] means = new double[K][x[0].length];
        double[] mass = new double[K];
        for (int n = 0; n < x.length; n++) {
            mass[labels[n]]++;
            for (int j = 0; j < x[n].length; j++) means[labels[n]][j] += x[n][j];
        }
        for (int i = 0; i < K; i++) for (int j = 0; j < x[0].length; j++) means[i][j] /= mass[i];
        assertClose(model.centroids(), means, 1e-12);
        assertThat(model.mass()).containsExactly(mass);
    }

    /// 2²⁷ leaves 26 binary places: a centroid is rounded by 2⁻²⁷ at most.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void rowsShiftedByAHundredMillionGiveCentroidsShiftedLikewise(long seed) {
        double[][] x = dyadic(seed, 300, 3, K);
        DoubleUnaryOperator shift = v -> v + 0x1p27;
        var fit = KMeans.fit(Rows.of(x), from(Problems.first(x, K)));
        var far = KMeans.fit(Rows.of(Problems.map(x, shift)), from(Problems.map(Problems.first(x, K), shift)));
        assertThat(far.iterations()).isEqualTo(fit.iterations());
        assertThat(far.model().predict(Rows.of(Problems.map(x, shift))))
                .containsExactly(fit.model().predict(Rows.of(x)));
        assertClose(
                Problems.map(far.model().centroids(), v -> v - 0x1p27),
                fit.model().centroids(),
                0x1p-26);
        assertThat(far.objective()).isCloseTo(fit.objective(), within(1e-9 * fit.objective()));
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 400", "2, -400", "3, -400", "4, 250", "5, -250", "6, 100", "7, -100"})
    void rowsScaledByAPowerOfTwoKeepTheirLabels(long seed, int exponent) {
        double[][] x = problem(seed);
        double[][] start = Problems.first(x, K);
        DoubleUnaryOperator scale = v -> Math.scalb(v, exponent);
        var fit = KMeans.fit(Rows.of(x), from(start));
        Rows scaled = Rows.of(Problems.map(x, scale));
        var far = KMeans.fit(scaled, from(Problems.map(start, scale)));
        assertThat(far.iterations()).isEqualTo(fit.iterations());
        assertThat(far.model().predict(scaled)).containsExactly(fit.model().predict(Rows.of(x)));
        assertClose(
                Problems.map(far.model().centroids(), v -> Math.scalb(v, -exponent)),
                fit.model().centroids(),
                1e-12);
        assertThat(Math.scalb(far.objective(), -2 * exponent))
                .isCloseTo(fit.objective(), within(ROUNDING * fit.objective()));
    }

    @ParameterizedTest
    @CsvSource({"0, 1e150", "1, 1e150", "2, 1e-150", "3, 1e-150"})
    void valuesNearTheEndsOfTheRangeOfDoubleGiveNumbers(long seed, double size) {
        double[][] x = problem(seed);
        Rows rows = Rows.of(Problems.map(x, v -> v * size));
        var fit = KMeans.fit(rows, from(Problems.map(Problems.first(x, K), v -> v * size)));
        var ordinary = KMeans.fit(Rows.of(x), from(Problems.first(x, K)));
        assertClose(
                Problems.map(fit.model().centroids(), v -> v / size),
                ordinary.model().centroids(),
                1e-12);
        assertThat(fit.objective() / size / size)
                .isCloseTo(ordinary.objective(), within(ROUNDING * ordinary.objective()));
        assertThat(fit.model().predict(rows)).containsExactly(ordinary.model().predict(Rows.of(x)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void rowsInAnotherOrderHaveTheirLabelsInThatOrder(long seed) {
        double[][] x = problem(seed);
        int[] order = KMeansProblems.permutation(x.length, seed);
        double[][] permuted = Arrays.stream(order).mapToObj(n -> x[n]).toArray(double[][]::new);
        var fit = KMeans.fit(Rows.of(x), from(Problems.first(x, K)));
        var other = KMeans.fit(Rows.of(permuted), from(Problems.first(x, K)));
        int[] labels = fit.model().predict(Rows.of(x));
        assertThat(other.model().predict(Rows.of(permuted)))
                .containsExactly(Arrays.stream(order).map(n -> labels[n]).toArray());
        assertClose(other.model().centroids(), fit.model().centroids(), 1e-12);
        assertThat(other.iterations()).isEqualTo(fit.iterations());
        assertThat(other.objective()).isCloseTo(fit.objective(), within(ROUNDING * fit.objective()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void aRowOfWeightTwoIsTheRowTwiceAndWeightZeroIsAbsence(long seed) {
        double[][] x = problem(seed);
        int[] times = Problems.random(seed).ints(x.length, 0, 4).toArray();
        double[] weights = Arrays.stream(times).asDoubleStream().toArray();
        double[][] repeated = IntStream.range(0, x.length)
                .boxed()
                .flatMap(n -> IntStream.range(0, times[n]).mapToObj(copy -> x[n]))
                .toArray(double[][]::new);
        var weighted = KMeans.fit(Rows.of(x).weighted(weights), from(Problems.first(x, K)));
        var plain = KMeans.fit(Rows.of(repeated), from(Problems.first(x, K)));
        assertThat(weighted.iterations()).isEqualTo(plain.iterations());
        assertThat(weighted.model().mass()).containsExactly(plain.model().mass());
        assertClose(weighted.model().centroids(), plain.model().centroids(), 1e-12);
        assertThat(weighted.objective()).isCloseTo(plain.objective(), within(ROUNDING * plain.objective()));
        assertThat(distortion(x, weights, weighted.model().centroids()))
                .isCloseTo(plain.objective(), within(ROUNDING * plain.objective()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void theFitOfSeveralStartsIsTheBestOfThem(long seed) {
        Rows rows = Rows.of(problem(seed));
        KMeansOptions options =
                KMeansOptions.of(7).withStart(Seeding.randomRows()).withSeed(seed);
        var fit = KMeans.fit(rows, options.withRestarts(6));
        double[] objectives = fit.certificate().restartObjectives();
        assertThat(objectives).hasSize(6);
        assertThat(fit.objective()).isEqualTo(Arrays.stream(objectives).min().orElseThrow());
        assertThat(objectives[fit.certificate().winner()]).isEqualTo(fit.objective());
        // What later starts draw is nothing to the earlier ones.
        assertThat(KMeans.fit(rows, options.withRestarts(3)).certificate().restartObjectives())
                .containsExactly(Arrays.copyOf(objectives, 3));
    }

    /// The best two clusters of numbers are an interval each (Fisher 1958), so there are n − 1 candidates.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void theBestOfAllPairsOfRowsIsTheBestCutOfALine(long seed) {
        double[] sorted = Problems.random(seed).doubles(14).sorted().toArray();
        double best = Double.POSITIVE_INFINITY;
        for (int cut = 1; cut < sorted.length; cut++) {
            best = Math.min(best, scatter(sorted, 0, cut) + scatter(sorted, cut, sorted.length));
        }
        Rows rows = Rows.wrap(sorted, sorted.length, 1);
        double found = Double.POSITIVE_INFINITY;
        for (double a : sorted) {
            for (double b : sorted) {
                if (a < b)
                    found = Math.min(
                            found,
                            KMeans.fit(rows, from(new double[][] {{a}, {b}})).objective());
            }
        }
        assertThat(found).isCloseTo(best, within(1e-12 * best));
    }

    private static double scatter(double[] values, int begin, int end) {
        double[] part = Arrays.copyOfRange(values, begin, end);
        double mean = Arrays.stream(part).average().orElseThrow();
        return Arrays.stream(part).map(v -> (v - mean) * (v - mean)).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void storageInFloatChangesNoBit(long seed) {
        double[][] x = dyadic(seed, 300, (int) (1 + 7 * seed), K);
        Rows floats = KMeansProblems.inFloat(x);
        var ofDoubles = KMeans.fit(Rows.of(x), from(Problems.first(x, K)));
        var ofFloats = KMeans.fit(floats, from(Problems.first(x, K)));
        assertEqualBits(ofFloats, ofDoubles);
        assertThat(ofFloats.model().predict(floats))
                .containsExactly(ofDoubles.model().predict(Rows.of(x)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void kernelsOfEveryNameGiveTheSameBits(long seed) {
        double[][] x = problem(seed);
        KMeansOptions options = from(Problems.first(x, K));
        for (Rows rows : new Rows[] {Rows.of(x), KMeansProblems.inFloat(x)}) {
            var scalar = KMeans.fit(rows, options.withKernels("scalar"));
            assertThat(scalar.certificate().kernels()).isEqualTo("scalar");
            for (String name : new String[] {"auto", "simd"}) {
                var fit = KMeans.fit(rows, options.withKernels(name));
                assertEqualBits(fit, scalar);
                if (name.equals("simd")) assertThat(fit.certificate().kernels()).startsWith("float");
            }
        }
        assertThatThrownBy(() -> options.withKernels("blas"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("auto, bf16, onednn, simd and scalar");
    }
}
