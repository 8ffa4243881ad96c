package mixtura.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mixtura.data.DataException;
import org.jspecify.annotations.Nullable;

/// A data file, or standard input, open for reading: its first bytes can be seen before it is read, and gzip is
/// unpacked on the way.
final class Input implements Closeable {
    /// The path that stands for standard input.
    static final Path STANDARD_INPUT = Path.of("-");

    /// Bytes that are looked at before the rest is read: enough for the longest magic number and for some lines
    /// of a table with many columns.
    static final int HEAD = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final @Nullable Path plainFile;
    private final byte[] head;
    private final InputStream stream;

    private Input(String name, @Nullable Path plainFile, byte[] head, InputStream rest) {
        this.name = name;
        this.plainFile = plainFile;
        this.head = head;
        this.stream = new SequenceInputStream(new ByteArrayInputStream(head), rest);
    }

    /// Opens a file, or standard input for the path `-`.
    ///
    /// @throws DataException if there is no such file, it cannot be read, or it is empty
    static Input open(Path path) {
        boolean standardInput = path.equals(STANDARD_INPUT);
        String name = standardInput ? "standard input" : path.toString();
        if (!standardInput && Files.isDirectory(path)) {
            throw new DataException(name + " is a folder", "give the path of a file in it");
        }
        try {
            return of(name, standardInput ? System.in : Files.newInputStream(path), standardInput ? null : path);
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    /// The bytes of a stream under a name for messages.
    static Input of(String name, InputStream bytes, @Nullable Path file) throws IOException {
        BufferedInputStream packed = new BufferedInputStream(bytes, BUFFER);
        try {
            packed.mark(2);
            boolean gzip = packed.read() == 0x1f && packed.read() == 0x8b;
            packed.reset();
            InputStream plain = gzip ? new GZIPInputStream(packed, BUFFER) : packed;
            byte[] head = plain.readNBytes(HEAD);
            if (head.length == 0) throw new DataException(name + " is empty", "give a file with at least one row");
            return new Input(name, gzip ? null : file, head, plain);
        } catch (IOException | DataException e) {
            packed.close();
            throw e;
        }
    }

    /// What the messages call it.
    String name() {
        return name;
    }

    /// The first bytes, unpacked, at most [#HEAD] of them. The array is the input's own.
    byte[] head() {
        return head;
    }

    /// Whether the first bytes are these (each 0 to 255).
    boolean startsWith(int... magic) {
        if (head.length < magic.length) return false;
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) return false;
        }
        return true;
    }

    /// All bytes, unpacked, from the first on.
    InputStream stream() {
        return stream;
    }

    /// All bytes, unpacked, to be read at any place: a plain file is mapped as one segment; anything else is
    /// unpacked into memory or, when it is large, into a temporary file.
    MemorySegment memory() {
        try {
            if (plainFile == null) return ByteSpool.copy(stream);
            try (FileChannel channel = FileChannel.open(plainFile, StandardOpenOption.READ)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// What to tell the user of an exception that came while this input was read.
    DataException failure(IOException e) {
        return failure(name, e);
    }

    static DataException failure(String name, IOException e) {
        DataException told = switch (e) {
            case TempFile.FullException full ->
                new DataException(
                        "the values of " + name + " do not fit into memory and cannot be kept in the folder "
                                + full.folder() + ": " + full.getMessage(),
                        "make room there, or name another folder with -Djava.io.tmpdir=FOLDER");
            case NoSuchFileException ignored ->
                new DataException(
                        "there is no file " + name,
                        "the current folder is " + Path.of("").toAbsolutePath());
            case AccessDeniedException ignored ->
                new DataException(name + " may not be read", "look at the permissions of the file and its folders");
            case EOFException ignored ->
                new DataException(
                        name + " is cut short: its gzip stream ends early", "copy or download the file again");
            case ZipException ignored ->
                new DataException(name + " is damaged: " + e.getMessage(), "copy or download the file again");
            default -> new DataException(name + " cannot be read: " + e.getMessage(), "look at the file and its disk");
        };
        return told.causedBy(e);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // everything wanted has been read: nothing depends on how the end of reading went
        }
    }
}
