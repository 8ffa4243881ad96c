package mixtura.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    @TempDir
    Path folder;

    private static SavedModel gaussian(Covariance covariance) {
        double[][] x = Problems.clouds(1, 200, 3, 2, 3);
        for (double[] row : x) row[1] = 7; // a constant column
        Rows rows = Rows.of(x).named(List.of("a", "the \"b\"", "ç"));
        var fit = GaussianMixture.fit(rows, MixtureOptions.of(2).withCovariance(covariance));
        return SavedModel.of(fit, 42)
                .withCriteria(InformationCriteria.of(fit.model(), rows))
                .withData(new SavedModel.DataSummary(200, 200, Fingerprint.of(rows, Execution.of(2))))
                .withPreparation(Map.of("scaleBy", 0.5))
                .withOptions(Map.of("threads", 2, "restarts", 1));
    }

    private Path written(SavedModel saved, String name) throws IOException {
        Path file = folder.resolve(name);
        ModelFile.write(saved, file);
        return file;
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aGaussianMixtureComesBackWithTheSameBits(Covariance covariance) throws IOException {
        SavedModel saved = gaussian(covariance);
        GaussianMixture before = (GaussianMixture) saved.model();
        SavedModel again = ModelFile.read(written(saved, "m.json"));
        GaussianMixture after = (GaussianMixture) again.model();
        assertThat(after.mixingProportions()).containsExactly(before.mixingProportions());
        assertThat(after.means()).isDeepEqualTo(before.means());
        for (int k = 0; k < 2; k++) {
            assertThat(after.covariance(k)).isDeepEqualTo(before.covariance(k));
            assertThat(after.precisionsCholesky(k)).isDeepEqualTo(before.precisionsCholesky(k));
        }
        assertThat(after.columnNames()).isEqualTo(before.columnNames());
        assertThat(after.constantColumns()).isEqualTo(before.constantColumns());
        assertThat(again.trace()).isEqualTo(saved.trace());
        assertThat(again.criteria().bic()).isEqualTo(saved.criteria().bic());
        assertThat(again.data()).isEqualTo(saved.data());
        assertThat(again.seed()).isEqualTo(42);
        assertThat(again.preparation()).containsEntry("scaleBy", 0.5);
        assertThat(again.certificate().mass())
                .containsExactly(saved.certificate().mass());
    }

    static Stream<KMeansOptions> relatives() {
        KMeansOptions options = KMeansOptions.of(3);
        return Stream.of(
                options,
                options.withGeometry(Geometry.MANHATTAN),
                options.withGeometry(Geometry.COSINE).withTrim(0.07),
                options.withTrim(0.07),
                options.withFuzzifier(1.7),
                options.withBisecting(true));
    }

    @ParameterizedTest
    @MethodSource("relatives")
    void aRelativeOfKMeansComesBackWithTheSameBits(KMeansOptions options) throws IOException {
        Rows rows = Rows.of(Problems.clouds(3, 200, 3, 2, 3));
        var fit = KMeans.fit(rows, options);
        KMeansModel before = fit.model();
        KMeansModel after = ModelFile.read(written(SavedModel.of(fit, 0), "m.json"), KMeansModel.class);
        assertThat(after.variant()).isEqualTo(before.variant());
        assertThat(after.centroids()).isDeepEqualTo(before.centroids());
        assertThat(after.mass()).containsExactly(before.mass());
        assertThat(after.cutoff()).isEqualTo(before.cutoff());
        assertThat(after.fuzzifier()).isEqualTo(before.fuzzifier());
        assertThat(after.hierarchy()).isDeepEqualTo(before.hierarchy());
        assertThat(after.predict(rows)).containsExactly(before.predict(rows));
        assertThat(after.memberships(rows)).isDeepEqualTo(before.memberships(rows));
        assertThat(after.distortion(rows)).isEqualTo(before.distortion(rows));
    }

    @Test
    void aFullDiskIsAFailureToWriteAndNotOfTheWriter() {
        SavedModel saved = gaussian(Covariance.FULL);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> ModelFile.write(saved, full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void kMeansAndBernoulliComeBackWithTheSameBits() throws IOException {
        var parts = KMeans.fit(Rows.of(Problems.clouds(2, 100, 2, 3, 4)), KMeansOptions.of(3));
        KMeansModel centroids = ModelFile.read(written(SavedModel.of(parts, 0), "k.json"), KMeansModel.class);
        assertThat(centroids.centroids()).isDeepEqualTo(parts.model().centroids());
        double[][] bits = Problems.map(Problems.clouds(3, 100, 4, 2, 2), v -> v > 0 ? 1 : 0);
        var strokes = Mixture.fit(Rows.of(bits), Bernoulli.family(), MixtureOptions.of(2));
        Mixture<?> read = ModelFile.read(written(SavedModel.of(strokes, 0), "b.json"), Mixture.class);
        for (int k = 0; k < 2; k++) {
            assertThat(((Bernoulli) read.components().get(k)).theta())
                    .containsExactly(strokes.model().components().get(k).theta());
        }
    }

    @Test
    void equalFitsGiveEqualFilesExceptWhereTimeIsWritten() throws IOException {
        Pattern volatileKeys =
                Pattern.compile("\"(created|seconds)\" : [^\\n]*|\"certificate\" : \\{.*?\\n  \\}", Pattern.DOTALL);
        String one = Files.readString(written(gaussian(Covariance.FULL), "1.json"));
        String two = Files.readString(written(gaussian(Covariance.FULL), "2.json"));
        assertThat(volatileKeys.matcher(one).replaceAll(""))
                .isEqualTo(volatileKeys.matcher(two).replaceAll(""));
        assertThat(one).contains("\"fingerprint\"").endsWith("}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1, 2", "hello", "{\"schema\": \"mixtura-model\", \"version\": 1", "\u0000\u0001"})
    void whatIsNotAModelIsRefusedInWords(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), content);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("bad.json");
    }

    @Test
    void aModelCutAnywhereIsRefusedInWords() throws IOException {
        byte[] whole = Files.readAllBytes(written(gaussian(Covariance.FULL), "whole.json"));
        for (int length = 0; length < whole.length - 2; length += 37) {
            Path file = folder.resolve("cut.json");
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void foreignNewerAndOlderFilesEachGetTheirOwnMessage() throws IOException {
        String text = Files.readString(written(gaussian(Covariance.FULL), "m.json"));
        assertRefused(text.replace("\"version\" : 1", "\"version\" : 2"), "newer");
        assertRefused(text.replace("\"version\" : 1", "\"version\" : 0"), "unknown version 0");
        assertRefused(text.replace("\"method\" : \"gmm\"", "\"method\" : \"dream\""), "unknown method 'dream'");
        assertRefused("{\"format\": \"pmml\"}", "not a model of Mixtura");
        assertRefused(text.replace("\"means\"", "\"beans\""), "\"means\" is missing");
        assertRefused(
                text.replace("\"covariance\" : \"full\"", "\"covariance\" : \"round\""),
                "no covariance structure 'round'");
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = folder.resolve("refused.json");
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage() + " " + ((ModelFileException) e).hint())
                        .contains(message));
    }

    @Test
    void theFingerprintDependsOnEveryValueAndOnNothingElse() {
        double[][] x = Problems.clouds(4, 5000, 3, 2, 1);
        String print = Fingerprint.of(Rows.of(x), Execution.of(1));
        assertThat(Fingerprint.of(Rows.of(x), Execution.of(8).withBlockRows(7))).isEqualTo(print);
        x[4321][2] = Math.nextUp(x[4321][2]);
        assertThat(Fingerprint.of(Rows.of(x), Execution.of(1))).isNotEqualTo(print);
    }
}
