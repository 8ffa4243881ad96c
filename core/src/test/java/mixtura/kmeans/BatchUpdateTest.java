package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.stream.IntStream;
import mixtura.data.Rows;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;

/// k-means that learns from rows as they come.
class BatchUpdateTest {
    private static double[][] clouds(long seed, int count) {
        Random random = new Random(seed);
        double[][] rows = new double[count][2];
        for (int n = 0; n < count; n++) {
            rows[n][0] = 10 * (n % 3) + random.nextGaussian();
            rows[n][1] = random.nextGaussian();
        }
        return rows;
    }

    private static KMeansModel model(double[][] rows) {
        return KMeans.fit(Rows.of(rows), KMeansOptions.of(3).withStart(Seeding.given(new double[][] {
                    {0, 0}, {10, 0}, {20, 0}
                })))
                .model();
    }

    @Test
    void aCentroidIsTheMeanOfItsRowsOldAndNew() {
        double[][] x = clouds(1, 600);
        KMeansModel streamed = model(java.util.Arrays.copyOf(x, 150))
                .partialFit(Rows.of(x).range(150, 151))
                .partialFit(Rows.of(x).range(151, 600));
        KMeansModel whole = model(x);
        for (int k = 0; k < 3; k++) {
            assertThat(streamed.mass()[k]).isEqualTo(200);
            assertThat(streamed.centroids()[k]).containsExactly(whole.centroids()[k], offset(1e-12));
        }
    }

    @Test
    void aRowOfWeightTwoIsTheRowTwiceAndOfWeightZeroItsAbsence() {
        double[][] x = clouds(2, 90);
        KMeansModel model = model(clouds(3, 60));
        double[] weights = IntStream.range(0, 90).mapToDouble(n -> n % 4 % 3).toArray();
        double[][] repeated = IntStream.range(0, 90)
                .boxed()
                .flatMap(n -> IntStream.range(0, n % 4 % 3).mapToObj(i -> x[n]))
                .toArray(double[][]::new);
        double[][] weighted = model.partialFit(Rows.of(x).weighted(weights)).centroids();
        double[][] plain = model.partialFit(Rows.of(repeated)).centroids();
        for (int k = 0; k < 3; k++) assertThat(weighted[k]).containsExactly(plain[k], offset(1e-12));
    }

    @Test
    void relativesOfKMeansRefuseWithAReason() {
        KMeansModel medians = model(clouds(4, 60)).withGeometry(Geometry.MANHATTAN);
        assertThatThrownBy(() -> medians.partialFit(Rows.of(clouds(5, 9)))).hasMessageContaining("relatives");
    }
}
