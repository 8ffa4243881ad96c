package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `mixtura fit`: numbers, words, keys, files.
class FitTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    /// mclust 6.0.0, `Mclust(faithful, G = 2, modelNames = "VVV")`.
    @Test
    void oldFaithfulReachesTheKnownLogLikelihoodAndCriteria() {
        JsonNode json = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "--ridge", "0", "--json")
                .json();
        assertThat(json.get("logLikelihood").asDouble()).isCloseTo(-1130.264, within(1e-3));
        assertThat(json.get("bic").asDouble()).isCloseTo(2322.192, within(1e-2));
        assertThat(json.get("icl").asDouble()).isCloseTo(2322.697, within(5e-2));
        assertThat(json.get("parameters").asInt()).isEqualTo(11);
    }

    @Test
    void theObjectHasTheKeysOfTheContract() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).hasSize(1);
        assertThat(outcome.json().propertyNames())
                .contains(
                        "method",
                        "k",
                        "rowCount",
                        "dimension",
                        "converged",
                        "iterations",
                        "logLikelihood",
                        "bic",
                        "icl",
                        "seconds",
                        "seconds_fit",
                        "seed",
                        "warnings",
                        "model");
        assertThat(outcome.json().get("method").asString()).isEqualTo("gmm");
        assertThat(outcome.json().get("rowCount").asInt()).isEqualTo(272);
        assertThat(outcome.json().get("model").asString()).isEqualTo("faithful.model.json");
    }

    @Test
    void kMeansReportsItsDistortionAndNoCriteria() {
        JsonNode json = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "-m", "kmeans", "--json")
                .json();
        // R 4.2.2, kmeans(faithful, 2, nstart = 20)$tot.withinss
        assertThat(json.get("distortion").asDouble()).isCloseTo(8901.768720947213, within(1e-6));
        assertThat(json.get("bic").isNull()).isTrue();
        assertThat(json.has("logLikelihood")).isFalse();
    }

    @Test
    void theSummaryIsReadFitWroteNext() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(0)).startsWith("read   faithful.csv · 272 rows x 2 columns · 0 missing · ");
        assertThat(lines.get(1))
                .startsWith("fit    Gaussian mixture · 2 components, full · 5 starts")
                .contains("converged", "seed 0");
        assertThat(lines.get(2))
                .startsWith("       log-likelihood -1130.264   BIC 2322.1")
                .contains("lower is better");
        assertThat(outcome.out())
                .contains("eruptions 4.290 ± 0.41", "waiting 54.479 ± 5.8", "wrote  faithful.model.json");
        assertThat(lines.getLast()).isEqualTo("next   mixtura plot classification faithful.model.json faithful.csv");
    }

    @Test
    void quietSaysNothing() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "-q");
        assertThat(outcome.out() + outcome.err()).isEmpty();
        assertThat(cli.exists("faithful.model.json")).isTrue();
    }

    @Test
    void anExistingModelIsReplacedOnlyByForce() {
        cli.unpack("faithful.csv").write("m.json", "precious");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2", "-o", "m.json").code())
                .isEqualTo(6);
        assertThat(cli.read("m.json")).isEqualTo("precious");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2", "-o", "m.json", "--force")
                        .code())
                .isZero();
        assertThat(cli.read("m.json")).startsWith("{");
        assertThat(cli.files()).containsExactly("faithful.csv", "m.json");
    }

    @Test
    void aModelOnStandardOutputIsAllThatIsThere() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "-o", "-");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.json().isObject()).isTrue();
        assertThat(outcome.err()).contains("read   faithful.csv");
    }

    @Test
    void jsonAndAModelCannotShareStandardOutput() {
        assertThat(cli.unpack("faithful.csv")
                        .run("fit", "faithful.csv", "-k", "2", "-o", "-", "--json")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void theTraceFileHoldsEveryStepOfEveryStart() {
        cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--restarts", "3", "--trace", "t.jsonl");
        List<String> lines = cli.lines("t.jsonl");
        assertThat(lines).allMatch(line -> line.startsWith("{\"restart\":") && line.contains("logLikelihood"));
        assertThat(lines).anyMatch(line -> line.startsWith("{\"restart\":2,"));
    }

    @Test
    void assignmentsHoldOneClusterFromOneForEachRow() {
        cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--assignments", "a.csv");
        List<String> lines = cli.lines("a.csv");
        assertThat(lines).hasSize(273);
        assertThat(lines.getFirst()).isEqualTo("cluster");
        assertThat(lines.subList(1, 273)).containsOnly("1", "2");
    }

    @Test
    void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() {
        cli.unpack("iris.csv");
        for (String threads : List.of("1", "3")) {
            cli.run("fit", "iris.csv", "-k", "3", "--threads", threads, "-o", "m" + threads + ".json");
        }
        for (String key : List.of("means", "covariances", "mixingProportions")) {
            assertThat(cli.json("m1.json").findValue(key))
                    .isNotNull()
                    .isEqualTo(cli.json("m3.json").findValue(key));
        }
    }

    @Test
    void aRandomSeedIsDrawnAndPrinted() {
        JsonNode json = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "--seed", "random", "--json")
                .json();
        assertThat(json.get("seed").asLong()).isPositive();
    }

    @Test
    void notConvergingIsAFlagAndAnErrorOnlyWhenAskedFor() {
        cli.unpack("iris.csv");
        Cli.Outcome flagged = cli.run("fit", "iris.csv", "-k", "3", "--max-iter", "1", "--json");
        assertThat(flagged.code()).isZero();
        assertThat(flagged.json().get("converged").asBoolean()).isFalse();
        Cli.Outcome required =
                cli.run("fit", "iris.csv", "-k", "3", "--max-iter", "1", "--require-convergence", "-o", "m.json");
        assertThat(required.code()).isEqualTo(5);
        assertThat(required.err()).contains("fit-005").contains("--max-iter");
        assertThat(cli.exists("m.json")).isTrue();
    }

    @Test
    void aStartFromLabelsTakesItsNumberOfComponentsFromThem() {
        JsonNode json = cli.unpack("iris.csv")
                .run("fit", "iris.csv", "-m", "kmeans", "--start", "labels", "--label", "Species", "--json")
                .json();
        assertThat(json.get("k").asInt()).isEqualTo(3);
        assertThat(json.get("dimension").asInt()).isEqualTo(4);
        assertThat(json.get("distortion").asDouble())
                .isCloseTo(78.85566582597727, within(1e-9)); // Lloyd from class means, worked out by hand in Python
    }

    @Test
    void aStartFromAFileOfCentresIsUsed() {
        cli.unpack("faithful.csv").write("centres.csv", "eruptions,waiting\n2,55\n4.3,80\n");
        JsonNode json = cli.run("fit", "faithful.csv", "--start", "file:centres.csv", "--ridge", "0", "--json")
                .json();
        assertThat(json.get("k").asInt()).isEqualTo(2);
        assertThat(json.get("logLikelihood").asDouble()).isCloseTo(-1130.264, within(1e-2));
    }

    @Test
    void aStartFromAModelGoesOnFromThere() {
        cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--tol", "1e-9", "-o", "m.json");
        JsonNode json = cli.run("fit", "faithful.csv", "--start", "model:m.json", "--tol", "1e-6", "--json")
                .json();
        assertThat(json.get("iterations").asInt()).isLessThanOrEqualTo(2);
    }

    @Test
    void aConstantColumnIsNamedAndLeftOutOfTheDensity() {
        cli.write(
                "constant.csv",
                cli.blobs("blobs.csv", 60)
                        .read("blobs.csv")
                        .replace("\n", ",5\n")
                        .replace("a,b,5", "a,b,c"));
        Cli.Outcome outcome = cli.run("fit", "constant.csv", "-k", "2");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out() + outcome.err()).contains("'c'");
    }

    @Test
    void weightsBelowTheRowCountGetAHint() {
        StringBuilder text = new StringBuilder("a,w\n");
        Random random = new Random(1);
        for (int n = 0; n < 40; n++) text.append(random.nextGaussian()).append(",0.25\n");
        Cli.Outcome outcome = cli.write("w.csv", text.toString()).run("fit", "w.csv", "-k", "1", "--weights", "w");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("hint: the weights add up to 10");
        assertThat(outcome.out()).contains("40 rows x 1 column");
    }

    @Test
    void aTableOfZerosAndOnesGivenToAGaussianGetsAHint() {
        StringBuilder text = new StringBuilder("a,b,c\n");
        Random random = new Random(1);
        for (int n = 0; n < 60; n++) {
            text.append(random.nextInt(2))
                    .append(',')
                    .append(random.nextInt(2))
                    .append(',')
                    .append(random.nextInt(2))
                    .append('\n');
        }
        cli.write("bits.csv", text.toString());
        assertThat(cli.run("fit", "bits.csv", "-k", "2").err())
                .contains("hint: all 3 columns are 0/1, try -m bernoulli");
        Cli.Outcome bernoulli = cli.run("fit", "bits.csv", "-k", "2", "-m", "bernoulli", "-o", "b.json", "--json");
        assertThat(bernoulli.code()).as(bernoulli.err()).isZero();
        assertThat(bernoulli.json().get("method").asString()).isEqualTo("bernoulli");
    }

    @Test
    void aColumnThatNamesRowsGetsAHintUntilItIsSetApart() {
        StringBuilder text = new StringBuilder("PatientID,size,visit\n");
        Random random = new Random(1);
        for (int n = 0; n < 60; n++)
            text.append(9000 - 7 * n)
                    .append(',')
                    .append(random.nextGaussian())
                    .append(',')
                    .append(n + 3)
                    .append('\n');
        cli.write("patients.csv", text.toString());
        assertThat(cli.run("fit", "patients.csv", "-k", "2").err())
                .contains("--id 'PatientID' keeps it out")
                .contains("--id 'visit' keeps it out")
                .doesNotContain("--id 'size'");
        assertThat(cli.run("fit", "patients.csv", "-k", "2", "--id", "PatientID", "-o", "p.json")
                        .err())
                .doesNotContain("'PatientID'");
        assertThat(cli.run("fit", "patients.csv", "-k", "2", "--columns", "PatientID,size", "-o", "q.json")
                        .err())
                .doesNotContain("keeps it out");
    }

    @Test
    void columnsOfDifferentSpreadGetAHintForKMeans() {
        cli.write("scales.csv", "a,b\n1,1000\n2,5000\n1.5,9000\n3,2000\n2.5,7000\n");
        assertThat(cli.run("fit", "scales.csv", "-k", "2", "-m", "kmeans").err())
                .contains("hint: column 'b'")
                .contains("--scale standard");
        Cli.Outcome scaled =
                cli.run("fit", "scales.csv", "-k", "2", "-m", "kmeans", "--scale", "standard", "-o", "s.json");
        assertThat(scaled.err()).doesNotContain("hint");
    }

    @Test
    void floatStorageGivesTheSameClusters() {
        cli.blobs("blobs.csv", 200);
        // one start: which of several equal optima is numbered first may hang on the last digit
        cli.run(
                "fit",
                "blobs.csv",
                "-k",
                "2",
                "-m",
                "kmeans",
                "--restarts",
                "1",
                "--assignments",
                "d.csv",
                "-o",
                "d.json");
        cli.run(
                "fit",
                "blobs.csv",
                "-k",
                "2",
                "-m",
                "kmeans",
                "--restarts",
                "1",
                "--float",
                "--assignments",
                "f.csv",
                "-o",
                "f.json");
        assertThat(cli.read("f.csv")).isEqualTo(cli.read("d.csv"));
    }

    @Test
    void droppedRowsAreCountedAndKeepTheirNumbers() {
        cli.write("gaps.csv", "a,b\n1,2\n,3\n2,3\n8,9\n9,8\n7,\n8,8\n1,1\n");
        Cli.Outcome outcome =
                cli.run("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--missing", "drop", "--assignments", "a.csv");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("6 rows x 2 columns · 2 missing · 2 rows dropped");
        assertThat(cli.lines("a.csv").stream().map(line -> line.split(",")[0]))
                .containsExactly("row", "1", "3", "4", "5", "7", "8");
    }

    @Test
    void aTimeLimitKeepsTheBestModelSoFar() {
        cli.blobs("blobs.csv", 2000);
        Cli.Outcome outcome = cli.run("fit", "blobs.csv", "-k", "8", "--tol", "0", "--time-limit", "0.001s", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("warnings").toString()).contains("time limit");
        assertThat(cli.exists("blobs.model.json")).isTrue();
    }

    @Test
    void progressAsJsonIsOnStandardError() {
        Cli.Outcome outcome =
                cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--json", "--progress", "json");
        assertThat(outcome.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"restart\":"));
        assertThat(outcome.out().lines()).hasSize(1);
    }

    @Test
    void theNextCommandReadsTheSameFile() {
        cli.write("comma.csv", "a;b\n1,5;2,5\n;1\n3,5;4\n2,5;8,5\n7;1,5\n6;6\n");
        String out = cli.run("fit", "comma.csv", "-k", "1", "--decimal", ",", "--missing", "drop")
                .out();
        assertThat(out).contains("plot classification comma.model.json comma.csv --decimal , --missing drop");
        assertThat(cli.run(
                                "plot",
                                "classification",
                                "comma.model.json",
                                "comma.csv",
                                "--decimal",
                                ",",
                                "--missing",
                                "drop")
                        .code())
                .isZero();
    }

    @Test
    void inspectionOfDecimalCommasNamesTheOptionForThem() {
        cli.write("comma.csv", "a;b\n1,5;2,5\n3,5;4\n");
        assertThat(cli.run("inspect", "comma.csv").out())
                .contains("--decimal ,")
                .doesNotContain("--na");
    }

    @Test
    void columnMeansInPlaceOfMissingCellsAreKeptForNewRows() {
        cli.write("gaps.csv", "a,b\n1,2\n2,\n3,4\n9,10\n,11\n12,12\n").write("new.csv", "a,b\n,3\n");
        assertThat(cli.run("fit", "gaps.csv", "-k", "2", "-m", "kmeans", "--missing", "mean")
                        .code())
                .isZero();
        Cli.Outcome filled = cli.run("score", "gaps.model.json", "new.csv");
        cli.write("new.csv", "a,b\n5.4,3\n"); // the mean of 1, 2, 3, 9 and 12
        assertThat(filled.code()).isZero();
        assertThat(filled.out())
                .isEqualTo(cli.run("score", "gaps.model.json", "new.csv").out());
    }
}
