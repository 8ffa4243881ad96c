package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import mixtura.Fit;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Noise;
import mixtura.mixture.Outliers;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Other numbers for the same components.
class RenumberingTest {
    private static Rows rows() {
        Random random = new Random(6);
        double[][] table = new double[90][2];
        for (int n = 0; n < 90; n++) {
            table[n][0] = random.nextGaussian() + 6 * (n % 3);
            table[n][1] = random.nextGaussian() - 5 * (n % 2);
        }
        return Rows.of(table);
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aRenumberedMixtureHasTheSameDensityAndPermutedLabels(Covariance covariance) {
        Rows rows = rows();
        Fit<GaussianMixture> fit =
                GaussianMixture.fit(rows, MixtureOptions.of(3).withCovariance(covariance));
        Renumbering renumbering = Renumbering.of(new int[] {2, 0, 1});
        Fit<GaussianMixture> other = renumbering.apply(fit);
        int[] before = fit.model().predict(rows);
        int[] after = other.model().predict(rows);
        int[] number = {2, 0, 1};
        double[] logDensity = fit.model().logDensity(rows);
        double[] again = other.model().logDensity(rows);
        for (int n = 0; n < before.length; n++) {
            assertThat(after[n]).isEqualTo(number[before[n]]);
            assertThat(Math.abs(again[n] - logDensity[n])).isLessThan(1e-12 * (1 + Math.abs(logDensity[n])));
        }
        assertThat(other.certificate().mass()[2]).isEqualTo(fit.certificate().mass()[0]);
        assertThat(other.model().parameterCount()).isEqualTo(fit.model().parameterCount());
    }

    /// What is left to the noise, or left out, is so whatever the components are called; names go with them.
    @Test
    void noiseCutoffAndNamesStay() {
        Rows rows = rows();
        for (Outliers outliers : new Outliers[] {Outliers.noise(0.1), Outliers.trimmed(0.1)}) {
            GaussianMixture mixture = GaussianMixture.fit(
                            rows, MixtureOptions.of(3).withOutliers(outliers))
                    .model()
                    .describedBy(List.of("a", "b", "c"), 17);
            GaussianMixture other = Renumbering.of(new int[] {2, 0, 1}).apply(mixture);
            assertThat(other.noise().map(Noise::proportion))
                    .isEqualTo(mixture.noise().map(Noise::proportion));
            assertThat(other.cutoff()).isEqualTo(mixture.cutoff());
            assertThat(other.componentNames()).containsExactly("b", "c", "a");
            assertThat(other.logLikelihood(rows)).isCloseTo(mixture.logLikelihood(rows), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clustersAndTheirHierarchyAreRenumberedTogether(boolean bisecting) {
        Rows rows = rows();
        KMeansModel model =
                KMeans.fit(rows, KMeansOptions.of(3).withBisecting(bisecting)).model();
        KMeansModel other = Renumbering.of(new int[] {1, 2, 0}).apply(model);
        assertThat(other.centroids()[1]).isEqualTo(model.centroids()[0]);
        assertThat(other.distortion(rows)).isEqualTo(model.distortion(rows));
        assertThat(other.variant()).isEqualTo(model.variant());
        for (int i = 0; i < model.hierarchy().length; i++)
            for (int side = 0; side < 2; side++)
                if (model.hierarchy()[i][side] < 3)
                    assertThat(other.hierarchy()[i][side]).isEqualTo((model.hierarchy()[i][side] + 1) % 3);
    }

    @Test
    void componentsWithoutACounterpartTakeTheNumbersThatAreLeft() {
        assertThat(Renumbering.of(new int[] {1, -1, 0, -1}).order()).containsExactly(2, 0, 1, 3);
        // fewer components than there were: they keep their order
        assertThat(Renumbering.of(new int[] {4, 2}).order()).containsExactly(1, 0);
    }

    @Test
    void sentencesSpeakOfTheNewNumbers() {
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows(), MixtureOptions.of(3));
        Fit<GaussianMixture> told = new Fit<>(
                fit.model(),
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                List.of("components 1, 3 rest on too little", "component 2 was repaired; 3 rows"),
                fit.certificate());
        assertThat(Renumbering.of(new int[] {2, 0, 1}).apply(told).warnings())
                .containsExactly("components 2, 3 rest on too little", "component 1 was repaired; 3 rows");
    }

    @Test
    void componentsAreFoundAgainByTheRowsThatTheyClaim() {
        Rows rows = rows();
        GaussianMixture one = GaussianMixture.fit(rows, MixtureOptions.of(3)).model();
        GaussianMixture other = Renumbering.of(new int[] {1, 2, 0}).apply(one);
        double[][] shared = SharedWeight.of(other, rows, one.predict(rows), 3, Execution.of(2));
        double sum = 0;
        for (double[] line : shared) for (double cell : line) sum += cell;
        assertThat(Math.abs(sum - 90)).isLessThan(1e-9);
        assertThat(ComponentMatch.ofRows(shared)).containsExactly(2, 0, 1);
    }
}
