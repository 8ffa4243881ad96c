package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `--noise` and `--trim` of mixtures.
class OutliersTest {
    private static final int OUTLIERS = 10;

    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    /// Two clouds; the last ten rows are scattered over a large square.
    @BeforeEach
    void useTheFolder() {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("a,b\n");
        StringBuilder marks = new StringBuilder("noise\n");
        for (int n = 0; n < 200; n++) {
            boolean far = n >= 200 - OUTLIERS;
            double centre = n % 2 == 0 ? 0 : 8;
            double a = far ? 200 * random.nextDouble() - 100 : centre + random.nextGaussian();
            double b = far ? 200 * random.nextDouble() - 100 : -centre + random.nextGaussian();
            rows.append(a).append(',').append(b).append('\n');
            marks.append(far ? 1 : 0).append('\n');
        }
        cli = new Cli(folder).write("far.csv", rows.toString()).write("marks.csv", marks.toString());
    }

    private Cli.Outcome ran(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    @ParameterizedTest
    @CsvSource({"auto", "0.1", "3%", "marks.csv"})
    void noiseIsLabelledZeroWhateverItBeginsWith(String how) {
        JsonNode json =
                ran("fit", "far.csv", "-k", "2", "--noise", how, "--json").json();
        assertThat(json.get("noise").get("mass").doubleValue()).isBetween(7.0, 11.0);
        assertThat(json.get("parameters").intValue()).isEqualTo(13);
        ran("predict", "far.model.json", "far.csv", "--probabilities", "-o", "clusters.csv");
        assertThat(cli.lines("clusters.csv").getFirst())
                .isEqualTo("cluster,probability_1,probability_2,probability_noise");
        long zero = cli.lines("clusters.csv").stream()
                .filter(line -> line.startsWith("0,"))
                .count();
        assertThat(zero).isBetween(7L, 11L);
        assertThat(ran("inspect", "far.model.json", "--json")
                        .json()
                        .get("noise")
                        .doubleValue())
                .isBetween(0.03, 0.06);
        Cli.Outcome again = ran("fit", "far.csv", "-k", "2", "--noise", how, "--force");
        assertThat(again.out() + again.err()).contains("is noise");
    }

    @Test
    void criteriaOfAModelWithNoiseAreThoseOfItsFit() {
        JsonNode fit =
                ran("fit", "far.csv", "-k", "2", "--noise", "auto", "--json").json();
        JsonNode score = ran("score", "far.model.json", "far.csv", "-o", "s.csv", "--json")
                .json();
        assertThat(score.get("bic").doubleValue())
                .isCloseTo(fit.get("bic").doubleValue(), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void trimmedRowsAreLabelledZeroAndCountInNoCriterion() {
        JsonNode fit = ran("fit", "far.csv", "-k", "2", "--trim", "5%", "--eigenvalue-ratio", "20", "--json")
                .json();
        assertThat(fit.get("leftOut").doubleValue()).isCloseTo(10, org.assertj.core.data.Offset.offset(1e-9));
        JsonNode score = ran("score", "far.model.json", "far.csv", "-o", "s.csv", "--json")
                .json();
        assertThat(score.get("logLikelihood").doubleValue())
                .isCloseTo(fit.get("logLikelihood").doubleValue(), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(ran("predict", "far.model.json", "far.csv", "-o", "c.csv", "--json")
                        .json()
                        .get("leftOut")
                        .intValue())
                .isEqualTo(10);
        for (String plot : new String[] {"classification", "pairs", "uncertainty"}) {
            ran("plot", plot, "far.model.json", "far.csv", "-o", plot + ".svg");
        }
    }

    @Test
    void bicCanChooseAmongModelsWithNoise() {
        JsonNode chosen = ran("select", "far.csv", "-k", "1..3", "--noise", "auto", "--json")
                .json();
        assertThat(chosen.get("best").get("k").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--noise 1.5, above 0 and below 1",
        "--noise auto --trim 5%, give one of them",
        "--noise auto -m kmeans, --noise is for mixtures",
        "--noise auto -m poisson, --noise is for mixtures",
        "--trim 2, from 0 to below 1"
    })
    void whatMakesNoSenseIsAUsageError(String options, String says) {
        Cli.Outcome refused = cli.run(("fit far.csv -k 2 " + options).split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(says);
    }

    @ParameterizedTest
    @CsvSource({"nowhere.csv, nowhere.csv", "far.csv, one a row"})
    void marksThatCannotBeUsedAreADataError(String file, String says) {
        Cli.Outcome refused = cli.run("fit", "far.csv", "-k", "2", "--noise", file);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains(says);
    }

    @Test
    void aModelWithNoiseCannotLearnFromAStream() {
        ran("fit", "far.csv", "-k", "2", "--noise", "auto");
        Cli.Outcome refused = cli.run("update", "far.model.json", "far.csv", "-o", "new.json");
        assertThat(refused.code()).isBetween(2, 3);
        assertThat(refused.err()).contains("noise");
    }
}
