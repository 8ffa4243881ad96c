package mixtura.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Files that are being written and must not stay behind when the program is ended meanwhile.
final class TemporaryFiles {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private TemporaryFiles() {}

    /// A new empty file in a folder, with the permissions of any other new file: a finished result is moved from there.
    static Path create(Path folder) throws IOException {
        Path file = folder.resolve(".mixtura-" + UUID.randomUUID() + ".part");
        OPEN.add(file);
        return Files.createFile(file);
    }

    static void forget(Path file) {
        OPEN.remove(file);
    }

    static void delete(@Nullable Path file) {
        if (file == null) return;
        OPEN.remove(file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing more can be done for a file that is not ours any longer, and the first failure says more.
            file.toFile().deleteOnExit();
        }
    }

    static void deleteAll() {
        for (Path file : OPEN) delete(file);
    }
}
