package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `select`, and its short form `fit -k auto`.
class SelectTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    @Test
    void twoBlobsAreTwoRoundComponentsWhateverTheCriterion() {
        cli.blobs("blobs.csv", 400);
        for (String criterion : new String[] {"bic", "icl", "cv"}) {
            var outcome = cli.run(
                    "select",
                    "blobs.csv",
                    "-k",
                    "1..4",
                    "--criterion",
                    criterion,
                    "--json",
                    "--force",
                    "--plot",
                    "p.svg");
            assertThat(outcome.code()).as(outcome.err()).isZero();
            var best = outcome.json().get("best");
            assertThat(best.get("k").asInt()).as(criterion).isEqualTo(2);
            assertThat(outcome.json().get("table").size()).isEqualTo(4 * 14);
            assertThat(outcome.json().get("reason").asString()).contains("k = 2 has the lowest");
            assertThat(cli.json("blobs.model.json").get("k").asInt()).isEqualTo(2);
            assertThat(cli.read("p.svg")).contains("components, k");
        }
    }

    @Test
    void whatIsChosenIsTheFitOfThatSizeAndShapeAlone() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("select", "faithful.csv", "-k", "1..4", "--json");
        double chosen = outcome.json().get("best").get("logLikelihood").asDouble();
        var fit = cli.run(
                "fit",
                "faithful.csv",
                "-k",
                "3",
                "--covariance",
                "tied",
                "--start",
                "hc",
                "--json",
                "-o",
                "alone.json");
        assertThat(fit.json().get("logLikelihood").asDouble()).isEqualTo(chosen);
        assertThat(outcome.json().get("best").get("screened").asBoolean()).isFalse();
        int screened = 0;
        for (var entry : outcome.json().get("table")) if (entry.get("screened").asBoolean()) screened++;
        assertThat(screened).isPositive();
    }

    @Test
    void namesOfOneColumnsStructuresAreRefusedForMore() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("fit", "faithful.csv", "-k", "2", "--covariance", "E");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("for one column; the data have 2").contains("--covariance EEE");
        assertThat(cli.run("fit", "faithful.csv", "--columns", "waiting", "-k", "2", "--covariance", "E")
                        .code())
                .isZero();
    }

    @Test
    void faithfulIsThreeTiedComponentsAsMclustSays() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("select", "faithful.csv", "-k", "1..4", "--json");
        var best = outcome.json().get("best");
        assertThat(best.get("covariance").asString()).isEqualTo("tied");
        assertThat(best.get("k").asInt()).isEqualTo(3);
        assertThat(best.get("bic").asDouble()).isCloseTo(2314.30, within(0.01)); // mclust 6.0: EEE 3, −2314.3
        assertThat(cli.json("faithful.model.json").get("bic").asDouble())
                .isEqualTo(best.get("bic").asDouble());
    }

    @Test
    void familiesStandSideBySideInOneTable() {
        cli.unpack("faithful.csv");
        var outcome = cli.run(
                "select", "faithful.csv", "-m", "gmm,student", "--covariance", "tied,full", "-k", "2..3", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var table = outcome.json().get("table");
        assertThat(table.size()).isEqualTo(2 * 2 * 2);
        assertThat(table.get(0).get("method").asString()).isEqualTo("gmm");
        assertThat(table.get(2).get("method").asString()).isEqualTo("student");
        assertThat(outcome.json().get("best").get("method").asString()).isEqualTo("gmm");
        assertThat(outcome.json().get("reason").asString())
                .contains("gmm tied, k = 3")
                .contains("student");
        assertThat(cli.json("faithful.model.json").get("method").asString()).isEqualTo("gmm");
    }

    @Test
    void theModelIsOfTheFamilyThatWon() {
        cli.blobs("blobs.csv", 200);
        var outcome = cli.run(
                "select", "blobs.csv", "-m", "student,gmm", "--dof", "3", "-k", "2", "--covariance", "tied", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        String won = outcome.json().get("best").get("method").asString();
        assertThat(cli.json("blobs.model.json").get("method").asString()).isEqualTo(won);
        assertThat(cli.json("blobs.model.json").get("options").get("method").asString())
                .isEqualTo(won);
    }

    @Test
    void familiesThatCannotBeComparedAreRefused() {
        cli.unpack("faithful.csv");
        var counts = cli.run("select", "faithful.csv", "-m", "gmm,poisson");
        assertThat(counts.code()).isEqualTo(2);
        assertThat(counts.err()).contains("densities per unit of the columns").contains("probabilities of counts");
        assertThat(cli.run("select", "faithful.csv", "-m", "gmm,kmeans").err()).contains("has no likelihood");
        var fit = cli.run("fit", "faithful.csv", "-k", "2", "-m", "gmm,student");
        assertThat(fit.code()).isEqualTo(2);
        assertThat(fit.err()).contains("mixtura select");
    }

    @Test
    void autoIsTheShortFormWithOneShape() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("fit", "faithful.csv", "-k", "auto", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("k").asInt()).isEqualTo(2);
        assertThat(outcome.json().get("covariance").asString()).isEqualTo("full");
    }

    @Test
    void theTableIsTheSameOnOneAndOnTwoThreads() {
        cli.unpack("faithful.csv");
        var one = cli.run("select", "faithful.csv", "-k", "2..3", "--threads", "1", "--json", "--force");
        var two = cli.run("select", "faithful.csv", "-k", "2..3", "--threads", "2", "--json", "--force");
        for (int i = 0; i < one.json().get("table").size(); i++) {
            assertThat(two.json().get("table").get(i).get("bic").asDouble())
                    .isEqualTo(one.json().get("table").get(i).get("bic").asDouble());
        }
    }

    @Test
    void sizesThatCannotBeFittedAreInTheTableWithTheReason() {
        cli.write("few.csv", "a,b\n1,2\n2,1\n3,5\n7,1\n");
        var outcome = cli.run("select", "few.csv", "-k", "1..6", "--covariance", "spherical", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var last = outcome.json().get("table").get(5);
        assertThat(last.get("eligible").asBoolean()).isFalse();
        assertThat(last.get("trouble").asString()).isNotEmpty();
    }

    @Test
    void theClustersOfKMeansAreChosenByEveryRuleThatItHas() {
        cli.blobs("blobs.csv", 200);
        for (String criterion : new String[] {"silhouette", "gap", "elbow", "ch", "db"}) {
            var outcome = cli.run(
                    "select",
                    "blobs.csv",
                    "-m",
                    "kmeans",
                    "-k",
                    "1..5",
                    "--criterion",
                    criterion,
                    "--json",
                    "--force",
                    "--plot",
                    "p.svg");
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.json().get("best").get("k").asInt())
                    .as(criterion)
                    .isEqualTo(2);
            assertThat(outcome.json().get("table").size()).isEqualTo(5);
            assertThat(outcome.json().get("table").get(1).has("gap")).isEqualTo(criterion.equals("gap"));
            assertThat(outcome.json().get("criterion").asString()).isEqualTo(criterion);
            assertThat(cli.json("blobs.model.json").get("k").asInt()).isEqualTo(2);
            assertThat(cli.read("p.svg")).contains("clusters, k");
        }
    }

    @Test
    void autoChoosesTheClustersOfKMeansToo() {
        cli.unpack("faithful.csv");
        var outcome = cli.run("fit", "faithful.csv", "-m", "kmeans", "-k", "auto", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("k").asInt()).isEqualTo(2);
    }

    @Test
    void aRuleThatDoesNotSuitTheMethodIsRefusedWithAnother() {
        cli.blobs("blobs.csv", 50);
        var medians = cli.run("select", "blobs.csv", "-m", "kmedians", "--criterion", "ch");
        assertThat(medians.code()).isEqualTo(2);
        assertThat(medians.err()).contains("Manhattan").contains("--criterion elbow");
        assertThat(cli.run("select", "blobs.csv", "-m", "kmeans", "--criterion", "bic")
                        .err())
                .contains("silhouette | gap | elbow | ch | db");
        assertThat(cli.run("select", "blobs.csv", "--references", "9").err()).contains("belongs to the gap");
        assertThat(cli.run("select", "blobs.csv", "-m", "kmeans", "--criterion", "gap", "--references", "1")
                        .err())
                .contains("no standard error");
    }

    @Test
    void whatCannotBeChosenIsRefused() {
        cli.blobs("blobs.csv", 50);
        assertThat(cli.run("select", "blobs.csv", "-k", "5..2").err()).contains("the range falls");
        assertThat(cli.run("select", "blobs.csv", "--criterion", "waic").err()).contains("bic | icl | aic | cv");
        assertThat(cli.run("select", "blobs.csv", "--budget", "soon").err()).contains("30s");
    }
}
