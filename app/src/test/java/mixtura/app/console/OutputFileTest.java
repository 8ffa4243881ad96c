package mixtura.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files appear whole or not at all.
class OutputFileTest {
    @TempDir
    Path folder = Path.of("");

    private List<String> files() throws IOException {
        try (var stream = Files.list(folder)) {
            return stream.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatFailsHalfWayLeavesTheOldFileAsItWasAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        OutputFile output = OutputFile.at(file, "a.txt", true);
        assertThatThrownBy(() -> output.write(out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.trouble()).isEqualTo(Trouble.CANNOT_WRITE);
                    assertThat(failure.what()).isEqualTo("cannot write 'a.txt': no space left on the disk");
                });
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).containsExactly("a.txt");
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplacedWithoutForce() throws IOException {
        Path file = folder.resolve("a.txt");
        OutputFile output = OutputFile.at(file, "a.txt", false);
        Files.writeString(file, "somebody else's");
        assertThatThrownBy(() -> output.write(out -> out.write(1)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.trouble().exitCode()).isEqualTo(6));
        assertThat(Files.readString(file)).isEqualTo("somebody else's");
        assertThat(files()).containsExactly("a.txt");
    }

    @Test
    void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
        OutputFile.at(folder.resolve("a.txt"), "a.txt", false).write(out -> out.write(1));
        Path ordinary = Files.createFile(folder.resolve("b.txt"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("a.txt")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> OutputFile.at(folder.resolve("no/a.txt"), "no/a.txt", false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("there is no folder");
    }
}
