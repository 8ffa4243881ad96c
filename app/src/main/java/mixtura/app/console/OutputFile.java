package mixtura.app.console;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file that the program writes: refused before any work if it exists and may not be replaced, then written beside
/// its place and moved there whole, so that nobody ever sees half of it. A device or a named pipe is written directly.
public final class OutputFile {
    /// Writes the contents.
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /// Writes the contents to a file of its own that does not exist yet or is empty.
    @FunctionalInterface
    public interface PathWriter {
        void write(Path file) throws IOException;
    }

    private final Path path;
    private final String name;
    private final boolean force;

    private OutputFile(Path path, String name, boolean force) {
        this.path = path;
        this.name = name;
        this.force = force;
    }

    /// Claims a place to write to; nothing is written yet.
    ///
    /// @param name   the file as the user typed it
    /// @param force  whether an existing file may be replaced
    /// @throws Failure if it exists and may not be replaced, or if its folder is not there or not writable
    public static OutputFile at(Path path, String name, boolean force) {
        OutputFile file = new OutputFile(path, name, force);
        file.check();
        return file;
    }

    private void check() {
        if (Files.isDirectory(path)) {
            throw Failure.of(Trouble.CANNOT_WRITE, "'" + name + "' is a folder; name a file in it");
        }
        if (isDevice()) return;
        if (Files.exists(path)) refuse();
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw Failure.of(Trouble.CANNOT_WRITE, "cannot write '" + name + "': there is no folder '" + folder + "'")
                    .with("try", "mkdir -p '" + folder + "'");
        }
        if (!Files.isWritable(folder)) {
            throw Failure.of(
                            Trouble.CANNOT_WRITE,
                            "cannot write '" + name + "': the folder '" + folder + "' is not writable")
                    .with("try", "-o FILE   in a folder of your own");
        }
    }

    private void refuse() {
        if (force) return;
        throw Failure.of(Trouble.WOULD_OVERWRITE, "'" + name + "' exists already")
                .with("try", "--force   replace it          or    -o FILE   write elsewhere");
    }

    private boolean isDevice() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /// The file's place.
    public Path path() {
        return path;
    }

    /// The file as the user typed it.
    public String name() {
        return name;
    }

    /// Writes the whole file.
    ///
    /// @throws Failure if it cannot be written; then there is no new file, and an old one is as it was
    public void write(Writer writer) {
        writePath(temporary -> {
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(temporary.toFile()), 1 << 16)) {
                writer.write(out);
            }
        });
    }

    /// Writes the whole file by means of something that wants a path.
    ///
    /// @throws Failure if it cannot be written; then there is no new file, and an old one is as it was
    public void writePath(PathWriter writer) {
        Path temporary = null;
        try {
            if (isDevice()) {
                writeDevice(writer);
                return;
            }
            temporary = TemporaryFiles.create(folder());
            writer.write(temporary);
            if (!force && Files.exists(path)) refuse();
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            TemporaryFiles.forget(temporary);
        } catch (IOException e) {
            TemporaryFiles.delete(temporary);
            throw cannotWrite(name, e);
        } catch (RuntimeException e) {
            TemporaryFiles.delete(temporary);
            throw e;
        }
    }

    private void writeDevice(PathWriter writer) throws IOException {
        Path temporary = TemporaryFiles.create(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            writer.write(temporary);
            try (OutputStream out = new FileOutputStream(path.toFile())) {
                Files.copy(temporary, out);
            }
        } finally {
            TemporaryFiles.delete(temporary);
        }
    }

    /// The failure to write `name`, with the system's reason in words.
    public static Failure cannotWrite(String name, IOException e) {
        Failure failure = Failure.of(Trouble.CANNOT_WRITE, "cannot write '" + name + "': " + reason(e))
                .because(e);
        return isFullDisk(e) ? failure.with("try", "-o FILE   on a disk with room; 'df -h' shows them") : failure;
    }

    private static boolean isFullDisk(IOException e) {
        String message = message(e);
        return message.contains("No space left") || message.contains("quota");
    }

    private static String reason(IOException e) {
        if (isFullDisk(e)) return "no space left on the disk";
        return switch (e) {
            case AccessDeniedException ignored -> "permission denied";
            case NoSuchFileException ignored -> "its folder does not exist";
            case FileAlreadyExistsException ignored -> "it exists already";
            default -> message(e).isEmpty() ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message(e);
        };
    }

    private static String message(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? "" : message;
    }
}
