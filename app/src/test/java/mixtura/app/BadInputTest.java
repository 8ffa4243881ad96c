package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input gets a clear sentence and its exit code, leaves no file behind and never a stack trace.
class BadInputTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);
    private List<String> before = List.of();

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    private Cli.Outcome refused(int code, String... arguments) {
        before = cli.files();
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isEqualTo(code);
        assertThat(outcome.err())
                .containsPattern("(?m)^error\\[")
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain(": null");
        return outcome;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(cli.files()).isEqualTo(before);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aFileThatDoesNotExist() {
        assertThat(refused(3, "fit", "none.csv", "-k", "2").err()).contains("none.csv");
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(cli.path("folder"));
        assertThat(refused(3, "fit", "folder", "-k", "2").err()).contains("folder");
    }

    @Test
    void anEmptyFile() {
        assertThat(refused3("empty.csv", "").err()).contains("empty");
    }

    @Test
    void aHeaderAndNothingBelowIt() {
        assertThat(refused3("header.csv", "a,b\n").err()).contains("row");
    }

    private Cli.Outcome refused3(String name, String text) {
        cli.write(name, text);
        return refused(3, "fit", name, "-k", "2");
    }

    @Test
    void aRaggedRow() {
        assertThat(refused3("ragged.csv", "a,b\n1,2\n3,4,5\n6,7\n").err())
                .contains("data-003")
                .contains("3");
    }

    @Test
    void textInANumericColumnNamesRowColumnCellAndWhatToType() {
        String err = refused3("text.csv", "age,income\n1,2\n3,n/a\n6,7\n").err();
        assertThat(err)
                .contains("data-012")
                .contains("income")
                .contains("n/a")
                .contains("2")
                .contains("--na");
    }

    @Test
    void aMissingCellNamesTheRowAndWhatToType() {
        String err = refused3("missing.csv", "a,b\n1,2\n3,\n6,7\n").err();
        assertThat(err).contains("data-013").contains("'b'").contains("row 2").contains("--missing drop");
    }

    @Test
    void aColumnOfWhichNothingIsThereIsLeftOutOrNamed() {
        cli.write("hollow.csv", "a,b,w\n1,NA,2\n3,NA,4\n6,NA,1\n5,7,0\n");
        String err = refused(3, "fit", "hollow.csv", "-k", "2", "--weights", "w", "--missing", "mean")
                .err();
        assertThat(err)
                .contains("data-013")
                .contains("every cell of column 'b' is missing")
                .contains("--columns '!b'");
    }

    @Test
    void aCellThatIsNotANumber() {
        assertThat(refused3("nan.csv", "a,b\n1,2\n3,NaN\n6,7\n").err())
                .contains("data-013")
                .contains("row 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inf", "-Inf"})
    void anInfiniteCell(String cell) {
        assertThat(refused3("infinite.csv", "a,b\n1,2\n3," + cell + "\n6,7\n").err())
                .contains("data-014")
                .contains("row 2")
                .contains("'b'");
    }

    @Test
    void textColumnsAlone() {
        assertThat(refused3("texts.csv", "a,b\nx,y\nz,w\n").err()).contains("data-011");
    }

    @Test
    void aColumnThatIsNotThere() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "--columns", "eruption")
                        .err())
                .contains("data-010")
                .contains("eruptions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "two", "1.5"})
    void aNumberOfComponentsThatIsNone(String k) {
        cli.unpack("faithful.csv");
        assertThat(refused(2, "fit", "faithful.csv", "-k", k).err()).contains("k is");
    }

    @Test
    void noNumberOfComponents() {
        cli.unpack("faithful.csv");
        assertThat(refused(2, "fit", "faithful.csv").err()).contains("-k 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmm", "kmeans"})
    void moreComponentsThanDistinctRows(String method) {
        cli.write("few.csv", "a,b\n1,2\n1,2\n3,4\n1,2\n3,4\n");
        assertThat(refused(3, "fit", "few.csv", "-k", "3", "-m", method).err())
                .contains("data-018")
                .contains("2");
    }

    @Test
    void moreComponentsThanRows() {
        cli.write("few.csv", "a,b\n1,2\n3,4\n");
        assertThat(refused(3, "fit", "few.csv", "-k", "5").err()).contains("data-018");
    }

    @Test
    void aTruncatedGzip() throws IOException {
        byte[] packed = gzip("a,b\n1,2\n3,4\n5,6\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        cli.write("cut.csv.gz", Arrays.copyOf(packed, packed.length / 2));
        assertThat(refused(3, "fit", "cut.csv.gz", "-k", "2").err()).contains("data-004");
    }

    @Test
    void anIdxFileThatPromisesMoreThanItHolds() {
        cli.write(
                "cut-idx2-ubyte",
                ByteBuffer.allocate(20)
                        .put(new byte[] {0, 0, 8, 2})
                        .putInt(1000)
                        .putInt(4)
                        .array());
        assertThat(refused(3, "fit", "cut-idx2-ubyte", "-k", "2").err()).contains("data-004");
    }

    @Test
    void aTruncatedNpy() {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000, 4), }";
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer npy = ByteBuffer.allocate(10 + text.length + 64);
        npy.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        npy.put((byte) text.length).put((byte) 0).put(text);
        cli.write("cut.npy", npy.array());
        assertThat(refused(3, "fit", "cut.npy", "-k", "2").err()).contains("data-004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Inf"})
    void aWeightThatIsNone(String weight) {
        cli.write("weights.csv", "a,w\n1,1\n2," + weight + "\n3,1\n4,1\n");
        String err =
                refused(3, "fit", "weights.csv", "-k", "2", "--weights", "w").err();
        assertThat(err).contains("data-015").contains("2");
    }

    @Test
    void weightsThatAreAllZero() {
        cli.write("weights.csv", "a,w\n1,0\n2,0\n3,0\n");
        assertThat(refused(3, "fit", "weights.csv", "-k", "2", "--weights", "w").err())
                .contains("data-015");
    }

    @Test
    void labelsOfAnotherLength() {
        cli.unpack("faithful.csv").write("labels.csv", "1\n2\n1\n");
        String err = refused(3, "fit", "faithful.csv", "-k", "2", "--labels", "labels.csv", "--start", "labels")
                .err();
        assertThat(err).contains("data-016").contains("3 labels for 272 rows");
    }

    @Test
    void valuesThatAreNoTwoForABernoulliMixture() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-m", "bernoulli")
                        .err())
                .contains("data-019")
                .contains("--binarize");
    }

    @Test
    void anOutputThatExistsIsRefusedBeforeAnyWork() {
        cli.write("faithful.model.json", "precious");
        // The data do not even exist: the output is looked at first.
        assertThat(refused(6, "fit", "faithful.csv", "-k", "2").err())
                .contains("output-001")
                .contains("--force");
        assertThat(cli.read("faithful.model.json")).isEqualTo("precious");
    }

    @Test
    void anOutputInAFolderThatDoesNotExist() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-o", "no/model.json")
                        .err())
                .contains("data-020")
                .contains("mkdir -p");
    }

    /// The kernel lets nobody make a file there, not even root.
    @Test
    void anOutputThatCannotBeMade() {
        if (!Files.isDirectory(Path.of("/proc/self"))) return;
        cli.unpack("faithful.csv");
        String err = refusedAtTheEnd("fit", "faithful.csv", "-k", "2", "-o", "/proc/mixtura.json")
                .err();
        assertThat(err).contains("data-020").contains("/proc/mixtura.json");
    }

    @Test
    void anOutputThatIsAFolder() throws IOException {
        Files.createDirectory(cli.path("folder"));
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-o", "folder").err())
                .contains("data-020");
    }

    @Test
    void aFullDiskKeepsTheModelElsewhere() throws IOException {
        if (!Files.exists(Path.of("/dev/full"))) return;
        cli.unpack("faithful.csv");
        String err = refusedAtTheEnd("fit", "faithful.csv", "-k", "2", "-o", "/dev/full")
                .err();
        assertThat(err).contains("data-020").contains("no space left");
        Matcher kept = Pattern.compile("(?m)^  kept    (.+)$").matcher(err);
        assertThat(kept.find()).as(err).isTrue();
        Path rescued = Path.of(kept.group(1));
        Cli.Outcome score = cli.run("score", rescued.toString(), "faithful.csv", "--json");
        Files.delete(rescued);
        assertThat(score.json().get("logLikelihood").asDouble()).isCloseTo(-1130.264, within(0.001));
        cli.delete("faithful.scores.csv");
    }

    @Test
    void aModelThatCannotBeginTheFitSaysWhy() {
        cli.unpack("faithful.csv").unpack("iris.csv");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        String err = refused(
                        3, "fit", "iris.csv", "--label", "Species", "-k", "2", "--start", "model:faithful.model.json")
                .err();
        assertThat(err).contains("data-022").contains("2 columns, the data 4").contains("eruptions, waiting");
    }

    private Cli.Outcome refusedAtTheEnd(String... arguments) {
        before = cli.files();
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).isEqualTo(3);
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not a model", "{\"a\": 1}", "[1, 2]", "{\"schema\": \"mixtura-model/99\"}"})
    void aModelFileThatIsNone(String text) {
        cli.unpack("faithful.csv").write("bad.model.json", text);
        assertThat(refused(3, "predict", "bad.model.json", "faithful.csv").err())
                .contains("data-021")
                .contains("bad.model.json");
    }

    @Test
    void aModelFileThatIsCutShort() {
        cli.unpack("faithful.csv");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        String whole = cli.read("faithful.model.json");
        cli.write("cut.model.json", whole.substring(0, whole.length() / 2));
        assertThat(refused(3, "predict", "cut.model.json", "faithful.csv").err())
                .contains("data-021")
                .doesNotContain("Source:");
    }

    @Test
    void dataWithoutTheModelsColumnsNameThoseThatAreMissing() {
        cli.unpack("faithful.csv").write("other.csv", "eruptions,weight\n3,80\n2,50\n");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        String err = refused(3, "predict", "faithful.model.json", "other.csv").err();
        assertThat(err).contains("data-017").contains("waiting");
    }

    @Test
    void namelessDataOfAnotherWidth() {
        cli.unpack("faithful.csv").write("other.csv", "3,80,1\n2,50,1\n");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        assertThat(refused(3, "predict", "faithful.model.json", "other.csv", "--header", "no")
                        .err())
                .contains("data-017");
    }

    @Test
    void columnsThatAreAllConstant() {
        assertThat(refused3("constant.csv", "a,b\n5,1\n5,1\n5,1\n").err())
                .contains("data-019")
                .contains("constant");
    }

    @Test
    void aDataFileInTheModelsPlace() {
        cli.unpack("faithful.csv");
        String err = refused(3, "predict", "faithful.csv", "faithful.csv").err();
        assertThat(err).contains("data-021").contains("the model before the data");
    }

    @Test
    void aComponentThatCollapsesWhenThatIsToFail() {
        cli.write("equal.csv", "a\n1\n1\n1\n1\n2\n3\n4\n7\n9\n");
        String err = refused(4, "fit", "equal.csv", "-k", "3", "--ridge", "0", "--collapse", "fail")
                .err();
        assertThat(err).contains("fit-003").contains("--ridge 1e-4");
    }

    @Test
    void aThirdValueAtPredictionNamesRowAndColumn() {
        cli.write("yes.csv", "x,y\nyes,no\nno,no\nyes,yes\nno,yes\n").write("maybe.csv", "x,y\nyes,no\nyes,maybe\n");
        assertThat(cli.run("fit", "yes.csv", "-k", "2", "-m", "bernoulli").code())
                .isZero();
        assertThat(refused(3, "predict", "yes.model.json", "maybe.csv").err())
                .contains("data-019")
                .contains("row 2")
                .contains("'y'");
    }

    @ParameterizedTest
    @CsvSource({
        "poisson, -3, is no count",
        "poisson, 2.5, is no count",
        "multinomial, -3, is no count",
        "exponential, -3, is negative",
        "gamma, 0, is not above 0"
    })
    void aCellThatTheFamilyDoesNotDescribeNamesRowColumnAndTheWayOut(String method, String cell, String why) {
        cli.write("cells.csv", "a,b\n1,2\n3,4\n" + cell + ",4\n5,1\n2,2\n");
        assertThat(refused(3, "fit", "cells.csv", "-k", "2", "-m", method).err())
                .contains("data-019")
                .contains("row 3, column 'a'")
                .contains(why)
                .contains("try")
                .contains("-m gmm");
    }

    @Test
    void aRowThatDoesNotLieOnTheSphereIsNamedWithTheWayThere() {
        cli.write("directions.csv", "a,b\n1,0\n0.6,0.8\n3,4\n0,1\n");
        assertThat(refused(3, "fit", "directions.csv", "-k", "1", "-m", "vmf").err())
                .contains("row 3")
                .contains("--scale unit");
    }

    @Test
    void aLevelThatNoRowOfTheFitHadNamesRowAndColumn() {
        cli.write("levels.csv", "a,b\nx,p\ny,q\nx,q\ny,p\nz,p\n").write("other.csv", "a,b\nx,p\nw,q\n");
        assertThat(cli.run("fit", "levels.csv", "-k", "1", "-m", "categorical").code())
                .isZero();
        for (String verb : List.of("predict", "score", "update")) {
            assertThat(refused(3, verb, "levels.model.json", "other.csv", "--force")
                            .err())
                    .contains("row 2, column 'a'")
                    .contains("\"w\"")
                    .contains("try");
        }
    }

    @Test
    void aCategoryWhereTheModelKnowsNumbersNamesRowAndColumn() {
        cli.unpack("faithful.csv").write("words.csv", "eruptions,waiting\n3.6,79\n1.8,long\n");
        assertThat(cli.run("fit", "faithful.csv", "-k", "1").code()).isZero();
        assertThat(refused(3, "predict", "faithful.model.json", "words.csv").err())
                .contains("row 2")
                .contains("'waiting'")
                .contains("long");
    }

    @Test
    void moreClassesThanComponentsAreRefused() {
        cli.write("classes.csv", "a,c\n1,x\n2,y\n3,z\n4,x\n5,y\n6,z\n");
        for (String how : List.of("--clamp", "--start=labels")) {
            assertThat(refused(2, "fit", "classes.csv", "--label", "c", how, "-k", "2")
                            .err())
                    .contains("row 3, column 'c' is of 'z'")
                    .contains("-k 3");
        }
    }

    @Test
    void classesThatNoRowHasAreRefused() {
        cli.write("none.csv", "a,c\n1,\n2,\n3,\n4,\n");
        assertThat(refused(3, "fit", "none.csv", "--label", "c", "--clamp", "-k", "2")
                        .err())
                .contains("no row has a label in 'c'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--clamp --start kmeans --label waiting",
                "--clamp -m kmeans --label waiting",
                "--clamp",
                "--freeze means",
                "--freeze all --start model:m.json",
                "--freeze component:0 --start model:m.json"
            })
    void whatIsSaidToBeKnownMustBeKnown(String options) {
        cli.unpack("faithful.csv");
        String[] words = ("fit faithful.csv -k 2 " + options).split(" ");
        assertThat(refused(2, words).err()).contains("try").doesNotContain("null");
    }

    @Test
    void anUpdateNeedsAModelThatItMayReplace() {
        cli.unpack("faithful.csv");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        assertThat(refused(6, "update", "faithful.model.json", "faithful.csv").err())
                .contains("--force");
        assertThat(refused(2, "update", "faithful.model.json", "faithful.csv", "--force", "--step-exponent", "0.5")
                        .err())
                .contains("0.5");
        assertThat(refused(2, "update", "faithful.model.json").err()).contains("model and data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed x",
                "--tol -1",
                "--ridge -1",
                "--time-limit soon",
                "--restarts 0",
                "--max-iter -1",
                "--threads 0",
                "--covariance round",
                "--start file:",
                "--scale big"
            })
    void anOptionsValueThatIsNoneIsSeenBeforeTheOutput(String option) {
        cli.unpack("faithful.csv");
        String[] words = option.split(" ");
        assertThat(refused(words[1].equals("file:") ? 3 : 2, "fit", "faithful.csv", "-k", "2", words[0], words[1])
                        .err())
                .contains("error[");
    }

    @Test
    void anOptionThatIsGivenTwice() {
        cli.unpack("faithful.csv");
        assertThat(refused(2, "fit", "faithful.csv", "-k", "2", "--ridge", "0", "-k", "3")
                        .err())
                .contains("--components' is given twice");
    }
}
