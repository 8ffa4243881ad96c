package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The shell scripts that find a JDK and that add up test reports.
@DisabledOnOs(OS.WINDOWS)
class ScriptsTest {
    private static final Path BIN = Path.of("").toAbsolutePath().resolveSibling("bin");

    @TempDir
    private Path folder;

    @Test
    void aJdkIsKnownByItsReleaseFile() throws Exception {
        Path jdk = jdk("jdk", "25.0.3", true);
        assertThat(findJdk(Map.of("MIXTURA_JAVA_HOME", jdk.toString()))).isEqualTo(new Outcome(0, jdk + "\n", ""));
    }

    @Test
    void aNewerJdkDoes() throws Exception {
        Path jdk = jdk("jdk", "26", true);
        assertThat(findJdk(Map.of("JAVA_HOME", jdk.toString())).out()).isEqualTo(jdk + "\n");
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws Exception {
        Path old = jdk("old", "17.0.15", true);
        Path jdk = jdk("jdk", "25.0.3", true);
        String path = jdk.resolve("bin") + ":/usr/bin:/bin";
        assertThat(findJdk(Map.of("JAVA_HOME", old.toString(), "PATH", path)).out())
                .isEqualTo(jdk + "\n");
    }

    @Test
    void anOlderJavaIsNamedWithWhatToDo() throws Exception {
        Path old = jdk("old", "1.8.0_402", true);
        Outcome outcome = findJdk(Map.of("MIXTURA_JAVA_HOME", old.toString()));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("found Java 1.8.0_402; Mixtura needs a JDK 25 or later");
    }

    @Test
    void aRunTimeWithoutCompilerCannotBuild() throws Exception {
        Path jre = jdk("jre", "25.0.3", false);
        Outcome outcome = findJdk(Map.of("MIXTURA_JAVA_HOME", jre.toString()));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("Java 25.0.3 without a compiler");
    }

    @Test
    void aFolderWithoutJdkIsNamed() throws Exception {
        Outcome outcome = findJdk(Map.of("MIXTURA_JAVA_HOME", folder.toString()));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(folder.toString(), "point it at the home of a JDK 25");
    }

    @Test
    void theSummaryAddsUpAllReports() throws Exception {
        Files.writeString(folder.resolve("TEST-a.xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="x" version="3.0" name="a" time="0.1" tests="5" errors="0" skipped="2" failures="0">
              <testcase name="one" classname="a" time="0.1"/>
            </testsuite>
            """);
        assertThat(summary(folder)).isEqualTo(new Outcome(0, "3 passed, 0 failed, 2 skipped\n", ""));
        Files.writeString(folder.resolve("TEST-b.xml"), """
            <testsuite name="b"
                tests="3" errors="1" skipped="0" failures="1">
              <testcase name="two" classname="b"><failure message="no"/></testcase>
              <testcase name="three" classname="b"><error type="E">trace</error></testcase>
            </testsuite>
            """);
        assertThat(summary(folder))
                .isEqualTo(new Outcome(1, "FAILED  b: two\nFAILED  b: three\n4 passed, 2 failed, 2 skipped\n", ""));
    }

    @Test
    void noReportIsNoTest() throws Exception {
        assertThat(summary(folder.resolve("absent")).out()).isEqualTo("0 passed, 0 failed, 0 skipped\n");
    }

    private record Outcome(int code, String out, String err) {}

    /// A folder that looks like a JDK.
    private Path jdk(String name, String version, boolean compiler) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        program(bin.resolve("java"));
        if (compiler) program(bin.resolve("javac"));
        Files.writeString(bin.resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return bin.getParent().toRealPath();
    }

    private static void program(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private Outcome findJdk(Map<String, String> environment) throws Exception {
        return run(environment, BIN.resolve("find-jdk").toString());
    }

    private Outcome summary(Path reports) throws Exception {
        return run(Map.of(), BIN.resolve("test-summary").toString(), reports.toString());
    }

    private Outcome run(Map<String, String> environment, String... command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }
}
