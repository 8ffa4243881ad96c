package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `compare`: two models, two labellings, or one of each.
class CompareTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
        cli.unpack("iris.csv");
        cli.run("fit", "iris.csv", "-k", "3", "--label", "Species", "-o", "gmm.json");
        cli.run("fit", "iris.csv", "-k", "3", "-m", "kmeans", "--label", "Species", "-o", "kmeans.json");
    }

    @Test
    void aModelIsEqualToItself() {
        var json =
                cli.run("compare", "gmm.json", "gmm.json", "iris.csv", "--json").json();
        assertThat(json.get("ari").asDouble()).isEqualTo(1);
        assertThat(json.get("logLikelihoodDifference").asDouble()).isZero();
        assertThat(json.get("bicDifference").asDouble()).isZero();
        for (var match : json.get("matches"))
            assertThat(match.get("jaccard").asDouble()).isEqualTo(1);
        for (var move : json.get("drift")) {
            assertThat(move.get("was").asInt()).isEqualTo(move.get("component").asInt());
            assertThat(move.get("shiftRootMeanSquare").asDouble()).isZero();
        }
    }

    @Test
    void modelsOfTwoKindsAreComparedByTheirRows() {
        var json = cli.run("compare", "gmm.json", "kmeans.json", "iris.csv", "--json")
                .json();
        assertThat(json.get("rowCount").asInt()).isEqualTo(150);
        double sum = 0;
        for (var row : json.get("contingency")) for (var cell : row) sum += cell.asDouble();
        assertThat(sum).isEqualTo(150);
        assertThat(json.get("matchedBy").asString()).isEqualTo("rows");
        assertThat(json.has("logLikelihoodDifference")).isFalse();
    }

    @Test
    void aModelAgainstAColumnGivesTheAgreementOfEvaluate() {
        var compared = cli.run("compare", "gmm.json", "iris.csv:Species", "iris.csv", "--json")
                .json();
        var evaluated = cli.run("evaluate", "gmm.json", "iris.csv", "--label", "Species", "--json")
                .json();
        assertThat(compared.get("ari").asDouble())
                .isEqualTo(evaluated.get("ari").asDouble());
        assertThat(compared.get("clustersB").get(0).asString()).isEqualTo("setosa");
    }

    @Test
    void labelFilesFromPredictAreReadByTheirClusterColumn() {
        cli.run("predict", "gmm.json", "iris.csv", "--keep-columns", "-o", "a.csv");
        cli.run("predict", "kmeans.json", "iris.csv", "-o", "b.csv");
        var outcome = cli.run("compare", "a.csv", "b.csv", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var models = cli.run("compare", "gmm.json", "kmeans.json", "iris.csv", "--json")
                .json();
        assertThat(outcome.json().get("ari").asDouble())
                .isCloseTo(models.get("ari").asDouble(), within(1e-15));
        assertThat(outcome.json().has("drift")).isFalse();
    }

    @Test
    void withoutRowsComponentsAreMatchedByTheirParameters() {
        cli.run("fit", "iris.csv", "-k", "4", "--label", "Species", "-o", "four.json");
        var outcome = cli.run("compare", "gmm.json", "four.json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("matched by their parameters")
                .contains("new")
                .contains("sd a column");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThat(cli.run("compare", "gmm.json").code()).isEqualTo(2);
        assertThat(cli.run("compare", "gmm.json", "iris.csv:Species").err()).contains("compare needs data");
        assertThat(cli.run("compare", "iris.csv", "iris.csv:Species").err()).contains("iris.csv:Species");
        var missing = cli.run("compare", "iris.csv:Kind", "iris.csv:Species");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).contains("no column 'Kind'");
        cli.write("short.csv", "cluster\n1\n2\n");
        assertThat(cli.run("compare", "short.csv", "iris.csv:Species").err())
                .contains("2 rows")
                .contains("150");
    }
}
