package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import mixtura.Fit;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.robust.StudentMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mixtures of which the least likely rows are left out.
class TrimmingTest {
    /// Two clouds, and rows far away on all sides.
    private static double[][] spoilt(long seed) {
        double[][] x = Problems.clouds(seed, 400, 2, 2, 5);
        for (int n = 0; n < 20; n++) {
            x[n] = new double[] {(90 + 9 * n) * Math.cos(n), (90 + 9 * n) * Math.sin(n)};
        }
        return x;
    }

    private static MixtureOptions options() {
        return MixtureOptions.of(2)
                .withOutliers(Outliers.trimmed(0.05))
                .withEigenvalueRatio(50)
                .withRestarts(12)
                .withTolerance(1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFarRowsAreLeftOutAndTheOthersFittedAsIfAlone(long seed) {
        double[][] x = spoilt(seed);
        Rows rows = Rows.of(x);
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, options());
        int[] labels = fit.model().predict(rows);
        assertThat(Arrays.copyOf(labels, 20)).containsOnly(-1);
        assertThat(Arrays.stream(labels).filter(label -> label < 0).count()).isEqualTo(20);
        Rows others = Rows.of(Arrays.copyOfRange(x, 20, 400));
        assertThat(fit.objective()).isCloseTo(fit.model().logLikelihood(rows), offset(1e-7));
        assertThat(fit.objective()).isCloseTo(fit.model().logLikelihood(others), offset(1e-7));
        assertThat(InformationCriteria.of(fit.model(), rows).weight()).isEqualTo(380);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.0333, 0.2, 0.5})
    void theTrimmedLikelihoodNeverFallsWhateverTheShare(double share) {
        double[][] x = spoilt(6);
        for (int n = 100; n < 130; n++) x[n] = x[100].clone(); // ties at the cutoff
        for (Start start : new Start[] {Start.kMeans(), Start.rows(), Start.partition()}) {
            Fit<GaussianMixture> fit = GaussianMixture.fit(
                    Rows.of(x), options().withOutliers(Outliers.trimmed(share)).withStart(start));
            assertThat(fit.certificate().monotone()).isTrue();
            for (int t = 1; t < fit.trace().size(); t++) {
                double before = fit.trace().get(t - 1).objective();
                assertThat(fit.trace().get(t).objective()).isGreaterThanOrEqualTo(before - 1e-8 * Math.abs(before));
            }
            assertThat(Arrays.stream(fit.certificate().mass()).sum()).isCloseTo(400 * (1 - share), offset(1e-8));
        }
    }

    @Test
    void aRowOfWeightTwoIsTheRowTwice() {
        double[][] x = spoilt(7);
        double[] weights = new double[400];
        double[][] twice = new double[600][];
        for (int n = 0; n < 400; n++) {
            weights[n] = n < 200 ? 2 : 1;
            twice[n] = x[n];
            if (n < 200) twice[400 + n] = x[n];
        }
        MixtureOptions options = options()
                .withOutliers(Outliers.trimmed(0.0715))
                .withStart(Start.means(new double[][] {x[30], x[31]}))
                .withMaxIterations(25)
                .withTolerance(0);
        var weighted = GaussianMixture.fit(Rows.of(x).weighted(weights), options);
        var repeated = GaussianMixture.fit(Rows.of(twice), options);
        int last = Math.min(weighted.trace().size(), repeated.trace().size()) - 1;
        assertThat(weighted.trace().get(last).objective())
                .isCloseTo(repeated.trace().get(last).objective(), offset(1e-6));
    }

    @Test
    void studentComponentsAreTrimmedToo() {
        var fit = StudentMixture.fit(Rows.of(spoilt(8)), options());
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().predict(new double[] {300, -300})).isEqualTo(-1);
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        Rows rows = Rows.of(spoilt(9));
        assertThat(GaussianMixture.fit(rows, options().withThreads(1)).model().means())
                .isDeepEqualTo(GaussianMixture.fit(rows, options().withThreads(8))
                        .model()
                        .means());
    }

    @Test
    void gapsAndImpossibleSharesAreRefused() {
        double[][] gaps = spoilt(1);
        gaps[3][1] = Double.NaN;
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(gaps), options().withMissing(mixtura.data.Missing.EM)))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Outliers.trimmed(1)).hasMessageContaining("below 1");
    }
}
