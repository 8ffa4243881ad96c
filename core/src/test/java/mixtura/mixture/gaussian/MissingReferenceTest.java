package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes out of a fit to rows with gaps is the maximum of their likelihood, and near the truth.
class MissingReferenceTest {
    /// reference/missing_normal.R.
    @Test
    void oneComponentIsTheMaximumThatAGeneralOptimiserFinds() {
        Rows rows = Rows.of(Reference.table("missing/normal-rows.csv").matrix());
        Reference estimates = Reference.table("missing/normal-estimates.csv");
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                rows,
                MixtureOptions.of(1)
                        .withMissing(Missing.EM)
                        .withRidge(Ridge.none())
                        .withTolerance(0)
                        .withMaxIterations(5000));
        double[] mean = estimates.numbers("mean");
        double[][] sigma = fit.model().covariance(0);
        for (int i = 0; i < 4; i++) {
            double unit = Math.sqrt(sigma[i][i]);
            assertThat(fit.model().means()[0][i]).isCloseTo(mean[i], offset(1e-6 * unit));
            for (int j = 0; j < 4; j++) {
                double expected = estimates.numbers("covariance" + (j + 1))[i];
                assertThat(sigma[i][j]).isCloseTo(expected, offset(1e-6 * unit * Math.sqrt(sigma[j][j])));
            }
        }
        double likelihood = Reference.table("missing/normal-likelihood.csv").numbers("logLikelihood")[0];
        assertThat(fit.objective()).isCloseTo(likelihood, offset(1e-7));
    }

    private static final GaussianMixture TRUTH = new GaussianMixture(
            new double[] {0.5, 0.3, 0.2},
            List.of(
                    new Gaussian(new double[] {0, 0, 0, 0}, covariance(0.7, 1), Covariance.FULL),
                    new Gaussian(new double[] {6, 0, 3, -2}, covariance(-0.2, 2), Covariance.FULL),
                    new Gaussian(new double[] {0, 7, -4, 4}, covariance(0.4, 0.5), Covariance.FULL)),
            List.of("a", "b", "c", "d"),
            new TreeMap<>());

    private static double[] covariance(double correlation, double variance) {
        double[] matrix = new double[16];
        for (int e = 0; e < 16; e++) matrix[e] = variance * (e % 5 == 0 ? 1 : correlation);
        return matrix;
    }

    /// The standard error of a mean from N_k (1 − share) cells, and a fifth more for what the gaps leave open, five
    /// times; that of a variance is √2 times its size over the root of their number.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5})
    void aKnownMixtureIsFoundAgainAndFillsGapsBetterThanColumnMeans(double share) {
        int n = 6000;
        Mixture.Sample sample = TRUTH.sampleLabelled(n, 1);
        double[][] whole = new double[n][4];
        double[][] x = new double[n][];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        for (int row = 0; row < n; row++) {
            sample.rows().copyRow(row, whole[row]);
            x[row] = whole[row].clone();
            for (int j = 0; j < 4; j++) if (random.nextDouble() < share) x[row][j] = Double.NaN;
        }
        Rows rows = Rows.of(x);
        GaussianMixture found = GaussianMixture.fit(
                        rows,
                        MixtureOptions.of(3)
                                .withMissing(Missing.EM)
                                .withStart(Start.kMeans())
                                .withTolerance(1e-8)
                                .withRestarts(5))
                .model();
        for (int k = 0; k < 3; k++) {
            double[] mean = TRUTH.means()[k];
            int nearest = IntStream.range(0, 3)
                    .boxed()
                    .min((a, b) -> Double.compare(distance(found.means()[a], mean), distance(found.means()[b], mean)))
                    .orElseThrow();
            double cells = n * TRUTH.mixingProportions()[k] * (1 - share);
            for (int i = 0; i < 4; i++) {
                double variance = TRUTH.covariance(k)[i][i];
                assertThat(found.means()[nearest][i]).isCloseTo(mean[i], offset(6 * Math.sqrt(variance / cells)));
                assertThat(found.covariance(nearest)[i][i])
                        .isCloseTo(variance, offset(6 * variance * Math.sqrt(2 / cells)));
            }
        }
        ColumnSummary summary = ColumnSummary.of(rows, Execution.of(1));
        Rows filled = found.impute(rows).rows();
        double ours = 0;
        double means = 0;
        double[] row = new double[4];
        for (int i = 0; i < n; i++) {
            filled.copyRow(i, row);
            for (int j = 0; j < 4; j++) {
                if (!Double.isNaN(x[i][j])) continue;
                ours += Math.pow(row[j] - whole[i][j], 2);
                means += Math.pow(summary.mean(j) - whole[i][j], 2);
            }
        }
        assertThat(ours).isLessThan(0.6 * means);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }
}
