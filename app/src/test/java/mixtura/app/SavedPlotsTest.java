package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import mixtura.app.plot.Plot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `plot` of what other verbs wrote: tables of many fits, and maps of labels.
class SavedPlotsTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    private void table(String name, String... command) {
        var outcome = cli.run(command);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        cli.write(name, outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bic", "icl"})
    void theTableOfSelectIsDrawnAsSelectItselfDrawsIt(String criterion) {
        cli.blobs("blobs.csv", 100);
        table("s.json", "select", "blobs.csv", "-k", "1..3", "--criterion", criterion, "--plot", "own.svg", "--json");
        assertThat(cli.run("plot", "bic", "s.json", "-o", "again.svg").code()).isZero();
        assertThat(cli.read("again.svg")).isEqualTo(cli.read("own.svg")).contains("blobs.csv", "n = 100");
        assertThat(cli.run("plot", "bic", "s.json", "-o", "p.png").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"elbow,elbow", "gap,gap", "index,silhouette", "index,db"})
    void theTablesOfKMeansAreDrawnAsSelectItselfDrawsThem(String plot, String criterion) {
        cli.blobs("blobs.csv", 100);
        table(
                "s.json",
                "select",
                "blobs.csv",
                "-m",
                "kmeans",
                "-k",
                "2..5",
                "--criterion",
                criterion,
                "--plot",
                "own.svg",
                "--json");
        assertThat(cli.run("plot", plot, "s.json", "-o", "again.svg").code()).isZero();
        assertThat(cli.read("again.svg")).isEqualTo(cli.read("own.svg"));
        assertThat(cli.run("plot", plot, "s.json", "-o", "p.png").code()).isZero();
    }

    @Test
    void anyTableOfKMeansHasAnElbow() {
        cli.blobs("blobs.csv", 100);
        table("s.json", "select", "blobs.csv", "-m", "kmeans", "-k", "2..5", "--json");
        assertThat(cli.run("plot", "elbow", "s.json").code()).isZero();
        assertThat(cli.read("s.elbow.svg")).contains("Distortion by number of clusters");
        assertThat(cli.run("plot", "gap", "s.json").err()).contains("--criterion gap");
        assertThat(cli.run("plot", "bic", "s.json").err()).contains("a choice by silhouette");
    }

    /// The mean and the deviation of two runs over the same layers, and a curve of its own for other layers.
    @Test
    void runsOfTheSameLayersMakeOneCurve() {
        String run = """
                {"schema":"mixtura-ood-run/1","data":"in against out","rows_in":10,"rows_out":20,"layers":[%s],
                 "table":[{"k":1,"auroc":%s},{"k":2,"auroc":%s}]}""";
        cli.write("a.json", run.formatted("\"layer3\"", 0.9, 0.95));
        cli.write("b.json", run.formatted("\"layer3\"", 0.92, 0.97));
        cli.write("c.json", run.formatted("\"layer2\",\"layer3\"", 0.98, null));
        var outcome = cli.run("plot", "auroc-by-k", "a.json", "b.json", "c.json", "-o", "p.svg", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("description").asString())
                .contains("Highest: layer2 + layer3, k = 1, AUROC 0.9800", "± one standard deviation", "3 runs");
        assertThat(cli.run("plot", "auroc-by-k", "a.json", "-o", "p.png").code())
                .isZero();
    }

    @Test
    void labelMapsArePaintedInTheMeanColoursOfTheirPixels() throws IOException {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        BufferedImage map = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 2; y++) {
                photo.setRGB(x, y, x < 2 ? 0x102030 + 0x020000 * y : 0x0000ff);
                map.getRaster().setSample(x, y, 0, x < 2 ? 1 : 2);
            }
        }
        ImageIO.write(photo, "png", cli.path("photo.png").toFile());
        ImageIO.write(map, "png", cli.path("labels.png").toFile());
        assertThat(cli.run("plot", "segments", "photo.png", "labels.png", "-o", "s.png")
                        .code())
                .isZero();
        BufferedImage sheet = ImageIO.read(cli.path("s.png").toFile());
        assertThat(colours(sheet)).contains(0x112030, 0x0000ff);
        assertThat(cli.run("plot", "segments", "photo.png", "labels.png", "labels.png", "-o", "s.svg")
                        .code())
                .isZero();
        assertThat(cli.read("s.svg")).contains("k = 2");
        assertThat(cli.run("plot", "segments", "photo.png").err()).contains("segment photo.png -k 5 --labels");
        assertThat(cli.run("plot", "segments", "photo.png", "photo.png").err()).contains("is no label map");
    }

    private static java.util.Set<Integer> colours(BufferedImage image) {
        java.util.Set<Integer> colours = new java.util.HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) colours.add(image.getRGB(x, y) & 0xffffff);
        }
        return colours;
    }

    @Test
    void otherFilesAreRefusedWithTheCommandThatMakesTheRightOne() {
        cli.blobs("blobs.csv", 60);
        cli.run("fit", "blobs.csv", "-k", "2", "-o", "m.json");
        for (String file : new String[] {"m.json", "blobs.csv", "nowhere.json", "."}) {
            var outcome = cli.run("plot", "bic", file, "-o", "p.svg");
            assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
            assertThat(outcome.err()).contains("error[data-0").doesNotContain("Exception");
        }
        assertThat(cli.run("plot", "bic", "m.json").err()).contains("mixtura select DATA --json > selection.json");
        assertThat(cli.run("plot", "bic", "m.json", "blobs.csv").code()).isEqualTo(2);
        assertThat(cli.run("plot", "trace", "m.json", "blobs.csv", "more.csv").code())
                .isEqualTo(2);
        assertThat(cli.exists("p.svg")).isFalse();
    }

    @Test
    void everyPlotIsListedWithWhatItAnswers() {
        var outcome = cli.run("plot", "--list");
        for (Plot plot : Plot.values()) assertThat(outcome.out()).contains(plot.word(), plot.answer());
    }
}
