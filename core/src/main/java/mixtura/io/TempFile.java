package mixtura.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// A temporary file that is written from front to back and then mapped. It vanishes with the process at the latest:
/// where the system allows it, its name is gone as soon as it is open.
final class TempFile implements Closeable {
    /// A temporary file could not be written.
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1;

        private final String folder;

        FullException(Path folder, IOException cause) {
            super(cause.getMessage(), cause);
            this.folder = folder.toString();
        }

        String folder() {
            return folder;
        }
    }

    private final Path path;
    private final FileChannel channel;

    TempFile() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            path = Files.createTempFile(folder, "mixtura-", ".rows");
            path.toFile().deleteOnExit(); // for systems that cannot delete a file which is mapped
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new FullException(folder, e);
        }
    }

    /// Appends all bytes that remain in the buffer.
    void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (IOException e) {
            throw new FullException(Objects.requireNonNull(path.toAbsolutePath().getParent()), e);
        }
    }

    /// All that was written.
    MemorySegment map() throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
