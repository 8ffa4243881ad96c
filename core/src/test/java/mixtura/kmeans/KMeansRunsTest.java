package mixtura.kmeans;

import static mixtura.kmeans.KMeansProblems.flat;
import static mixtura.kmeans.KMeansProblems.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same bits on any number of threads and from any storage, and fits that are stopped.
class KMeansRunsTest {
    private static void assertEqualBits(Fit<KMeansModel> a, Fit<KMeansModel> b) {
        assertThat(a.model().centroids()).isDeepEqualTo(b.model().centroids());
        assertThat(a.model().mass()).containsExactly(b.model().mass());
        assertThat(a.trace()).isEqualTo(b.trace());
        assertThat(a.certificate().restartObjectives())
                .containsExactly(b.certificate().restartObjectives());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 8", "3, 33"})
    void oneTwoAndEightThreadsGiveTheSameBits(long seed, int d) {
        Rows rows = Rows.of(Problems.clouds(seed, 6000, d, 5, 2));
        for (Seeding start :
                new Seeding[] {Seeding.kMeansPlusPlus(), Seeding.randomRows(), Seeding.randomPartition()}) {
            KMeansOptions options = KMeansOptions.of(6)
                    .withStart(start)
                    .withSeed(seed)
                    .withRestarts(2)
                    .withMaxIterations(15);
            var one = KMeans.fit(rows, options.withThreads(1));
            assertEqualBits(KMeans.fit(rows, options.withThreads(2)), one);
            assertEqualBits(KMeans.fit(rows, options.withThreads(8)), one);
        }
    }

    /// Values of very different size in one column leave the fixed point grid; sums are then in double.
    @Test
    void threadsChangeNoBitWhereAColumnHasHugeOutliers() {
        double[][] x = Problems.clouds(1, 6000, 2, 3, 2);
        x[17][0] = 1e14;
        Rows rows = Rows.of(x);
        KMeansOptions options = KMeansOptions.of(4).withMaxIterations(15);
        var one = KMeans.fit(rows, options.withThreads(1));
        assertEqualBits(KMeans.fit(rows, options.withThreads(2)), one);
        assertEqualBits(KMeans.fit(rows, options.withThreads(8)), one);
        assertThat(one.certificate().monotone()).isTrue();
    }

    @Test
    void rowsInAFileGiveTheBitsOfRowsInMemory(@TempDir Path folder) throws IOException {
        double[][] x = Problems.clouds(3, 5000, 3, 4, 2);
        Npy.write(folder.resolve("x.npy"), flat(x), x.length, 3);
        KMeansOptions options = KMeansOptions.of(5).withRestarts(2);
        var inMemory = KMeans.fit(Rows.of(x), options);
        assertEqualBits(KMeans.fit(Npy.map(folder.resolve("x.npy")), options), inMemory);
        assertEqualBits(KMeans.fit(Npy.read(folder.resolve("x.npy")), options), inMemory);
    }

    @Test
    void noIterationLeavesTheStartAndOneMovesItOnce() {
        double[][] x = Problems.clouds(4, 300, 2, 3, 1);
        double[][] start = Problems.first(x, 3);
        var none = KMeans.fit(Rows.of(x), from(start).withMaxIterations(0));
        assertThat(none.model().centroids()).isDeepEqualTo(start);
        assertThat(none.iterations()).isZero();
        assertThat(none.trace()).hasSize(1);
        assertThat(none.converged()).isFalse();
        assertThat(none.warnings()).anyMatch(warning -> warning.contains("--max-iter"));
        var one = KMeans.fit(Rows.of(x), from(start).withMaxIterations(1));
        assertThat(one.iterations()).isEqualTo(1);
        assertThat(one.trace().getFirst()).isEqualTo(none.trace().getFirst());
        assertThat(one.objective()).isLessThan(none.objective());
        assertThat(one.converged()).isFalse();
    }

    @Test
    void aToleranceEndsTheFitAtTheFirstSmallerFall() {
        double[][] x = Problems.clouds(4, 300, 2, 3, 1);
        var exact = KMeans.fit(Rows.of(x), from(Problems.first(x, 3)));
        var rough = KMeans.fit(Rows.of(x), from(Problems.first(x, 3)).withTolerance(0.01));
        assertThat(rough.converged()).isTrue();
        assertThat(rough.trace()).isEqualTo(exact.trace().subList(0, rough.iterations() + 1));
        for (int t = 1; t <= rough.iterations(); t++) {
            double before = rough.trace().get(t - 1).objective();
            double fall = (before - rough.trace().get(t).objective()) / before;
            assertThat(fall <= 0.01).as("fall %s in iteration %d", fall, t).isEqualTo(t == rough.iterations());
        }
    }

    private static Progress at(int restart, int iteration, Runnable action, Progress.Answer answer) {
        return report -> {
            if (report.restart() != restart || report.iteration() != iteration) return Progress.Answer.CONTINUE;
            action.run();
            return answer;
        };
    }

    @Test
    void aFitThatIsToldToStopReturnsWhatItHas() {
        double[][] x = Problems.clouds(5, 300, 2, 3, 1);
        KMeansOptions options = from(Problems.first(x, 3));
        var stopped = KMeans.fit(Rows.of(x), options, at(0, 2, () -> {}, Progress.Answer.STOP));
        assertThat(stopped.certificate().interrupted()).isTrue();
        assertThat(stopped.converged()).isFalse();
        assertEqualBits(stopped, KMeans.fit(Rows.of(x), options.withMaxIterations(2)));
    }

    @Test
    void anInterruptedThreadReturnsTheModelOfTheLastWholeIteration() {
        double[][] x = Problems.clouds(5, 300, 2, 3, 1);
        KMeansOptions options = from(Problems.first(x, 3));
        Fit<KMeansModel> stopped;
        try {
            stopped = KMeans.fit(
                    Rows.of(x), options, at(0, 2, Thread.currentThread()::interrupt, Progress.Answer.CONTINUE));
        } finally {
            Thread.interrupted(); // leaves nothing behind for the next test
        }
        assertThat(stopped.certificate().interrupted()).isTrue();
        assertThat(stopped.converged()).isFalse();
        assertEqualBits(stopped, KMeans.fit(Rows.of(x), options.withMaxIterations(2)));
    }

    @Test
    void aFitStoppedInALaterStartReturnsTheBestSoFar() {
        Rows rows = Rows.of(Problems.clouds(6, 300, 2, 5, 1));
        KMeansOptions options = KMeansOptions.of(5).withRestarts(4);
        var whole = KMeans.fit(rows, options.withRestarts(2));
        var stopped = KMeans.fit(rows, options, at(2, 0, () -> {}, Progress.Answer.STOP));
        assertThat(stopped.certificate().interrupted()).isTrue();
        assertThat(stopped.objective()).isLessThanOrEqualTo(whole.objective());
        assertThat(stopped.certificate().restartObjectives())
                .hasSize(3)
                .startsWith(whole.certificate().restartObjectives());
    }

    @Test
    void interruptedBeforeThereIsAModelThereIsNone() {
        Rows rows = Rows.of(Problems.clouds(6, 300, 2, 5, 1));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> KMeans.fit(rows, KMeansOptions.of(2)))
                    .isInstanceOf(PassInterruptedException.class);
        } finally {
            Thread.interrupted(); // leaves nothing behind for the next test
        }
    }
}
