package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.ByteRows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.GroupedScores;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarNearest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bounds leave out products and change no label.
class BoundedAssignmentTest {
    /// Rows whose centroids walk about, with bounds carried from step to step.
    private static final class Walk {
        private final Random random;
        private final Rows rows;
        private final double[] values;
        private final int count;
        private final int d;
        private final int[] labels;
        private final Frame frame;
        private final @Nullable ByteRows bytes;
        private Centroids centroids;
        private @Nullable GroupBounds bounds;
        private long pairs;
        private long allPairs;

        Walk(long seed, double[] values, boolean floats, int d, double[] start) {
            this.random = new Random(seed);
            this.values = values;
            this.d = d;
            this.count = values.length / d;
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length && floats; i++) {
                rounded[i] = (float) values[i];
                values[i] = rounded[i];
            }
            rows = floats ? Rows.wrap(rounded, count, d) : Rows.wrap(values, count, d);
            frame = Assignments.frame(ColumnSummary.of(rows, Execution.of(1)), 1);
            centroids = new Centroids(start, start.length / d, d);
            labels = new int[count];
            Arrays.fill(labels, -1);
            bytes = floats ? bytesOf(values, d, centroids.k()) : null;
        }

        private GroupedScores scores() {
            return GroupedScores.of(centroids.values(), centroids.k(), d, frame, rows.isFloat(), Kernels.automatic());
        }

        /// Assigns the rows with bounds, and by the definition.
        void assign(Centroids next) {
            Centroids before = centroids;
            centroids = next;
            GroupedScores scores = scores();
            boolean fresh = bounds == null || bounds.scale() != scores.scale();
            if (fresh) bounds = GroupBounds.unknown(labels, scores.groupCount(), scores.scale());
            var drift = fresh
                    ? GroupBounds.Drift.none(scores, centroids.k())
                    : GroupBounds.Drift.between(before, centroids, scores);
            var assignment = new BoundedAssignment(new BoundedAssignment.Step(bounds, drift, scores, bytes));
            int[] found = new int[count];
            rows.aggregate(new Execution(1, 300), () -> new LabelPass(assignment, found));
            int[] defined = new int[count];
            new ScalarNearest(centroids.values(), centroids.k(), d).newWorker().assign(values, 0, count, defined);
            assertThat(found).containsExactly(defined);
            System.arraycopy(found, 0, labels, 0, count);
            pairs += fresh ? 0 : assignment.pairs();
            allPairs += fresh ? 0 : (long) count * scores.groupCount();
        }

        /// Every centroid takes a step of this length, about; one in ten ten times that.
        Centroids moved(double length) {
            double[] moved = centroids.values().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += length * random.nextGaussian() * ((i / d) % 10 == 0 ? 10 : 1);
            }
            return new Centroids(moved, centroids.k(), d);
        }
    }

    private static @Nullable ByteRows bytesOf(double[] values, int d, int k) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        return ByteRows.choose(Kernels.automatic(), values.length / d, d, k, least, greatest);
    }

    private record LabelPass(BoundedAssignment assignment, int[] labels) implements Pass<Nothing> {
        @Override
        public void add(RowBlock block) {
            int[] part = new int[block.rowCount()];
            assignment.assign(block, part, new int[part.length]);
            System.arraycopy(part, 0, labels, (int) block.firstRow(), part.length);
        }

        @Override
        public Nothing finish() {
            return new Nothing();
        }
    }

    private record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }

    private static double[] gaussians(Random random, int count, double scale) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = scale * random.nextGaussian();
        return values;
    }

    @BeforeEach
    void thereAreVectorsOfSixteenFloats() {
        assumeTrue(GroupedScores.suits(Kernels.automatic()), "bounds need vectors of 512 bits");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 40, true", "10, 40, false", "32, 33, true", "3, 100, true", "16, 8, true", "16, 8, false", "40, 3, true",
        "100, 17, true", "128, 20, false", "129, 6, true", "300, 4, true", "1, 50, true", "1, 5, false", "2, 1, true"
    })
    void labelsAreThoseOfTheDefinitionWhileCentroidsWalk(int k, int d, boolean floats) {
        Random random = new Random(k * 100L + d);
        Walk walk = new Walk(k, gaussians(random, 1500 * d, 1), floats, d, gaussians(random, k * d, 0.7));
        for (double step : new double[] {0, 0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 1e-4, 0, 1e-6, 0.2, 0.01, 0}) {
            walk.assign(walk.moved(step));
        }
        if (k > 1) assertThat(walk.pairs).isLessThan(walk.allPairs * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void rowsHalfwayBetweenCentroidsThatBarelyMoveKeepTheLabelsOfTheDefinition(long seed) {
        Random random = new Random(seed);
        int d = new int[] {2, 8, 33, 64, 100}[(int) (seed % 5)];
        int k = seed % 2 == 0 ? 9 : 50;
        double[] start = gaussians(random, k * d, 1);
        double[] values = new double[800 * d];
        for (int n = 0; n < 800; n++) {
            int a = random.nextInt(k) * d;
            int b = random.nextInt(k) * d;
            for (int j = 0; j < d; j++) values[n * d + j] = (start[a + j] + start[b + j]) / 2;
        }
        Walk walk = new Walk(seed, values, seed % 3 != 0, d, start);
        for (double step : new double[] {0, 1e-16, 1e-12, 1e-9, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0, 1e-8, 1e-10}) {
            walk.assign(walk.moved(step));
        }
    }

    @Test
    void wholeNumbersWithManyTiesAndManyCopiesKeepTheLowestLabel() {
        Random random = new Random(5);
        for (int k : new int[] {5, 30, 90, 200}) {
            double[] values = gaussians(random, 900 * 6, 2);
            for (int i = 0; i < values.length; i++) values[i] = Math.rint(values[i]);
            System.arraycopy(values, 0, values, 300 * 6, 300 * 6);
            Walk walk = new Walk(k, values, true, 6, Arrays.copyOf(values, k * 6));
            for (int step = 0; step < 8; step++) {
                double[] moved = walk.centroids.values().clone();
                for (int i = 0; i < moved.length; i++) if (random.nextInt(10) == 0) moved[i] += random.nextInt(3) - 1;
                walk.assign(new Centroids(moved, k, 6));
            }
        }
    }

    /// Grey values, most of them 0.
    private static double[] greys(Random random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = Math.max(0, random.nextInt(-400, 256));
        return values;
    }

    @ParameterizedTest
    @CsvSource({"10, 100, 0", "10, 35, 0", "32, 33, 0", "3, 128, 0", "9, 64, 0.5", "9, 64, -1", "9, 64, 256"})
    void rowsOfBytesAndRowsThatNearlyAreKeepTheLabelsOfTheDefinition(int k, int d, double stranger) {
        Random random = new Random(k * 100L + d);
        double[] values = greys(random, 1500 * d);
        if (stranger != 0) values[1000 * d] = stranger;
        Walk walk = new Walk(k, values, true, d, greys(random, k * d));
        assertThat(walk.bytes != null).isEqualTo(stranger >= 0 && stranger < 256);
        for (double step : new double[] {0, 0, 30, 10, 3, 1, 0.3, 0.1, 1e-2, 0, 1e-4, 20, 1, 0}) {
            walk.assign(walk.moved(step));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 35, 64, 111, 784})
    void scoresOfRowsOfBytesHaveTheBitsOfScoresOfFloats(int d) {
        Random random = new Random(d);
        double[] values = greys(random, 20 * d);
        byte[] bytes = new byte[values.length];
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
            floats[i] = (float) values[i];
        }
        Frame frame = Assignments.frame(ColumnSummary.of(Rows.wrap(floats, 20, d), Execution.of(1)), 1);
        GroupedScores scores = GroupedScores.of(greys(random, 7 * d), 7, d, frame, true, Kernels.automatic());
        assertThat(scores.readsBytes()).isTrue();
        int[] starts = new int[20];
        Arrays.setAll(starts, i -> i * d);
        GroupedScores.Worker ofBytes = scores.newWorker(20);
        ofBytes.load(bytes, starts);
        GroupedScores.Worker ofFloats = scores.newWorker(20);
        ofFloats.load(floats, starts, 20);
        for (int i = 0; i < 20; i++) {
            assertThat(ofBytes.squaredNorm(i)).isEqualTo(ofFloats.squaredNorm(i));
            for (int c = 0; c < 7; c++) assertThat(ofBytes.score(i, c)).isEqualTo(ofFloats.score(i, c));
        }
    }

    @Test
    void aCentroidThatJumpsToAFarRowIsFoundByItsRows() {
        Random random = new Random(6);
        for (int k : new int[] {8, 60, 160}) {
            int d = 40;
            Walk walk = new Walk(k, gaussians(random, 1000 * d, 1), true, d, gaussians(random, k * d, 1));
            walk.assign(walk.centroids);
            for (int jump = 0; jump < 6; jump++) {
                double[] moved = walk.moved(0.01).values();
                System.arraycopy(walk.values, random.nextInt(1000) * d, moved, random.nextInt(k) * d, d);
                walk.assign(new Centroids(moved, k, d));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e6, 1e9})
    void rowsFarFromZeroAndAFewVeryFarAwayKeepTheirLabels(double far) {
        Random random = new Random(7);
        for (boolean floats : new boolean[] {true, false}) {
            double[] values = gaussians(random, 700 * 35, 1);
            for (int i = 0; i < values.length; i++) values[i] += far;
            values[random.nextInt(values.length)] = 1000 * far;
            double[] start = gaussians(random, 12 * 35, 1);
            for (int i = 0; i < start.length; i++) start[i] += far;
            Walk walk = new Walk(8, values, floats, 35, start);
            for (double step : new double[] {0, 0.1, 0.01, 0.001, 0}) walk.assign(walk.moved(step));
        }
    }

    private static Alternation.Run run(Rows rows, double[][] start, Acceleration.Use use, int threads) {
        Execution execution = Blocks.execution(threads, rows.dimension());
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        var problem = new Lloyd.Problem(
                rows,
                Assignments.frame(summary, 1),
                SumsPlan.of(rows, summary, 1),
                execution,
                "auto",
                null,
                null,
                null,
                use);
        KMeansOptions options = KMeansOptions.of(start.length).withMaxIterations(60);
        return Alternation.run(
                new Lloyd(problem), Centroids.of(start), options, (iteration, distortion, change) -> false);
    }

    /// Weights of 0, and centroids so far away that their clusters are empty and take a row.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void everyIterationHasTheSameBitsWithAndWithoutBoundsOnAnyNumberOfThreads(long seed) {
        Random random = new Random(seed);
        int d = seed % 2 == 0 ? 40 : 9;
        int k = seed % 2 == 0 ? 12 : 70;
        int count = 20_000;
        float[] values = new float[count * d];
        for (int n = 0; n < count; n++) {
            int centre = random.nextInt(k);
            for (int j = 0; j < d; j++) {
                values[n * d + j] = (float) (random.nextGaussian() + (centre * (j + 3) % 7) * 0.4);
            }
        }
        double[] weights = random.ints(count, 0, 3).asDoubleStream().toArray();
        Rows rows = Rows.wrap(values, count, d);
        if (seed >= 2) rows = rows.weighted(weights);
        double[][] start = new double[k][d];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < d; j++) start[i][j] = i % 9 == 8 ? 100 + i : values[i * 97 * d + j];
        }
        Alternation.Run plain = run(rows, start, Acceleration.Use.NEVER, 2);
        assertThat(plain.evidence().repairs()).isNotEmpty();
        for (Acceleration.Use use : new Acceleration.Use[] {Acceleration.Use.ALWAYS, Acceleration.Use.AUTO}) {
            for (int threads : new int[] {1, 2, 3}) {
                Alternation.Run bounded = run(rows, start, use, threads);
                assertThat(bounded.trace()).isEqualTo(plain.trace());
                assertThat(bounded.centroids().values())
                        .containsExactly(plain.centroids().values());
                assertThat(bounded.mass()).containsExactly(plain.mass());
                if (use == Acceleration.Use.ALWAYS)
                    assertThat(bounded.evidence().kernels()).contains("saved by bounds");
            }
        }
    }
}
