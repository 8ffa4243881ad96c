package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Classes, parameters and models that a command is given beforehand: `--clamp`, `--freeze`, `update`.
class KnownTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder).unpack("iris.csv").unpack("faithful.csv");
    }

    private JsonNode ran(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    /// Iris with the species of every fifth row alone.
    private void writePartlyLabelled(String unknown) throws IOException {
        List<String> lines = Files.readAllLines(cli.path("iris.csv"));
        List<String> partly = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n);
            int last = line.lastIndexOf(',') + 1;
            partly.add(n == 0 || n % 5 == 0 ? line : line.substring(0, last) + unknown);
        }
        cli.write("partly.csv", String.join("\n", partly) + "\n");
    }

    /// scikit-learn 1.2.1: linear and quadratic discriminant analysis of iris both get 147 of 150 rows right.
    @Test
    void withAllRowsLabelledAFitIsDiscriminantAnalysis() {
        for (String covariance : List.of("tied", "full")) {
            JsonNode fit = ran(
                    "fit",
                    "iris.csv",
                    "--label",
                    "Species",
                    "--clamp",
                    "--ridge",
                    "0",
                    "--covariance",
                    covariance,
                    "--force",
                    "--json");
            assertThat(fit.get("iterations").asInt()).isEqualTo(1);
            assertThat(fit.get("labelledRows").asInt()).isEqualTo(150);
            JsonNode judged = ran("evaluate", "iris.model.json", "iris.csv", "--label", "Species", "--json");
            assertThat(judged.get("accuracy").asDouble()).isEqualTo(147 / 150.0);
        }
    }

    @Test
    void partlyLabelledRowsKeepTheirClassAndPredictionsHaveItsName() throws IOException {
        writePartlyLabelled("");
        JsonNode fit = ran("fit", "partly.csv", "--label", "Species", "--clamp", "--json");
        assertThat(fit.get("k").asInt()).isEqualTo(3);
        assertThat(fit.get("labelledRows").asInt()).isEqualTo(30);
        ran("predict", "partly.model.json", "iris.csv", "-o", "classes.csv", "--json");
        List<String> lines = Files.readAllLines(cli.path("classes.csv"));
        assertThat(lines.getFirst()).isEqualTo("cluster,class");
        assertThat(lines.get(1)).isEqualTo("1,setosa");
        assertThat(ran("evaluate", "partly.model.json", "iris.csv", "--label", "Species", "--json")
                        .get("accuracy")
                        .asDouble())
                .isGreaterThan(0.95);
        assertThat(cli.run("inspect", "partly.model.json").out()).contains("virginica");
    }

    @Test
    void componentsBeyondTheClassesAreFree() throws IOException {
        writePartlyLabelled("NA");
        JsonNode fit = ran("fit", "partly.csv", "--label", "Species", "--clamp", "-k", "4", "--json");
        assertThat(fit.get("k").asInt()).isEqualTo(4);
        assertThat(fit.get("classes")).hasSize(3);
    }

    @Test
    void minusOneBesideZeroIsNoClass() {
        cli.write("numbered.csv", "x,y\n0,0\n1,0\n2,1\n9,1\n1,-1\n8,-1\n");
        Cli.Outcome outcome = cli.run("fit", "numbered.csv", "--label", "y", "--clamp", "--covariance", "spherical");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("hint").contains("-1");
        cli.write("signs.csv", "x,y\n0,1\n1,1\n2,1\n9,-1\n7,-1\n8,-1\n");
        assertThat(ran("fit", "signs.csv", "--label", "y", "--clamp", "--covariance", "spherical", "--json")
                        .get("labelledRows")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void frozenParametersStayAndDoNotCount() {
        ran("fit", "iris.csv", "-k", "3", "--json");
        JsonNode fit = ran(
                "fit",
                "iris.csv",
                "--start",
                "model:iris.model.json",
                "--freeze",
                "covariances,component:1",
                "-o",
                "frozen.json",
                "--json");
        assertThat(fit.get("parameters").asInt()).isEqualTo(2 + 2 * 4);
    }

    @Test
    void anUpdateStandsForOldAndNewRowsTogether() throws IOException {
        List<String> lines = Files.readAllLines(cli.path("faithful.csv"));
        cli.write("old.csv", String.join("\n", lines.subList(0, 101)) + "\n");
        List<String> later = new ArrayList<>(List.of(lines.getFirst()));
        later.addAll(lines.subList(101, lines.size()));
        cli.write("new.csv", String.join("\n", later) + "\n");
        ran("fit", "old.csv", "-k", "1", "--ridge", "0", "--json");
        JsonNode update = ran("update", "old.model.json", "new.csv", "-o", "both.json", "--batch", "60", "--json");
        assertThat(update.get("totalWeight").asDouble()).isEqualTo(272);
        assertThat(update.get("meanLogDensity").asDouble())
                .isGreaterThanOrEqualTo(update.get("meanLogDensityBefore").asDouble());
        ran("fit", "faithful.csv", "-k", "1", "--ridge", "0", "-o", "all.json", "--json");
        double all = ran("score", "all.json", "faithful.csv", "-o", "a.csv", "--json")
                .get("logLikelihood")
                .asDouble();
        double both = ran("score", "both.json", "faithful.csv", "-o", "b.csv", "--json")
                .get("logLikelihood")
                .asDouble();
        assertThat(both).isCloseTo(all, within(1e-8));
        assertThat(cli.run("update", "both.json", "new.csv").code()).isEqualTo(6);
        assertThat(ran("update", "both.json", "new.csv", "--force", "--json")
                        .get("totalWeight")
                        .asDouble())
                .isEqualTo(444);
    }

    @Test
    void kMeansIsUpdatedToo() {
        ran("fit", "faithful.csv", "-k", "2", "-m", "kmeans", "--json");
        JsonNode update = ran("update", "faithful.model.json", "faithful.csv", "--force", "--json");
        assertThat(update.get("distortion").asDouble())
                .isLessThanOrEqualTo(update.get("distortionBefore").asDouble() * (1 + 1e-12));
    }

    /// A table with weights gives every number of the table in which each row stands as often.
    @Test
    void aWeightedTableIsTheTableOfRepeatedRows() throws IOException {
        List<String> lines = Files.readAllLines(cli.path("faithful.csv"));
        List<String> weighted = new ArrayList<>(List.of(lines.getFirst() + ",w"));
        List<String> repeated = new ArrayList<>(List.of(lines.getFirst()));
        for (int n = 1; n < lines.size(); n++) {
            weighted.add(lines.get(n) + "," + n % 4);
            for (int copy = 0; copy < n % 4; copy++) repeated.add(lines.get(n));
        }
        cli.write("weighted.csv", String.join("\n", weighted) + "\n");
        cli.write("repeated.csv", String.join("\n", repeated) + "\n");
        ran("fit", "faithful.csv", "-k", "2", "--max-iter", "1", "-o", "start.json", "--json");
        List<JsonNode> fits = new ArrayList<>();
        List<JsonNode> scores = new ArrayList<>();
        List<JsonNode> judged = new ArrayList<>();
        for (String weights : List.of("--weights=w", "")) {
            String data = weights.isEmpty() ? "repeated.csv" : "weighted.csv";
            List<String> last = weights.isEmpty() ? List.of("--json") : List.of(weights, "--json");
            fits.add(ran(words(
                    last,
                    "fit",
                    data,
                    "--start",
                    "model:start.json",
                    "--max-iter",
                    "5",
                    "--tol",
                    "0",
                    "-o",
                    data + ".json")));
            scores.add(ran(words(last, "score", data + ".json", data, "--threshold", "5%", "-o", data + ".scores")));
            judged.add(ran(words(last, "evaluate", data + ".json", data)));
        }
        same(fits, "logLikelihood", "bic", "aic", "icl", "parameters", "iterations");
        same(scores, "logLikelihood", "meanLogDensity", "bic", "threshold");
        same(judged, "silhouette", "calinskiHarabasz", "daviesBouldin");
    }

    private static String[] words(List<String> last, String... first) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(last);
        return words.toArray(String[]::new);
    }

    private static void same(List<JsonNode> two, String... keys) {
        for (String key : keys) {
            double expected = two.get(1).get(key).asDouble();
            assertThat(two.getFirst().get(key).asDouble())
                    .as(key)
                    .isCloseTo(expected, within(1e-10 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void aClassBeyondTheComponentsIsNamedWithItsRowAndColumn() {
        cli.write("kinds.csv", "x,y,kind\n1,2,a\n2,1,b\n8,9,c\n9,8,a\n1,1,b\n");
        var refused = cli.run("fit", "kinds.csv", "-k", "2", "--label", "kind", "--clamp");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("row 3, column 'kind' is of 'c', class 3 in sorted order")
                .contains("-k 3");
    }
}
