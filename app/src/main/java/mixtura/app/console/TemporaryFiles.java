package mixtura.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Files that are being written and must not stay behind when the program is ended meanwhile.
final class TemporaryFiles {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private TemporaryFiles() {}

    static void add(Path file) {
        OPEN.add(file);
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

    /// Gives a finished file the permissions of an ordinary new one: temporary files are made for their owner alone.
    static void share(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) return;
        Files.setPosixFilePermissions(
                file,
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ));
    }
}
