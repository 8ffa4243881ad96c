package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Bad input gets a clear sentence and its exit code, leaves no file behind and never a stack trace.
abstract class BadInput {
    @TempDir
    Path folder = Path.of("");

    Cli cli = new Cli(folder);
    private List<String> before = List.of();

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    final Cli.Outcome refused(int code, String... arguments) {
        before = cli.files();
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isEqualTo(code);
        assertThat(outcome.err())
                .containsPattern("(?m)^error\\[")
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain(": null");
        return outcome;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(cli.files()).isEqualTo(before);
    }

    final Cli.Outcome refusedAtTheEnd(String... arguments) {
        before = cli.files();
        Cli.Outcome outcome = cli.run(arguments);
        assertThat(outcome.code()).isEqualTo(3);
        return outcome;
    }

    final Cli.Outcome refused3(String name, String text) {
        cli.write(name, text);
        return refused(3, "fit", name, "-k", "2");
    }
}
