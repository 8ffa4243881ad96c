package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;

/// Rows that belong to no cluster, and rows that belong to several.
class TrimmedAndFuzzyTest {
    private static final int K = 4;

    @Test
    void rowsLeftOutAreTheFarthestAndPredictionSaysSo() {
        double[][] x = Problems.clouds(2, 200, 2, 2, 3);
        var plain = KMeans.fit(Rows.of(x), KMeansOptions.of(2)).model();
        for (int n = 0; n < 10; n++) x[20 * n] = new double[] {1000 * Math.cos(n), 1000 * Math.sin(n)};
        var fit = KMeans.fit(Rows.of(x), KMeansProblems.from(plain.centroids()).withTrim(0.05));
        int[] labels = fit.model().predict(Rows.of(x));
        for (int n = 0; n < x.length; n++)
            assertThat(labels[n] == -1).as("row %d", n).isEqualTo(n % 20 == 0);
        assertThat(Arrays.stream(fit.model().mass()).sum()).isCloseTo(190, within(1e-9));
        assertThat(fit.model().predict(x[0])).isEqualTo(-1);
        assertThat(fit.model().predict(x[1])).isEqualTo(labels[1]);
        assertThat(Arrays.stream(fit.model().memberships(Rows.of(x))[0]).sum()).isZero();
    }

    @Test
    void rowsOfEqualDistanceAreLeftOutInEqualParts() {
        Rows rows = Rows.wrap(new double[] {-1, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 10, 1);
        var fit = KMeans.fit(rows, KMeansProblems.from(new double[][] {{0}}).withTrim(0.1));
        assertThat(fit.objective()).isEqualTo(1, within(1e-15));
        assertThat(fit.model().mass()[0]).isCloseTo(9, within(1e-14));
        assertThat(fit.model().predict(rows)).containsOnly(0);
    }

    @Test
    void membershipsAddUpToOneAndApproachLabelsAsTheFuzzifierApproachesOne() {
        double[][] x = Problems.clouds(5, 300, 2, K, 20);
        Rows rows = Rows.of(x);
        var hard = KMeans.fit(rows, KMeansOptions.of(K).withRestarts(5)).model();
        double[][] start = hard.centroids();
        var nearly =
                KMeans.fit(rows, KMeansProblems.from(start).withFuzzifier(1.02)).model();
        for (int k = 0; k < K; k++) {
            for (int j = 0; j < 2; j++) {
                assertThat(nearly.centroids()[k][j]).isCloseTo(hard.centroids()[k][j], within(1e-3));
            }
        }
        var soft = KMeans.fit(rows, KMeansProblems.from(start).withFuzzifier(2)).model();
        for (double[] u : soft.memberships(rows)) {
            assertThat(Arrays.stream(u).sum()).isCloseTo(1, within(1e-14));
        }
        assertThat(soft.memberships(Rows.of(soft.centroids()))).isDeepEqualTo(unit(K));
        assertThat(hard.memberships(Rows.of(hard.centroids()))).isDeepEqualTo(unit(K));
    }

    private static double[][] unit(int k) {
        double[][] unit = new double[k][k];
        for (int i = 0; i < k; i++) unit[i][i] = 1;
        return unit;
    }

    @Test
    void aFuzzifierGoesWithNothingElse() {
        Rows rows = Rows.of(Problems.clouds(0, 300, 2, K, 2));
        KMeansOptions fuzzy = KMeansOptions.of(2).withFuzzifier(2);
        assertThatThrownBy(() -> KMeans.fit(rows, fuzzy.withTrim(0.1))).hasMessageContaining("trim");
        assertThatThrownBy(() -> KMeans.fit(rows, fuzzy.withGeometry(Geometry.MANHATTAN)))
                .hasMessageContaining("manhattan");
        assertThatThrownBy(() -> fuzzy.withTrim(1)).hasMessageContaining("0.05");
        assertThatThrownBy(() -> fuzzy.withFuzzifier(0.5)).hasMessageContaining("above 1");
    }
}
