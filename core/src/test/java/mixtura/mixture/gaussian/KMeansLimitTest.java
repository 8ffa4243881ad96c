package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.seeding.Seeding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// k-means is the limit σ² → 0 of a spherical mixture with one shared variance and equal proportions (Bishop 2006,
/// section 9.3.2): responsibilities become labels, and the M-step for the means becomes the update of the centroids.
class KMeansLimitTest {
    private static GaussianMixture mixture(double[][] centroids, double variance) {
        double[] proportions = new double[centroids.length];
        Arrays.fill(proportions, 1.0 / centroids.length);
        List<Gaussian> components = Arrays.stream(centroids)
                .map(c -> new Gaussian(c, new double[] {variance}, Covariance.SPHERICAL))
                .toList();
        return new GaussianMixture(proportions, components, List.of("x1", "x2"), new TreeMap<>());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aVanishingVarianceTurnsResponsibilitiesIntoLabelsAndMeansIntoCentroids(long seed) {
        double[][] x = Problems.clouds(seed, 300, 2, 4, 2);
        Rows rows = Rows.of(x);
        double[][] start = Problems.first(x, 4);
        var one = KMeans.fit(
                        rows,
                        KMeansOptions.of(4).withStart(Seeding.given(start)).withMaxIterations(1))
                .model();
        GaussianMixture limit = mixture(start, 1e-9);
        int[] labels = mixture(start, 1e-9).predict(rows);
        double[][] means = new double[4][2];
        double[] mass = new double[4];
        double[][] r = limit.responsibilities(rows);
        for (int n = 0; n < x.length; n++) {
            assertThat(r[n][labels[n]]).isCloseTo(1, offset(1e-6));
            for (int k = 0; k < 4; k++) {
                mass[k] += r[n][k];
                for (int j = 0; j < 2; j++) means[k][j] += r[n][k] * x[n][j];
            }
        }
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 2; j++)
                assertThat(means[k][j] / mass[k]).isCloseTo(one.centroids()[k][j], offset(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-1, 1e-2, 1e-3, 1e-4})
    void theSmallerTheVarianceTheFewerRowsAreShared(double variance) {
        double[][] x = Problems.clouds(5, 400, 2, 3, 1.5);
        double[][] start = Problems.first(x, 3);
        double shared = sharedRows(mixture(start, variance), x);
        double sharedAtHalf = sharedRows(mixture(start, variance / 2), x);
        assertThat(sharedAtHalf).isLessThanOrEqualTo(shared);
    }

    private static double sharedRows(GaussianMixture mixture, double[][] x) {
        return Arrays.stream(mixture.responsibilities(Rows.of(x)))
                .mapToDouble(r -> 1 - Arrays.stream(r).max().orElseThrow())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void wellApartCloudsHaveTheSameClustersEitherWay(long seed) {
        double[][] x = Problems.clouds(seed, 200, 2, 3, 40);
        Rows rows = Rows.of(x);
        int[] parts =
                KMeans.fit(rows, KMeansOptions.of(3).withRestarts(5)).model().predict(rows);
        var soft = GaussianMixture.fit(
                rows,
                MixtureOptions.of(3)
                        .withCovariance(Covariance.SPHERICAL)
                        .withRidge(Ridge.none())
                        .withStart(Start.labels(parts)));
        assertThat(soft.model().predict(rows)).containsExactly(parts);
    }
}
