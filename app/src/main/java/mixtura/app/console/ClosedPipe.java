package mixtura.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The reader of standard output has gone away, as `head` does when it has seen enough: no failure, only the end.
public final class ClosedPipe extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private ClosedPipe(IOException cause) {
        super(cause);
    }

    /// What an exception while writing to standard output means: a closed pipe, or an output that cannot be written.
    static RuntimeException or(IOException e) {
        return isClosedPipe(e) ? new ClosedPipe(e) : OutputFile.cannotWrite("standard output", e);
    }

    private static boolean isClosedPipe(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space")) return false;
        if (message.contains("pipe")) return true;
        // The system's message may be in another language: then what the descriptor points to decides.
        try {
            return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
