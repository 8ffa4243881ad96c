package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The relatives of k-means through every verb.
class KMeansRelativesTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder).unpack("faithful.csv");
    }

    private JsonNode fit(String... options) {
        String[] arguments = {"fit", "faithful.csv", "-k", "2", "--json", "--force", "-o", "m.json"};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        Cli.Outcome outcome = cli.run(all);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private Cli.Outcome done(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "kmedians", "spherical", "trimmed", "fuzzy", "bisecting"})
    void aFitIsPredictedScoredJudgedInspectedAndDrawn(String method) {
        JsonNode json = fit("-m", method);
        assertThat(json.get("method").asString()).isEqualTo(method);
        assertThat(json.get("distortion").asDouble()).isPositive();
        assertThat(json.get("monotone").asBoolean()).isTrue();
        assertThat(json.get("bic").isNull()).isTrue();
        List<String> clusters =
                done("predict", "m.json", "faithful.csv").out().lines().skip(1).toList();
        assertThat(clusters).hasSize(272).contains("1", "2");
        assertThat(clusters.contains("0")).isEqualTo(method.equals("trimmed"));
        JsonNode score = done("score", "m.json", "faithful.csv", "--json").json();
        assertThat(score.get("distortion").asDouble())
                .isCloseTo(
                        json.get("distortion").asDouble(),
                        within(0.03 * json.get("distortion").asDouble()));
        assertThat(done("evaluate", "m.json", "faithful.csv", "--json")
                        .json()
                        .get("silhouette")
                        .asDouble())
                .isPositive();
        JsonNode facts = done("inspect", "m.json", "--json").json();
        assertThat(facts.get("method").asString()).isEqualTo(method);
        for (String plot : List.of("classification", "trace", "silhouette", "pairs", "parallel")) {
            done("plot", plot, "m.json", "faithful.csv", "-o", plot + ".svg");
            assertThat(cli.read(plot + ".svg")).contains("<svg");
        }
    }

    @Test
    void aTrimmedFitLeavesItsShareOutAndSaysSo() {
        JsonNode json = fit("-m", "trimmed", "--trim", "12.5%");
        assertThat(json.get("leftOut").asDouble()).isCloseTo(34, within(1e-9));
        // trimcluster 0.1.5, the best of 200 starts
        assertThat(json.get("distortion").asDouble()).isCloseTo(4816.4012929346691, within(1e-6));
        long zeros = done("predict", "m.json", "faithful.csv")
                .out()
                .lines()
                .filter(line -> line.equals("0"))
                .count();
        assertThat(zeros).isEqualTo(34);
        assertThat(done("inspect", "m.json", "--json").json().get("cutoff").asDouble())
                .isPositive();
        assertThat(done("fit", "faithful.csv", "-k", "2", "-m", "trimmed", "-o", "t.json")
                        .out())
                .contains("5.0 % left out");
    }

    @Test
    void membershipsAreTheProbabilitiesOfAFuzzyModel() {
        fit("-m", "fuzzy", "--fuzzifier", "3");
        done("predict", "m.json", "faithful.csv", "--probabilities", "--uncertainty", "-o", "p.csv");
        for (String line : cli.read("p.csv").lines().skip(1).toList()) {
            double[] cells = Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(cells[2] + cells[3]).isCloseTo(1, within(1e-12));
            assertThat(1 - cells[1]).isCloseTo(cells[(int) cells[0] + 1], within(1e-12));
        }
    }

    @Test
    void miniBatchesAreKMeans() {
        JsonNode json = fit("-m", "kmeans", "--minibatch", "64");
        assertThat(json.get("method").asString()).isEqualTo("kmeans");
        assertThat(json.get("distortion").asDouble()).isBetween(8901.76, 9350.0);
    }

    @ParameterizedTest
    @CsvSource({
        "kmeans, --trim, 0.1, -m trimmed",
        "trimmed, --trim, 1, below 1",
        "trimmed, --trim, much, 5%",
        "kmeans, --fuzzifier, 2, -m fuzzy",
        "fuzzy, --fuzzifier, 1, above 1",
        "kmedians, --minibatch, 64, -m kmeans --minibatch 64",
        "kmeans, --minibatch, 0, at least one row",
        "bisecting, --start, labels, --label"
    })
    void anOptionThatDoesNotFitNamesTheWayOut(String method, String option, String value, String wayOut) {
        Cli.Outcome outcome = cli.run("fit", "faithful.csv", "-k", "2", "-m", method, option, value);
        assertThat(outcome.code()).isIn(2, 3);
        assertThat(outcome.err()).contains(wayOut);
    }
}
