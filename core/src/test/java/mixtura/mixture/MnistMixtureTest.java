package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import mixtura.Fit;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.io.Idx;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mixtures of 784 columns, of which 67 are constant.
@Tag("slow")
class MnistMixtureTest {
    private static Rows digits() {
        return Idx.read(TestData.file("mnist/train-images-idx3-ubyte"));
    }

    private static Start classes() {
        return Start.labels(Idx.readLabels(TestData.file("mnist/train-labels-idx1-ubyte")));
    }

    private static void assertRising(Fit<?> fit) {
        for (int t = 1; t < fit.trace().size(); t++) {
            assertThat(fit.trace().get(t).objective())
                    .isFinite()
                    .isGreaterThanOrEqualTo(fit.trace().get(t - 1).objective() - 1e-9 * Math.abs(fit.objective()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"FULL", "TIED", "DIAGONAL", "SPHERICAL"})
    void everyStructureFitsSevenHundredAndEightyFourColumns(Covariance covariance) {
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                digits(),
                MixtureOptions.of(10)
                        .withStart(classes())
                        .withCovariance(covariance)
                        .withMaxIterations(2));
        assertThat(fit.model().constantColumns()).hasSize(67);
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("67 columns"));
        assertThat(fit.objective()).isFinite();
        assertThat(fit.objective()).isGreaterThan(fit.trace().getFirst().objective());
        assertThat(Arrays.stream(fit.certificate().mass()).sum())
                .isCloseTo(60_000, org.assertj.core.data.Offset.offset(1e-3));
    }

    /// Class means as start: a component for each digit, and a log-likelihood that never falls.
    @Test
    void theBernoulliMixtureOfBinarisedDigitsNeverFalls() {
        Fit<Mixture<Bernoulli>> fit = Mixture.fit(
                digits().binarised(127.5),
                Bernoulli.family(),
                MixtureOptions.of(10).withStart(classes()).withMaxIterations(20));
        assertRising(fit);
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().constantColumns()).hasSize(108);
        var one = Mixture.fit(
                digits().binarised(127.5),
                Bernoulli.family(),
                MixtureOptions.of(1).withStart(Start.rows()));
        assertThat(fit.objective()).isGreaterThan(one.objective());
    }
}
