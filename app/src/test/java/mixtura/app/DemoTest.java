package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `mixtura demo` and `mixtura plot`.
class DemoTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    @Test
    void theDemonstrationLeavesDataModelPicturesAndItsCommands() {
        Cli.Outcome outcome = cli.run("demo");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("$ mixtura fit mixtura-demo/faithful.csv -k 2 -o mixtura-demo/faithful.model.json --force")
                .contains("log-likelihood -1130.264")
                .contains("The picture is "
                        + cli.path("mixtura-demo/faithful.svg").toAbsolutePath());
        assertThat(cli.read("mixtura-demo/faithful.svg")).contains("<svg");
        assertThat(Files.exists(cli.path("mixtura-demo/faithful.png"))).isTrue();
    }

    @Test
    void theCommandsThatItPrintsCanBeTyped() {
        JsonNode json = cli.run("demo", "iris", "--json").json();
        assertThat(json.get("commands")).hasSize(3);
        for (JsonNode command : json.get("commands")) {
            String[] words = command.asString().substring("mixtura ".length()).split(" ");
            assertThat(cli.run(words).code()).isZero();
        }
        double logLikelihood =
                cli.json("mixtura-demo/iris.model.json").get("logLikelihood").asDouble();
        assertThat(logLikelihood).isCloseTo(-180.1855, within(1e-3));
    }

    @Test
    void itReplacesItsOwnFilesAndLeavesOthersAlone() {
        assertThat(cli.run("demo").code()).isZero();
        cli.write("mixtura-demo/mine.txt", "mine");
        assertThat(cli.run("demo").code()).isZero();
        assertThat(cli.read("mixtura-demo/mine.txt")).isEqualTo("mine");
    }

    @Test
    void anUnknownDemonstrationNamesThoseThatExist() {
        Cli.Outcome outcome = cli.run("demo", "faithfull");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("meant   faithful?").contains("faithful | iris");
        assertThat(cli.run("demo", "--list").out()).contains("faithful", "iris");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classification",
                "uncertainty",
                "density",
                "pairs",
                "parallel",
                "responsibilities",
                "silhouette",
                "qq",
                "confusion",
                "scores"
            })
    void everyPlotOfRowsIsDrawn(String plot) {
        cli.unpack("iris.csv").run("fit", "iris.csv", "-k", "3", "--label", "Species");
        Cli.Outcome outcome = cli.run("plot", plot, "iris.model.json", "iris.csv", "--label", "Species", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("out").asString()).isEqualTo("iris." + plot + ".svg");
        assertThat(cli.read("iris." + plot + ".svg")).startsWith("<").contains("<svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "starts"})
    void plotsOfTheModelAloneNeedNoData(String plot) {
        cli.unpack("iris.csv").run("fit", "iris.csv", "-k", "3");
        assertThat(cli.run("plot", plot, "iris.model.json", "-o", "p.png").code())
                .isZero();
        assertThat(cli.exists("p.png")).isTrue();
    }

    @Test
    void aPlotThatNeedsDataOrDoesNotExistIsRefused() {
        cli.unpack("iris.csv").run("fit", "iris.csv", "-k", "3");
        assertThat(cli.run("plot", "classification", "iris.model.json").err()).contains("needs data");
        Cli.Outcome unknown = cli.run("plot", "clasification", "iris.model.json", "iris.csv");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("meant   classification?");
        assertThat(cli.run("plot", "trace", "iris.model.json", "-o", "p.gif").code())
                .isEqualTo(2);
    }
}
