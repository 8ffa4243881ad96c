package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ood` on features from a file: two clouds are familiar, rows between them are strangers.
class OodTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
        clouds("train.csv", 600, 1, true);
        clouds("test.csv", 200, 2, true);
        clouds("strangers.csv", 200, 3, false);
    }

    /// Columns a, b and, for the familiar rows, the cloud; strangers lie halfway.
    private void clouds(String name, int rows, long seed, boolean familiar) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("a,b,cloud"));
        for (int n = 0; n < rows; n++) {
            double centre = familiar ? 8 * (n % 2) : 4;
            lines.add((centre + random.nextGaussian()) + "," + random.nextGaussian() + "," + (n % 2 == 0 ? "x" : "y"));
        }
        cli.write(name, String.join("\n", lines) + "\n");
    }

    private Cli.Outcome fit(String... more) {
        List<String> words = new ArrayList<>(
                List.of("ood", "fit", "train.csv", "--label", "cloud", "-o", "d.json", "--force", "--json"));
        words.addAll(List.of(more));
        return cli.run(words.toArray(new String[0]));
    }

    private Cli.Outcome evaluate(String in, String out) {
        return cli.run("ood", "evaluate", "d.json", "--in", in, "--out", out, "--json");
    }

    @Test
    void strangersScoreHigherThanFamiliarRows() {
        var fitted = fit("--false-alarms", "5%");
        assertThat(fitted.code()).as(fitted.err()).isZero();
        assertThat(fitted.json().get("k").asInt()).isEqualTo(4); // 500 rows, 2 columns, 2 classes
        assertThat(fitted.json().get("withheld_rows").asInt()).isEqualTo(100);
        assertThat(fitted.json().get("rowCount").asInt()).isEqualTo(500);
        var judged = evaluate("test.csv", "strangers.csv");
        assertThat(judged.code()).as(judged.err()).isZero();
        var json = judged.json();
        assertThat(json.get("auroc").asDouble()).isGreaterThan(0.95);
        assertThat(json.get("aupr_in").asDouble()).isGreaterThan(0.9);
        assertThat(json.get("aupr_out").asDouble()).isGreaterThan(0.9);
        assertThat(json.get("fpr95").asDouble()).isLessThan(0.3);
        assertThat(json.get("found_rate").asDouble()).isGreaterThan(0.7);
        assertThat(json.get("false_alarm_rate_asked").asDouble()).isEqualTo(0.05);
        int alarms = json.get("false_alarms").asInt();
        assertThat(alarms)
                .isBetween(
                        json.get("false_alarms_expected").get(0).asInt(),
                        json.get("false_alarms_expected").get(1).asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mahalanobis", "mahalanobis-classwise", "relative-mahalanobis", "neighbours"})
    void otherDetectorsAreFittedKeptAndUsed(String detector) {
        assertThat(fit("--detector", detector, "--false-alarms", "5%").code()).isZero();
        var json = evaluate("test.csv", "strangers.csv").json();
        assertThat(json.get("detector").asString()).isEqualTo(detector);
        // neighbours see directions alone, which tell nothing here
        double least = detector.equals("neighbours") ? 0 : 0.6;
        assertThat(json.get("auroc").asDouble()).isGreaterThan(least);
    }

    /// Rows that chose the ridge do not set the threshold; a ridge that is given leaves them all to it.
    @Test
    void withheldRowsChooseTheRidgeWhereTheyAreAskedTo() {
        var chosen = fit("--false-alarms", "5%", "--ridge", "auto");
        assertThat(chosen.json().get("withheld_rows").asInt()).isEqualTo(80); // a fifth of 100 chose
        assertThat(chosen.json().get("ridges").size()).isEqualTo(4);
        double best = Double.NEGATIVE_INFINITY;
        double ridge = Double.NaN;
        for (var one : chosen.json().get("ridges")) {
            if (one.get("mean_log_density").asDouble() > best) {
                best = one.get("mean_log_density").asDouble();
                ridge = one.get("ridge").asDouble();
            }
        }
        assertThat(chosen.json().get("ridge").asDouble()).isEqualTo(ridge);
        var given = fit("--false-alarms", "5%");
        assertThat(given.json().has("ridges")).isFalse();
        assertThat(given.json().get("withheld_rows").asInt()).isEqualTo(100);
        // 1 % needs 99 rows: of 100, none can be spared
        assertThat(fit("--ridge", "auto").json().get("withheld_rows").asInt()).isEqualTo(100);
    }

    /// Two need ten rows for each column and component: 10 · 2 · 4.
    @Test
    void aClassHasTwoComponentsWhereRowsAreEnough() {
        for (int rows : new int[] {79, 80}) {
            clouds("train.csv", rows, 1, true);
            int k = rows < 80 ? 2 : 4;
            assertThat(fit("--no-threshold").json().get("k").asInt()).isEqualTo(k);
            assertThat(fit("--no-threshold", "-k", "3").json().get("k").asInt()).isEqualTo(3);
            assertThat(fit("--no-threshold", "--classwise").json().get("k").asInt())
                    .isEqualTo(2);
            assertThat(fit("--no-threshold", "--detector", "mahalanobis")
                            .json()
                            .get("k")
                            .asInt())
                    .isEqualTo(2);
        }
        assertThat(cli.run("ood", "fit", "train.csv", "--columns", "a,b", "--no-threshold", "--json")
                        .json()
                        .get("k")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void bicChoosesAmongSizes() {
        var fitted = fit("-k", "1..3", "--no-threshold");
        assertThat(fitted.json().get("k").asInt()).isEqualTo(2);
        assertThat(fitted.json().get("table").size()).isEqualTo(3);
        assertThat(fitted.json().get("threshold").isNull()).isTrue();
    }

    @Test
    void aScoreARowIsWritten() {
        fit("--false-alarms", "5%");
        var outcome = cli.run("ood", "score", "d.json", "strangers.csv");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(201);
        assertThat(lines.getFirst()).endsWith("score,stranger");
        var json = cli.run("ood", "score", "d.json", "strangers.csv", "--json").json();
        long flagged = lines.stream().filter(line -> line.endsWith(",1")).count();
        assertThat(json.get("strangers").asLong()).isEqualTo(flagged);
        assertThat(cli.exists("strangers.scores.csv")).isTrue();
    }

    @Test
    void theRowsOfTheFitAreRefusedAsJudgesAndForTheThreshold() {
        fit("--false-alarms", "5%");
        var judged = evaluate("train.csv", "strangers.csv");
        assertThat(judged.code()).isEqualTo(3);
        assertThat(judged.err()).contains("data-023", "would promise too much");
        var fitted = fit("--held-out", "train.csv");
        assertThat(fitted.code()).isEqualTo(3);
        assertThat(fitted.err()).contains("data-023");
    }

    @Test
    void anExchangeOfTheFilesIsExplained() {
        fit("--false-alarms", "5%");
        double right = evaluate("test.csv", "strangers.csv").json().get("auroc").asDouble();
        var wrong = evaluate("strangers.csv", "test.csv");
        assertThat(wrong.json().get("auroc").asDouble()).isCloseTo(1 - right, within(1e-12));
        assertThat(wrong.err()).contains("below 0.5", "upside down");
        assertThat(wrong.json().get("warnings").size()).isEqualTo(1);
    }

    @Test
    void picturesAreDrawn() {
        fit("--false-alarms", "5%");
        var outcome = cli.run(
                "ood",
                "evaluate",
                "d.json",
                "--in",
                "test.csv",
                "--out",
                "strangers.csv",
                "--scores",
                "s.svg",
                "--roc",
                "r.svg");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cli.read("s.svg")).contains("higher is stranger", "threshold");
        assertThat(cli.read("r.svg")).contains("AUROC");
        assertThat(outcome.out()).contains("expected with 99 % probability");
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() {
        var without = cli.run("ood", "fit", "train.csv", "--columns", "a,b", "--detector", "mahalanobis");
        assertThat(without.code()).isEqualTo(3);
        assertThat(without.err()).contains("labels are missing", "--label COLUMN");
        fit("--false-alarms", "5%");
        cli.write("narrow.csv", "a\n1\n2\n");
        var narrow = cli.run("ood", "score", "d.json", "narrow.csv");
        assertThat(narrow.code()).isEqualTo(3);
        assertThat(narrow.err()).contains("data-017");
        var rate = fit("--false-alarms", "0.1%");
        assertThat(rate.code()).isEqualTo(3);
        // of 100 withheld rows: 1 / 101, rounded up
        assertThat(rate.err()).contains("withhold at least 999 rows", "--false-alarms 1%");
        assertThat(fit("--detector", "mahalanobi").err()).contains("meant", "mahalanobis?");
        assertThat(cli.run("ood", "score", "train.csv", "test.csv").err()).contains("data-021");
        assertThat(cli.run("inspect", "d.json").err()).contains("data-021", "detector of strangers", "ood score");
        assertThat(cli.run("ood", "score", "none.json", "test.csv").err()).contains("data-001", "ood fit");
    }

    /// Rows are withheld at random, but named by their place in the file.
    @Test
    void missingCellsAreNamedByTheRowOfTheFile() {
        List<String> lines = new ArrayList<>(cli.lines("train.csv"));
        lines.set(500, "1,,x");
        cli.write("gaps.csv", String.join("\n", lines) + "\n");
        var outcome = cli.run("ood", "fit", "gaps.csv", "--label", "cloud", "--false-alarms", "5%", "-o", "g.json");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("data-013", "column 'b'", "row 500", "--missing drop");
    }

    /// Of this module's tests, none has the one for networks on its class path.
    @Test
    void withoutTheModuleForNetworksTheMessageSaysWhatToType() {
        var outcome = cli.run(
                "ood",
                "run",
                "--train",
                "train.csv",
                "--train-labels",
                "train.csv",
                "--in",
                "test.csv",
                "--out",
                "strangers.csv");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("neural-001", "./mixtura ood", "MIXTURA_NEURAL");
        assertThat(cli.run("ood", "features", "train.csv", "--onnx", "net.onnx").code())
                .isEqualTo(2);
    }

    @Test
    void verbsBelowAreListedAndMistypedOnesAnswered() {
        assertThat(cli.run("ood").out()).contains("run", "train", "features", "evaluate", "higher means stranger");
        assertThat(cli.run("ood", "--help").out()).contains("Examples", "Verbs");
        assertThat(cli.run("ood", "fit", "--help").out()).contains("--held-out", "--quiet");
        var mistyped = cli.run("ood", "evalute");
        assertThat(mistyped.code()).isEqualTo(2);
        assertThat(mistyped.err()).contains("evaluate?");
        assertThat(cli.run("help", "strangers").out()).contains("Higher means stranger");
    }
}
