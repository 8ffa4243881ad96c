package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import mixtura.data.Rows;
import mixtura.seeding.Seeding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outliers on all sides of each cluster cancel in the mean on average, but not in its standard error.
class OutliersAroundTest {
    private static final int COLUMNS = 64;
    private static final int ROWS_EACH = 4400;
    private static final int CLUSTERS = 3;

    /// Cluster k is about 60 in column k. A twentieth of its rows is 5 to 10 standard deviations off in every column,
    /// up
    /// or down by chance.
    private static double[][] rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[CLUSTERS * ROWS_EACH][COLUMNS];
        for (int n = 0; n < x.length; n++) {
            boolean outlier = n % 20 == 0;
            for (int j = 0; j < COLUMNS; j++) {
                double size = 5 + 5 * random.nextDouble();
                x[n][j] = outlier ? (random.nextBoolean() ? size : -size) : random.nextGaussian();
            }
            x[n][n / ROWS_EACH] += 60;
        }
        return x;
    }

    private static double largestError(double[][] x, Geometry geometry) {
        double[][] start = new double[CLUSTERS][COLUMNS];
        for (int k = 0; k < CLUSTERS; k++) {
            Arrays.fill(start[k], 0.05);
            start[k][k] += 60;
        }
        double[][] centres = KMeans.fit(
                        Rows.of(x),
                        KMeansOptions.of(CLUSTERS).withGeometry(geometry).withStart(Seeding.given(start)))
                .model()
                .centroids();
        double largest = 0;
        for (int k = 0; k < CLUSTERS; k++) {
            double squares = 0;
            for (int j = 0; j < COLUMNS; j++) squares += Math.pow(centres[k][j] - (j == k ? 60 : 0), 2);
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void kMediansStaysWithinAFifthOfAStandardDeviationWhereKMeansDoesNot(long seed) {
        double[][] x = rows(seed);
        assertThat(largestError(x, Geometry.MANHATTAN)).isLessThan(0.2);
        assertThat(largestError(x, Geometry.EUCLIDEAN)).isGreaterThan(0.2);
    }
}
