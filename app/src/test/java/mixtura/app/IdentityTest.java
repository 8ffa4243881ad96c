package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Components that keep their numbers (`--align`), and how sure they are (`bootstrap`).
class IdentityTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
        cli.unpack("iris.csv");
        cli.run("fit", "iris.csv", "-k", "3", "--label", "Species", "-o", "first.json");
    }

    @Test
    void aRefitKeepsTheNumbersOfTheEarlierModel() {
        for (String by : new String[] {"rows", "parameters"}) {
            var outcome = cli.run(
                    "fit",
                    "iris.csv",
                    "-k",
                    "3",
                    "--label",
                    "Species",
                    "--seed",
                    "5",
                    "--align",
                    "first.json",
                    "--align-by",
                    by,
                    "-o",
                    "second.json",
                    "--force",
                    "--json");
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.json().get("align").asString()).isEqualTo("first.json");
            for (var move : outcome.json().get("drift"))
                assertThat(move.get("was").asInt())
                        .isEqualTo(move.get("component").asInt());
            var notes = cli.json("second.json").get("certificate").get("notes");
            assertThat(notes.get(0).asString()).contains("first.json");
            var compared = cli.run("compare", "first.json", "second.json", "iris.csv", "--json")
                    .json();
            for (var match : compared.get("matches"))
                assertThat(match.get("b").asString()).isEqualTo(match.get("a").asString());
            // the notes survive reading and writing
            assertThat(cli.run("inspect", "second.json").code()).isZero();
        }
    }

    @Test
    void kMeansIsAlignedToAMixtureByItsRows() {
        var outcome = cli.run(
                "fit", "iris.csv", "-k", "4", "-m", "kmeans", "--label", "Species", "--align", "first.json", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("drift").get(3).get("was").isNull()).isTrue();
    }

    @Test
    void selectAlignsAndUpdateReportsDrift() {
        var chosen =
                cli.run("select", "iris.csv", "-k", "2..3", "--label", "Species", "--align", "first.json", "--json");
        assertThat(chosen.code()).as(chosen.err()).isZero();
        assertThat(chosen.json().has("drift")).isTrue();
        var updated = cli.run("update", "first.json", "iris.csv", "-o", "u.json", "--json");
        assertThat(updated.code()).as(updated.err()).isZero();
        assertThat(updated.json().get("drift").size()).isEqualTo(3);
    }

    @Test
    void modelsOfOtherColumnsCannotBeAlignedTo() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("fit", "faithful.csv", "-k", "2", "--align", "first.json");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("Sepal");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2", "--align", "none.json")
                        .code())
                .isEqualTo(3);
        assertThat(cli.run("fit", "iris.csv", "--label", "Species", "--clamp", "--align", "first.json")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void theBootstrapGivesEveryParameterAnInterval() {
        var outcome = cli.run("bootstrap", "first.json", "iris.csv", "--replicates", "20", "-o", "e.csv", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("estimates").size()).isEqualTo(3 + 12 + 30);
        for (var estimate : outcome.json().get("estimates"))
            assertThat(estimate.get("standardError").asDouble()).isPositive();
        assertThat(cli.lines("e.csv")).hasSize(46);
        var information = cli.run("bootstrap", "first.json", "iris.csv", "--information");
        assertThat(information.code()).as(information.err()).isZero();
        assertThat(information.out()).contains("covariances Petal_Width × Sepal_Length");
    }

    @Test
    void parametersAreNamedByTheirOwnColumnsAndLevels() {
        StringBuilder table = new StringBuilder("age,city,visits\n");
        Random random = new Random(3);
        for (int n = 0; n < 120; n++) {
            boolean first = n % 2 == 0;
            table.append((first ? 20 : 60) + random.nextGaussian()).append(',');
            table.append(random.nextDouble() < (first ? 0.8 : 0.2) ? "rome" : random.nextBoolean() ? "oslo" : "bern");
            table.append(',').append(random.nextInt(first ? 3 : 12)).append('\n');
        }
        cli.write("t.csv", table.toString());
        var fitted = cli.run("fit", "t.csv", "-m", "mixed", "-k", "2", "-o", "mixed.json");
        assertThat(fitted.code()).as(fitted.err()).isZero();
        var outcome = cli.run("bootstrap", "mixed.json", "t.csv", "--replicates", "10");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("numeric.means age")
                .contains("categorical.theta city = rome")
                .contains("visits")
                .doesNotContain("the units that the model sees");
    }

    @Test
    void theTestAndTheStabilityAreReported() {
        var test = cli.run("bootstrap", "first.json", "iris.csv", "--lrt", "--replicates", "5", "--json");
        assertThat(test.code()).as(test.err()).isZero();
        var ratio = test.json().get("lrt");
        assertThat(ratio.get("statistics").size() + ratio.get("leftOut").asInt())
                .isEqualTo(5);
        cli.run("fit", "iris.csv", "-k", "3", "-m", "kmeans", "--label", "Species", "-o", "k.json");
        var stability = cli.run("bootstrap", "k.json", "iris.csv", "--stability", "--replicates", "10", "--json");
        assertThat(stability.code()).as(stability.err()).isZero();
        assertThat(stability.json().get("stability").get("jaccard").get(0).asDouble())
                .isBetween(0.5, 1.0);
    }

    /// A replicate without the noise or the trimming would be another model: its deviations would be far
    /// larger.
    @Test
    void refitsHaveWhatTheFitHad() {
        StringBuilder table = new StringBuilder("a,b\n");
        Random random = new Random(3);
        for (int n = 0; n < 200; n++) {
            boolean far = n % 20 == 0;
            double spread = far ? 40 : 1;
            table.append(spread * random.nextGaussian() + (n % 2 == 0 || far ? 0 : 9))
                    .append(',');
            table.append(spread * random.nextGaussian()).append('\n');
        }
        cli.write("far.csv", table.toString());
        String[][] fits = {{"--noise", "auto"}, {"--trim", "5%"}, {"-m", "student", "--dof", "3"}};
        for (String[] options : fits) {
            var words = new ArrayList<>(List.of("fit", "far.csv", "-k", "2", "-o", "m.json", "--force"));
            words.addAll(List.of(options));
            var fitted = cli.run(words.toArray(String[]::new));
            assertThat(fitted.code()).as(fitted.err()).isZero();
            var outcome = cli.run("bootstrap", "m.json", "far.csv", "--replicates", "8", "--json");
            assertThat(outcome.code()).as(outcome.err()).isZero();
            for (var estimate : outcome.json().get("estimates")) {
                if (!estimate.get("parameter").asString().startsWith("means")) continue;
                assertThat(estimate.get("standardError").asDouble())
                        .as(String.join(" ", options))
                        .isLessThan(1);
            }
        }
        cli.run("fit", "far.csv", "-k", "2", "--trim", "5%", "-o", "t.json");
        cli.run("fit", "far.csv", "-k", "2", "-m", "vb", "--concentration", "2", "-o", "m.json", "--force");
        var bayesian = cli.run("bootstrap", "m.json", "far.csv", "--replicates", "8");
        assertThat(bayesian.code()).as(bayesian.err()).isZero();
        assertThat(cli.run("bootstrap", "t.json", "far.csv", "--lrt").err()).contains("--trim");
        assertThat(cli.run("bootstrap", "m.json", "far.csv", "--lrt").err()).contains("not fitted by its likelihood");
    }

    @Test
    void whatCannotBeBootstrappedIsRefused() {
        cli.run("fit", "iris.csv", "-k", "3", "-m", "kmeans", "--label", "Species", "-o", "k.json");
        var parts = cli.run("bootstrap", "k.json", "iris.csv");
        assertThat(parts.code()).isEqualTo(3);
        assertThat(parts.err()).contains("--stability");
        assertThat(cli.run("bootstrap", "first.json").code()).isEqualTo(2);
        assertThat(cli.run("bootstrap", "first.json", "iris.csv", "--level", "95")
                        .code())
                .isEqualTo(2);
        assertThat(cli.run("bootstrap", "first.json", "iris.csv", "--lrt", "--information")
                        .code())
                .isEqualTo(2);
        cli.run("fit", "iris.csv", "--label", "Species", "--clamp", "-o", "c.json");
        assertThat(cli.run("bootstrap", "c.json", "iris.csv").err())
                .contains("--clamp")
                .contains("--start model:c.json");
    }
}
