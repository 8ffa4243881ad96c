package mixtura.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mixtura.app.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void commandsRunOneAfterTheOther() throws IOException {
        Path table = table();
        Path model = folder.resolve("a.model.json");
        Path drawn = folder.resolve("drawn.csv");
        int code = Rehearsal.runAll(
                "fit",
                table.toString(),
                "-k",
                "1",
                "-o",
                model.toString(),
                "--then",
                "help",
                "--then",
                "sample",
                model.toString(),
                "-n",
                "3",
                "-o",
                drawn.toString());
        assertEquals(ExitCode.DONE, code);
        assertTrue(Files.exists(drawn), "the third needs what the first wrote");
    }

    @Test
    void nothingRunsAfterAFailure() throws IOException {
        Path model = folder.resolve("a.model.json");
        int code = Rehearsal.runAll(
                "fit", "no-such-table.csv", "--then", "fit", table().toString(), "-k", "1", "-o", model.toString());
        assertTrue(code != ExitCode.DONE, "a table that is not there is a failure");
        assertFalse(Files.exists(model));
    }

    private Path table() throws IOException {
        return Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n2,3.5\n3,3\n4,5.5\n5,4\n");
    }
}
