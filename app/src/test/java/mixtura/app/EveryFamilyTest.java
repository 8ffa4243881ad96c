package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mixtura.mixture.Family;
import mixtura.mixture.families.Families;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every family that the library lists goes through every verb.
class EveryFamilyTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    static Stream<Family<?, ?>> families() {
        return Families.all().stream();
    }

    /// Two kinds of rows, in cells of the kind that the family wants.
    private static String table(Family<?, ?> family, boolean gaps) {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int n = 0; n < 120; n++) {
            for (int j = 0; j < 3; j++) {
                int level = random.nextInt(100) < 70 ? n % 2 : 1 - n % 2;
                String cell = switch (family.columnKind()) {
                    case BINARY -> level == 0 ? "no" : "yes";
                    case CATEGORICAL -> level == 0 ? "red" : random.nextBoolean() ? "green" : "blue";
                    case COUNT -> Integer.toString(1 + level * 6 + random.nextInt(4));
                    case MIXED ->
                        j == 0
                                ? Integer.toString(level * 4 + random.nextInt(3))
                                : j == 1
                                        ? level == 0 ? "red" : random.nextBoolean() ? "green" : "blue"
                                        : Double.toString(0.5 + level * 3 + random.nextDouble());
                    case NUMERIC -> Double.toString(0.5 + level * 3 + random.nextDouble());
                };
                text.append(j == 0 ? "" : ",").append(gaps && n % 10 == 3 && j == 1 ? "" : cell);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// Directions are what is left of rows when their length is divided away.
    private static String scale(Family<?, ?> family) {
        return family.name().equals("vmf") ? "unit" : "none";
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyGoesThroughEveryVerb(Family<?, ?> family) {
        cli.write("t.csv", table(family, false));
        succeeds("fit", "t.csv", "-k", "2", "-m", family.name(), "--scale", scale(family), "-o", "m.json");
        assertThat(cli.json("m.json").get("method").asString()).isEqualTo(family.name());
        assertThat(succeeds("inspect", "m.json").out()).contains(family.name()).contains("logLikelihood");
        succeeds("predict", "m.json", "t.csv", "--probabilities", "-o", "p.csv");
        assertThat(cli.lines("p.csv")).hasSize(121);
        Cli.Outcome score = succeeds("score", "m.json", "t.csv", "-o", "s.csv", "--json");
        assertThat(score.json().get("logLikelihood").asDouble())
                .isCloseTo(
                        cli.json("m.json").get("logLikelihood").asDouble(),
                        org.assertj.core.api.Assertions.within(1e-6));
        succeeds("sample", "m.json", "-n", "50", "-o", "drawn.csv");
        succeeds("score", "m.json", "drawn.csv", "-o", "s2.csv");
        succeeds("plot", "centroids", "m.json", "--image", "3x1", "-o", "centroids.svg");
        succeeds("plot", "trace", "m.json", "-o", "trace.svg");
        for (String plot : List.of("parallel", "classification", "pairs", "responsibilities"))
            succeeds("plot", plot, "m.json", "t.csv", "-o", plot + ".svg");
        assertThat(cli.run("help", "methods").out()).contains("  " + family.name() + " ");
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyTakesMissingCellsOrSaysWhyNot(Family<?, ?> family) {
        cli.write("t.csv", table(family, true));
        Cli.Outcome fit = cli.run("fit", "t.csv", "-k", "2", "-m", family.name(), "--missing", "em", "-o", "m.json");
        if (family.whyNoMissingCells().isPresent()) {
            assertThat(fit.code()).isEqualTo(3);
            assertThat(fit.err())
                    .contains("row 4, column 'b'")
                    .contains(family.whyNoMissingCells().orElseThrow());
            return;
        }
        assertThat(fit.code()).as(fit.err()).isZero();
        succeeds("predict", "m.json", "t.csv", "-o", "p.csv");
        assertThat(cli.lines("p.csv")).hasSize(121);
    }

    @ParameterizedTest
    @CsvSource({
        "poisson, -2, is no count",
        "poisson, 1.5, is no count",
        "multinomial, -2, is no count",
        "exponential, -0.5, is negative",
        "gamma, 0, is not above 0",
        "gamma, -1, is not above 0"
    })
    void aCellThatTheFamilyCannotDescribeIsNamedWithRowAndColumn(String method, String cell, String complaint) {
        cli.write("bad.csv", "a,b\n1,2\n3,4\n5," + cell + "\n2,2\n");
        Cli.Outcome outcome = cli.run("fit", "bad.csv", "-k", "2", "-m", method);
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("data-019")
                .contains("row 3, column 'b': " + cell + " " + complaint)
                .contains("try");
        cli.write("good.csv", "a,b\n1,2\n3,4\n5,6\n2,2\n");
        succeeds("fit", "good.csv", "-k", "1", "-m", method, "-o", "m.json");
        Cli.Outcome scored = cli.run("score", "m.json", "bad.csv");
        assertThat(scored.code()).isEqualTo(3);
        assertThat(scored.err()).contains("row 3, column 'b': " + cell + " " + complaint);
    }

    @ParameterizedTest
    @CsvSource({"bernoulli", "categorical"})
    void aLevelThatNoRowOfTheFitHadIsNamedAtPrediction(String method) {
        cli.write("two.csv", "a,b\nno,1\nyes,2\nno,2\nyes,1\n");
        succeeds("fit", "two.csv", "-k", "1", "-m", method, "-o", "m.json");
        cli.write("three.csv", "a,b\nno,1\nperhaps,2\n");
        Cli.Outcome outcome = cli.run("predict", "m.json", "three.csv");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("row 2, column 'a'")
                .contains("\"perhaps\"")
                .contains("\"no\", \"yes\"");
    }

    @Test
    void wholeNumberCodesAreLevelsToACategoricalMixture() {
        cli.write("codes.csv", "a,b\n10,1\n20,1\n30,2\n10,2\n20,1\n");
        succeeds("fit", "codes.csv", "-k", "1", "-m", "categorical", "-o", "m.json");
        assertThat(cli.json("m.json").get("theta").get(0).get(0).size()).isEqualTo(3);
        succeeds("sample", "m.json", "-n", "40", "-o", "drawn.csv");
        assertThat(cli.lines("drawn.csv")).anyMatch(line -> line.startsWith("30,"));
    }

    @Test
    void aRowThatTheFitHeldImpossibleIsScoredByAFloorThatIsReported() {
        cli.write("t.csv", "a,b\nx,1\nx,2\ny,1\n").write("new.csv", "a,b\ny,2\n");
        succeeds("fit", "t.csv", "-k", "1", "-m", "categorical", "-o", "one.json");
        assertThat(succeeds("score", "one.json", "new.csv").err()).doesNotContain("hint");
        cli.write("t.csv", "a,b\n" + "x,1\n".repeat(20) + "y,2\n".repeat(20));
        succeeds("fit", "t.csv", "-k", "2", "-m", "categorical", "--tol", "0", "--max-iter", "5000", "-o", "two.json");
        cli.write("new.csv", "a,b\ny,1\n");
        Cli.Outcome outcome = succeeds("score", "two.json", "new.csv", "-o", "s.csv", "--json");
        assertThat(outcome.json().get("logLikelihood").asDouble()).isFinite().isLessThan(-10);
    }

    @ParameterizedTest
    @MethodSource("families")
    void imputeFillsCellsOrSaysWhyTheFamilyCannot(Family<?, ?> family) {
        cli.write("t.csv", table(family, false));
        succeeds("fit", "t.csv", "-k", "2", "-m", family.name(), "--scale", scale(family), "-o", "m.json");
        Cli.Outcome impute = cli.run("impute", "m.json", "t.csv", "-o", "filled.csv");
        if (family.whyNoMissingCells().isEmpty())
            assertThat(impute.code()).as(impute.err()).isZero();
        else
            assertThat(impute.err())
                    .contains("data-022")
                    .contains(family.whyNoMissingCells().orElseThrow());
    }

    @Test
    void theNumberOfMixedComponentsIsChosenWithTheTypesOfTheTable() {
        Family<?, ?> mixed = families()
                .filter(each -> each.name().equals("mixed"))
                .findFirst()
                .orElseThrow();
        cli.write("t.csv", table(mixed, false));
        succeeds("select", "t.csv", "-m", "mixed", "-k", "1..2", "--covariance", "full", "-o", "chosen.json");
        assertThat(cli.json("chosen.json").get("method").asString()).isEqualTo("mixed");
    }

    /// With columns of every type, gaps among them: EM's next steps, on the rows that the model was fitted to.
    @Test
    void updateLearnsFromMixedTablesWithGaps() {
        Family<?, ?> mixed = families()
                .filter(each -> each.name().equals("mixed"))
                .findFirst()
                .orElseThrow();
        cli.write("t.csv", table(mixed, true));
        succeeds("fit", "t.csv", "-m", "mixed", "-k", "2", "--missing", "em", "--max-iter", "3", "-o", "m.json");
        JsonNode updated = succeeds("update", "m.json", "t.csv", "--passes", "5", "-o", "u.json", "--json")
                .json();
        assertThat(updated.get("meanLogDensity").asDouble())
                .isGreaterThanOrEqualTo(updated.get("meanLogDensityBefore").asDouble() - 1e-9);
    }

    @Test
    void updateRefusesGapsThatTheModelWasNotFittedWith() {
        cli.write("whole.csv", "a,b\n1,2\n2,3\n3,1\n5,4\n6,2\n7,3\n8,1\n6,4\n");
        cli.write("gaps.csv", "a,b\n1,2\n2,3\n3,1\n,4\n6,2\n");
        succeeds("fit", "whole.csv", "-k", "1", "-o", "m.json");
        Cli.Outcome update = cli.run("update", "m.json", "gaps.csv", "-o", "u.json");
        assertThat(update.code()).isEqualTo(3);
        assertThat(update.err()).contains("--missing drop").contains("--missing em");
        succeeds("update", "m.json", "gaps.csv", "--missing", "drop", "-o", "u.json");
        succeeds("update", "m.json", "gaps.csv", "--missing", "em", "-o", "v.json");
    }

    @Test
    void theNameOfAColumnDoesNotDecideWhichErrorItIs() {
        cli.write("t.csv", "weight,b\n-1,2\n3,3\n");
        Cli.Outcome outcome = cli.run("fit", "t.csv", "-k", "1", "-m", "poisson");
        assertThat(outcome.err()).contains("data-019").contains("row 1, column 'weight': -1 is no count");
    }

    private Cli.Outcome succeeds(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }
}
