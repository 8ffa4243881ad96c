package mixtura.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Keeps all bytes of a stream: in memory while they are few, else in a temporary file.
final class ByteSpool {
    private static final int CHUNK = 1 << 20;

    private ByteSpool() {}

    /// Bytes that are held in memory before a temporary file is used: a quarter of the heap, since they are there
    /// twice for a moment, and no more than one array can hold.
    static long memoryLimit() {
        return Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - CHUNK);
    }

    static MemorySegment copy(InputStream stream) throws IOException {
        return copy(stream, memoryLimit());
    }

    static MemorySegment copy(InputStream stream, long memoryLimit) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        long size = 0;
        while (size <= memoryLimit) {
            byte[] chunk = stream.readNBytes(CHUNK);
            if (chunk.length == 0) return joined(chunks, (int) size);
            chunks.add(chunk);
            size += chunk.length;
        }
        try (TempFile file = new TempFile()) {
            for (byte[] chunk : chunks) file.write(ByteBuffer.wrap(chunk));
            chunks.clear();
            byte[] buffer = new byte[CHUNK];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                file.write(ByteBuffer.wrap(buffer, 0, read));
            }
            return file.map();
        }
    }

    private static MemorySegment joined(List<byte[]> chunks, int size) {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return MemorySegment.ofArray(all);
    }
}
