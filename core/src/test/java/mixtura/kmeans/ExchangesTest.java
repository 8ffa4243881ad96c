package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangesTest {
    private static final int ROWS = 300;
    private static final int D = 3;

    private record Problem(double[] values, double[] weights) {
        Rows rows() {
            return Rows.wrap(values, ROWS, D).weighted(weights);
        }

        /// Σ w ‖x − mean of its cluster‖², from the definition.
        double distortion(int[] labels, int k) {
            double[][] sums = new double[k][D];
            double[] mass = new double[k];
            for (int n = 0; n < ROWS; n++) {
                mass[labels[n]] += weights[n];
                for (int j = 0; j < D; j++) sums[labels[n]][j] += weights[n] * values[n * D + j];
            }
            double distortion = 0;
            for (int n = 0; n < ROWS; n++) {
                for (int j = 0; j < D; j++) {
                    double difference = values[n * D + j] - sums[labels[n]][j] / mass[labels[n]];
                    distortion += weights[n] * difference * difference;
                }
            }
            return distortion;
        }
    }

    /// Rows without clusters, a few of which weigh as much as hundreds of others.
    private static Problem problem(long seed) {
        Random random = new Random(seed);
        double[] weights =
                random.doubles(ROWS).map(u -> Math.ceil(1 / (u + 1e-3))).toArray();
        return new Problem(random.doubles(ROWS * D, 0, 100).toArray(), weights);
    }

    private static KMeansOptions options(long seed) {
        return KMeansOptions.of(12).withSeed(seed).withExchanges(true);
    }

    /// 4 is nearer to 2, the mean of its cluster, than to 7.9; but it counts half of 2.
    @Test
    void aRowMayLeaveItsNearestCentroidWhenBothMeansMove() {
        Rows rows = Rows.of(new double[][] {{0}, {4}, {7.9}});
        KMeansOptions options = KMeansOptions.of(2).withStart(Seeding.given(new double[][] {{2}, {7.9}}));
        assertThat(KMeans.fit(rows, options).objective()).isCloseTo(8, within(1e-12));
        Fit<KMeansModel> fit = KMeans.fit(rows, options.withExchanges(true));
        assertThat(fit.objective()).isCloseTo(3.9 * 3.9 / 2, within(1e-12));
        assertThat(fit.model().predict(rows)).containsExactly(0, 1, 1);
    }

    /// Telgarsky and Vattani (2010), definition of a Hartigan optimum, by trying every move.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noRowAloneLowersTheDistortion(long seed) {
        Problem problem = problem(seed);
        Fit<KMeansModel> fit = KMeans.fit(problem.rows(), options(seed));
        int[] labels = fit.model().predict(problem.rows());
        double least = problem.distortion(labels, 12);
        assertThat(fit.objective()).isCloseTo(least, within(1e-10 * least));
        for (int n = 0; n < ROWS; n++) {
            for (int cluster = 0; cluster < 12; cluster++) {
                int[] moved = labels.clone();
                moved[n] = cluster;
                if (Arrays.stream(moved).distinct().count() < 12) continue;
                assertThat(problem.distortion(moved, 12)).isGreaterThanOrEqualTo(least * (1 - 1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theyEndNoHigherThanLloydsIterationAndWhereItRests(long seed) {
        Rows rows = problem(seed).rows();
        Fit<KMeansModel> fit = KMeans.fit(rows, options(seed));
        Fit<KMeansModel> plain = KMeans.fit(rows, options(seed).withExchanges(false));
        assertThat(fit.objective()).isLessThanOrEqualTo(plain.objective());
        Fit<KMeansModel> onwards = KMeans.fit(
                rows, KMeansOptions.of(12).withStart(Seeding.given(fit.model().centroids())));
        assertThat(onwards.objective()).isCloseTo(fit.objective(), within(1e-12 * fit.objective()));
        assertThat(fit.converged()).isTrue();
        var trace = fit.trace();
        for (int t = 1; t < trace.size(); t++) {
            assertThat(trace.get(t).objective())
                    .isLessThanOrEqualTo(trace.get(t - 1).objective() * (1 + 1e-12));
        }
    }

    @Test
    void theyAreTheSameOnAnyNumberOfThreads() {
        Rows rows = problem(7).rows();
        Fit<KMeansModel> one = KMeans.fit(rows, options(7).withBreathing(true).withThreads(1));
        Fit<KMeansModel> many = KMeans.fit(rows, options(7).withBreathing(true).withThreads(5));
        assertThat(many.model().centroids()).isDeepEqualTo(one.model().centroids());
    }

    @Test
    void oneClusterAndAsManyAsRowsHaveNothingToExchange() {
        Rows rows = problem(8).rows();
        for (int k : new int[] {1, ROWS}) {
            Fit<KMeansModel> fit = KMeans.fit(rows, options(8).withK(k));
            Fit<KMeansModel> plain = KMeans.fit(rows, options(8).withK(k).withExchanges(false));
            assertThat(fit.objective()).isEqualTo(plain.objective());
        }
    }
}
