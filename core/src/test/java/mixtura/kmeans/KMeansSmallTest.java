package mixtura.kmeans;

import static mixtura.kmeans.KMeansProblems.dyadic;
import static mixtura.kmeans.KMeansProblems.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Problems whose solution is known by hand, and those that have none.
class KMeansSmallTest {
    private static final Seeding[] STARTS = {Seeding.kMeansPlusPlus(), Seeding.randomRows(), Seeding.randomPartition()};

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void oneClusterIsTheMean(long seed) {
        double[][] x = Problems.clouds(seed, 200, 3, 2, 2);
        double[] weights = Problems.random(seed).doubles(200).toArray();
        double total = Arrays.stream(weights).sum();
        double[] mean = new double[3];
        for (int n = 0; n < 200; n++) for (int j = 0; j < 3; j++) mean[j] += weights[n] * x[n][j] / total;
        double scatter = KMeansProblems.distortion(x, weights, new double[][] {mean});
        for (Seeding start : STARTS) {
            var fit =
                    KMeans.fit(Rows.of(x).weighted(weights), KMeansOptions.of(1).withStart(start));
            for (int j = 0; j < 3; j++) {
                assertThat(fit.model().centroids()[0][j]).isCloseTo(mean[j], within(1e-12));
            }
            assertThat(fit.objective()).isCloseTo(scatter, within(1e-11 * scatter));
            assertThat(fit.model().mass()[0]).isCloseTo(total, within(1e-12 * total));
        }
    }

    @Test
    void asManyClustersAsRowsHaveDistortionZero() {
        double[][] x = dyadic(7, 20, 2, 3);
        for (Seeding start : new Seeding[] {Seeding.kMeansPlusPlus(), Seeding.randomRows()}) {
            var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(20).withStart(start));
            assertThat(fit.objective()).isZero();
            assertThat(fit.model().mass()).containsOnly(1);
        }
    }

    @Test
    void oneRowIsItsOwnCentroid() {
        var fit = KMeans.fit(Rows.of(new double[][] {{3, -4}}), KMeansOptions.of(1));
        assertThat(fit.model().centroids()).isDeepEqualTo(new double[][] {{3, -4}});
        assertThat(fit.objective()).isZero();
        assertThat(fit.converged()).isTrue();
    }

    @Test
    void equalRowsAreOneCluster() {
        double[][] x = new double[50][];
        Arrays.fill(x, new double[] {0.1, 7});
        var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(1));
        assertThat(fit.model().centroids()).isDeepEqualTo(new double[][] {{0.1, 7}});
        assertThat(fit.objective()).isZero();
    }

    @Test
    void moreClustersThanDistinctRowsAreRefusedWithTheirNumber() {
        double[][] x = {{1, 2}, {3, 4}, {1, 2}, {3, 4}, {5, 6}};
        for (Seeding start : STARTS) {
            assertThatThrownBy(() -> KMeans.fit(Rows.of(x), KMeansOptions.of(4).withStart(start)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("k is 4")
                    .hasMessageContaining("only 3 distinct rows");
            assertThat(KMeans.fit(Rows.of(x), KMeansOptions.of(3).withStart(start))
                            .objective())
                    .isLessThan(16);
        }
        assertThatThrownBy(() -> KMeans.fit(Rows.of(x), from(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only 3 distinct rows");
        assertThatThrownBy(() -> KMeans.fit(Rows.of(x).weighted(new double[] {1, 1, 1, 1, 0}), KMeansOptions.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only 2 distinct rows of positive weight");
    }

    @Test
    void constantColumnsChangeNoLabelAndAreKeptToTheBit() {
        double[][] x = Problems.clouds(8, 200, 2, 3, 2);
        double[][] wider = Arrays.stream(x)
                .map(row -> new double[] {0.1, row[0], row[1], 1e9 / 3})
                .toArray(double[][]::new);
        var fit = KMeans.fit(Rows.of(x), from(Problems.first(x, 3)));
        var wide = KMeans.fit(Rows.of(wider), from(Problems.first(wider, 3)));
        assertThat(wide.model().predict(Rows.of(wider)))
                .containsExactly(fit.model().predict(Rows.of(x)));
        assertThat(wide.iterations()).isEqualTo(fit.iterations());
        for (double[] centroid : wide.model().centroids()) {
            assertThat(centroid[0]).isEqualTo(0.1);
            assertThat(centroid[3]).isEqualTo(1e9 / 3);
        }
    }

    @Test
    void anEmptyClusterTakesTheFarthestRowAndTheCertificateSaysSo() {
        double[][] x = Problems.clouds(9, 200, 2, 2, 3);
        x[100] = new double[] {60, 60};
        double[][] start = {x[0], x[1], {-1e6, 1e6}};
        var fit = KMeans.fit(Rows.of(x), from(start));
        assertThat(fit.certificate().repairs()).hasSize(1);
        assertThat(fit.certificate().repairs().getFirst())
                .contains("cluster 3")
                .contains("empty")
                .contains("row 101");
        assertThat(fit.warnings()).anyMatch(warning -> warning.contains("empty"));
        assertThat(fit.model().centroids()[2]).containsExactly(60, 60);
        assertThat(fit.model().mass()).doesNotContain(0);
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.converged()).isTrue();
    }

    @Test
    void severalEmptyClustersTakeAsManyRows() {
        double[][] x = Problems.clouds(9, 200, 2, 2, 3);
        double[][] start = {x[0], {-1e6, 1e6}, {1e6, 1e6}, {1e6, -1e6}};
        var fit = KMeans.fit(Rows.of(x), from(start));
        assertThat(fit.certificate().repairs()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(fit.model().mass()).doesNotContain(0);
        assertThat(fit.certificate().monotone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aCellThatIsNoFiniteNumberIsRefusedWithItsPlace(double cell) {
        double[][] x = Problems.clouds(10, 200, 3, 2, 2);
        x[140][1] = cell;
        x[150][1] = cell;
        assertThatThrownBy(() -> KMeans.fit(Rows.of(x), KMeansOptions.of(2)))
                .isInstanceOfSatisfying(DataException.class, e -> {
                    assertThat(e).hasMessageContaining("row 141").hasMessageContaining("x2");
                    assertThat(e.row()).hasValue(141);
                    assertThat(e.column()).contains("x2");
                    assertThat(e.hint()).isNotBlank();
                });
    }

    @Test
    void predictionRefusesWhatHasNoDistance() {
        KMeansModel model =
                KMeans.fit(Rows.of(dyadic(1, 50, 2, 2)), KMeansOptions.of(2)).model();
        assertThatThrownBy(() -> model.predict(Rows.of(new double[][] {{1, 2}, {3, Double.NaN}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("x2");
        assertThatThrownBy(() -> model.predict(new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 columns");
    }

    @Test
    void labelsAreTheColumnsOfTheSmallestDistances() {
        double[][] x = dyadic(2, 100, 2, 3);
        KMeansModel model = KMeans.fit(Rows.of(x), KMeansOptions.of(3)).model();
        int[] labels = model.predict(Rows.of(x));
        double[][] distances = model.transform(Rows.of(x));
        for (int n = 0; n < x.length; n++) {
            double[] sorted = distances[n].clone();
            Arrays.sort(sorted);
            assertThat(distances[n][labels[n]]).isEqualTo(sorted[0]);
            assertThat(model.predict(x[n])).isEqualTo(labels[n]);
        }
    }
}
