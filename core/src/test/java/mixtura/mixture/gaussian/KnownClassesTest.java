package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.discrete.Bernoulli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows whose class is known stay with their component; the others are shared out.
class KnownClassesTest {
    private static final int N = 240;
    private static final double[][] X = Problems.clouds(31, N, 3, 3, 2);

    /// Classes by thirds of the first column, every `keep`-th row labelled.
    private static Labels classes(int keep) {
        double[] sorted = Arrays.stream(X).mapToDouble(row -> row[0]).sorted().toArray();
        int[] codes = IntStream.range(0, N)
                .map(n -> n % keep != 0 ? -1 : X[n][0] < sorted[N / 3] ? 0 : X[n][0] < sorted[2 * N / 3] ? 1 : 2)
                .toArray();
        return new Labels(codes, List.of("low", "middle", "high"));
    }

    private static MixtureOptions options(Labels known, Covariance covariance) {
        return MixtureOptions.of(3)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withKnown(known);
    }

    /// But for EVE and VVE, whose M-step turns the common axes a part of the way and goes on in the next iteration.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void withAllRowsLabelledOneMStepIsTheFit(Covariance covariance) {
        Labels known = classes(1);
        Fit<GaussianMixture> fit = GaussianMixture.fit(Rows.of(X), options(known, covariance));
        assertThat(fit.converged()).isTrue();
        boolean turnsInParts = covariance == Covariance.EVE || covariance == Covariance.VVE;
        assertThat(fit.iterations()).isBetween(1, turnsInParts ? 3 : 1);
        for (int k = 0; k < 3; k++) {
            int c = k;
            double[][] own = IntStream.range(0, N)
                    .filter(n -> known.code(n) == c)
                    .mapToObj(n -> X[n])
                    .toArray(double[][]::new);
            assertThat(fit.model().mixingProportions()[k]).isCloseTo(own.length / (double) N, offset(1e-14));
            for (int j = 0; j < 3; j++) {
                int column = j;
                double mean = Arrays.stream(own)
                        .mapToDouble(row -> row[column])
                        .average()
                        .orElseThrow();
                assertThat(fit.model().means()[k][j]).isCloseTo(mean, offset(1e-12));
            }
        }
    }

    @Test
    void aLabelledRowCountsWithTheJointDensityOfItselfAndItsClass() {
        Labels known = classes(2);
        Fit<GaussianMixture> fit = GaussianMixture.fit(Rows.of(X), options(known, Covariance.FULL));
        GaussianMixture model = fit.model();
        double sum = 0;
        for (int n = 0; n < N; n++) {
            double logDensity = model.logDensity(X[n]);
            int own = known.code(n);
            sum += own < 0 ? logDensity : logDensity + Math.log(model.responsibilities(X[n])[own]);
        }
        assertThat(fit.objective()).isCloseTo(sum, offset(1e-8 * Math.abs(sum)));
        var criteria = InformationCriteria.of(model, Rows.of(X), known, Execution.of(1));
        assertThat(criteria.logLikelihood()).isCloseTo(sum, offset(1e-8 * Math.abs(sum)));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void theObjectiveNeverFallsAndTheClassesKeepTheirComponents(Covariance covariance) {
        Labels known = classes(5);
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(X), options(known, covariance).withTolerance(0).withMaxIterations(100));
        assertThat(fit.certificate().monotone()).isTrue();
        double[] first =
                Arrays.stream(fit.model().means()).mapToDouble(m -> m[0]).toArray();
        assertThat(first[0]).isLessThan(first[1]);
        assertThat(first[1]).isLessThan(first[2]);
        assertThat(fit.model().componentNames()).containsExactly("low", "middle", "high");
    }

    @Test
    void labelsWithoutAnyKnownRowChangeNothing() {
        Labels none = new Labels(IntStream.range(0, N).map(n -> -1).toArray(), List.of());
        Start start = Start.means(Problems.first(X, 3));
        MixtureOptions plain = MixtureOptions.of(3).withStart(start);
        double[] with =
                trace(GaussianMixture.fit(Rows.of(X), plain.withKnown(none).withStart(start)));
        assertThat(with).containsExactly(trace(GaussianMixture.fit(Rows.of(X), plain)));
    }

    private static double[] trace(Fit<?> fit) {
        return fit.trace().stream().mapToDouble(step -> step.objective()).toArray();
    }

    @Test
    void componentsWithoutAClassFindTheRowsThatNoClassExplains() {
        double[][] x = new double[300][];
        int[] codes = new int[300];
        var random = Problems.random(4);
        for (int n = 0; n < 300; n++) {
            double centre = 8 * (n % 3);
            x[n] = new double[] {centre + random.nextGaussian(), random.nextGaussian() - centre};
            codes[n] = n % 3 == 2 || n % 4 != 0 ? -1 : n % 3; // nothing is labelled at 16, and a quarter elsewhere
        }
        Labels known = new Labels(codes, List.of("a", "b"));
        for (long seed = 0; seed < 5; seed++) {
            GaussianMixture model = GaussianMixture.fit(
                            Rows.of(x), MixtureOptions.of(3).withKnown(known).withSeed(seed))
                    .model();
            assertThat(model.means()[2][0]).isCloseTo(16, offset(0.5));
            assertThat(model.componentNames()).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        Labels known = classes(7);
        MixtureOptions options =
                options(known, Covariance.FULL).withTolerance(0).withMaxIterations(9);
        assertThat(trace(GaussianMixture.fit(Rows.of(X), options.withThreads(threads))))
                .containsExactly(trace(GaussianMixture.fit(Rows.of(X), options.withThreads(1))));
    }

    @Test
    void theyServeOtherFamiliesToo() {
        Rows bits = Rows.of(Problems.map(X, v -> v > 0 ? 1 : 0));
        Labels known = classes(1);
        Mixture<Bernoulli> model = Mixture.fit(
                        bits, Bernoulli.family(), MixtureOptions.of(3).withKnown(known))
                .model();
        long ones = IntStream.range(0, N)
                .filter(n -> known.code(n) == 0 && X[n][1] > 0)
                .count();
        assertThat(model.components().getFirst().theta()[1]).isCloseTo(ones / (N / 3.0), offset(1e-12));
    }

    @Test
    void aClassBeyondTheComponentsNamesItsRow() {
        int[] codes = classes(1).codes();
        codes[17] = 3;
        Labels wrong = new Labels(codes, List.of());
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(X), options(wrong, Covariance.FULL)))
                .hasMessageContaining("row 18")
                .hasMessageContaining("-k 4");
    }

    @Test
    void labelsForOtherRowsAreRefused() {
        Labels few = new Labels(new int[] {0, 1, 2}, List.of());
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(X), options(few, Covariance.FULL)))
                .hasMessageContaining("3 labels for 240 rows");
    }

    @Test
    void aStartThatKnowsNoClassesIsRefused() {
        MixtureOptions options = options(classes(2), Covariance.FULL).withStart(Start.kMeans());
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(X), options)).hasMessageContaining("known classes");
    }
}
