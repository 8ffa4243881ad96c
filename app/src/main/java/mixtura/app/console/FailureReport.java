package mixtura.app.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// From anything thrown to a message: the user's troubles as they are, a lack of memory with a way out, and our own
/// mistakes with their trace in a file instead of on the screen.
public final class FailureReport {
    private FailureReport() {}

    /// Whether this is only the end that the user asked for.
    public static boolean isInterruption(Throwable thrown, Interruption interruption) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof CancellationException
                    || e instanceof InterruptedException
                    || e instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return interruption.isRequested() && !(thrown instanceof Failure);
    }

    /// The failure to show.
    public static Failure of(Throwable thrown, String... arguments) {
        if (thrown instanceof Failure failure) return failure;
        if (thrown instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            return Failure.of(
                            Trouble.OUT_OF_MEMORY, "the " + megabytes + " MB that Java may use are not enough for this")
                    .with(
                            "try",
                            "MIXTURA_JAVA_OPTS=-Xmx8g   more memory          or    --float   half as much per number")
                    .because(thrown);
        }
        return bug(thrown, arguments);
    }

    private static Failure bug(Throwable thrown, String... arguments) {
        Failure failure = Failure.of(Trouble.BUG, "a mistake in Mixtura, not in your data: " + thrown)
                .because(thrown);
        @Nullable Path file = save(thrown, arguments);
        return file == null
                ? failure.with("try", "the same with another --seed or fewer rows, and tell us")
                : failure.with("file", file.toString()).with("try", "send us that file with the command that you ran");
    }

    private static @Nullable Path save(Throwable thrown, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println("mixtura " + Version.text() + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        writer.println("mixtura " + String.join(" ", arguments));
        thrown.printStackTrace(writer);
        try {
            Path file = Files.createTempFile("mixtura-bug-", ".txt");
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            return null;
        }
    }
}
