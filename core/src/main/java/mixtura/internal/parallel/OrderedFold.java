package mixtura.internal.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Folds the indices 0 … count − 1 in ranges that depend on the count alone, and merges the ranges' results
/// along a
/// fixed binary tree: whichever thread takes which range, the result has the same bits.
///
/// Threads take ranges in order from a counter, so a slow thread holds nobody up; a result is merged with its sibling
/// as soon as both are there, so only about `threads + log2(ranges)` results are alive at once.
public final class OrderedFold<S> {
    /// Ranges at most: enough for 16 threads to share them evenly, few enough to merge for nothing.
    static final int MAX_RANGES = 64;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("mixtura-", 1).factory());

    /// One thread's way to fold a range.
    public interface Worker<S> {
        /// The result for the indices `from … to − 1`.
        S fold(long from, long to) throws InterruptedException;
    }

    private final long count;
    private final int ranges;
    private final int leaves;
    private final BinaryOperator<S> merge;
    private final AtomicInteger next = new AtomicInteger();
    private final Object[] tree; // heap order: node i has the children 2i and 2i + 1, the leaves begin at `leaves`
    private volatile boolean failed;

    private OrderedFold(long count, int ranges, BinaryOperator<S> merge) {
        this.count = count;
        this.ranges = ranges;
        this.merge = merge;
        this.leaves = Integer.highestOneBit(Math.max(1, ranges - 1)) << (ranges > 1 ? 1 : 0);
        this.tree = new Object[2 * leaves];
    }

    /// @param count      indices to fold; with none, one worker folds the empty range
    /// @param grain      indices that are worth a range of their own: there are never more ranges than grains
    /// @param newWorker  makes the worker of one thread
    public static <S> S fold(
            long count, int grain, int threads, Supplier<? extends Worker<S>> newWorker, BinaryOperator<S> merge)
            throws InterruptedException {
        int ranges = Math.clamp((count + grain - 1) / grain, 1, MAX_RANGES);
        return new OrderedFold<>(count, ranges, merge).run(Math.min(threads, ranges), newWorker);
    }

    private S run(int threads, Supplier<? extends Worker<S>> newWorker) throws InterruptedException {
        List<Future<?>> helpers = new ArrayList<>(threads - 1);
        for (int t = 1; t < threads; t++) {
            helpers.add(THREADS.submit(() -> {
                work(newWorker.get());
                return null;
            }));
        }
        try {
            work(newWorker.get());
            for (Future<?> helper : helpers) helper.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            failed = true; // whoever still works stops at its next range
            for (Future<?> helper : helpers) helper.cancel(true);
        }
        return root();
    }

    private void work(Worker<S> worker) throws InterruptedException {
        for (int range = next.getAndIncrement(); range < ranges && !failed; range = next.getAndIncrement()) {
            S result = worker.fold(start(range), start(range + 1));
            put(leaves + range, result);
        }
    }

    /// Range r begins at ⌊r · count / ranges⌋, computed without overflow.
    private long start(int range) {
        return count / ranges * range + count % ranges * range / ranges;
    }

    /// Stores a node's result, and climbs as long as the sibling is there (or will never be).
    private void put(int node, S result) {
        while (node > 1) {
            int sibling = node ^ 1;
            S other = null;
            if (!isEmpty(sibling)) {
                synchronized (tree) {
                    other = take(sibling);
                    if (other == null) {
                        tree[node] = result;
                        return;
                    }
                }
            }
            if (other != null) result = (node & 1) == 0 ? merge.apply(result, other) : merge.apply(other, result);
            node >>= 1;
        }
        synchronized (tree) {
            tree[1] = result;
        }
    }

    /// Whether a subtree has no range at all.
    private boolean isEmpty(int node) {
        int leftmost = node;
        while (leftmost < leaves) leftmost <<= 1;
        return leftmost - leaves >= ranges;
    }

    @SuppressWarnings("unchecked") // put stores nothing else
    private @Nullable S take(int node) {
        S result = (S) tree[node];
        tree[node] = null;
        return result;
    }

    private S root() {
        synchronized (tree) {
            S result = take(1);
            if (result == null) throw new AssertionError("no result at the root");
            return result;
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException e) throw e;
        if (cause instanceof Error e) throw e;
        if (cause instanceof RuntimeException e) return e;
        return new IllegalStateException(cause);
    }
}
