package mixtura.app.dataset;

import java.nio.file.Path;
import mixtura.app.console.Session;

/// Where data come from.
final class DataPath {
    private static final String STANDARD_INPUT = "-";

    private DataPath() {}

    /// The path of a file, or the one that stands for standard input.
    static Path of(Session session, String name) {
        return name.equals(STANDARD_INPUT) ? Path.of(STANDARD_INPUT) : session.resolve(name);
    }
}
