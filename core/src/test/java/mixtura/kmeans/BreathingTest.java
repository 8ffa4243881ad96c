package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import mixtura.Fit;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreathingTest {
    /// Points about the 36 corners of a grid; a random start misses some of them.
    private static Rows grid(long seed) {
        Random random = new Random(seed);
        double[][] points = new double[36 * 20][2];
        for (int n = 0; n < points.length; n++) {
            int corner = n % 36;
            points[n][0] = 10 * (corner / 6) + random.nextGaussian();
            points[n][1] = 10 * (corner % 6) + random.nextGaussian();
        }
        return Rows.of(points);
    }

    private static KMeansOptions options(long seed) {
        return KMeansOptions.of(36).withStart(Seeding.randomRows()).withSeed(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void breathsFindEveryClusterFromABadStart(long seed) {
        Rows rows = grid(seed);
        double[][] corners = new double[36][];
        for (int i = 0; i < 36; i++) corners[i] = new double[] {10.0 * (i / 6), 10.0 * (i % 6)};
        double best = KMeans.fit(rows, options(seed).withStart(Seeding.given(corners)))
                .objective();
        double plain = KMeans.fit(rows, options(seed)).objective();
        Fit<KMeansModel> fit = KMeans.fit(rows, options(seed).withBreathing(true));
        assertThat(plain).isGreaterThan(1.5 * best);
        assertThat(fit.objective()).isLessThan(best * (1 + 1e-9));
        assertThat(fit.model().distortion(rows)).isCloseTo(fit.objective(), withPercentage(1e-8));
    }

    @Test
    void theDistortionFallsFromStepToStep() {
        var trace = KMeans.fit(grid(4), options(4).withBreathing(true)).trace();
        for (int t = 1; t < trace.size(); t++) {
            assertThat(trace.get(t).iteration()).isEqualTo(t);
            assertThat(trace.get(t).objective())
                    .isLessThanOrEqualTo(trace.get(t - 1).objective());
        }
    }

    @Test
    void threadsChangeNotABit() {
        Rows rows = grid(5);
        Fit<KMeansModel> one = KMeans.fit(rows, options(5).withBreathing(true).withThreads(1));
        Fit<KMeansModel> many = KMeans.fit(rows, options(5).withBreathing(true).withThreads(5));
        assertThat(many.model().centroids()).isDeepEqualTo(one.model().centroids());
        assertThat(many.trace()).isEqualTo(one.trace());
    }

    @Test
    void oneClusterAndAsManyAsRowsNeedNoBreath() {
        Rows rows = Rows.of(new double[][] {{1}, {2}, {4}, {8}});
        for (int k = 1; k <= 4; k++) {
            Fit<KMeansModel> fit = KMeans.fit(rows, KMeansOptions.of(k).withBreathing(true));
            assertThat(fit.converged()).isTrue();
            assertThat(fit.objective())
                    .isLessThanOrEqualTo(KMeans.fit(rows, KMeansOptions.of(k)).objective());
        }
    }

    /// Best known distortions of the raw points: random swap from several starts that agree; for birch1
    /// Lloyd's iteration from the means of the true groups.
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "s1, 15, 8917615616867.262",
        "s2, 15, 13279109490729.707",
        "s4, 15, 15703142236260.107",
        "a1, 20, 12146257522.2589",
        "a2, 35, 20286736641.6523",
        "unbalance, 8, 214492062847.6829",
        "birch1, 100, 92772858282059.95"
    })
    void breathsEndAtTheBestKnownDistortionFromAnySeed(String name, int k, double best) throws IOException {
        Rows rows = points(TestData.file("clustering-benchmarks/sipu/" + name + ".data"));
        for (long seed = 0; seed < 5; seed++) {
            Fit<KMeansModel> fit =
                    KMeans.fit(rows, KMeansOptions.of(k).withBreathing(true).withSeed(seed));
            assertThat(fit.objective()).as("seed " + seed).isLessThanOrEqualTo(best * (1 + 1e-4));
        }
    }

    private static Rows points(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return Rows.of(lines.lines()
                    .map(line -> Arrays.stream(line.strip().split("\\s+"))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new));
        }
    }
}
