package mixtura.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Files that are being written and must not stay behind when the program is ended meanwhile.
final class TemporaryFiles {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /// Tells files of this process apart; another process has another number, and a file that is there already is
    /// refused. A random name would need the security providers, whose start takes a hundredth of a second.
    private static final AtomicLong COUNT = new AtomicLong(System.nanoTime());

    private TemporaryFiles() {}

    /// A new empty file in a folder, with the permissions of any other new file: a finished result is moved from there.
    static Path create(Path folder) throws IOException {
        String name = ProcessHandle.current().pid() + "-" + Long.toHexString(COUNT.incrementAndGet());
        Path file = folder.resolve(".mixtura-" + name + ".part");
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
