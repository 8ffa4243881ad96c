package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mixtures that learn from rows as they come.
class StepwiseEmTest {
    private static GaussianMixture start(double[][] x, int k, Covariance covariance) {
        return GaussianMixture.fit(
                        Rows.of(x),
                        MixtureOptions.of(k)
                                .withStart(Start.means(Problems.first(x, k)))
                                .withCovariance(covariance)
                                .withMaxIterations(0))
                .model();
    }

    /// All rows once, shuffled, in batches.
    private static List<Rows> batches(double[][] x, int size, RandomGenerator random) {
        double[][] shuffled = x.clone();
        for (int n = shuffled.length - 1; n > 0; n--) {
            int other = random.nextInt(n + 1);
            double[] kept = shuffled[n];
            shuffled[n] = shuffled[other];
            shuffled[other] = kept;
        }
        List<Rows> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.length; from += size) {
            batches.add(Rows.of(Arrays.copyOfRange(shuffled, from, Math.min(shuffled.length, from + size))));
        }
        return batches;
    }

    private static <C extends Component> StepwiseEm<C> pass(StepwiseEm<C> stream, List<Rows> batches) {
        StepwiseEm<C> now = stream;
        for (Rows batch : batches) now = now.partialFit(batch);
        return now;
    }

    private static Stream<Arguments> sets() throws Exception {
        double[][] faithful = Reference.table("data/faithful.csv").matrix();
        return Stream.of(
                Arguments.of("old faithful, k = 2, full", faithful, 2, Covariance.FULL, 34),
                Arguments.of("3000 x 4, k = 3, full", Problems.clouds(51, 3000, 4, 3, 3), 3, Covariance.FULL, 100),
                Arguments.of(
                        "5000 x 10, k = 4, diag", Problems.clouds(52, 5000, 10, 4, 2), 4, Covariance.DIAGONAL, 100));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sets")
    void afterTenPassesTheMeanLogDensityIsWithinAHundredthOfThatOfBatchEm(
            String name, double[][] x, int k, Covariance covariance, int size) {
        GaussianMixture start = start(x, k, covariance);
        Rows all = Rows.of(x);
        double batch = GaussianMixture.fit(
                        all,
                        MixtureOptions.of(k)
                                .withStart(Start.from(start))
                                .withCovariance(covariance)
                                .withRidge(Ridge.none())
                                .withMaxIterations(2000))
                .model()
                .meanLogDensity(all);
        RandomGenerator random = Problems.random(53);
        StepwiseEm<Gaussian> stream = StepwiseEm.from(start, 0);
        for (int pass = 0; pass < 10; pass++) stream = pass(stream, batches(x, size, random));
        assertThat(stream.model().meanLogDensity(all)).isCloseTo(batch, offset(0.01));
        assertThat(stream.weightSeen()).isEqualTo(10.0 * x.length);
    }

    /// With κ = 1 nothing is forgotten, so a model that stands for n rows and a batch of w make the moments of n + w.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void withOneComponentAndExponentOneTheStreamIsTheFitToAllRows(Covariance covariance) {
        double[][] x = Problems.clouds(54, 500, 3, 2, 2);
        MixtureOptions options = MixtureOptions.of(1).withCovariance(covariance).withRidge(Ridge.none());
        GaussianMixture first =
                GaussianMixture.fit(Rows.of(Arrays.copyOf(x, 100)), options).model();
        StepwiseEm<Gaussian> stream = StepwiseEm.from(first, 100)
                .withExponent(1)
                .partialFit(Rows.of(Arrays.copyOfRange(x, 100, 130)))
                .partialFit(Rows.of(Arrays.copyOfRange(x, 130, 131)))
                .partialFit(Rows.of(Arrays.copyOfRange(x, 131, 500)));
        GaussianMixture whole = GaussianMixture.fit(Rows.of(x), options).model();
        GaussianMixture streamed = (GaussianMixture) stream.model();
        assertThat(streamed.means()[0]).containsExactly(whole.means()[0], offset(1e-10));
        for (int i = 0; i < 3; i++) {
            assertThat(streamed.covariance(0)[i]).containsExactly(whole.covariance(0)[i], offset(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aRowOfWeightTwoIsTheRowTwice(Covariance covariance) {
        double[][] x = Problems.clouds(55, 120, 2, 3, 2);
        double[] weights = IntStream.range(0, 120).mapToDouble(n -> n % 3).toArray();
        double[][] repeated = IntStream.range(0, 120)
                .boxed()
                .flatMap(n -> IntStream.range(0, n % 3).mapToObj(i -> x[n]))
                .toArray(double[][]::new);
        StepwiseEm<Gaussian> stream = StepwiseEm.from(start(x, 3, covariance), 50);
        GaussianMixture weighted = (GaussianMixture)
                stream.partialFit(Rows.of(x).weighted(weights)).model();
        GaussianMixture plain =
                (GaussianMixture) stream.partialFit(Rows.of(repeated)).model();
        for (int k = 0; k < 3; k++) {
            assertThat(weighted.means()[k]).containsExactly(plain.means()[k], offset(1e-10));
            assertThat(weighted.covariance(k)[0]).containsExactly(plain.covariance(k)[0], offset(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        double[][] x = Problems.clouds(56, 20_000, 3, 3, 2);
        StepwiseEm<Gaussian> stream = StepwiseEm.from(start(x, 3, Covariance.FULL), 0);
        GaussianMixture one =
                (GaussianMixture) stream.withThreads(1).partialFit(Rows.of(x)).model();
        GaussianMixture many = (GaussianMixture)
                stream.withThreads(threads).partialFit(Rows.of(x)).model();
        assertThat(many.means()).isDeepEqualTo(one.means());
    }

    @Test
    void aStreamIsImmutableAndTheModelFollowsDrift() {
        RandomGenerator random = Problems.random(57);
        double[][] x = new double[400][];
        for (int n = 0; n < 400; n++) x[n] = new double[] {random.nextGaussian(), 10 * (n % 2) + random.nextGaussian()};
        GaussianMixture start = start(x, 2, Covariance.FULL);
        StepwiseEm<Gaussian> first = pass(StepwiseEm.from(start, 0), batches(x, 40, random));
        double[][] before = ((GaussianMixture) first.model()).means();
        double[][] moved = Problems.map(x, v -> v + 5);
        StepwiseEm<Gaussian> drifted = first;
        for (int pass = 0; pass < 5; pass++) drifted = pass(drifted, batches(moved, 40, random));
        assertThat(((GaussianMixture) first.model()).means()).isDeepEqualTo(before);
        double[] low = Arrays.stream(((GaussianMixture) drifted.model()).means())
                .min((a, b) -> Double.compare(a[1], b[1]))
                .orElseThrow();
        assertThat(low[0]).isCloseTo(5, offset(0.7));
        assertThat(low[1]).isCloseTo(5, offset(0.7));
        assertThat(first.partialFit(Rows.of(moved)).batchMeanLogDensity())
                .isLessThan(first.partialFit(Rows.of(x)).batchMeanLogDensity() - 1);
    }

    @Test
    void whatNoRowHadBeforeCanBeLearnt() {
        double[][] zeros = new double[50][2];
        for (int n = 0; n < 50; n++) zeros[n][0] = n % 2;
        zeros[0][1] = 1;
        Mixture<Bernoulli> never = new Mixture<>(
                Bernoulli.family(),
                new double[] {1},
                List.of(new Bernoulli(new double[] {0.5, 0})),
                List.of("a", "b"),
                new java.util.TreeMap<>());
        StepwiseEm<Bernoulli> stream = StepwiseEm.from(never, 50).withExponent(1);
        Mixture<Bernoulli> model = stream.partialFit(Rows.of(zeros)).model();
        assertThat(model.components().getFirst().theta()[1]).isCloseTo(0.01, offset(1e-12));
    }

    @Test
    void wrongUseIsRefusedWithAReason() {
        double[][] x = Problems.clouds(58, 60, 2, 2, 3);
        StepwiseEm<Gaussian> stream = StepwiseEm.from(start(x, 2, Covariance.FULL), 0);
        assertThatThrownBy(() -> stream.withExponent(0.5)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> StepwiseEm.from(stream.model(), -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> stream.partialFit(Rows.of(new double[][] {{1, 2, 3}})))
                .hasMessageContaining("3");
        assertThatThrownBy(() -> stream.partialFit(Rows.of(new double[][] {{1, Double.NaN}, {2, 3}})))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1");
    }
}
