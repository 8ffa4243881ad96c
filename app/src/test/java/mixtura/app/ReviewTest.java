package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `inspect MODEL` says of a fit, and `merge`.
class ReviewTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    private String inspected(String... fit) {
        var outcome = cli.run(fit);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return cli.run("inspect", "m.json").out();
    }

    @Test
    void aGoodFitIsToldWithoutDoubts() {
        cli.unpack("faithful.csv");
        String text = inspected("fit", "faithful.csv", "-k", "2", "-o", "m.json");
        assertThat(text)
                .contains(
                        "A Gaussian mixture of 2 components, full covariances, for faithful.csv (272 rows x 2 columns)")
                .contains("Converged after")
                .contains("Nothing that the file tells.")
                .doesNotContain("  try ");
        var json = cli.run("inspect", "m.json", "--json").json();
        assertThat(json.get("doubts").size()).isZero();
        assertThat(json.get("asked").size()).isPositive();
        assertThat(json.get("happened").get(0).asString()).contains("log-likelihood");
    }

    @Test
    void columnsOfZeroAndOneUnderAGaussianAreNamed() {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>(List.of("smokes,age"));
        for (int n = 0; n < 200; n++)
            lines.add((random.nextBoolean() ? 1 : 0) + "," + (40 + 9 * random.nextGaussian()));
        cli.write("d.csv", String.join("\n", lines) + "\n");
        String text = inspected("fit", "d.csv", "-k", "1", "-o", "m.json");
        assertThat(text).contains("smokes").contains("m(1 − m)").contains("-m mixed");
        assertThat(text).doesNotContain("age, has");
    }

    @Test
    void whatIsDoubtfulComesWithSomethingToTry() {
        cli.blobs("blobs.csv", 60);
        assertThat(inspected(
                        "fit",
                        "blobs.csv",
                        "-k",
                        "2",
                        "--max-iter",
                        "1",
                        "--tol",
                        "0",
                        "--start",
                        "rows",
                        "-o",
                        "m.json",
                        "--force"))
                .contains("not converged")
                .contains("--max-iter 4");
        assertThat(inspected("fit", "blobs.csv", "-k", "6", "-o", "m.json", "--force"))
                .contains("parameters for 60 rows")
                .contains("a smaller -k");
    }

    @Test
    void aColumnWithoutOthersHasNoCorrelationsToGiveUp() {
        StringBuilder grades = new StringBuilder("grade\n");
        for (int n = 0; n < 90; n++) grades.append(1 + n % 3).append('\n');
        cli.write("grades.csv", grades.toString());
        assertThat(inspected("fit", "grades.csv", "-k", "3", "-o", "m.json"))
                .contains("almost flat", "a smaller -k", "--ridge")
                .doesNotContain("--covariance diag");
    }

    @Test
    void overlappingComponentsAreDoubtfulAndMergeIsProposed() {
        Random random = new Random(2);
        List<String> lines = new ArrayList<>(List.of("a"));
        for (int n = 0; n < 300; n++) lines.add(String.valueOf(random.nextGaussian()));
        cli.write("d.csv", String.join("\n", lines) + "\n");
        assertThat(inspected("fit", "d.csv", "-k", "3", "-o", "m.json"))
                .contains("Many rows are doubtful")
                .contains("mixtura merge");
    }

    @Test
    void wideColumnsDecideTheClustersOfKMeans() {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>(List.of("income,children"));
        for (int n = 0; n < 100; n++) lines.add((30_000 + 9000 * random.nextGaussian()) + "," + random.nextInt(4));
        cli.write("d.csv", String.join("\n", lines) + "\n");
        assertThat(inspected("fit", "d.csv", "-k", "3", "-m", "kmeans", "-o", "m.json"))
                .contains("in income as in children")
                .contains("--scale standard");
        assertThat(inspected(
                        "fit", "d.csv", "-k", "3", "-m", "kmeans", "--scale", "standard", "-o", "m.json", "--force"))
                .doesNotContain("as widely");
    }

    @Test
    void componentsOfOneClusterAreMerged() {
        Random random = new Random(4);
        List<String> lines = new ArrayList<>(List.of("a,b"));
        for (int n = 0; n < 600; n++) {
            double x = n % 2 == 0 ? 20 + random.nextGaussian() : 6 * (random.nextDouble() - 0.5);
            double y = n % 2 == 0 ? random.nextGaussian() : x * x + 0.3 * random.nextGaussian();
            lines.add(x + "," + y);
        }
        cli.write("d.csv", String.join("\n", lines) + "\n");
        cli.run("fit", "d.csv", "-k", "5", "-o", "m.json");
        var outcome =
                cli.run("merge", "m.json", "d.csv", "--clusters", "2", "-o", "c.csv", "--plot", "e.svg", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("table").size()).isEqualTo(5);
        assertThat(outcome.json().get("ending").asString()).isIn("bend", "even", "clear", "few");
        assertThat(outcome.json().get("table").get(0).get("unitedWeight").asDouble())
                .isZero();
        assertThat(outcome.json().get("table").get(4).get("unitedWeight").asDouble())
                .isBetween(599.9, 600.1);
        assertThat(outcome.json().get("mass").get(0).asDouble()
                        + outcome.json().get("mass").get(1).asDouble())
                .isEqualTo(600);
        assertThat(cli.lines("c.csv").getFirst()).isEqualTo("cluster,component");
        assertThat(cli.read("e.svg")).contains("Entropy by number of clusters");
        // every second row is of the round cloud
        List<String> labels = cli.lines("c.csv").stream()
                .skip(1)
                .map(line -> line.split(",")[0])
                .toList();
        for (int n = 2; n < 600; n++) assertThat(labels.get(n)).isEqualTo(labels.get(n % 2));
        assertThat(cli.run("merge", "m.json", "d.csv", "--clusters", "9").code())
                .isEqualTo(2);
        cli.run("fit", "d.csv", "-k", "3", "-m", "kmeans", "-o", "k.json");
        assertThat(cli.run("merge", "k.json", "d.csv").code()).isEqualTo(3);
    }
}
