package mixtura.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What becomes of exceptions that nobody expected.
class FailureReportTest {
    @Test
    void aMistakeOfOursLeavesItsTraceInAFile() throws IOException {
        Failure failure = FailureReport.of(new IllegalStateException("this cannot be"), "fit", "my.csv");
        assertThat(failure.trouble().exitCode()).isEqualTo(1);
        assertThat(failure.what()).contains("this cannot be");
        String line = failure.lines().getFirst();
        Path file = Path.of(line.substring(line.indexOf('/')));
        assertThat(Files.readString(file)).contains("mixtura fit my.csv").contains("FailureReportTest");
        Files.delete(file);
    }

    @Test
    void aLackOfMemoryIsNoMistakeOfOurs() {
        Failure failure = FailureReport.of(new OutOfMemoryError("heap"));
        assertThat(failure.trouble().exitCode()).isEqualTo(3);
        assertThat(failure.lines().getFirst()).contains("MIXTURA_JAVA_OPTS");
    }

    @Test
    void everyIdentifierIsItsOwn() {
        assertThat(java.util.Arrays.stream(Trouble.values()).map(Trouble::id)).doesNotHaveDuplicates();
    }
}
