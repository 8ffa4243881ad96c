package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mixtura.data.PassInterruptedException;

/// Tasks that know nothing of each other, several at a time.
final class SideBySide {
    private SideBySide() {}

    /// Runs all tasks to their end. An interrupt of the calling thread reaches those that run, and those
    /// that have not begun are left out.
    ///
    /// @return whether it was interrupted; the thread's flag is then cleared
    static boolean run(List<Runnable> tasks, int threads) {
        boolean interrupted = false;
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(tasks.size(), threads))) {
            List<Future<?>> futures = new ArrayList<>();
            for (Runnable task : tasks) futures.add(pool.submit(task));
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (InterruptedException | CancellationException e) {
                    interrupted = true;
                    pool.shutdownNow().forEach(SideBySide::cancel);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof PassInterruptedException) {
                        interrupted = true;
                        continue;
                    }
                    pool.shutdownNow();
                    if (e.getCause() instanceof RuntimeException cause) throw cause;
                    if (e.getCause() instanceof Error cause) throw cause;
                    throw new IllegalStateException(e);
                }
            }
        }
        return interrupted;
    }

    /// Whoever waits for a task that never begins would wait for ever.
    private static void cancel(Runnable left) {
        if (left instanceof Future<?> future) future.cancel(false);
    }
}
