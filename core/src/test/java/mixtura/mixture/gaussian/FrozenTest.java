package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.stream.Stream;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.discrete.Bernoulli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Parameters that a fit leaves as its start gives them.
class FrozenTest {
    private static final double[][] X = Problems.clouds(41, 300, 2, 3, 2);
    private static final Rows ROWS = Rows.of(X);

    private static GaussianMixture start(Covariance covariance) {
        return GaussianMixture.fit(
                        Rows.of(Problems.clouds(42, 200, 2, 3, 2)),
                        MixtureOptions.of(3).withCovariance(covariance).withMaxIterations(3))
                .model();
    }

    private static MixtureOptions options(Mixture<?> start, Covariance covariance, Frozen frozen) {
        return MixtureOptions.of(3)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withStart(Start.from(start))
                .withFrozen(frozen)
                .withTolerance(0)
                .withMaxIterations(40);
    }

    private static Stream<Arguments> choices() {
        Frozen none = Frozen.none();
        return Arrays.stream(Covariance.values())
                .flatMap(structure -> Stream.of(
                                none.withMeans(),
                                none.withCovariances(),
                                none.withProportions(),
                                none.withMeans().withCovariances(),
                                Frozen.components(1),
                                Frozen.components(0, 2).withProportions())
                        .filter(frozen ->
                                !structure.isShared() || frozen.components().isEmpty())
                        .map(frozen -> Arguments.of(structure, frozen)));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatIsFrozenStaysToTheBitAndTheObjectiveNeverFalls(Covariance structure, Frozen frozen) {
        GaussianMixture start = start(structure);
        Fit<GaussianMixture> fit = GaussianMixture.fit(ROWS, options(start, structure, frozen));
        GaussianMixture model = fit.model();
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.objective()).isGreaterThan(fit.trace().getFirst().objective());
        for (int k = 0; k < 3; k++) {
            boolean whole = frozen.isWhole(k);
            if (whole || frozen.means()) assertThat(model.means()[k]).containsExactly(start.means()[k]);
            else assertThat(model.means()[k]).isNotEqualTo(start.means()[k]);
            if (whole || frozen.covariances()) assertThat(model.covariance(k)).isDeepEqualTo(start.covariance(k));
            else
                assertThat(Arrays.deepEquals(model.covariance(k), start.covariance(k)))
                        .isFalse();
        }
        if (frozen.proportions()) assertThat(model.mixingProportions()).containsExactly(start.mixingProportions());
    }

    /// Nothing near the fit, with the same means, is more likely: the M-step maximised over what is free.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aFixedMeanIsTheOneThatTheCovarianceIsAbout(Covariance structure) {
        double[] mean = {1, -1};
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                ROWS,
                MixtureOptions.of(1)
                        .withCovariance(structure)
                        .withRidge(Ridge.none())
                        .withStart(Start.means(new double[][] {mean}))
                        .withFrozen(Frozen.none().withMeans()));
        double[][] scatter = new double[2][2];
        for (double[] row : X) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) scatter[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / X.length;
            }
        }
        double[][] covariance = fit.model().covariance(0);
        double pooled = (scatter[0][0] + scatter[1][1]) / 2;
        boolean matrix = structure.orientation() != Covariance.Aspect.IDENTITY;
        for (int j = 0; j < 2; j++) {
            double expected = structure.shape() == Covariance.Aspect.IDENTITY ? pooled : scatter[j][j];
            assertThat(covariance[j][j]).isCloseTo(expected, offset(1e-11));
        }
        assertThat(covariance[0][1]).isCloseTo(matrix ? scatter[0][1] : 0, offset(1e-11));
    }

    @Test
    void frozenParametersDoNotCount() {
        GaussianMixture start = start(Covariance.FULL);
        assertThat(parameters(start, Frozen.none())).isEqualTo(2 + 3 * 2 + 3 * 3);
        assertThat(parameters(start, Frozen.none().withMeans())).isEqualTo(2 + 3 * 3);
        assertThat(parameters(start, Frozen.none().withCovariances())).isEqualTo(2 + 3 * 2);
        assertThat(parameters(start, Frozen.none().withProportions())).isEqualTo(3 * 2 + 3 * 3);
        assertThat(parameters(start, Frozen.components(0, 2))).isEqualTo(2 + 2 + 3);
        assertThat(parameters(start, Frozen.components(0, 1, 2))).isEqualTo(2);
        MixtureOptions uniform = MixtureOptions.of(3).withUniformProportions(true);
        assertThat(GaussianMixture.fit(ROWS, uniform).model().parameterCount()).isEqualTo(3 * 2 + 3 * 3);
    }

    private static long parameters(GaussianMixture start, Frozen frozen) {
        return GaussianMixture.fit(ROWS, options(start, Covariance.FULL, frozen).withMaxIterations(2))
                .model()
                .parameterCount();
    }

    @Test
    void everyFamilyCanKeepWholeComponentsAndProportions() {
        Rows bits = Rows.of(Problems.map(X, v -> v > 0 ? 1 : 0));
        Mixture<Bernoulli> start = Mixture.fit(
                        bits, Bernoulli.family(), MixtureOptions.of(3).withMaxIterations(2))
                .model();
        Mixture<Bernoulli> kept = Mixture.fit(
                        bits, Bernoulli.family(), options(start, Covariance.FULL, Frozen.components(1)))
                .model();
        assertThat(kept.components().get(1).theta())
                .containsExactly(start.components().get(1).theta());
        assertThat(kept.parameterCount()).isEqualTo(2 + 2 * 2);
        MixtureOptions means = options(start, Covariance.FULL, Frozen.none().withMeans());
        assertThatThrownBy(() -> Mixture.fit(bits, Bernoulli.family(), means)).hasMessageContaining("bernoulli");
    }

    @Test
    void aStartThatDrawsItsOwnParametersHasNothingToKeep() {
        MixtureOptions options = MixtureOptions.of(3).withFrozen(Frozen.components(0));
        assertThatThrownBy(() -> GaussianMixture.fit(ROWS, options)).hasMessageContaining("--start model:FILE");
        MixtureOptions tied = options(start(Covariance.TIED), Covariance.TIED, Frozen.components(0));
        assertThatThrownBy(() -> GaussianMixture.fit(ROWS, tied)).hasMessageContaining("tied");
        MixtureOptions beyond = options(start(Covariance.FULL), Covariance.FULL, Frozen.components(3));
        assertThatThrownBy(() -> GaussianMixture.fit(ROWS, beyond)).hasMessageContaining("component 4");
    }

    @Test
    void theWordsOfTheCommandLineAreRead() {
        assertThat(Frozen.parse("means, proportions"))
                .isEqualTo(Frozen.none().withMeans().withProportions());
        assertThat(Frozen.parse("component:1,3,covariances"))
                .isEqualTo(Frozen.components(0, 2).withCovariances());
        for (String wrong : new String[] {"mean", "1", "component:0", "component:"}) {
            assertThatThrownBy(() -> Frozen.parse(wrong)).hasMessageContaining("component:1,3");
        }
    }
}
