package mixtura.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiFunction;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// The likelihood-ratio test of the number of components, and the stability of clusters.
class JudgementTest {
    private static Rows clouds(int rows, double apart) {
        Random random = new Random(4);
        double[][] table = new double[rows][2];
        for (int n = 0; n < rows; n++) {
            table[n][0] = random.nextGaussian() + (n % 2 == 0 ? 0 : apart);
            table[n][1] = random.nextGaussian();
        }
        return Rows.of(table);
    }

    private static final MixtureOptions TIED =
            MixtureOptions.of(1).withCovariance(Covariance.TIED).withRestarts(2);

    @Test
    void oneComponentIsRejectedForTwoCloudsAndTwoAreNot() {
        Rows rows = clouds(150, 6);
        GaussianMixture one = GaussianMixture.fit(rows, TIED).model();
        LikelihoodRatioTest first = LikelihoodRatioTest.of(one, rows, TIED, BootstrapOptions.of(19));
        assertThat(first.pValue()).isEqualTo(0.05);
        assertThat(first.statistic()).isGreaterThan(20);
        GaussianMixture two = GaussianMixture.fit(rows, TIED.withK(2)).model();
        LikelihoodRatioTest second = LikelihoodRatioTest.of(two, rows, TIED.withK(2), BootstrapOptions.of(19));
        assertThat(second.pValue()).isGreaterThan(0.05);
        assertThat(second.k()).isEqualTo(2);
    }

    @Test
    void theTestIsTheSameOnOneAndOnTwoThreads() {
        Rows rows = clouds(60, 3);
        GaussianMixture one = GaussianMixture.fit(rows, TIED).model();
        assertThat(LikelihoodRatioTest.of(
                                one, rows, TIED, BootstrapOptions.of(6).withThreads(1))
                        .statistics())
                .isEqualTo(LikelihoodRatioTest.of(
                                one, rows, TIED, BootstrapOptions.of(6).withThreads(2))
                        .statistics());
    }

    private static Stability stability(Rows rows, int k) {
        int[] labels =
                KMeans.fit(rows, KMeansOptions.of(k).withRestarts(5)).model().predict(rows);
        BiFunction<Rows, Long, int[]> again = (drawn, seed) -> KMeans.fit(
                        drawn,
                        KMeansOptions.of(k).withRestarts(3).withSeed(seed).withThreads(1))
                .model()
                .predict(drawn);
        return Stability.of(rows, labels, k, again, BootstrapOptions.of(30));
    }

    @Test
    void cloudsThatStandApartComeBackAndHalvesOfOneCloudDoNot() {
        Stability apart = stability(clouds(200, 8), 2);
        assertThat(apart.meanAri()).isGreaterThan(0.98);
        for (double jaccard : apart.jaccard()) assertThat(jaccard).isGreaterThan(0.98);
        assertThat(apart.dissolved()).containsOnly(0);
        Stability halves = stability(clouds(200, 0), 4);
        assertThat(halves.meanAri()).isLessThan(0.8);
        assertThat(Stability.verdict(apart.jaccard()[0])).isEqualTo("highly stable");
        assertThat(Stability.verdict(0.4)).startsWith("dissolves");
    }
}
