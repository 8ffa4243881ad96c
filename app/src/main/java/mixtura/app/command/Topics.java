package mixtura.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Help that is about a subject, not about a verb: one text file each, beside the classes.
final class Topics {
    private static final List<String> NAMES = List.of(
            "data",
            "methods",
            "criteria",
            "compare",
            "missing",
            "columns",
            "starts",
            "known",
            "streams",
            "ridge",
            "covariance",
            "strangers",
            "outliers",
            "speed",
            "output",
            "python",
            "r");

    /// Other words for a subject.
    private static final Map<String, String> ALIASES = Map.of("labels", "known", "frozen", "known");

    private Topics() {}

    /// All subjects.
    static List<String> names() {
        return NAMES;
    }

    /// The text of a subject, by its name or another word for it.
    static Optional<String> text(String word) {
        String name = ALIASES.getOrDefault(word, word);
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
