package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Outputs that cannot be written are refused before any work, and what was worked out is kept.
class BadOutputTest extends BadInput {
    @Test
    void anOutputThatExistsIsRefusedBeforeAnyWork() {
        cli.write("faithful.model.json", "precious");
        // The data do not even exist: the output is looked at first.
        assertThat(refused(6, "fit", "faithful.csv", "-k", "2").err())
                .contains("output-001")
                .contains("--force");
        assertThat(cli.read("faithful.model.json")).isEqualTo("precious");
    }

    @Test
    void anOutputInAFolderThatDoesNotExist() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-o", "no/model.json")
                        .err())
                .contains("data-020")
                .contains("mkdir -p");
    }

    /// The kernel lets nobody make a file there, not even root.
    @Test
    void anOutputThatCannotBeMade() {
        if (!Files.isDirectory(Path.of("/proc/self"))) return;
        cli.unpack("faithful.csv");
        String err = refusedAtTheEnd("fit", "faithful.csv", "-k", "2", "-o", "/proc/mixtura.json")
                .err();
        assertThat(err).contains("data-020").contains("/proc/mixtura.json");
    }

    @Test
    void anOutputThatIsAFolder() throws IOException {
        Files.createDirectory(cli.path("folder"));
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-o", "folder").err())
                .contains("data-020");
    }

    @Test
    void aFullDiskKeepsTheModelElsewhere() throws IOException {
        if (!Files.exists(Path.of("/dev/full"))) return;
        cli.unpack("faithful.csv");
        String err = refusedAtTheEnd("fit", "faithful.csv", "-k", "2", "-o", "/dev/full")
                .err();
        assertThat(err).contains("data-020").contains("no space left");
        Matcher kept = Pattern.compile("(?m)^  kept    (.+)$").matcher(err);
        assertThat(kept.find()).as(err).isTrue();
        Path rescued = Path.of(kept.group(1));
        Cli.Outcome score = cli.run("score", rescued.toString(), "faithful.csv", "--json");
        Files.delete(rescued);
        assertThat(score.json().get("logLikelihood").asDouble()).isCloseTo(-1130.264, within(0.001));
        cli.delete("faithful.scores.csv");
    }
}
