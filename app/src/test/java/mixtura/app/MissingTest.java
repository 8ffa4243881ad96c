package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mixtura.io.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables with gaps from the command line: `--missing em`, and `impute`.
class MissingTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /// Two clouds in which y follows x closely.
    @BeforeEach
    void writeTable() {
        cli = new Cli(folder);
        StringBuilder csv = new StringBuilder("name,x,y\n");
        for (int n = 0; n < 120; n++) {
            double x = (n % 2 == 0 ? 0 : 50) + (n * 37 % 100) / 10.0;
            double y = 2 * x + (n * 53 % 17) / 10.0;
            String row = n + "," + (n % 9 == 7 ? "" : text(x)) + "," + (n % 9 == 4 ? "" : text(y));
            csv.append("row").append(row).append('\n');
        }
        cli.write("gaps.csv", csv.append("rowlast,,\n").toString());
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private Cli.Outcome done(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    @Test
    void anErrorNamesTheWaysOut() {
        Cli.Outcome refused = cli.run("fit", "gaps.csv", "-k", "2", "--id", "name");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("--missing em").contains("--missing drop");
    }

    /// Reading maps an array without a look at its cells.
    @Test
    void theGapsOfAnArrayAreCountedToo() throws IOException {
        double[] values = new double[240];
        for (int i = 0; i < values.length; i++) values[i] = i % 10 == 3 ? Double.NaN : (i * 37 % 101) / 7.0;
        Npy.write(cli.path("gaps.npy"), values, 80, 3);
        assertThat(done("fit", "gaps.npy", "-k", "2", "--missing", "em").out())
                .contains("80 rows x 3 columns · 24 missing");
        assertThat(done("inspect", "gaps.npy", "--json").json().get("missing").asInt())
                .isEqualTo(24);
        Npy.write(cli.path("whole.npy"), new int[] {1, 2, 3, 5, 8, 13}, 6, 1);
        assertThat(done("inspect", "whole.npy").out()).contains("· 0 missing");
    }

    @Test
    void clustersOfRowsWithGapsAreJudgedWithoutDistances() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em");
        var judged = done("evaluate", "gaps.model.json", "gaps.csv", "--id", "name", "--json")
                .json();
        assertThat(judged.get("silhouette").isNull()).isTrue();
        assertThat(done("evaluate", "gaps.model.json", "gaps.csv", "--id", "name")
                        .out())
                .contains("need the distances between whole rows, and cells are missing");
    }

    @Test
    void aModelFittedWithGapsTakesThemWhenItIsUsed() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em", "--ridge", "0");
        List<String> lines = done("score", "gaps.model.json", "gaps.csv", "--id", "name")
                .out()
                .lines()
                .toList();
        assertThat(lines.getLast()).as("of the row of which nothing is there").isEqualTo("rowlast,0.0");
        double total = done("score", "gaps.model.json", "gaps.csv", "--json", "--force")
                .json()
                .get("logLikelihood")
                .asDouble();
        double sum = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                .sum();
        assertThat(total).isCloseTo(sum, within(1e-6));
        assertThat(done("predict", "gaps.model.json", "gaps.csv").out().lines()).hasSize(122);
    }

    @Test
    void imputeFillsGapsAndLeavesEverythingElseAsItWas() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em");
        List<String> before = cli.read("gaps.csv").lines().toList();
        List<String> after =
                done("impute", "gaps.model.json", "gaps.csv").out().lines().toList();
        assertThat(after.getFirst()).isEqualTo("name,x,y");
        for (int n = 1; n <= 120; n++) {
            String[] cells = after.get(n).split(",");
            if (before.get(n).split(",", -1)[1].isEmpty() || before.get(n).endsWith(",")) {
                assertThat(Double.parseDouble(cells[2])).isCloseTo(2 * Double.parseDouble(cells[1]) + 0.8, within(2.0));
            } else {
                assertThat(after.get(n)).isEqualTo(before.get(n));
            }
        }
    }

    @Test
    void deviationsStandBesideWhatWasFilledAlone() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em");
        List<String> lines = done("impute", "gaps.model.json", "gaps.csv", "--deviations")
                .out()
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("name,x,y,x_deviation,y_deviation");
        assertThat(lines.get(1)).endsWith(",,");
        assertThat(Double.parseDouble(lines.get(5).split(",")[4])).isBetween(0.2, 2.0);
    }

    @Test
    void drawsStandBelowOneAnotherAndFollowTheSeed() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em");
        String three = done("impute", "gaps.model.json", "gaps.csv", "--draw", "3", "--seed", "5")
                .out();
        assertThat(three.lines()).hasSize(1 + 3 * 121);
        assertThat(three).startsWith("draw,name,x,y\n1,row0,");
        assertThat(done("impute", "gaps.model.json", "gaps.csv", "--draw", "3", "--seed", "5")
                        .out())
                .isEqualTo(three);
        assertThat(done("impute", "gaps.model.json", "gaps.csv", "--draw", "3", "--seed", "6")
                        .out())
                .isNotEqualTo(three);
    }

    @Test
    void kMeansHasNothingToFillCellsFrom() {
        done("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--id", "name", "--missing", "mean");
        Cli.Outcome refused = cli.run("impute", "gaps.model.json", "gaps.csv");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("k-means").contains("--missing em");
    }

    @Test
    void expectedDistancesSayThatTheyFillGapsAndAgreeWithDoingSo() {
        Cli.Outcome expected =
                done("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--id", "name", "--missing", "expected:0,1");
        assertThat(expected.err() + expected.out()).contains("filling its gaps with m");
        String labels = done("predict", "gaps.model.json", "gaps.csv").out();
        StringBuilder filled = new StringBuilder();
        for (String line : cli.read("gaps.csv").lines().toList()) {
            String[] cells = line.split(",", -1);
            for (int j = 1; j < 3; j++) if (cells[j].isEmpty()) cells[j] = "0";
            filled.append(String.join(",", cells)).append('\n');
        }
        cli.write("filled.csv", filled.toString());
        done("fit", "filled.csv", "-k", "2", "-m", "kmeans", "--id", "name");
        assertThat(done("predict", "filled.model.json", "filled.csv").out()).isEqualTo(labels);
        double ours = done(
                        "fit",
                        "gaps.csv",
                        "-k",
                        "2",
                        "-m",
                        "kmeans",
                        "--id",
                        "name",
                        "--missing",
                        "expected:0,1",
                        "--json",
                        "--force")
                .json()
                .get("distortion")
                .asDouble();
        double theirs = done("fit", "filled.csv", "-k", "2", "-m", "kmeans", "--id", "name", "--json", "--force")
                .json()
                .get("distortion")
                .asDouble();
        assertThat(ours - theirs).as("one for each of 28 gaps").isCloseTo(28, within(1e-6));
    }

    @Test
    void partialDistancesKeepRowsWithGaps() {
        done("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--id", "name", "--missing", "partial");
        assertThat(done("score", "gaps.model.json", "gaps.csv").out().lines()).hasSize(122);
        List<String> clusters =
                done("predict", "gaps.model.json", "gaps.csv").out().lines().toList();
        for (int n = 1; n <= 118; n++) assertThat(clusters.get(n)).isNotEqualTo(clusters.get(n + 1));
    }

    @Test
    void treatmentsOfOtherMethodsAreRefused() {
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "--missing", "partial").err())
                .contains("belongs to k-means")
                .contains("--missing em");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "spherical", "--missing", "partial")
                        .err())
                .contains("a row with missing cells has no direction")
                .contains("--missing mean   or   --missing drop");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "kmedians", "--missing", "expected")
                        .err())
                .contains("not that of its mean plus a constant")
                .contains("--missing partial");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "fuzzy", "--missing", "expected")
                        .err())
                .contains("the memberships of a row")
                .contains("--missing partial");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "trimmed", "--missing", "expected")
                        .err())
                .contains("whether a row is left out")
                .contains("--missing partial");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--missing", "em")
                        .err())
                .contains("belongs to mixtures");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--missing", "expected:a,1")
                        .err())
                .contains("expected:0,1");
    }

    /// Fitted, written, read and used: the distortion of the model's file over the same rows is that of the fit.
    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "kmedians", "fuzzy", "bisecting"})
    void relativesOfKMeansTakePartialDistances(String method) {
        double fitted = done(
                        "fit", "gaps.csv", "-k", "2", "--id", "name", "-m", method, "--missing", "partial", "--json")
                .json()
                .get("distortion")
                .asDouble();
        double scored = done("score", "gaps.model.json", "gaps.csv", "--id", "name", "--json", "-o", "scores.csv")
                .json()
                .get("distortion")
                .asDouble();
        assertThat(scored).isCloseTo(fitted, within(1e-9 * fitted));
        List<String> clusters = done("predict", "gaps.model.json", "gaps.csv", "--id", "name")
                .out()
                .lines()
                .toList();
        for (int n = 3; n <= 120; n++) {
            assertThat(clusters.get(n).split(",")[1])
                    .isEqualTo(clusters.get(n - 2).split(",")[1]);
        }
    }

    @Test
    void centroidsLearnFromBatchesWithGaps() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "-m", "kmeans", "--missing", "partial");
        assertThat(done("update", "gaps.model.json", "gaps.csv", "--id", "name", "-o", "newer.json", "--json")
                        .json()
                        .get("totalWeight")
                        .asDouble())
                .isEqualTo(240);
        assertThat(cli.json("newer.json").get("missing").asString()).isEqualTo("partial");
    }

    @Test
    void evaluateLeavesOutWhatNeedsEveryCell() {
        done("fit", "gaps.csv", "-k", "2", "--id", "name", "--missing", "em");
        assertThat(done("evaluate", "gaps.model.json", "gaps.csv").out()).contains("cells are missing");
    }
}
