package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// Three large groups and five small ones: few of the rows that are merged are of the small ones.
class AnotherStartTest {
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withStart(Start.agglomerative());

    private static Rows unbalance() {
        Path file = TestData.file("clustering-benchmarks/sipu/unbalance.data");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            return Rows.of(lines.lines()
                    .map(line -> Arrays.stream(line.trim().split("\\s+", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theBestFitIsFoundThoughTheFirstStartMissesIt() {
        Rows rows = unbalance();
        Selection selection = ChooseComponents.of(6, 9)
                .covariances(Covariance.DIAGONAL, Covariance.VEI)
                .run(rows, OPTIONS);
        MixtureOptions eight = OPTIONS.withK(8).withCovariance(Covariance.DIAGONAL);
        double merged = InformationCriteria.of(GaussianMixture.fit(rows, eight).model(), rows)
                .bic();
        double clusters = InformationCriteria.of(
                        GaussianMixture.fit(rows, eight.withStart(Start.kMeans()))
                                .model(),
                        rows)
                .bic();
        assertThat(clusters).isLessThan(merged - 500);
        Selection.Entry best = selection.best().orElseThrow();
        assertThat(best.k()).isEqualTo(8);
        assertThat(best.value()).isLessThanOrEqualTo(clusters + 0.1);
    }
}
