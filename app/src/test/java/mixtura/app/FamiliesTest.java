package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `mixtura fit -m NAME` for the families with options of their own: fit, file, score, refusals.
class FamiliesTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    @Test
    void aStudentMixtureIsFittedKeptAndScored() {
        JsonNode fit = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "-m", "student", "--dof", "common", "--json")
                .json();
        assertThat(fit.get("parameters").asInt()).isEqualTo(12);
        JsonNode score = cli.run("score", "faithful.model.json", "faithful.csv", "--json")
                .json();
        assertThat(score.get("logLikelihood").asDouble())
                .isCloseTo(fit.get("logLikelihood").asDouble(), within(1e-6));
        assertThat(score.get("bic").asDouble()).isCloseTo(fit.get("bic").asDouble(), within(1e-6));
    }

    @Test
    void degreesOfFreedomAreForStudentMixtures() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--dof", "4");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--dof belongs to -m student");
    }

    @Test
    void directionsAreFittedAndRowsOffTheSphereAreToldTheWayOut() {
        cli.unpack("faithful.csv");
        Cli.Outcome refused = cli.run("fit", "faithful.csv", "-k", "2", "-m", "vmf");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("row 1 has the length 79.08", "--scale unit");
        JsonNode fit = cli.run("fit", "faithful.csv", "-k", "2", "-m", "vmf", "--scale", "unit", "--json")
                .json();
        assertThat(fit.get("parameters").asInt()).isEqualTo(5);
        JsonNode score = cli.run("score", "faithful.model.json", "faithful.csv", "--json")
                .json();
        assertThat(score.get("logLikelihood").asDouble())
                .isCloseTo(fit.get("logLikelihood").asDouble(), within(1e-6));
    }
}
