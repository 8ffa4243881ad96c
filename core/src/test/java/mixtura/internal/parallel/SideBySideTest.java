package mixtura.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mixtura.data.PassInterruptedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideBySideTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void resultsComeInTheOrderOfThePieces(int threads) {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int piece = i;
            tasks.add(() -> {
                if (piece % 10 == 0) Thread.sleep(1);
                return piece;
            });
        }
        assertThat(SideBySide.all(tasks, threads, PassInterruptedException::new))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(SideBySide.all(List.<Callable<Integer>>of(), threads, PassInterruptedException::new))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theFirstPieceInOrderThatFailsSaysWhyAndLittleBeginsAfterIt(int threads) {
        AtomicInteger begun = new AtomicInteger();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int piece = i;
            tasks.add(() -> {
                begun.incrementAndGet();
                if (piece == 3) Thread.sleep(50); // the fourth fails after the fifth has failed
                if (piece >= 3) throw new IllegalArgumentException("piece " + piece);
                return piece;
            });
        }
        assertThatThrownBy(() -> SideBySide.all(tasks, threads, PassInterruptedException::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("piece 3");
        assertThat(begun).hasValueLessThan(4 + 2 * threads);
    }

    @Test
    void anInterruptedCallerStopsTheThreads() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        AtomicInteger begun = new AtomicInteger();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(() -> {
                working.countDown();
                begun.incrementAndGet();
                Thread.sleep(60_000);
                return 0;
            });
        }
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                SideBySide.all(tasks, 2, PassInterruptedException::new);
            } catch (PassInterruptedException e) {
                thrown.add(e);
            }
        });
        caller.start();
        working.await();
        caller.interrupt();
        caller.join(30_000);
        assertThat(caller.isAlive()).isFalse();
        assertThat(thrown).hasSize(1);
        assertThat(begun).hasValue(2);
    }
}
