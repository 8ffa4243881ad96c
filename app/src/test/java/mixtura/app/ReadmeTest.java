package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java of the README and of the documents, as a reader would type it. The README's shell blocks are run by
/// `bin/check-readme`.
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final List<String> MODULES = List.of("java.base", "mixtura");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/knowledge.md"})
    void theJavaExamplesRun(String page, @TempDir Path folder) throws Exception {
        List<String> examples = JAVA.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        // The reference table begins with a line about its origin.
        List<String> iris = Files.readAllLines(ROOT.resolve("core/src/test/resources/reference/data/iris.csv"));
        Files.write(
                folder.resolve("iris.csv"),
                iris.stream().filter(line -> !line.startsWith("#")).toList());
        for (String example : examples) run(example, folder);
        if (page.equals("README.md"))
            assertThat(folder.resolve("iris.model.json")).isNotEmptyFile();
    }

    private static void run(String example, Path folder) throws IOException, InterruptedException {
        StringBuilder source = new StringBuilder();
        for (String module : MODULES)
            source.append("import module ").append(module).append(";\n");
        source.append("void main() throws Exception {\n").append(example).append("}\n");
        Path file = Files.writeString(folder.resolve("Example.java"), source);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("java.class.path"),
                        "--add-modules",
                        "mixtura,jdk.incubator.vector",
                        file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s\n%s", example, Files.readString(output))
                .isZero();
    }
}
