package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever oneDNN rounds, in float or in bf16, the label is that of the definition.
class PackedNearestTest {
    private static final OneDnn.Search SEARCH = OneDnn.search();

    private static OneDnn library(OneDnn.Kind kind) {
        assumeTrue(
                SEARCH.library().isPresent() && SEARCH.library().get().has(kind),
                "no oneDNN with products of " + kind.word + " here: " + SEARCH.reason());
        return SEARCH.library().orElseThrow();
    }

    /// Rows, of which those in float are the same numbers rounded, and centroids.
    private record Problem(double[] rows, int rowCount, double[] centroids, int k, int d) {
        static Problem of(Random random, int rowCount, int k, int d, DoubleUnaryOperator shape) {
            double[] rows = new double[rowCount * d];
            for (int i = 0; i < rows.length; i++) rows[i] = shape.applyAsDouble(random.nextGaussian());
            double[] centroids = new double[k * d];
            for (int i = 0; i < centroids.length; i++) centroids[i] = shape.applyAsDouble(random.nextGaussian());
            return new Problem(rows, rowCount, centroids, k, d);
        }

        float[] floats() {
            float[] floats = new float[rows.length];
            for (int i = 0; i < rows.length; i++) floats[i] = (float) rows[i];
            return floats;
        }

        Problem inFloats() {
            double[] rounded = new double[rows.length];
            float[] floats = floats();
            for (int i = 0; i < rows.length; i++) rounded[i] = floats[i];
            return new Problem(rounded, rowCount, centroids, k, d);
        }

        int[] defined() {
            int[] labels = new int[rowCount];
            new ScalarNearest(centroids, k, d).newWorker().assign(rows, 0, rowCount, labels);
            return labels;
        }

        Frame frame() {
            double[] centre = new double[d];
            for (int i = 0; i < rows.length; i++) centre[i % d] += rows[i] / rowCount;
            double largest = 0;
            for (int n = 0; n < rowCount; n++) {
                double norm = 0;
                for (int j = 0; j < d; j++) norm = Math.hypot(norm, rows[n * d + j] - centre[j]);
                largest = Math.max(largest, norm);
            }
            return new Frame(centre, false, largest * (1 + 1e-6));
        }
    }

    private record Block(double[] rows, float @Nullable [] stored) implements NearestCentroid.Source {
        @Override
        public double[] values() {
            return rows;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public float @Nullable [] floats() {
            return stored;
        }

        @Override
        public float @Nullable [] floats(int[] wanted, int count) {
            return stored;
        }

        @Override
        public int floatOffset() {
            return 0;
        }
    }

    private static NearestCentroid nearest(PackedRows packed, Problem p) {
        NearestCentroid others = ScreenedNearest.of(p.centroids, p.k, p.d, p.frame(), true, ScalarKernels.INSTANCE);
        return packed.nearest(p.centroids, p.k, Kernels.automatic(), others);
    }

    private static long check(Problem p, OneDnn.Kind kind) {
        return check(p, false, kind) + check(p.inFloats(), true, kind);
    }

    private static long check(Problem p, boolean stored, OneDnn.Kind kind) {
        Frame frame = p.frame();
        if (!PackedRows.suits(frame, p.d, p.k)) return 0;
        try (PackedRows packed = PackedRows.of(library(kind), kind, frame, p.d, p.k)) {
            NearestCentroid.Worker worker = nearest(packed, p).newWorker();
            Block block = new Block(p.rows, stored ? p.floats() : null);
            int[] defined = p.defined();
            int[] labels = new int[p.rowCount];
            for (String time : new String[] {"packed", "kept"}) {
                worker.assign(0, p.rowCount, block, labels);
                assertThat(labels)
                        .as("%s rows, %s, d = %d, k = %d", time, kind.word, p.d, p.k)
                        .containsExactly(defined);
            }
            return worker.doubtfulRows();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeOfProblemGetsTheLabelsOfTheDefinition(OneDnn.Kind kind) {
        Random random = new Random(1);
        for (int d : new int[] {1, 2, 3, 7, 16, 31, 32, 33, 64, 65, 100, 257}) {
            for (int k : new int[] {2, 3, 5, 16, 17, 100, 300}) {
                check(Problem.of(random, 1 + random.nextInt(700), k, d, x -> x), kind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAlmostHalfwayBetweenTwoCentroidsGetTheNearerOne(OneDnn.Kind kind) {
        Random random = new Random(2);
        for (int exponent = -50; exponent <= -1; exponent += 3) {
            double nudge = Math.scalb(1.0, exponent);
            for (int d : new int[] {1, 8, 64}) {
                Problem p = Problem.of(random, 300, 9, d, x -> x);
                for (int n = 0; n < p.rowCount; n++) {
                    int a = random.nextInt(p.k) * d;
                    int b = random.nextInt(p.k) * d;
                    for (int j = 0; j < d; j++) {
                        double middle = (p.centroids[a + j] + p.centroids[b + j]) / 2;
                        p.rows[n * d + j] = middle + nudge * random.nextGaussian();
                    }
                }
                check(p, kind);
            }
        }
    }

    /// Every value of rows and centroids lies a hair beside the middle of two neighbours in bf16, on the side
    /// that makes all errors of the products point the same way: the largest error that rounding allows, towards
    /// the wrong centroid.
    @Test
    void roundingThatWorksTogetherAgainstTheNearestCentroidDoesNotWin() {
        OneDnn.Kind kind = OneDnn.Kind.BFLOAT;
        Random random = new Random(3);
        int wrongInBfloat = 0;
        for (int trial = 0; trial < 40; trial++) {
            int d = 64;
            Problem p = Problem.of(random, 400, 8, d, x -> x);
            double half = 0x1p-8;
            for (int j = 0; j < d; j++) {
                // the nearest centroid 0 rounds down, the others up, seen from rows of positive values near 1
                for (int c = 0; c < p.k; c++) {
                    int step = random.nextInt(20);
                    double below = 1 + step * 0x1p-7;
                    p.centroids[c * d + j] = below + half + (c == 0 ? -1 : 1) * 0x1p-30;
                }
            }
            for (int n = 0; n < p.rowCount; n++) {
                int other = 1 + random.nextInt(p.k - 1);
                double near = random.nextDouble() * 0x1p-10;
                for (int j = 0; j < d; j++) {
                    double middle = (p.centroids[j] + p.centroids[other * d + j]) / 2;
                    p.rows[n * d + j] = middle + near * (p.centroids[j] - p.centroids[other * d + j]);
                }
            }
            wrongInBfloat += wrongWithoutProof(p);
            assertThat(check(p, kind)).as("rows in doubt").isPositive();
        }
        assertThat(wrongInBfloat).as("labels that bf16 alone gets wrong").isGreaterThan(100);
    }

    private static int wrongWithoutProof(Problem p) {
        int[] defined = p.defined();
        int wrong = 0;
        for (int n = 0; n < p.rowCount; n++) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < p.k; c++) {
                double score = 0;
                for (int j = 0; j < p.d; j++) {
                    double centroid = p.centroids[c * p.d + j];
                    score += centroid * centroid / 2 - inBfloat(p.rows[n * p.d + j]) * inBfloat(centroid);
                }
                if (score < least) {
                    least = score;
                    best = c;
                }
            }
            if (best != defined[n]) wrong++;
        }
        return wrong;
    }

    private static float inBfloat(double value) {
        return Float.intBitsToFloat(Bfloat.rounded((float) value));
    }

    @ParameterizedTest
    @EnumSource
    void centroidsThatAgreeInAllButTheLastBitsAreToldApart(OneDnn.Kind kind) {
        Random random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            int d = 1 + random.nextInt(80);
            Problem p = Problem.of(random, 150, 40, d, x -> x);
            for (int c = 1; c < p.k; c++) {
                for (int j = 0; j < d; j++) {
                    double first = p.centroids[j];
                    p.centroids[c * d + j] = first + random.nextInt(-2, 3) * Math.ulp(first);
                }
            }
            check(p, kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsOnAGridOfTiesAreDecidedByTheLowestIndex(OneDnn.Kind kind) {
        Random random = new Random(5);
        for (int d : new int[] {1, 4, 33, 64}) {
            check(Problem.of(random, 300, 50, d, x -> Math.rint(2 * x)), kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void farFromZeroAndAtExtremeScalesLabelsStay(OneDnn.Kind kind) {
        Random random = new Random(6);
        for (double shift : new double[] {1e3, 0x1p27, 1e12}) {
            check(Problem.of(random, 200, 20, 33, x -> x + shift), kind);
        }
        for (double scale : new double[] {1e-90, 1e-38, 1e-30, 1e30, 1e38, 1e90}) {
            check(Problem.of(random, 200, 20, 40, x -> x * scale), kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAndCentroidsVeryFarAwayHurtNobody(OneDnn.Kind kind) {
        Random random = new Random(7);
        for (double far : new double[] {1e3, 1e6, 1e18, 1e30}) {
            Problem p = Problem.of(random, 300, 30, 40, x -> x);
            for (int n = 0; n < 5; n++) p.rows[random.nextInt(p.rows.length)] = far;
            check(p, kind);
            p.centroids[random.nextInt(p.centroids.length)] = -far;
            check(p, kind);
        }
    }

    /// A primitive made in one thread gives wrong numbers in another, unless its scratch space travels along.
    @ParameterizedTest
    @EnumSource
    void productsMadeByOneThreadServeAnother(OneDnn.Kind kind) throws InterruptedException, ExecutionException {
        Problem p = Problem.of(new Random(8), 6000, 120, 64, x -> x);
        Block block = new Block(p.rows, null);
        int[] defined = p.defined();
        try (PackedRows packed = PackedRows.of(library(kind), kind, p.frame(), p.d, p.k)) {
            NearestCentroid nearest = nearest(packed, p);
            nearest.newWorker().assign(0, p.rowCount, block, new int[p.rowCount]);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                var labels = IntStream.range(0, 8)
                        .<Future<int[]>>mapToObj(t -> threads.submit(() -> {
                            int[] mine = new int[p.rowCount];
                            nearest.newWorker().assign(0, p.rowCount, block, mine);
                            return mine;
                        }))
                        .toList();
                for (Future<int[]> mine : labels) assertThat(mine.get()).containsExactly(defined);
            }
        }
    }

    @Test
    void aLibraryThatIsNotThereIsSaidSo(@TempDir Path empty) {
        assertThat(OneDnn.search(empty.resolve("libdnnl.so").toString(), null, List.of())
                        .reason())
                .startsWith("oneDNN could not be loaded");
        OneDnn.Search nothing = OneDnn.search(null, empty.toString(), List.of("libdnnl-that-nobody-has.so"));
        assertThat(nothing.library()).isEmpty();
        assertThat(nothing.reason()).startsWith("no oneDNN: ").contains("-Dmixtura.onednn=");
    }

    @Test
    void kernelsThatCannotRunAreRefused() {
        assertThatThrownBy(() -> Kernels.named("dnnl"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bf16 or onednn");
    }
}
