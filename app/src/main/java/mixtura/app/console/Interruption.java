package mixtura.app.console;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Ctrl-C: the working thread is interrupted and may finish what it holds, so that a fit leaves its best model so far.
///
/// It is a shutdown hook: after SIGINT the virtual machine runs it, waits for it, and exits with 128 + 2 = 130.
public final class Interruption {
    private static final long GRACE_SECONDS = 60;
    private static final long GRACE_SECONDS_WITHOUT_RESULT = 1;

    private final Thread worker;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean holdsResult;
    private volatile boolean requested;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    /// Listens for the end of the program on behalf of the thread that works.
    public static Interruption install(Thread worker) {
        Interruption interruption = new Interruption(worker);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
        return interruption;
    }

    /// Listens to nothing: for programs that call the command line as a library.
    public static Interruption none() {
        return new Interruption(Thread.currentThread());
    }

    private void interrupt() {
        if (done.getCount() == 0) return;
        requested = true;
        worker.interrupt();
        try {
            // A thread that reads standard input cannot be woken; without a result to save nobody should wait for it.
            boolean finished = done.await(holdsResult ? GRACE_SECONDS : GRACE_SECONDS_WITHOUT_RESULT, TimeUnit.SECONDS);
            if (!finished) TemporaryFiles.deleteAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says whether there is something to save if the end comes now.
    public void setHoldsResult(boolean holds) {
        holdsResult = holds;
    }

    /// Does what is left to do with a result, even when the end is asked for meanwhile: then it begins again, and
    /// nothing
    /// interrupts it a second time.
    public static <T> T complete(Supplier<T> work) {
        Thread.interrupted();
        try {
            return work.get();
        } catch (CancellationException e) {
            Thread.interrupted();
            return work.get();
        }
    }

    /// Whether the end was asked for.
    public boolean isRequested() {
        return requested;
    }

    /// The work is over.
    public void finished() {
        done.countDown();
    }
}
