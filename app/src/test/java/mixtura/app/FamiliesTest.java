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

/// `mixtura fit -m NAME` for the families with options of their own: fit, file, score, refusals.
class FamiliesTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    @Test
    void aStudentMixtureIsFittedKeptAndScored() {
        JsonNode fit = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "-m", "student", "--dof", "common", "--json")
                .json();
        assertThat(fit.get("parameters").asInt()).isEqualTo(12);
        JsonNode score = cli.run("score", "faithful.model.json", "faithful.csv", "--json")
                .json();
        assertThat(score.get("logLikelihood").asDouble())
                .isCloseTo(fit.get("logLikelihood").asDouble(), within(1e-6));
        assertThat(score.get("bic").asDouble()).isCloseTo(fit.get("bic").asDouble(), within(1e-6));
    }

    @Test
    void degreesOfFreedomAreForStudentMixtures() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--dof", "4");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--dof belongs to -m student");
    }

    @Test
    void directionsAreFittedAndRowsOffTheSphereAreToldTheWayOut() {
        cli.unpack("faithful.csv");
        Cli.Outcome refused = cli.run("fit", "faithful.csv", "-k", "2", "-m", "vmf");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("row 1 has the length 79.08", "--scale unit");
        JsonNode fit = cli.run("fit", "faithful.csv", "-k", "2", "-m", "vmf", "--scale", "unit", "--json")
                .json();
        assertThat(fit.get("parameters").asInt()).isEqualTo(5);
        JsonNode score = cli.run("score", "faithful.model.json", "faithful.csv", "--json")
                .json();
        assertThat(score.get("logLikelihood").asDouble())
                .isCloseTo(fit.get("logLikelihood").asDouble(), within(1e-6));
    }

    private static String patients() {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder("name,age,visits,sex,city\n");
        for (int n = 0; n < 100; n++) {
            text.append("p").append(n).append(',');
            text.append(n % 10 == 4 ? "" : String.valueOf(30 + n % 2 * 30 + random.nextInt(9)))
                    .append(',');
            text.append(n % 2 * 3 + random.nextInt(4)).append(',');
            text.append(random.nextInt(10) < 3 + 4 * (n % 2) ? "f" : "m").append(',');
            text.append(List.of("Bonn", "Jena", "Kiel").get(random.nextInt(3))).append('\n');
        }
        return text.toString();
    }

    @Test
    void columnsOfSeveralTypesAreTypedExplainedFittedAndImputed() {
        cli.write("patients.csv", patients());
        assertThat(cli.run("inspect", "patients.csv").out())
                .contains("numeric: whole numbers, but not from 0")
                .contains("count: whole numbers from 0")
                .contains("binary: two texts")
                .contains("categorical: 3 texts");
        Cli.Outcome fit = cli.run("fit", "patients.csv", "-k", "2", "-m", "mixed", "--missing", "em");
        assertThat(fit.code()).as(fit.err()).isZero();
        assertThat(fit.err()).contains("column 'name' has 100 different texts");
        assertThat(cli.json("patients.model.json").get("types").asString())
                .isEqualTo("numeric,count,binary,categorical");
        Cli.Outcome imputed = cli.run("impute", "patients.model.json", "patients.csv", "-o", "full.csv");
        assertThat(imputed.code()).as(imputed.err()).isZero();
        assertThat(cli.lines("full.csv")).noneMatch(line -> line.contains(",,"));
        Cli.Outcome other = cli.run(
                "fit",
                "patients.csv",
                "-k",
                "2",
                "-m",
                "mixed",
                "--missing",
                "em",
                "--types",
                "visits=numeric",
                "--json",
                "-o",
                "n.json");
        assertThat(other.json().get("parameters").asInt()).isEqualTo(1 + 2 * (5 + 1 + 2));
    }

    @Test
    void aCategoryWhereANumberIsPromisedIsNamed() {
        cli.write("patients.csv", patients());
        cli.write("odd.csv", patients().replaceFirst("\np2,[0-9]+,", "\np2,old,"));
        Cli.Outcome typed = cli.run("fit", "odd.csv", "-k", "2", "-m", "mixed", "--missing", "em");
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("row 3, column 'age'", "old", "--na 'old'", "--types 'age=categorical'");
        cli.run("fit", "patients.csv", "-k", "2", "-m", "mixed", "--missing", "em");
        Cli.Outcome predicted = cli.run("predict", "patients.model.json", "odd.csv");
        assertThat(predicted.code()).isEqualTo(3);
        assertThat(predicted.err()).contains("row 3", "column 'age'", "is not a number");
        Cli.Outcome wrong =
                cli.run("fit", "patients.csv", "-k", "2", "-m", "mixed", "--types", "age=figure", "--force");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("error[usage-004]", "there is no type 'figure'", "--types 'age=categorical'");
        Cli.Outcome bare = cli.run("fit", "patients.csv", "-k", "2", "-m", "mixed", "--types", "age", "--force");
        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err()).contains("error[usage-004]", "the term 'age'");
    }
}
