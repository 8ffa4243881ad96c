package mixtura.save;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.families.Families;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.mixed.MixedFamily;
import org.junit.jupiter.api.Test;

/// Every kind of model file follows the published schema.
class ModelSchemaTest {
    private static final Map<String, ColumnKind> KINDS =
            Map.of("x1", ColumnKind.NUMERIC, "x2", ColumnKind.COUNT, "x3", ColumnKind.NUMERIC);

    private static Schema schema() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "model.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    private static String written(Fit<?> fit) throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(SavedModel.of(fit, 3), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyModelFileFollowsTheSchema() throws IOException {
        double[][] x = Problems.clouds(1, 80, 3, 2, 3);
        Rows bits = Rows.of(Problems.map(x, v -> v > 0 ? 1 : 0));
        Rows positive = Rows.of(Problems.map(x, v -> 1 + Math.abs(Math.rint(v))));
        for (Family<?, ?> family : Families.all()) {
            Rows rows = family.columnKind() == ColumnKind.BINARY
                    ? bits
                    : family.name().equals("vmf") ? positive.normalised() : positive;
            Family<?, ?> typed = family instanceof MixedFamily mixed ? mixed.withKinds(KINDS) : family;
            Fit<?> fit = Families.fit(rows, typed, MixtureOptions.of(2), Progress.silent());
            assertThat(schema().validate(written(fit), InputFormat.JSON))
                    .as(family.name())
                    .isEmpty();
        }
        Stream<Fit<?>> fits = Stream.concat(
                Stream.of(
                        KMeans.fit(Rows.of(x), KMeansOptions.of(2)),
                        KMeans.fit(Rows.of(x), KMeansOptions.of(2).withGeometry(Geometry.MANHATTAN)),
                        KMeans.fit(
                                Rows.of(x),
                                KMeansOptions.of(2)
                                        .withGeometry(Geometry.COSINE)
                                        .withTrim(0.1)),
                        KMeans.fit(Rows.of(x), KMeansOptions.of(2).withTrim(0.1)),
                        KMeans.fit(Rows.of(x), KMeansOptions.of(2).withFuzzifier(2)),
                        KMeans.fit(Rows.of(x), KMeansOptions.of(3).withBisecting(true)),
                        Mixture.fit(bits, Bernoulli.family().withSmoothing(1), MixtureOptions.of(2))),
                Arrays.stream(Covariance.values())
                        .map(c -> GaussianMixture.fit(
                                Rows.of(x), MixtureOptions.of(2).withCovariance(c))));
        for (Fit<?> fit : fits.toList()) {
            assertThat(schema().validate(written(fit), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void andTheSchemaRefusesWhatIsNoModel() throws IOException {
        String model = written(KMeans.fit(Rows.of(Problems.clouds(2, 30, 2, 2, 3)), KMeansOptions.of(2)));
        assertThat(schema().validate(model.replace("\"kmeans\"", "\"gmm\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(model.replace("\"version\" : 1", "\"version\" : 9"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(model.replace("\"seed\"", "\"sead\""), InputFormat.JSON))
                .isNotEmpty();
    }
}
