package mixtura.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import mixtura.app.Main;
import mixtura.data.Rows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program's verbs that need networks, on rings whose strangers lie far outside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OodRunTest {
    private static final String[] NETWORK = {"--hidden", "16,12,6", "--epochs", "30", "--batch", "64"};

    private Path folder = Path.of("");

    private record Outcome(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @BeforeAll
    void writeTheFiles(@TempDir Path temporary) throws IOException {
        folder = temporary;
        write("train", Problem.rings(1));
        write("test", Problem.rings(2));
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int n = 0; n < 200; n++) lines.add((8 + random.nextGaussian()) + "," + (8 + random.nextGaussian()));
        Files.write(folder.resolve("strangers.csv"), lines);
    }

    private void write(String name, Problem problem) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), text(problem.rows()));
        String labels = java.util.Arrays.stream(problem.labels().codes())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(name + ".labels"), labels + "\n");
    }

    private static String text(Rows rows) {
        StringBuilder text = new StringBuilder("x,y\n");
        double[] row = new double[2];
        for (int n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            text.append(row[0]).append(',').append(row[1]).append('\n');
        }
        return text.toString();
    }

    private Outcome mixtura(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments, new ByteArrayInputStream(new byte[0]), out, err, folder, Map.of("MIXTURA_THREADS", "1"));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Outcome run(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "ood",
                "run",
                "--train",
                "train.csv",
                "--train-labels",
                "train.labels",
                "--in",
                "test.csv",
                "--in-labels",
                "test.labels",
                "--out",
                "strangers.csv",
                "--json",
                "--false-alarms",
                "5%",
                "--force",
                "--learning-rate",
                "0.01"));
        words.addAll(List.of(NETWORK));
        words.addAll(List.of(more));
        return mixtura(words.toArray(new String[0]));
    }

    @Test
    void oneCommandTrainsFitsAndJudges() {
        Outcome outcome = run("--layers", "all", "-o", "rings.ood.json", "--pictures", "figures", "--compare");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode json = outcome.json();
        for (String key : new String[] {
            "schema",
            "version",
            "accuracy",
            "auroc",
            "aupr_in",
            "aupr_out",
            "fpr95",
            "threshold",
            "k",
            "layers",
            "seconds_train",
            "seconds_fit",
            "seed",
            "warnings",
            "model"
        }) {
            assertThat(json.has(key)).as(key).isTrue();
        }
        assertThat(json.get("accuracy").asDouble()).isGreaterThan(0.95);
        assertThat(json.get("auroc").asDouble()).isGreaterThan(0.95);
        assertThat(json.get("k").asInt()).isEqualTo(3); // 500 rows of 34 columns: too few for two a class
        assertThat(json.get("layers").size()).isEqualTo(3);
        assertThat(json.get("dimension").asInt()).isEqualTo(34);
        assertThat(json.get("withheld_rows").asInt()).isEqualTo(100);
        assertThat(json.get("detectors").size()).isEqualTo(6);
        assertThat(folder.resolve("figures/loss.svg")).exists();
        assertThat(folder.resolve("figures/scores.svg")).exists();
        assertThat(folder.resolve("figures/roc.svg")).exists();

        Outcome scored = mixtura(
                "ood", "score", "rings.ood.json", "strangers.csv", "--onnx", "rings.ood.onnx", "--json", "-o", "s.csv");
        assertThat(scored.code()).as(scored.err()).isZero();
        assertThat(scored.json().get("strangers").asInt())
                .isEqualTo(json.get("found").asInt());
        Outcome judged = mixtura(
                "ood",
                "evaluate",
                "rings.ood.json",
                "--in",
                "test.csv",
                "--out",
                "strangers.csv",
                "--onnx",
                "rings.ood.onnx",
                "--json");
        assertThat(judged.json().get("auroc").asDouble())
                .isEqualTo(json.get("auroc").asDouble());
    }

    @Test
    void aRangeOfSizesGivesATableAndAPicture() {
        Outcome outcome = run("-k", "2..4", "--pictures", "sizes");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("table").size()).isEqualTo(3);
        assertThat(folder.resolve("sizes/auroc-by-k.svg")).exists();
    }

    @Test
    void thePiecesDoWhatTheWholeDoes() {
        Outcome trained = mixtura(
                "ood",
                "train",
                "train.csv",
                "--labels",
                "train.labels",
                "--test",
                "test.csv",
                "--test-labels",
                "test.labels",
                "--hidden",
                "16,12,6",
                "--epochs",
                "30",
                "--batch",
                "64",
                "--learning-rate",
                "0.01",
                "-o",
                "net.onnx",
                "--loss",
                "loss.svg",
                "--json");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.json().get("accuracy").asDouble()).isGreaterThan(0.95);
        Outcome layers = mixtura("ood", "features", "--onnx", "net.onnx", "--list");
        assertThat(layers.out()).contains("layer3.sums", "logits");
        Outcome features = mixtura(
                "ood",
                "features",
                "train.csv",
                "--onnx",
                "net.onnx",
                "--layer",
                "layer2,layer3",
                "-o",
                "f.npy",
                "--json");
        assertThat(features.json().get("dimension").asInt()).isEqualTo(18);
        Outcome table = mixtura("ood", "features", "test.csv", "--onnx", "net.onnx", "-o", "f.csv");
        assertThat(table.code()).as(table.err()).isZero();
        assertThat(folder.resolve("f.csv")).content().startsWith("layer3.1,layer3.2");
        Outcome fitted = mixtura("ood", "fit", "f.npy", "--labels", "train.labels", "--false-alarms", "5%", "--json");
        assertThat(fitted.json().get("k").asInt()).isEqualTo(3);
        Outcome narrow = mixtura("ood", "features", "train.csv", "--onnx", "net.onnx", "-o", "n.npy");
        assertThat(narrow.code()).as(narrow.err()).isZero();
        fitted = mixtura("ood", "fit", "n.npy", "--labels", "train.labels", "--false-alarms", "5%", "--json");
        assertThat(fitted.json().get("k").asInt()).isEqualTo(6); // 500 rows of 6 columns
    }

    private Outcome trainAt(String rate, String... more) {
        List<String> words = new ArrayList<>(List.of("ood", "train", "train.csv", "--labels", "train.labels"));
        words.addAll(List.of("--hidden", "16,12,6", "--batch", "64", "--learning-rate", rate));
        words.addAll(List.of("-o", "bad.onnx", "--force"));
        words.addAll(List.of(more));
        return mixtura(words.toArray(new String[0]));
    }

    @Test
    void aTrainingThatEndedBadlyIsSaidInWords() {
        Outcome sound = run();
        assertThat(sound.json().get("warnings").size()).as(sound.err()).isZero();
        assertThat(sound.json().get("accuracy_withheld").asDouble()).isGreaterThan(0.9);
        Outcome astray = trainAt("1", "--weight-decay", "0", "--epochs", "5", "--json", "--quiet");
        assertThat(astray.code()).as(astray.err()).isZero();
        assertThat(astray.json().get("warnings").size()).isPositive();
        assertThat(astray.err()).contains("warning: ", "--learning-rate");
        Outcome infinite = trainAt("1e30");
        assertThat(infinite.code()).isNotZero();
        assertThat(infinite.err()).contains("the loss became", "smaller learning rate");
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        Outcome layer = run("--layers", "fc1");
        assertThat(layer.code()).isEqualTo(3);
        assertThat(layer.err()).contains("data-024", "no layer 'fc1'", "penultimate", "layer1");
        Files.writeString(folder.resolve("wide.csv"), "x,y,z\n1,2,3\n4,5,6\n");
        Outcome wide = run("--out", "wide.csv");
        assertThat(wide.code()).isEqualTo(2); // --out is given twice
        Outcome other = mixtura(
                "ood",
                "run",
                "--train",
                "train.csv",
                "--train-labels",
                "train.labels",
                "--in",
                "test.csv",
                "--out",
                "wide.csv");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.err()).contains("data-017", "3 columns");
        Outcome labels = mixtura("ood", "run", "--train", "train.csv", "--in", "test.csv", "--out", "strangers.csv");
        assertThat(labels.code()).isEqualTo(2);
        assertThat(labels.err()).contains("needs labels", "--train-labels");
        Outcome same = mixtura(
                "ood",
                "run",
                "--train",
                "train.csv",
                "--train-labels",
                "train.labels",
                "--in",
                "train.csv",
                "--out",
                "strangers.csv");
        assertThat(same.code()).isEqualTo(3);
        assertThat(same.err()).contains("data-023", "train.csv");
        Outcome none = mixtura("ood", "features", "train.csv", "--onnx", "train.csv", "-o", "none.npy");
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("data-024", "no ONNX network");
    }
}
