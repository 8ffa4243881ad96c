package mixtura.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Brings the next few megabytes of a mapped file into memory while a thread works on what it has read: a helper
/// touches
/// their pages, and waits for the disk in the thread's place. What is read does not depend on it.
///
/// One for each reader. A single row read anywhere brings nothing else in.
final class ReadAhead {
    /// Bytes ahead of the reader: some milliseconds of any disk and of any pass over the rows.
    private static final long WINDOW = 8 << 20;

    /// The smallest page of any system that Java runs on.
    private static final long PAGE = 4096;

    private static final ExecutorService HELPERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("mixtura-read-ahead-", 1).factory());

    private final MemorySegment memory;
    private long next = -1; // where a reader goes on that walks
    private long upTo; // bytes before this were asked for
    private @Nullable Future<Integer> pending;

    ReadAhead(MemorySegment memory) {
        this.memory = memory;
    }

    /// Whether a segment is worth it: one that fills a window many times.
    static boolean pays(MemorySegment memory) {
        return memory.isMapped() && memory.byteSize() > 16 * WINDOW;
    }

    /// Says that bytes `from … to − 1` are read next.
    void reading(long from, long to) {
        boolean walking = from == next;
        next = to;
        if (!walking || upTo < to) upTo = to;
        Future<Integer> last = pending;
        boolean busy = last != null && !last.isDone();
        long begin = upTo;
        long end = Math.min(memory.byteSize(), to + WINDOW);
        if (!walking || busy || begin - to > WINDOW / 2 || begin >= end) return;
        pending = HELPERS.submit(() -> touch(begin, end));
        upTo = end;
    }

    /// The sum keeps the compiler from leaving the reads out.
    private int touch(long begin, long end) {
        int sum = 0;
        for (long at = begin; at < end; at += PAGE) sum += memory.get(ValueLayout.JAVA_BYTE, at);
        return sum;
    }
}
