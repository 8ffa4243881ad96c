package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.robust.StudentFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Covariances whose eigenvalues are bounded relative to each other.
class EigenvalueRatioTest {
    /// Σ_kl n_k (log λ*_kl + λ_kl / λ*_kl) of the truncated eigenvalues λ*.
    private static double cost(double[][] eigenvalues, double[] weight, double ratio, double least) {
        double sum = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            for (double value : eigenvalues[k]) {
                double kept = EigenvalueRatio.truncated(value, least, ratio);
                sum += weight[k] * (Math.log(kept) + value / kept);
            }
        }
        return sum;
    }

    @Test
    void theTruncationIsTheBestOfAFineGrid() {
        RandomGenerator random = Problems.random(5);
        for (int problem = 0; problem < 200; problem++) {
            int k = 1 + random.nextInt(4);
            int d = 1 + random.nextInt(4);
            double ratio = 1 + 20 * random.nextDouble() * random.nextDouble();
            double[][] values = new double[k][d];
            double[] weight = new double[k];
            for (int c = 0; c < k; c++) {
                weight[c] = 1 + random.nextInt(50);
                for (int j = 0; j < d; j++)
                    values[c][j] = random.nextInt(9) == 0 ? 0 : Math.exp(3 * random.nextGaussian());
            }
            if (Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(0) == 0) continue;
            double found = EigenvalueRatio.leastEigenvalue(values, weight, ratio);
            double least = cost(values, weight, ratio, found);
            for (double log = -25; log < 15; log += 1e-3) {
                assertThat(cost(values, weight, ratio, Math.exp(log)))
                        .as("problem %d, m = e^%f against %f", problem, log, found)
                        .isGreaterThanOrEqualTo(least - 1e-9 * Math.abs(least));
            }
        }
    }

    private static double[] eigenvalues(GaussianMixture mixture, double[] sd) {
        double[] all = new double[0];
        for (int k = 0; k < mixture.componentCount(); k++) {
            double[][] sigma = mixture.covariance(k);
            int d = sigma.length;
            double[] standardised = new double[d * d];
            for (int i = 0; i < d * d; i++) standardised[i] = sigma[i / d][i % d] / sd[i / d] / sd[i % d];
            double[] values = SymmetricEigen.of(standardised, d).values();
            all = Arrays.copyOf(all, all.length + d);
            System.arraycopy(values, 0, all, all.length - d, d);
        }
        return all;
    }

    private static double[] deviations(double[][] x) {
        double[] sd = new double[x[0].length];
        for (int j = 0; j < sd.length; j++) {
            int column = j;
            double mean =
                    Arrays.stream(x).mapToDouble(row -> row[column]).average().orElseThrow();
            sd[j] = Math.sqrt(Arrays.stream(x)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow());
        }
        return sd;
    }

    private static double[][] problem() {
        double[][] x = Problems.clouds(11, 300, 3, 3, 4);
        for (double[] row : x) row[2] *= 50;
        return x;
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"FULL", "TIED", "DIAGONAL", "EEI"})
    void noTwoEigenvaluesDifferByMoreAndTheLikelihoodNeverFalls(Covariance covariance) {
        double[][] x = problem();
        for (double ratio : new double[] {1, 3, 12}) {
            Fit<GaussianMixture> fit = GaussianMixture.fit(
                    Rows.of(x),
                    MixtureOptions.of(3)
                            .withCovariance(covariance)
                            .withEigenvalueRatio(ratio)
                            .withStart(Start.rows())
                            .withTolerance(1e-9));
            double[] values = eigenvalues(fit.model(), deviations(x));
            double largest = Arrays.stream(values).max().orElseThrow();
            double smallest = Arrays.stream(values).min().orElseThrow();
            assertThat(largest / smallest).as("%s, c = %f", covariance, ratio).isLessThanOrEqualTo(ratio * (1 + 1e-9));
            assertThat(fit.certificate().monotone()).isTrue();
            for (int t = 1; t < fit.trace().size(); t++) {
                double before = fit.trace().get(t - 1).objective();
                assertThat(fit.trace().get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
            }
        }
    }

    @Test
    void sphericalVariancesAreBoundedToo() {
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(Problems.clouds(3, 200, 2, 3, 9)),
                MixtureOptions.of(4).withCovariance(Covariance.SPHERICAL).withEigenvalueRatio(1));
        double first = fit.model().covariance(0)[0][0];
        for (int k = 1; k < 4; k++) assertThat(fit.model().covariance(k)[0][0]).isCloseTo(first, offset(1e-12 * first));
    }

    /// Balls of one size have one eigenvalue: there is nothing to bound.
    @Test
    void ballsOfOneSizeKeepEveryBound() {
        Rows rows = Rows.of(Problems.clouds(3, 200, 2, 3, 9));
        MixtureOptions options =
                MixtureOptions.of(3).withCovariance(Covariance.EII).withTolerance(1e-9);
        var free = GaussianMixture.fit(rows, options.withRidge(mixtura.mixture.Ridge.none()));
        var bounded = GaussianMixture.fit(rows, options.withEigenvalueRatio(1));
        assertThat(bounded.objective()).isCloseTo(free.objective(), offset(1e-9 * Math.abs(free.objective())));
        assertThat(bounded.model().covariance(0)[0][0])
                .isCloseTo(
                        free.model().covariance(0)[0][0],
                        offset(1e-9 * free.model().covariance(0)[0][0]));
    }

    @Test
    void aBoundThatIsKeptChangesNothing() {
        Rows rows = Rows.of(Problems.clouds(2, 200, 2, 2, 5));
        MixtureOptions options = MixtureOptions.of(2).withTolerance(0).withMaxIterations(30);
        var free = GaussianMixture.fit(rows, options.withRidge(mixtura.mixture.Ridge.none()));
        var bounded = GaussianMixture.fit(rows, options.withEigenvalueRatio(1e6));
        assertThat(bounded.model().covariance(0)).isDeepEqualTo(free.model().covariance(0));
    }

    @Test
    void scalingAColumnChangesNothing() {
        double[][] x = problem();
        double[][] scaled = Arrays.stream(x)
                .map(row -> new double[] {row[0] * 1024, row[1], row[2] / 64})
                .toArray(double[][]::new);
        MixtureOptions options = MixtureOptions.of(3)
                .withEigenvalueRatio(4)
                .withStart(Start.labels(java.util.stream.IntStream.range(0, x.length)
                        .map(n -> n % 3)
                        .toArray()));
        var one = GaussianMixture.fit(Rows.of(x), options);
        var other = GaussianMixture.fit(Rows.of(scaled), options);
        assertThat(other.model().predict(Rows.of(scaled))).isEqualTo(one.model().predict(Rows.of(x)));
        assertThat(other.iterations()).isEqualTo(one.iterations());
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 20})
    void studentScalesKeepItAndStillClimb(double ratio) {
        var fit = Mixture.fit(
                Rows.of(problem()),
                StudentFamily.of(Covariance.FULL)
                        .withOptions(MixtureOptions.of(3).withEigenvalueRatio(ratio)),
                MixtureOptions.of(3).withEigenvalueRatio(ratio).withTolerance(1e-9));
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.certificate().conditionNumbers()[0]).isLessThanOrEqualTo(ratio * (1 + 1e-9));
    }

    @Test
    void aHeapOfEqualRowsCollapsesNoComponent() {
        double[][] x = Problems.clouds(1, 60, 2, 1, 1);
        for (int n = 45; n < 60; n++) x[n] = new double[] {20, 20};
        var fit = GaussianMixture.fit(Rows.of(x), MixtureOptions.of(2).withEigenvalueRatio(50));
        assertThat(fit.certificate().repairs()).isEmpty();
        assertThat(fit.model().covariance(1)[0][0]).isPositive();
    }

    @Test
    void aRatioBelowOneIsRefused() {
        assertThatThrownBy(() -> MixtureOptions.of(2).withEigenvalueRatio(0.5)).hasMessageContaining("at least 1");
    }
}
