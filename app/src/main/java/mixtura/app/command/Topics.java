package mixtura.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Help that is about a subject, not about a verb: one text file each, beside the classes.
final class Topics {
    private static final List<String> NAMES = List.of(
            "data", "methods", "missing", "columns", "starts", "known", "streams", "ridge", "speed", "output", "python",
            "r");

    private Topics() {}

    /// All subjects.
    static List<String> names() {
        return NAMES;
    }

    /// The text of a subject.
    static Optional<String> text(String name) {
        if (!NAMES.contains(name)) return Optional.empty();
        try (InputStream in = Topics.class.getResourceAsStream("help/" + name + ".txt")) {
            if (in == null)
                throw new IllegalStateException("help/" + name + ".txt is missing from the program; build it again");
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read help/" + name + ".txt", e);
        }
    }
}
