package mixtura.internal.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Threads for independent pieces of work, which give their results in the order of the pieces.
public final class SideBySide implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /// @param threads  that wait for work until this is closed, at least 1
    public SideBySide(int threads) {
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads);
    }

    /// How many threads there are.
    public int threads() {
        return threads;
    }

    /// The results of pieces with threads of their own.
    ///
    /// @see #all(List, Supplier)
    public static <T> List<T> all(
            List<Callable<T>> tasks, int threads, Supplier<? extends RuntimeException> whenInterrupted) {
        try (SideBySide sideBySide = new SideBySide(threads)) {
            return sideBySide.all(tasks, whenInterrupted);
        }
    }

    /// Of several pieces that fail the first one in their order says why; what has not begun by then is left.
    ///
    /// @param whenInterrupted  what is thrown when the calling thread is interrupted meanwhile; nothing can be done
    ///                         after that
    public <T> List<T> all(List<Callable<T>> tasks, Supplier<? extends RuntimeException> whenInterrupted) {
        List<FutureTask<T>> pieces = new ArrayList<>();
        for (Callable<T> task : tasks) pieces.add(new FutureTask<>(task));
        AtomicInteger next = new AtomicInteger();
        // the caller waits for threads: to be woken for every piece takes longer than a small one
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                pieces.get(i).run();
                if (pieces.get(i).state() == Future.State.FAILED) next.set(pieces.size());
            }
        };
        List<T> results = new ArrayList<>();
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < Math.min(threads, pieces.size()); t++) workers.add(pool.submit(work));
            for (Future<?> worker : workers) worker.get();
            for (FutureTask<T> piece : pieces) results.add(piece.get());
        } catch (InterruptedException e) {
            next.set(pieces.size());
            pool.shutdownNow();
            throw whenInterrupted.get();
        } catch (CancellationException | ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e);
        }
        return results;
    }

    /// Waits until the threads have ended.
    @Override
    public void close() {
        pool.close();
    }
}
