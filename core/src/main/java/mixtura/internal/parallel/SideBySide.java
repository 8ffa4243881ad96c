package mixtura.internal.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Independent pieces of work on several threads, their results in the order of the pieces.
public final class SideBySide {
    private SideBySide() {}

    /// @param whenInterrupted  what is thrown when the calling thread is interrupted meanwhile
    public static <T> List<T> all(
            List<Callable<T>> tasks, int threads, Supplier<? extends RuntimeException> whenInterrupted) {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) futures.add(pool.submit(task));
            try {
                for (Future<T> future : futures) results.add(future.get());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                throw whenInterrupted.get();
            } catch (CancellationException | ExecutionException e) {
                pool.shutdownNow();
                if (e.getCause() instanceof RuntimeException cause) throw cause;
                throw new IllegalStateException(e);
            }
        }
        return results;
    }
}
