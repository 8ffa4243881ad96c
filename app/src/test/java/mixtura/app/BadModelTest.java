package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Model files that are none, and models and families that do not suit the data that they are shown.
class BadModelTest extends BadInput {
    @Test
    void aModelThatCannotBeginTheFitSaysWhy() {
        cli.unpack("faithful.csv").unpack("iris.csv");
        assertThat(cli.run("fit", "faithful.csv", "-k", "2").code()).isZero();
        String err = refused(
                        3, "fit", "iris.csv", "--label", "Species", "-k", "2", "--start", "model:faithful.model.json")
                .err();
        assertThat(err).contains("data-022").contains("2 columns, the data 4").contains("eruptions, waiting");
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
