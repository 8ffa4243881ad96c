package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `fit -m vb`: variational Bayes from the command line.
class VariationalTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder).unpack("faithful.csv");
    }

    private JsonNode ran(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    @ParameterizedTest
    @CsvSource({"dirichlet", "process"})
    void superfluousComponentsAreReportedAndTheBoundIsNoLikelihood(String weights) {
        JsonNode fit = ran(
                "fit",
                "faithful.csv",
                "-k",
                "6",
                "-m",
                "vb",
                "--weights-prior",
                weights,
                "--concentration",
                "0.001",
                "--scale",
                "standard",
                "--max-iter",
                "3000",
                "--json");
        assertThat(fit.get("warnings").toString()).contains("of 6 components are in use");
        assertThat(fit.get("elbo").doubleValue())
                .isLessThan(fit.get("logLikelihood").doubleValue());
        assertThat(fit.get("monotone").booleanValue()).isTrue();
        JsonNode model = cli.json("faithful.model.json");
        assertThat(model.get("weights").asString()).isEqualTo(weights);
        assertThat(model.get("elbo").doubleValue()).isEqualTo(fit.get("elbo").doubleValue());
        assertThat(ran("inspect", "faithful.model.json", "--json").get("elbo").doubleValue())
                .isEqualTo(fit.get("elbo").doubleValue());
        assertThat(ran("score", "faithful.model.json", "faithful.csv", "-o", "s.csv", "--json")
                        .get("logLikelihood")
                        .doubleValue())
                .isCloseTo(fit.get("logLikelihood").doubleValue(), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void aFitGoesOnFromItsModel() {
        ran("fit", "faithful.csv", "-k", "2", "-m", "vb", "--json");
        JsonNode again = ran(
                "fit",
                "faithful.csv",
                "-m",
                "vb",
                "--start",
                "model:faithful.model.json",
                "-o",
                "again.json",
                "--json");
        assertThat(again.get("iterations").intValue()).isLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "--concentration 0 -m vb, positive number",
        "--concentration 1, belong to -m vb",
        "--weights-prior beta -m vb, --weights-prior dirichlet | process",
        "--noise auto -m vb, --noise is for mixtures",
        "--ridge 0.1 -m vb, belongs to -m gmm"
    })
    void whatMakesNoSenseIsAUsageError(String options, String says) {
        Cli.Outcome refused = cli.run(("fit faithful.csv -k 2 " + options).split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(says);
    }
}
