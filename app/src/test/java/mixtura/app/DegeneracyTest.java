package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Options against components that collapse: `--collapse`, `--eigenvalue-ratio`, `--prior`.
class DegeneracyTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /// A cloud, and far from it five equal rows; `twin` is twice `a`.
    @BeforeEach
    void useTheFolder() {
        Random random = new Random(1);
        StringBuilder heap = new StringBuilder("a,b\n");
        StringBuilder twins = new StringBuilder("a,b,twin\n");
        for (int n = 0; n < 60; n++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            heap.append(n < 55 ? a + "," + b : "40,40").append('\n');
            twins.append(String.format(Locale.ROOT, "%s,%s,%s%n", a, b, 2 * a));
        }
        cli = new Cli(folder)
                .unpack("faithful.csv")
                .write("heap.csv", heap.toString())
                .write("twins.csv", twins.toString());
    }

    private Cli.Outcome ran(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    @Test
    void aSpuriousComponentIsNamedWithItsRows() {
        assertThat(ran("fit", "heap.csv", "-k", "2").err())
                .contains("is spurious")
                .contains("rows 56, 57, 58, 59, 60");
    }

    @Test
    void dropGoesOnWithoutItAndSaysSo() {
        JsonNode json = ran("fit", "heap.csv", "-k", "2", "--collapse", "drop", "--json")
                .json();
        assertThat(json.get("k").intValue()).isEqualTo(1);
        assertThat(json.get("parameters").intValue()).isEqualTo(5);
        assertThat(json.get("flagged")).isEmpty();
        assertThat(json.get("warnings").toString()).contains("dropped at iteration");
        assertThat(ran("predict", "heap.model.json", "heap.csv", "--json")
                        .json()
                        .get("k")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void failEndsWithCode4AndWaysOut() {
        Cli.Outcome failed = cli.run("fit", "heap.csv", "-k", "2", "--collapse", "fail");
        assertThat(failed.code()).isEqualTo(4);
        assertThat(failed.err()).contains("fit-003").contains("--eigenvalue-ratio");
    }

    @Test
    void aColumnThatFollowsFromAnotherIsNamed() {
        assertThat(ran("fit", "twins.csv", "-k", "1").err()).contains("column 'twin' follows from 'a'");
    }

    @Test
    void thePriorsTraceIsInTheModelAndBelongsToTheModel() {
        JsonNode json =
                ran("fit", "faithful.csv", "-k", "3", "--prior", "--json").json();
        assertThat(json.get("monotone").booleanValue()).isTrue();
        JsonNode model = cli.json("faithful.model.json");
        JsonNode posterior = model.get("logPosteriorTrace");
        for (int t = 1; t < posterior.size(); t++) {
            assertThat(posterior.get(t).doubleValue())
                    .isGreaterThanOrEqualTo(posterior.get(t - 1).doubleValue() - 1e-7);
        }
        double scored = ran("score", "faithful.model.json", "faithful.csv", "-o", "scores.csv", "--json")
                .json()
                .get("logLikelihood")
                .doubleValue();
        assertThat(scored)
                .isCloseTo(json.get("logLikelihood").doubleValue(), org.assertj.core.data.Offset.offset(1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "VEI, --prior",
        "EVE, --prior",
        "EEV, --prior",
        "VVE, --eigenvalue-ratio 20",
        "VEV, --eigenvalue-ratio 20"
    })
    void equalRowsMakeNoSpuriousComponentInAnyStructure(String structure, String option) {
        String[] arguments = ("fit heap.csv -k 2 --json --covariance " + structure + " " + option).split(" ");
        JsonNode json = ran(arguments).json();
        assertThat(json.get("flagged")).isEmpty();
        assertThat(json.get("monotone").booleanValue()).isTrue();
        assertThat(cli.json("heap.model.json").get("covariance").asString()).isEqualTo(structure);
    }

    @Test
    void unitsThatDecideWhatABoundOrAPriorMeansAreNamed() {
        assertThat(ran("fit", "faithful.csv", "-k", "2", "--covariance", "VEV", "--eigenvalue-ratio", "12")
                        .err())
                .contains(
                        "'waiting' is spread 12 times as widely as 'eruptions' and decides what the eigenvalue ratio means");
        assertThat(ran("fit", "faithful.csv", "-k", "2", "--covariance", "diag", "--prior", "--force")
                        .err())
                .contains("decides the scale of the prior");
        assertThat(ran("fit", "faithful.csv", "-k", "2", "--covariance", "VEE", "--eigenvalue-ratio", "12", "--force")
                        .err())
                .doesNotContain("hint");
    }

    @Test
    void aRatioOfOneGivesRoundComponentsOfOneSize() {
        ran("fit", "faithful.csv", "-k", "2", "--scale", "standard", "--eigenvalue-ratio", "1");
        JsonNode covariances = cli.json("faithful.model.json").get("covariances");
        double first = covariances.get(0).get(0).get(0).doubleValue();
        assertThat(covariances.get(1).get(1).get(1).doubleValue())
                .isCloseTo(first, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(covariances.get(0).get(0).get(1).doubleValue())
                .isCloseTo(0, org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "--eigenvalue-ratio 0.5, at least 1",
        "--eigenvalue-ratio 3 -m kmeans, belongs to -m gmm",
        "--prior -m student, belongs to -m gmm",
        "--collapse mend, --collapse repair | drop | restart | fail"
    })
    void whatMakesNoSenseIsAUsageErrorWithAWayOut(String options, String says) {
        String[] arguments = ("fit faithful.csv -k 2 " + options).split(" ");
        Cli.Outcome refused = cli.run(arguments);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(says);
    }
}
