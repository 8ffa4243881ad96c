package mixtura.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads records without quotes, each of which is a line: the bytes are cut into pieces at line ends, and several
/// threads parse a piece each. The rows stay in order. From the first piece with a quote on, the rest is left to
/// [CsvRecords], since a quoted cell may hold line ends.
final class CsvLines {
    /// Bytes of a piece, about: they and their cells fit into a core's cache.
    static final int PIECE = 1 << 18;

    private final CsvTarget target;
    private final int pieceSize;
    private final byte delimiter;
    private final boolean blanks;
    private final boolean[] endsCell = new boolean[256];

    CsvLines(CsvTarget target) {
        this(target, PIECE);
    }

    CsvLines(CsvTarget target, int pieceSize) {
        this.target = target;
        this.pieceSize = pieceSize;
        delimiter = (byte) target.delimiter();
        blanks = delimiter == CsvDialect.BLANKS;
        for (char c : new char[] {target.delimiter(), '\n', '\r', '"'}) endsCell[c] = true;
    }

    /// Bytes that are still to be read, and the line of the file with which they begin.
    record Rest(InputStream bytes, long line) {}

    /// Some whole lines.
    private record Piece(byte[] bytes, int length) {}

    /// What became of a piece.
    ///
    /// @param lines      line ends in it
    /// @param hasQuote   whether a quote was found: then the batch does not count
    /// @param ragged     whether the batch's current row, in line `lines` (from 0) of the piece, has another length
    private record Parsed(CellBatch batch, long lines, boolean hasQuote, boolean ragged) {}

    private record InFlight(Piece piece, Future<Parsed> parsed) {}

    /// Reads the rows up to the first piece with a quote.
    ///
    /// @param firstLine  the line of the file with which the bytes begin, from 1
    Optional<Rest> read(InputStream bytes, long firstLine) throws IOException {
        Pieces pieces = new Pieces(bytes);
        Piece next = pieces.next();
        long line = firstLine;
        Deque<InFlight> queue = new ArrayDeque<>();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = null;
        try {
            while (next != null || !queue.isEmpty()) {
                while (next != null && queue.size() < threads + 2) {
                    Piece piece = next;
                    next = pieces.next();
                    if (next == null && queue.isEmpty()) { // a small file needs no threads
                        queue.add(new InFlight(piece, CompletableFuture.completedFuture(parse(piece))));
                    } else {
                        if (pool == null) pool = Executors.newFixedThreadPool(threads, CsvLines::thread);
                        queue.add(new InFlight(piece, pool.submit(() -> parse(piece))));
                    }
                }
                Parsed first = result(queue.element().parsed());
                if (first.hasQuote()) return Optional.of(new Rest(unread(queue, next, bytes, pieces), line));
                queue.remove();
                CellBatch batch = first.batch();
                if (first.ragged()) throw target.ragged(batch, line + first.lines());
                batch.moveLines(line);
                target.append(batch);
                line += first.lines();
            }
            return Optional.empty();
        } finally {
            if (pool != null) pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("mixtura-csv").unstarted(work);
    }

    private static Parsed result(Future<Parsed> parsed) throws IOException {
        try {
            return parsed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    private static InputStream unread(Deque<InFlight> queue, @Nullable Piece next, InputStream bytes, Pieces pieces) {
        Stream<InputStream> parsed = queue.stream().map(InFlight::piece).map(CsvLines::stream);
        Stream<InputStream> later =
                Stream.concat(next == null ? Stream.empty() : Stream.of(stream(next)), Stream.of(pieces.kept()));
        return new SequenceInputStream(Collections.enumeration(
                Stream.concat(Stream.concat(parsed, later), Stream.of(bytes)).toList()));
    }

    private static InputStream stream(Piece piece) {
        return new ByteArrayInputStream(piece.bytes(), 0, piece.length());
    }

    /// Cuts a stream into pieces of whole lines.
    private final class Pieces {
        private final InputStream bytes;
        private byte[] kept = new byte[0]; // the beginning of a line whose end has not been read

        Pieces(InputStream bytes) {
            this.bytes = bytes;
        }

        InputStream kept() {
            return new ByteArrayInputStream(kept);
        }

        @Nullable
        Piece next() throws IOException {
            byte[] buffer = Arrays.copyOf(kept, Math.max(pieceSize, 2 * kept.length));
            int length = kept.length;
            while (true) {
                int read = bytes.readNBytes(buffer, length, buffer.length - length);
                length += read;
                if (length < buffer.length) { // the stream's end
                    kept = new byte[0];
                    return length == 0 ? null : new Piece(buffer, length);
                }
                int end = lastLineEnd(buffer, length);
                if (end > 0) {
                    kept = Arrays.copyOfRange(buffer, end, length);
                    return new Piece(buffer, end);
                }
                buffer = Arrays.copyOf(buffer, Math.multiplyExact(2, buffer.length));
            }
        }

        private static int lastLineEnd(byte[] buffer, int length) {
            for (int end = length; end > 0; end--) {
                // a CR at the very end may be the first half of CR LF
                if (buffer[end - 1] == '\n' || buffer[end - 1] == '\r' && end < length && buffer[end] != '\n')
                    return end;
            }
            return 0;
        }
    }

    private Parsed parse(Piece piece) {
        byte[] bytes = piece.bytes();
        int end = piece.length();
        int dimension = target.dimension();
        CellParser parser = target.newParser();
        CellBatch batch = new CellBatch(dimension, Math.max(1, end / (6 * dimension)));
        long line = 0;
        int at = 0;
        while (at < end) {
            if (blanks) at = afterBlanks(bytes, at, end);
            if (!atLineEnd(bytes, at, end)) {
                batch.beginRow(line);
                at = parseRow(parser, batch, bytes, at, end);
                if (at < end && bytes[at] == '"') return new Parsed(batch, line, true, false);
                if (batch.column() != dimension) return new Parsed(batch, line, false, true);
                batch.endRow();
            }
            if (at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n') at++;
            at++;
            line++;
        }
        return new Parsed(batch, line, false, false);
    }

    /// Parses the cells from `at` up to the line's end or the first quote, and says where that is.
    private int parseRow(CellParser parser, CellBatch batch, byte[] bytes, int at, int end) {
        while (true) {
            int from = at;
            while (at < end && !endsCell[bytes[at] & 0xff]) at++;
            if (at < end && bytes[at] == '"') return at;
            parser.add(batch, bytes, from, at);
            if (at == end || bytes[at] != delimiter) return at;
            at++;
            if (blanks) {
                at = afterBlanks(bytes, at, end);
                if (atLineEnd(bytes, at, end)) return at;
            }
        }
    }

    private static int afterBlanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] == CsvDialect.BLANKS) at++;
        return at;
    }

    private static boolean atLineEnd(byte[] bytes, int at, int end) {
        return at == end || bytes[at] == '\n' || bytes[at] == '\r';
    }
}
