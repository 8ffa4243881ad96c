package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mini-batches and bisection: less work than Lloyd's iteration, and what is promised all the same.
class LessWorkTest {
    private static void assertEqualBits(Fit<KMeansModel> a, Fit<KMeansModel> b) {
        assertThat(a.model().centroids()).isDeepEqualTo(b.model().centroids());
        assertThat(a.model().mass()).containsExactly(b.model().mass());
        assertThat(a.model().hierarchy()).isDeepEqualTo(b.model().hierarchy());
        assertThat(a.trace()).isEqualTo(b.trace());
    }

    @ParameterizedTest
    @CsvSource({"1, 20000, 2, 8, 4", "2, 20000, 8, 10, 2", "3, 10000, 33, 5, 1"})
    void miniBatchesComeWithinFivePerCentOfLloyd(long seed, int count, int d, int k, double separation) {
        Rows rows = Rows.of(Problems.clouds(seed, count, d, k, separation));
        KMeansOptions options = KMeansOptions.of(k).withRestarts(8).withSeed(seed);
        var whole = KMeans.fit(rows, options);
        var batches = KMeans.fit(rows, options.withMiniBatch(512));
        assertThat(batches.objective()).isLessThan(whole.objective() * 1.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void theDistortionAndMassOfMiniBatchesAreThoseOfAllRows(long seed) {
        double[][] x = Problems.clouds(seed, 3000, 3, 4, 2);
        var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(4).withMiniBatch(100).withSeed(seed));
        double expected = KMeansProblems.distortion(
                x, KMeansProblems.ones(x.length), fit.model().centroids());
        assertThat(fit.objective()).isCloseTo(expected, within(1e-10 * expected));
        assertThat(Arrays.stream(fit.model().mass()).sum()).isEqualTo(3000);
        assertThat(fit.trace()).hasSize(2);
        assertThat(fit.objective()).isLessThanOrEqualTo(fit.trace().getFirst().objective());
        assertThat(fit.iterations()).isBetween(10, 500);
    }

    /// With one cluster the labels never change, so the centroid is the mean of all rows drawn.
    @Test
    void oneClusterIsTheMeanOfTheRowsDrawn() {
        double[][] x = Problems.clouds(4, 2000, 2, 1, 1);
        double[] mean = KMeans.fit(Rows.of(x), KMeansOptions.of(1)).model().centroids()[0];
        double[] found = KMeans.fit(Rows.of(x), KMeansOptions.of(1).withMiniBatch(1000))
                .model()
                .centroids()[0];
        // Standard error of ten thousand draws: 1 % of a deviation of about 1.
        for (int j = 0; j < 2; j++) assertThat(found[j]).isCloseTo(mean[j], within(0.05));
    }

    @Test
    void rowsOfWeightZeroMoveNothing() {
        double[][] x = Problems.clouds(5, 1000, 2, 3, 3);
        double[] weights = KMeansProblems.ones(1000);
        for (int n = 0; n < 1000; n += 2) {
            weights[n] = 0;
            x[n] = new double[] {1e6, 1e6};
        }
        var fit = KMeans.fit(Rows.of(x).weighted(weights), KMeansOptions.of(3).withMiniBatch(64));
        for (double[] centroid : fit.model().centroids()) {
            for (double value : centroid) assertThat(value).isLessThan(100);
        }
        assertThat(Arrays.stream(fit.model().mass()).sum()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void threadsAndStorageChangeNoBit(boolean bisecting, @TempDir Path folder) throws IOException {
        double[][] x = Problems.clouds(3, 5000, 3, 5, 2);
        KMeansOptions plain = KMeansOptions.of(6).withSeed(3);
        KMeansOptions options = bisecting ? plain.withBisecting(true) : plain.withMiniBatch(256);
        var one = KMeans.fit(Rows.of(x), options.withThreads(1));
        assertEqualBits(KMeans.fit(Rows.of(x), options.withThreads(2)), one);
        assertEqualBits(KMeans.fit(Rows.of(x), options.withThreads(8)), one);
        Npy.write(folder.resolve("x.npy"), KMeansProblems.flat(x), x.length, 3);
        assertEqualBits(KMeans.fit(Npy.map(folder.resolve("x.npy")), options), one);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void noSplitRaisesTheDistortionAndTheHierarchyIsATree(long seed) {
        double[][] x = Problems.clouds(seed, 400, 2, 5, 3);
        int k = 7;
        var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(k).withBisecting(true).withSeed(seed));
        assertThat(fit.iterations()).isEqualTo(k - 1);
        for (int t = 1; t < fit.trace().size(); t++) {
            assertThat(fit.trace().get(t).objective())
                    .isLessThan(fit.trace().get(t - 1).objective());
        }
        double expected = KMeansProblems.distortion(
                x, KMeansProblems.ones(x.length), fit.model().centroids());
        assertThat(fit.objective()).isCloseTo(expected, within(1e-10 * expected));
        double[][] merges = fit.model().hierarchy();
        int[] used = new int[2 * k - 1];
        for (int i = 0; i < k - 1; i++) {
            for (int side = 0; side < 2; side++) {
                assertThat(merges[i][side]).isLessThan(k + i);
                used[(int) merges[i][side]]++;
            }
            // A cluster of the largest distortion is split, and halves have less: heights never fall.
            if (i > 0) assertThat(merges[i][2]).isGreaterThanOrEqualTo(merges[i - 1][2]);
        }
        assertThat(Arrays.copyOf(used, 2 * k - 2)).containsOnly(1);
        assertThat(merges[k - 2][3]).isEqualTo(400);
        assertThat(merges[k - 2][2]).isCloseTo(fit.trace().getFirst().objective(), within(1e-9));
        assertThat(fit.model().variant()).isEqualTo(Variant.BISECTING);
    }

    @Test
    void farApartCloudsAreFoundBySplitting() {
        double[][] centres = {{0, 0}, {100, 0}, {0, 120}, {300, 300}};
        var random = Problems.random(2);
        double[][] x = IntStream.range(0, 400)
                .mapToObj(n -> new double[] {
                    centres[n % 4][0] + random.nextGaussian(), centres[n % 4][1] + random.nextGaussian()
                })
                .toArray(double[][]::new);
        var fit = KMeans.fit(Rows.of(x), KMeansOptions.of(4).withBisecting(true));
        assertThat(fit.model().mass()).containsOnly(100);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        Rows rows = Rows.of(Problems.clouds(1, 50, 2, 2, 2));
        KMeansOptions options = KMeansOptions.of(2);
        assertThatThrownBy(() -> KMeans.fit(rows, options.withBisecting(true).withMiniBatch(5)))
                .hasMessageContaining("mini-batches and bisection");
        assertThatThrownBy(() -> KMeans.fit(rows, options.withMiniBatch(5).withGeometry(Geometry.MANHATTAN)))
                .hasMessageContaining("manhattan");
        assertThatThrownBy(() -> KMeans.fit(rows, options.withBisecting(true).withStart(Seeding.given(new double[][] {
                    {1, 2}, {3, 4}
                }))))
                .hasMessageContaining("leave out the start");
        assertThatThrownBy(() -> KMeans.fit(rows, KMeansOptions.of(51).withBisecting(true)))
                .hasMessageContaining("only 50 distinct rows");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFitThatIsToldToStopReturnsWhatItHas(boolean bisecting) {
        Rows rows = Rows.of(Problems.clouds(1, 500, 2, 5, 2));
        KMeansOptions options = bisecting
                ? KMeansOptions.of(5).withBisecting(true)
                : KMeansOptions.of(5).withMiniBatch(20);
        var fit = KMeans.fit(
                rows, options, report -> report.iteration() == 2 ? Progress.Answer.STOP : Progress.Answer.CONTINUE);
        assertThat(fit.certificate().interrupted()).isTrue();
        assertThat(fit.converged()).isFalse();
        assertThat(fit.model().distortion(rows)).isCloseTo(fit.objective(), within(1e-9 * fit.objective()));
    }
}
