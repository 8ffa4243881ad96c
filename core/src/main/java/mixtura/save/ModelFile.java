package mixtura.save;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import mixtura.Fit;
import tools.jackson.core.exc.JacksonIOException;

/// Models in files: JSON in the schema `docs/model.schema.json`. Equal fits give equal files, byte for byte, except
/// under the top-level keys `options`, `created`, `seconds` and `certificate`. Numbers are written so that reading
/// gives the same bits.
public final class ModelFile {
    /// What the key `schema` says.
    static final String SCHEMA = "mixtura-model";

    /// The version that this program writes, and the newest that it reads.
    static final int VERSION = 1;

    private ModelFile() {}

    /// Writes a fit and nothing about its data.
    public static void write(Fit<?> fit, Path file) throws IOException {
        write(SavedModel.of(fit, 0), file);
    }

    /// Writes a model to a file beside `file` and moves it there whole: whatever happens, there is never half
    /// a model.
    public static void write(SavedModel saved, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder == null ? Path.of(".") : folder, ".mixtura-", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                write(saved, out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Writes a model to a stream, which is flushed and left open.
    public static void write(SavedModel saved, OutputStream out) throws IOException {
        try {
            new ModelWriter(out).write(saved, Instant.now());
        } catch (JacksonIOException e) {
            // A full disk is no mistake of the writer: the caller hears of it as of any other failure to write.
            throw e.getCause();
        }
        out.flush();
    }

    /// Reads a model.
    ///
    /// @throws ModelFileException if it is not a model, is cut short, or comes from a newer version
    public static SavedModel read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, file.toString());
        }
    }

    /// Reads a model of a kind.
    ///
    /// @throws ModelFileException if it is another kind of model
    public static <M> M read(Path file, Class<M> kind) throws IOException {
        Object model = read(file).model();
        if (kind.isInstance(model)) return kind.cast(model);
        throw new ModelFileException(
                "'" + file + "' holds a " + model.getClass().getSimpleName() + ", not a " + kind.getSimpleName(),
                "read it as a " + model.getClass().getSimpleName());
    }

    /// Reads a model from a stream.
    ///
    /// @param name  what to call it in messages
    public static SavedModel read(InputStream in, String name) throws IOException {
        return new ModelReader(name).read(in);
    }
}
