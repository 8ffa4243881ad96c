package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is done with a model: `predict`, `score`, `sample`, `evaluate`, `inspect`.
class UseTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void fitIris() {
        cli = new Cli(folder).unpack("iris.csv");
        Cli.Outcome outcome =
                cli.run("fit", "iris.csv", "-k", "3", "--ridge", "0", "--restarts", "20", "--label", "Species");
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private String table(String... arguments) {
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void predictWritesOneClusterFromOneForEachRow() {
        List<String> lines =
                table("predict", "iris.model.json", "iris.csv").lines().toList();
        assertThat(lines).hasSize(151);
        assertThat(lines.getFirst()).isEqualTo("cluster");
        assertThat(lines.subList(1, 151)).containsOnly("1", "2", "3");
        assertThat(lines.subList(1, 51))
                .as("the first species is a cluster of its own")
                .containsOnly(lines.get(1));
        assertThat(table("assign", "iris.model.json", "iris.csv")).isEqualTo(String.join("\n", lines) + "\n");
    }

    @Test
    void probabilitiesAddUpToOneAndUncertaintyIsTheRest() {
        List<String> lines = table("predict", "iris.model.json", "iris.csv", "--probabilities", "--uncertainty")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("cluster,uncertainty,probability_1,probability_2,probability_3");
        for (String line : lines.subList(1, 151)) {
            String[] cells = line.split(",");
            double sum = 0;
            double largest = 0;
            for (int c = 2; c < 5; c++) {
                double probability = Double.parseDouble(cells[c]);
                sum += probability;
                largest = Math.max(largest, probability);
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
            assertThat(Double.parseDouble(cells[1])).isCloseTo(1 - largest, within(1e-12));
        }
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAmongOthers() {
        List<String> swapped = cli.lines("iris.csv").stream()
                .map(line -> line.split(","))
                .map(cells -> String.join(",", cells[4], cells[3], cells[2], "7", cells[1], cells[0]))
                .toList();
        String text = String.join("\n", swapped).replaceFirst("Petal_Length,7", "Petal_Length,extra") + "\n";
        cli.write("swapped.csv", text);
        assertThat(table("predict", "iris.model.json", "swapped.csv"))
                .isEqualTo(table("predict", "iris.model.json", "iris.csv"));
    }

    @Test
    void namelessDataAreTakenInTheirOrder() {
        List<String> bare = cli.lines("iris.csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        cli.write("bare.csv", String.join("\n", bare) + "\n");
        assertThat(table("predict", "iris.model.json", "bare.csv", "--header", "no"))
                .isEqualTo(table("predict", "iris.model.json", "iris.csv"));
    }

    @Test
    void theFilesOwnColumnsAreKeptWhenAskedFor() {
        List<String> lines = table("predict", "iris.model.json", "iris.csv", "--keep-columns")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo(cli.lines("iris.csv").getFirst() + ",cluster");
        assertThat(lines.get(2)).startsWith("4.9,3,1.4,0.2,setosa,");
    }

    @Test
    void theIdentifierIsRepeated() {
        List<String> lines = table("predict", "iris.model.json", "iris.csv", "--id", "Species")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("Species,cluster");
        assertThat(lines.get(150)).startsWith("virginica,");
    }

    @Test
    void predictAsJsonWritesItsTableToAFile() {
        JsonNode json =
                cli.run("predict", "iris.model.json", "iris.csv", "--json").json();
        assertThat(json.get("rowCount").asInt()).isEqualTo(150);
        assertThat(json.get("out").asString()).isEqualTo("iris.clusters.csv");
        assertThat(cli.lines("iris.clusters.csv")).hasSize(151);
        assertThat(cli.run("predict", "iris.model.json", "iris.csv", "--json").code())
                .isEqualTo(6);
    }

    @Test
    void scoresAddUpToTheLogLikelihoodOfTheFit() {
        JsonNode json = cli.run("score", "iris.model.json", "iris.csv", "--json", "-o", "scores.csv")
                .json();
        assertThat(json.get("logLikelihood").asDouble()).isCloseTo(-180.1855, within(1e-3));
        assertThat(json.get("meanLogDensity").asDouble()).isCloseTo(-180.1855 / 150, within(1e-5));
        assertThat(json.get("bic").asDouble()).isCloseTo(580.84, within(1e-2));
        List<String> lines = cli.lines("scores.csv");
        assertThat(lines.getFirst()).isEqualTo("logDensity");
        double sum = lines.stream().skip(1).mapToDouble(Double::parseDouble).sum();
        assertThat(sum).isCloseTo(json.get("logLikelihood").asDouble(), within(1e-9));
    }

    @Test
    void anotherValueInAColumnThatWasConstantIsSaidWhenRowsAreScored() {
        cli.write("flat.csv", "a,b\n1,7\n2,7\n4,7\n8,7\n").write("new.csv", "a,b\n3,7\n5,9\n");
        assertThat(cli.run("fit", "flat.csv", "-k", "1").code()).isZero();
        assertThat(cli.run("score", "flat.model.json", "flat.csv", "-o", "s.csv")
                        .err())
                .doesNotContain("constant");
        assertThat(cli.run("score", "flat.model.json", "new.csv", "-o", "t.csv").err())
                .contains("column 'b' (7.000 in the fit, now 7.000 to 9.000) was constant in the fit");
    }

    @Test
    void aThresholdFlagsThatShareOfTheRows() {
        List<String> lines = table("score", "iris.model.json", "iris.csv", "--threshold", "2%")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("logDensity,outlier");
        assertThat(lines.stream().filter(line -> line.endsWith(",1"))).hasSize(3);
    }

    @Test
    void aSampleHasTheModelsColumnsAndIsDrawnAgainByTheSameSeed() {
        String sample = table("sample", "iris.model.json", "-n", "500", "--with-cluster");
        assertThat(sample.lines()).hasSize(501);
        assertThat(sample).startsWith("Sepal_Length,Sepal_Width,Petal_Length,Petal_Width,cluster\n");
        assertThat(table("sample", "iris.model.json", "-n", "500", "--with-cluster"))
                .isEqualTo(sample);
        assertThat(table("sample", "iris.model.json", "-n", "500", "--with-cluster", "--seed", "1"))
                .isNotEqualTo(sample);
    }

    @Test
    void aSampleOfOneComponentComesFromItAlone() {
        List<String> lines = table("sample", "iris.model.json", "-n", "50", "--component", "2", "--with-cluster")
                .lines()
                .toList();
        assertThat(lines.subList(1, 51)).allMatch(line -> line.endsWith(",2"));
        assertThat(cli.run("sample", "iris.model.json", "--component", "4").code())
                .isEqualTo(2);
    }

    @Test
    void evaluateComparesWithKnownClasses() {
        JsonNode json = cli.run("evaluate", "iris.model.json", "iris.csv", "--label", "Species", "--json")
                .json();
        // mclust 6.0.0: adjustedRandIndex of this very fit; 5 of 150 plants are elsewhere.
        assertThat(json.get("ari").asDouble()).isCloseTo(0.9039, within(1e-4));
        assertThat(json.get("purity").asDouble()).isCloseTo(145.0 / 150, within(1e-12));
        assertThat(json.propertyNames())
                .contains("nmi", "ami", "silhouette", "calinskiHarabasz", "daviesBouldin", "confusion", "classes");
        double total = 0;
        for (JsonNode row : json.get("confusion")) for (JsonNode cell : row) total += cell.asDouble();
        assertThat(total).isEqualTo(150);
    }

    @Test
    void labelsFromAFileCountLikeALabelColumn() {
        String labels = String.join(
                "\n",
                cli.lines("iris.csv").stream()
                        .skip(1)
                        .map(line -> line.substring(line.lastIndexOf(',') + 1))
                        .toList());
        cli.write("labels.csv", labels + "\n");
        JsonNode json = cli.run("evaluate", "iris.model.json", "iris.csv", "--labels", "labels.csv", "--json")
                .json();
        assertThat(json.get("ari").asDouble()).isCloseTo(0.9039, within(1e-4));
    }

    @Test
    void ofManyClassesTheLargestOfEachClusterAreShownOnLinesThatFitAScreen() {
        StringBuilder labels = new StringBuilder();
        for (int n = 0; n < 150; n++) labels.append("class").append(n % 40).append('\n');
        cli.write("many.csv", labels.toString());
        Cli.Outcome outcome = cli.run("evaluate", "iris.model.json", "iris.csv", "--labels", "many.csv");
        assertThat(outcome.out()).contains("its largest classes, of 40", " more: ");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void judgementsAreWrittenToAFileThatIsNamed() {
        assertThat(cli.run("evaluate", "iris.model.json", "iris.csv", "-o", "judged.json")
                        .out())
                .contains("wrote  judged.json")
                .doesNotContain("silhouette");
        assertThat(cli.json("judged.json").get("silhouette").asDouble()).isPositive();
        assertThat(cli.run("evaluate", "iris.model.json", "iris.csv", "-o", "judged.json")
                        .code())
                .as("the file exists")
                .isPositive();
        cli.run("evaluate", "iris.model.json", "iris.csv", "-o", "judged.txt");
        assertThat(cli.read("judged.txt")).startsWith("silhouette");
    }

    @Test
    void withoutClassesOnlyTheClustersThemselvesAreJudged() {
        Cli.Outcome outcome = cli.run("evaluate", "iris.model.json", "iris.csv");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("silhouette").doesNotContain("ARI");
    }

    @Test
    void scalingIsKeptInTheModelAndRepeatedWhenItIsUsed() {
        cli.run(
                "fit",
                "iris.csv",
                "-k",
                "3",
                "-m",
                "kmeans",
                "--scale",
                "standard",
                "-o",
                "scaled.json",
                "--assignments",
                "a.csv");
        assertThat(table("predict", "scaled.json", "iris.csv")).isEqualTo(cli.read("a.csv"));
        cli.run(
                "fit",
                "iris.csv",
                "-k",
                "2",
                "-m",
                "kmeans",
                "--scale-by",
                "1/255",
                "-o",
                "by.json",
                "--assignments",
                "b.csv");
        assertThat(table("predict", "by.json", "iris.csv", "--scale-by", "1/255"))
                .isEqualTo(cli.read("b.csv"));
        assertThat(cli.run("predict", "by.json", "iris.csv", "--scale-by", "2").code())
                .isEqualTo(2);
    }

    @Test
    void kMeansScoresAreSquaredDistances() {
        cli.run("fit", "iris.csv", "-k", "3", "-m", "kmeans", "-o", "k.json");
        JsonNode json =
                cli.run("score", "k.json", "iris.csv", "--json", "-o", "s.csv").json();
        double sum = cli.lines("s.csv").stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
        assertThat(json.get("distortion").asDouble()).isCloseTo(sum, within(1e-9));
        assertThat(cli.run("sample", "k.json").err()).contains("data-022");
    }

    @Test
    void inspectDescribesDataAndModels() {
        Cli.Outcome data = cli.run("inspect", "iris.csv");
        assertThat(data.out()).contains("150 rows x 5 columns", "Sepal_Length", "text", "setosa");
        JsonNode json = cli.run("inspect", "iris.csv", "--json").json();
        assertThat(json.get("rowCount").asInt()).isEqualTo(150);
        assertThat(json.get("columns")).hasSize(5);
        assertThat(cli.run("inspect", "iris.model.json").out()).contains("Petal_Width", "%");
        assertThat(cli.run("inspect", "iris.model.json", "--json")
                        .json()
                        .get("k")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void inspectAdvisesOnConstantBinaryAndEqualColumns() {
        cli.write("odd.csv", "a,b,c,d\n1,0,5,1\n2,1,5,2\n3,0,5,3\n4,1,5,4\n");
        String out = cli.run("inspect", "odd.csv").out();
        assertThat(out)
                .contains("1 column with a single value")
                .contains("'a' and 'd' are equal")
                .contains("binary");
    }
}
