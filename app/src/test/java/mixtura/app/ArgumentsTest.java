package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments, help, and what is said about mistakes in them.
class ArgumentsTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    @Test
    void withoutArgumentsTheOverviewIsShownWithExamplesFirst() {
        Cli.Outcome outcome = cli.run();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().toList().get(2)).contains("mixtura demo");
        assertThat(outcome.out()).contains("Exit codes", "fit", "predict", "evaluate", "completion");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Cli.Outcome outcome = cli.run("--version");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("mixtura \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void aMistypedOptionIsAnsweredByTheOneThatWasMeant() {
        Cli.Outcome outcome = cli.run("fit", "my.csv", "--componets", "3");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("error[usage-001]: unknown option '--componets' of 'mixtura fit'\n")
                .contains("meant   --components (-k)?")
                .contains("example   mixtura fit");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aMistypedOptionIsSeenAlsoWhenTheDataAreMissing() {
        assertThat(cli.run("fit", "--componets=3").err()).contains("--components (-k)?");
    }

    @Test
    void aMistypedCommandIsAnsweredByTheOneThatWasMeant() {
        Cli.Outcome outcome = cli.run("predcit", "m.json", "d.csv");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("unknown command 'predcit'").contains("meant   predict?");
    }

    @Test
    void optionsOfAllCommandsStandBeforeOrAfterTheVerb() {
        assertThat(cli.run("--json", "doctor").json().get("cores").asInt()).isPositive();
        assertThat(cli.run("doctor", "--json").json().get("java").asString()).startsWith("25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect",
                "demo",
                "fit",
                "predict",
                "assign",
                "score",
                "sample",
                "evaluate",
                "plot",
                "doctor",
                "help",
                "completion"
            })
    void everyVerbHasHelpThatBeginsWithExamples(String verb) {
        Cli.Outcome outcome = cli.run(verb, "--help");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        int examples = outcome.out().indexOf("Examples");
        assertThat(examples).isPositive().isLessThan(outcome.out().indexOf("Usage"));
        if (!verb.equals("assign")) assertThat(cli.run("help", verb).out()).isEqualTo(outcome.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data", "columns", "starts", "ridge", "output", "python", "r", "data-012", "fit-003", "usage-001"
            })
    void topicsAndErrorsAreExplained(String word) {
        Cli.Outcome outcome = cli.run("help", word);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().strip()).hasSizeGreaterThan(40);
    }

    @Test
    void anUnknownTopicNamesThoseThatExist() {
        Cli.Outcome outcome = cli.run("help", "colums");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("mixtura help columns?").contains("starts");
    }

    @Test
    void labelsAndFrozenPartsAreExplainedWhereClassesAre() {
        String known = cli.run("help", "known").out();
        assertThat(cli.run("help", "labels").out()).isEqualTo(known).contains("--freeze");
        assertThat(cli.run("help", "frozen").out()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionKnowsVerbsAndOptions(String shell) {
        Cli.Outcome outcome = cli.run("completion", shell);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("evaluate", "covariance", "probabilities");
    }

    @Test
    void anotherShellIsRefusedByNamingThoseThatExist() {
        assertThat(cli.run("completion", "tcsh").err()).contains("bash | zsh | fish");
    }

    @Test
    void argumentsComeFromAFileToo() {
        cli.unpack("faithful.csv").write("options.txt", "fit\n" + cli.path("faithful.csv") + "\n-k 2\n--seed 3\n");
        Cli.Outcome outcome = cli.run("@" + cli.path("options.txt"), "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("seed").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lognormals", "kmedoids"})
    void aMethodThatDoesNotExistIsRefusedByNamingThoseThatDo(String method) {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "-m", method);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("gmm | ", "kmeans | ", "bernoulli | ")
                .doesNotContain("Exception");
    }

    @Test
    void anUnknownTreatmentOfMissingCellsIsAnsweredByNamingThoseThatExist() {
        Cli.Outcome outcome = cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2", "--missing", "knn");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--missing error | drop | mean | em | expected | partial");
    }

    @Test
    void optionsOfAnotherMethodAreRefused() {
        Cli.Outcome outcome = cli.unpack("faithful.csv")
                .run("fit", "faithful.csv", "-k", "2", "-m", "kmeans", "--covariance", "diag");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--covariance belongs to -m gmm");
    }

    @Test
    void kernelsThatCannotRunOrDoNotServeAreRefusedBeforeAnyDataIsRead() {
        Cli.Outcome outcome = cli.run("fit", "nowhere.csv", "-k", "2", "-m", "gmm", "--kernels", "bf16");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).matches("(?s)error\\[usage-00[45]].*(bf16 is for k-means|'bf16' cannot run).*");
    }

    @Test
    void doctorListsTheKernelsThatRunHere() {
        Cli.Outcome outcome = cli.run("doctor", "--json");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("\"kernelsOfKMeans\"", "\"kernels.bf16\"", "\"kernels.onednn\"");
    }
}
