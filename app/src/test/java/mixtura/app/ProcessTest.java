package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own can show: signals and pipes.
@EnabledOnOs(OS.LINUX)
class ProcessTest {
    private static final int SECONDS = 60;

    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    /// The command line as a program; SIGINT is not ignored even if whoever runs the tests ignores it.
    private static List<String> program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "mixtura.app.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(String... arguments) throws IOException {
        return new ProcessBuilder(program(arguments))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private int shell(String script, String... arguments) throws IOException, InterruptedException {
        StringBuilder command = new StringBuilder();
        for (String word : program(arguments)) command.append('\'').append(word).append("' ");
        Process process = new ProcessBuilder("sh", "-c", script.replace("PROGRAM", command))
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void ctrlCInMidFitLeavesTheBestModelSoFarAndExitsWith130() throws IOException, InterruptedException {
        assumeTrue(hasEnv(), "'env --default-signal' of coreutils 8.31 or later is missing");
        cli.blobs("blobs.csv", 20_000);
        Process process = start(
                "fit",
                "blobs.csv",
                "-k",
                "20",
                "--tol",
                "0",
                "--max-iter",
                "1000000",
                "--restarts",
                "50",
                "--progress",
                "json");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            int steps = 0;
            for (String line = err.readLine(); line != null && steps < 5; line = err.readLine()) {
                if (line.startsWith("{\"restart\"")) steps++;
            }
            assertThat(steps).isEqualTo(5);
            signal(process, "INT");
            err.lines().forEach(line -> assertThat(line).doesNotContain("Exception"));
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(cli.json("blobs.model.json")
                        .get("certificate")
                        .get("interrupted")
                        .asBoolean())
                .isTrue();
        assertThat(cli.read("out")).contains("interrupted").contains("wrote  blobs.model.json");
        assertThat(cli.files()).containsExactly("blobs.csv", "blobs.model.json", "out");
        assertThat(cli.run("predict", "blobs.model.json", "blobs.csv", "-o", "c.csv")
                        .code())
                .isZero();
    }

    @Test
    void ctrlCWhileStandardInputIsReadEndsAtOnce() throws IOException, InterruptedException {
        assumeTrue(hasEnv(), "'env --default-signal' of coreutils 8.31 or later is missing");
        Process process = start("fit", "-", "-k", "2");
        TimeUnit.SECONDS.sleep(3);
        signal(process, "INT");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(cli.files()).containsExactly("out");
    }

    @Test
    void aClosedPipeIsTheEndAndSaidByTheCodeAlone() throws IOException, InterruptedException {
        cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2");
        shell("{ PROGRAM; echo $? > code; } | head -n 1", "sample", "faithful.model.json", "-n", "200000");
        assertThat(cli.read("code").strip()).isEqualTo("141");
        assertThat(cli.read("err")).isEmpty();
        assertThat(cli.lines("out")).containsExactly("eruptions,waiting");
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is missing");
        cli.unpack("faithful.csv").run("fit", "faithful.csv", "-k", "2");
        assertThat(shell("PROGRAM > /dev/full", "sample", "faithful.model.json", "-n", "1000"))
                .isEqualTo(3);
        assertThat(cli.read("err")).contains("data-020").contains("no space left");
    }

    @Test
    void standardInputIsData() throws IOException, InterruptedException {
        cli.unpack("faithful.csv");
        assertThat(shell("gzip -c faithful.csv | PROGRAM", "fit", "-", "-k", "2", "-o", "m.json"))
                .isZero();
        assertThat(cli.read("out")).contains("272 rows x 2 columns");
    }

    private static boolean hasEnv() throws IOException, InterruptedException {
        return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
    }
}
