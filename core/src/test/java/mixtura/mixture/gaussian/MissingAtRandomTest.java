package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.Labels;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// EM for Gaussians whose cells are missing at random, against its definition: Little and Rubin (2019), section 11.2.
class MissingAtRandomTest {
    private static final double NA = Double.NaN;
    private static final int K = 3;

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Rows of a mixture with correlated columns of unlike units, each cell missing with some probability.
    private static double[][] rows(int n, int d, double missing, long seed) {
        RandomGenerator random = random(seed);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            int k = random.nextInt(K);
            double common = random.nextGaussian();
            for (int j = 0; j < d; j++) {
                double z = 3 * ((k + j) % K) + common + (0.5 + 0.3 * k) * random.nextGaussian();
                row[j] = random.nextDouble() < missing ? NA : 100 * j + Math.scalb(z, 3 * (j % 4));
            }
        }
        return x;
    }

    /// A mixture that describes such rows roughly.
    private static GaussianMixture mixture(int d, Covariance structure, long seed) {
        RandomGenerator random = random(seed);
        List<Gaussian> components = new ArrayList<>();
        for (int k = 0; k < K; k++) {
            double[] mean = new double[d];
            double[] covariance = new double[d * d];
            double[] load = random.doubles(d, 0.2, 1.5).toArray();
            for (int i = 0; i < d; i++) {
                mean[i] = 100 * i + Math.scalb(3.0 * ((k + i) % K), 3 * (i % 4));
                for (int j = 0; j < d; j++) {
                    double value = load[i] * load[j] + (i == j ? 0.4 + 0.2 * k : 0);
                    covariance[i * d + j] = Math.scalb(value, 3 * (i % 4) + 3 * (j % 4));
                }
            }
            Gaussian full = new Gaussian(mean, covariance, Covariance.FULL).as(structure);
            components.add(structure == Covariance.TIED && k > 0 ? full.withCovarianceOf(components.getFirst()) : full);
        }
        List<String> names = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
        return new GaussianMixture(new double[] {0.5, 0.3, 0.2}, components, names, new TreeMap<>());
    }

    private static MixtureOptions options(Covariance structure) {
        return MixtureOptions.of(K)
                .withCovariance(structure)
                .withRidge(Ridge.none())
                .withMissing(Missing.EM)
                .withTolerance(0);
    }

    @ParameterizedTest
    @EnumSource
    void theDensityOfARowIsThatOfItsCells(Covariance structure) {
        double[][] x = rows(200, 6, 0.3, 1);
        GaussianMixture mixture = mixture(6, structure, 2);
        double[] logDensity = mixture.logDensity(Rows.of(x));
        for (int n = 0; n < x.length; n++) {
            double sum = 0;
            for (int k = 0; k < K; k++) {
                sum += mixture.mixingProportions()[k]
                        * Math.exp(ConditionalMoments.logDensity(
                                mixture.components().get(k), x[n]));
            }
            assertThat(logDensity[n]).isCloseTo(Math.log(sum), offset(1e-9 * (1 + Math.abs(Math.log(sum)))));
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL,6", "TIED,6", "FULL,52"})
    void oneStepIsThatOfConditionalExpectations(Covariance structure, int d) {
        assertThatOneStepIsThatOfConditionalExpectations(rows(60 + 8 * d, d, 0.25, 3), structure);
    }

    /// Three patterns for nearly all rows, and rows of other patterns among them.
    private static double[][] rowsOfFewPatterns(int n, int d, long seed) {
        double[][] x = rows(n, d, 0, seed);
        for (int i = 0; i < n; i++) {
            if (i % 3 > 0) x[i][1] = NA;
            if (i % 3 == 2) x[i][d - 2] = NA;
            if (i % 50 == 7) x[i][i % d] = NA;
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 52})
    void oneStepIsTheSameForRowsThatFallIntoFewPatterns(int d) {
        assertThatOneStepIsThatOfConditionalExpectations(rowsOfFewPatterns(60 + 8 * d, d, 15), Covariance.FULL);
    }

    @Test
    void rowsOfFewPatternsKeepTheirWeightsAndTheirClasses() {
        int d = 4;
        double[][] x = rowsOfFewPatterns(300, d, 16);
        double[][] alone = new double[600][];
        double[] weights = new double[300];
        int[] classes = new int[300];
        int[] twice = new int[600];
        for (int n = 0; n < 300; n++) {
            weights[n] = 1 + n % 2;
            classes[n] = n % 5 == 0 ? n % K : -1;
            alone[2 * n] = x[n];
            alone[2 * n + 1] = n % 2 == 1 ? x[n] : new double[] {NA, NA, NA, NA};
            twice[2 * n] = classes[n];
            twice[2 * n + 1] = n % 2 == 1 ? classes[n] : -1;
        }
        MixtureOptions options = options(Covariance.FULL)
                .withStart(Start.from(mixture(d, Covariance.FULL, 17)))
                .withMaxIterations(5);
        Fit<GaussianMixture> weighted = GaussianMixture.fit(
                Rows.of(x).weighted(weights), options.withKnown(new Labels(classes, List.of("a", "b", "c"))));
        Fit<GaussianMixture> repeated =
                GaussianMixture.fit(Rows.of(alone), options.withKnown(new Labels(twice, List.of("a", "b", "c"))));
        assertThat(weighted.objective()).isCloseTo(repeated.objective(), offset(1e-8));
        for (int k = 0; k < K; k++) {
            assertThat(weighted.model().means()[k])
                    .containsExactly(repeated.model().means()[k], offset(1e-9));
        }
    }

    private static void assertThatOneStepIsThatOfConditionalExpectations(double[][] x, Covariance structure) {
        int d = x[0].length;
        GaussianMixture start = mixture(d, structure, 4);
        GaussianMixture fitted = GaussianMixture.fit(
                        Rows.of(x),
                        options(structure).withStart(Start.from(start)).withMaxIterations(1))
                .model();
        double[] mass = new double[K];
        double[][] mean = new double[K][d];
        double[][] second = new double[K][d * d];
        double[][][] completed = new double[x.length][K][];
        double[][] r = new double[x.length][];
        for (int n = 0; n < x.length; n++) {
            r[n] = ConditionalMoments.responsibilities(start, x[n]);
            for (int k = 0; k < K; k++) {
                mass[k] += r[n][k];
                completed[n][k] = ConditionalMoments.complete(start.components().get(k), x[n], r[n][k], second[k]);
                for (int j = 0; j < d; j++) mean[k][j] += r[n][k] * completed[n][k][j];
            }
        }
        for (int k = 0; k < K; k++) for (int j = 0; j < d; j++) mean[k][j] /= mass[k];
        for (int n = 0; n < x.length; n++) {
            for (int k = 0; k < K; k++) {
                double[] y = completed[n][k];
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j < d; j++) {
                        second[k][i * d + j] += r[n][k] * (y[i] - mean[k][i]) * (y[j] - mean[k][j]);
                    }
                }
            }
        }
        for (int k = 0; k < K; k++) {
            for (int i = 0; i < d; i++) {
                double unit = Math.scalb(1.0, 3 * (i % 4));
                assertThat(fitted.means()[k][i]).isCloseTo(mean[k][i], offset(1e-9 * unit));
                for (int j = 0; j < d; j++) {
                    int entry = i * d + j;
                    double expected = structure == Covariance.TIED
                            ? (second[0][entry] + second[1][entry] + second[2][entry]) / x.length
                            : second[k][entry] / mass[k];
                    assertThat(fitted.covariance(k)[i][j])
                            .isCloseTo(expected, offset(1e-8 * unit * Math.scalb(1.0, 3 * (j % 4))));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIAGONAL", "SPHERICAL"})
    void withoutCovariancesOneStepIsTheMomentsOfTheCellsThatAreThere(Covariance structure) {
        int d = 3;
        double[][] x = rows(150, d, 0.3, 5);
        x[0] = new double[] {NA, NA, NA};
        GaussianMixture start = mixture(d, structure, 6);
        GaussianMixture fitted = GaussianMixture.fit(
                        Rows.of(x),
                        options(structure).withStart(Start.from(start)).withMaxIterations(1))
                .model();
        for (int k = 0; k < K; k++) {
            double[] seen = new double[d];
            double[] mean = new double[d];
            double[] square = new double[d];
            for (int n = 1; n < x.length; n++) {
                double r = ConditionalMoments.responsibilities(start, x[n])[k];
                for (int j : ConditionalMoments.observed(x[n])) {
                    seen[j] += r;
                    mean[j] += r * x[n][j];
                    square[j] += r * x[n][j] * x[n][j];
                }
            }
            double pooled = 0;
            for (int j = 0; j < d; j++) {
                mean[j] /= seen[j];
                square[j] -= seen[j] * mean[j] * mean[j];
                pooled += square[j];
                assertThat(fitted.means()[k][j]).isCloseTo(mean[j], offset(1e-9));
            }
            double all = Arrays.stream(seen).sum();
            for (int j = 0; j < d; j++) {
                double expected = structure == Covariance.SPHERICAL ? pooled / all : square[j] / seen[j];
                assertThat(fitted.covariance(k)[j][j]).isCloseTo(expected, offset(1e-8 * expected));
            }
        }
    }

    /// Σ over the cells that are there of (x − μ⁰)², over their number: in all columns, or in each.
    @ParameterizedTest
    @EnumSource(names = {"DIAGONAL", "SPHERICAL"})
    void variancesAboutFixedMeansAreThoseOfTheCellsThatAreThere(Covariance structure) {
        int d = 3;
        double[][] x = rows(150, d, 0.2, 14);
        for (int n = 0; n < 100; n++) x[n][1] = NA;
        Gaussian start =
                new Gaussian(new double[] {1, 90, 300}, new double[] {50, 60, 70}, Covariance.DIAGONAL).as(structure);
        GaussianMixture before =
                new GaussianMixture(new double[] {1}, List.of(start), List.of("x0", "x1", "x2"), new TreeMap<>());
        GaussianMixture fitted = GaussianMixture.fit(
                        Rows.of(x),
                        MixtureOptions.of(1)
                                .withCovariance(structure)
                                .withRidge(Ridge.none())
                                .withMissing(Missing.EM)
                                .withStart(Start.from(before))
                                .withFrozen(Frozen.none().withMeans())
                                .withMaxIterations(1))
                .model();
        double[] squares = new double[d];
        double[] cells = new double[d];
        for (double[] row : x) {
            for (int j : ConditionalMoments.observed(row)) {
                squares[j] += (row[j] - start.mean(j)) * (row[j] - start.mean(j));
                cells[j]++;
            }
        }
        double pooled = Arrays.stream(squares).sum() / Arrays.stream(cells).sum();
        for (int j = 0; j < d; j++) {
            double expected = structure == Covariance.SPHERICAL ? pooled : squares[j] / cells[j];
            assertThat(fitted.covariance(0)[j][j]).isCloseTo(expected, offset(1e-9 * expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLogLikelihoodNeverFalls(Covariance structure) {
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(rows(400, 5, 0.3, 7)), options(structure).withMaxIterations(60));
        List<Step> trace = fit.trace();
        for (int t = 1; t < trace.size(); t++) {
            double before = trace.get(t - 1).objective();
            assertThat(trace.get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
        assertThat(fit.certificate().monotone()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theSameBitsComeOutOfAnyNumberOfThreads(Covariance structure) {
        Rows rows = Rows.of(rows(3000, 5, 0.2, 8));
        MixtureOptions options = options(structure).withMaxIterations(8);
        GaussianMixture one = GaussianMixture.fit(rows, options.withThreads(1)).model();
        GaussianMixture three =
                GaussianMixture.fit(rows, options.withThreads(3)).model();
        for (int k = 0; k < K; k++) {
            assertThat(three.means()[k]).isEqualTo(one.means()[k]);
            assertThat(three.covariance(k)).isDeepEqualTo(one.covariance(k));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfWeightTwoCountsLikeTheRowTwice(Covariance structure) {
        double[][] x = rows(300, 4, 0.25, 9);
        double[][] twice = new double[400][];
        double[] weights = new double[300];
        for (int n = 0; n < 300; n++) {
            weights[n] = n < 100 ? 2 : 1;
            twice[n] = x[n];
            if (n < 100) twice[300 + n] = x[n];
        }
        MixtureOptions options = options(structure)
                .withStart(Start.from(mixture(4, structure, 10)))
                .withMaxIterations(5);
        Fit<GaussianMixture> weighted = GaussianMixture.fit(Rows.of(x).weighted(weights), options);
        Fit<GaussianMixture> repeated = GaussianMixture.fit(Rows.of(twice), options);
        assertThat(weighted.objective()).isCloseTo(repeated.objective(), offset(1e-8));
        for (int k = 0; k < K; k++) {
            assertThat(weighted.model().means()[k])
                    .containsExactly(repeated.model().means()[k], offset(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfWhichNothingIsThereChangesNothing(Covariance structure) {
        double[][] x = rows(300, 4, 0.2, 11);
        x[17] = new double[] {NA, NA, NA, NA};
        double[][] without =
                IntStream.range(0, 300).filter(n -> n != 17).mapToObj(n -> x[n]).toArray(double[][]::new);
        MixtureOptions options = options(structure).withStart(Start.from(mixture(4, structure, 12)));
        Fit<GaussianMixture> with = GaussianMixture.fit(Rows.of(x), options.withMaxIterations(4));
        Fit<GaussianMixture> none = GaussianMixture.fit(Rows.of(without), options.withMaxIterations(4));
        assertThat(with.objective()).isCloseTo(none.objective(), offset(1e-8));
        assertThat(with.model().responsibilities(x[17])).isEqualTo(with.model().mixingProportions());
        assertThat(with.model().logDensity(x[17])).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void completeRowsAreFittedAsIfNothingWereAllowedToBeMissing(Covariance structure) {
        Rows rows = Rows.of(rows(300, 4, 0, 13));
        MixtureOptions options = options(structure).withMaxIterations(5);
        GaussianMixture allowed = GaussianMixture.fit(rows, options).model();
        GaussianMixture refused =
                GaussianMixture.fit(rows, options.withMissing(Missing.ERROR)).model();
        for (int k = 0; k < K; k++) assertThat(allowed.means()[k]).isEqualTo(refused.means()[k]);
    }

    @Test
    void thinComponentsKeepTheirDigits() {
        Gaussian sheet = new Gaussian(
                new double[] {5, 5, 0},
                new double[] {1, 1, 0, 1, 1 + 1e-12, 0, 0, 0, 1}, // b = a up to a millionth
                Covariance.FULL);
        GaussianMixture mixture =
                new GaussianMixture(new double[] {1}, List.of(sheet), List.of("a", "b", "c"), new TreeMap<>());
        double[] row = {2, NA, 1};
        double expected = -Math.log(2 * Math.PI) - 0.5 * (9 + 1);
        assertThat(mixture.logDensity(row)).isCloseTo(expected, offset(1e-6));
    }
}
