package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.discrete.Multinomial;
import mixtura.mixture.discrete.Poisson;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.positive.Exponential;
import mixtura.mixture.positive.Gamma;
import mixtura.mixture.robust.StudentFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Varadhan and Roland (2008): extrapolated steps reach what plain ones reach, sooner, and never fall.
class SquaremTest {
    private static final double TOLERANCE = 1e-9;

    private static MixtureOptions options(int k, double[][] means) {
        return MixtureOptions.of(k)
                .withStart(Start.means(means))
                .withRidge(Ridge.none())
                .withTolerance(TOLERANCE)
                .withMaxIterations(20_000);
    }

    private static void assertNeverFalls(Fit<?> fit) {
        for (int t = 1; t < fit.trace().size(); t++) {
            double before = fit.trace().get(t - 1).objective();
            assertThat(fit.trace().get(t).objective())
                    .as("iteration %d", t)
                    .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
        assertThat(fit.certificate().monotone()).isTrue();
    }

    /// Near an optimum EM's error shrinks by one factor λ a step, so that what is left when a step gains δ is
    /// about δ / (1 − λ): with 10⁻⁹ and λ up to 0.999 no more than 10⁻⁶ a row, on either side.
    private static void assertSameOptimum(Fit<?> accelerated, Fit<?> plain, int rowCount) {
        assertThat(accelerated.objective()).isCloseTo(plain.objective(), offset(2e-6 * rowCount));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void gaussiansThatOverlapReachTheSameOptimumInFewerIterations(Covariance covariance) {
        int plainIterations = 0;
        int iterations = 0;
        for (long seed = 0; seed < 4; seed++) {
            double[][] x = Problems.clouds(seed, 2000, 2, 3, 0.5);
            MixtureOptions plain = options(3, Problems.first(x, 3)).withCovariance(covariance);
            Fit<GaussianMixture> slow = GaussianMixture.fit(Rows.of(x), plain);
            Fit<GaussianMixture> fast = GaussianMixture.fit(Rows.of(x), plain.withAcceleration(Acceleration.SQUAREM));
            assertNeverFalls(fast);
            assertThat(fast.objective()).isGreaterThan(slow.objective() - 2e-6 * x.length);
            plainIterations += slow.iterations();
            iterations += fast.iterations();
            assertThat(fast.certificate().kernels()).contains("SQUAREM: ");
        }
        assertThat(iterations).isLessThan(plainIterations / 2);
    }

    @Test
    void bernoullisReachTheSameOptimumInFewerIterations() {
        double[][] x = bits(5, 3000, 6);
        double[][] theta = {{0.3, 0.4, 0.5, 0.6, 0.3, 0.5}, {0.6, 0.5, 0.4, 0.5, 0.6, 0.4}};
        MixtureOptions plain = options(2, theta);
        var slow = Mixture.fit(Rows.of(x), Bernoulli.family(), plain);
        var fast = Mixture.fit(Rows.of(x), Bernoulli.family(), plain.withAcceleration(Acceleration.SQUAREM));
        assertNeverFalls(fast);
        assertSameOptimum(fast, slow, x.length);
        assertThat(fast.iterations()).isLessThan(slow.iterations() / 2);
    }

    /// Rows of two kinds whose probabilities differ little; the last column is always 0.
    private static double[][] bits(long seed, int rowCount, int d) {
        RandomGenerator random = Problems.random(seed);
        double[][] x = new double[rowCount][d];
        for (double[] row : x) {
            double p = random.nextBoolean() ? 0.35 : 0.65;
            for (int j = 0; j < d - 1; j++) row[j] = random.nextDouble() < p ? 1 : 0;
        }
        x[0][d - 1] = 1; // or the column would be constant
        return x;
    }

    /// Rows of two groups of counts that overlap, never 0.
    private static double[][] counts(long seed, int rowCount, int d, int most) {
        RandomGenerator random = Problems.random(seed);
        double[][] x = new double[rowCount][d];
        for (double[] row : x) {
            double p = random.nextBoolean() ? 0.3 : 0.45;
            for (int j = 0; j < d; j++) {
                for (int i = 0; i < most; i++) row[j] += random.nextDouble() < (j % 2 == 0 ? p : 0.7 - p) ? 1 : 0;
            }
        }
        return x;
    }

    private static <C extends Component, S extends Statistics<S>> void assertFaster(Family<C, S> family, double[][] x) {
        MixtureOptions plain = MixtureOptions.of(2)
                .withStart(Start.rows())
                .withSeed(3)
                .withTolerance(TOLERANCE)
                .withMaxIterations(20_000);
        var slow = Mixture.fit(Rows.of(x), family, plain);
        var fast = Mixture.fit(Rows.of(x), family, plain.withAcceleration(Acceleration.SQUAREM));
        assertNeverFalls(fast);
        assertThat(fast.objective()).as(family.title()).isGreaterThan(slow.objective() - 2e-6 * x.length);
        assertThat(fast.iterations()).as(family.title()).isLessThan(slow.iterations());
    }

    @Test
    void otherFamiliesGetThereInFewerIterations() {
        double[][] x = counts(6, 2000, 5, 6);
        double[][] positive = Problems.map(x, value -> value + 0.5);
        assertFaster(Poisson.family(), x);
        assertFaster(Multinomial.family(), x);
        assertFaster(Categorical.family(), x);
        assertFaster(Exponential.family(), Problems.map(counts(7, 2000, 5, 1), v -> 0.3 + 3 * v));
        assertFaster(Gamma.family(), positive);
        assertFaster(
                StudentFamily.of(
                        GaussianFamily.of(Covariance.FULL, Ridge.none(), Collapse.REPAIR, "auto"),
                        DegreesOfFreedom.fixed(5)),
                Problems.clouds(2, 2000, 2, 2, 0.7));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void theSameBitsComeOfAnyNumberOfThreads(int threads) {
        double[][] x = Problems.clouds(3, 3000, 3, 3, 1);
        MixtureOptions options = options(3, Problems.first(x, 3)).withAcceleration(Acceleration.SQUAREM);
        Fit<GaussianMixture> one = GaussianMixture.fit(Rows.of(x), options.withThreads(1));
        Fit<GaussianMixture> more = GaussianMixture.fit(Rows.of(x), options.withThreads(threads));
        assertThat(more.trace()).isEqualTo(one.trace());
        assertThat(more.model().means()).isDeepEqualTo(one.model().means());
    }

    @Test
    void whatIsFrozenStaysToTheBit() {
        double[][] x = Problems.clouds(4, 1500, 2, 3, 1);
        GaussianMixture start = GaussianMixture.fit(
                        Rows.of(x), options(3, Problems.first(x, 3)).withMaxIterations(3))
                .model();
        for (Frozen frozen : List.of(
                Frozen.none().withMeans(),
                Frozen.none().withCovariances(),
                Frozen.none().withProportions(),
                Frozen.components(1))) {
            Fit<GaussianMixture> fit = GaussianMixture.fit(
                    Rows.of(x),
                    options(3, Problems.first(x, 3))
                            .withStart(Start.from(start))
                            .withFrozen(frozen)
                            .withAcceleration(Acceleration.SQUAREM));
            assertNeverFalls(fit);
            if (frozen.means()) assertThat(fit.model().means()).isDeepEqualTo(start.means());
            if (frozen.covariances()) {
                for (int k = 0; k < 3; k++) {
                    assertThat(fit.model().components().get(k).covariance())
                            .isEqualTo(start.components().get(k).covariance());
                }
            }
            if (frozen.proportions()) {
                assertThat(fit.model().mixingProportions()).isEqualTo(start.mixingProportions());
            }
            if (frozen.isWhole(1)) {
                assertThat(fit.model().components().get(1).mean())
                        .isEqualTo(start.components().get(1).mean());
                assertThat(fit.model().components().get(1).covariance())
                        .isEqualTo(start.components().get(1).covariance());
            }
        }
    }

    /// A step at which r and v vanish proposes nothing: one component is where it stays after one step.
    @Test
    void oneComponentNeedsNoExtrapolation() {
        double[][] x = Problems.clouds(6, 200, 2, 1, 1);
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(x), options(1, Problems.first(x, 1)).withAcceleration(Acceleration.SQUAREM));
        assertThat(fit.certificate().kernels()).contains("0 extrapolations kept");
        double mean = Arrays.stream(x).mapToDouble(row -> row[0]).average().orElseThrow();
        assertThat(fit.model().means()[0][0]).isCloseTo(mean, offset(1e-12));
    }
}
