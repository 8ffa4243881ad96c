package mixtura.kmeans;

import static java.util.Objects.requireNonNull;
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
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.MarginScreen;
import mixtura.internal.kernel.Margins;
import mixtura.internal.kernel.NarrowRows;
import mixtura.internal.kernel.ScalarNearest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of few columns whose margins are not used up are not looked at, and every label is that of the
/// definition.
class MarginAssignmentTest {
    private static final Kernels KERNELS = Kernels.automatic();

    /// Rows whose centroids walk about, with margins kept from step to step.
    private static final class Walk {
        private final Random random;
        private final Rows rows;
        private final double[] values;
        private final int count;
        private final int d;
        private final int[] labels;
        private final Frame frame;
        private final NarrowRows narrow;
        private Centroids centroids;
        private @Nullable Margins margins;
        private long screened;
        private long all;

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
            narrow = requireNonNull(NarrowRows.choose(KERNELS, count, d, centroids.k()));
            labels = new int[count];
            Arrays.fill(labels, -1);
        }

        /// Assigns the rows with margins, and by the definition.
        void assign(Centroids next) {
            Centroids before = centroids;
            centroids = next;
            MarginScreen screen = MarginScreen.of(narrow, next.values(), next.k(), d, frame, rows.isFloat(), KERNELS);
            Margins kept = margins;
            boolean fresh = kept == null || kept.scale() != screen.scale();
            if (kept == null || fresh) kept = new Margins(count, next.k(), screen.scale());
            else kept.move(before.values(), next.values(), d);
            margins = kept;
            var assignment = new MarginAssignment.Step(kept, screen, labels, fresh).newAssignment();
            int[] found = new int[count];
            int[] defined = new int[count];
            new ScalarNearest(next.values(), next.k(), d).newWorker().assign(values, 0, count, defined);
            boolean[] other = new boolean[count];
            for (int n = 0; n < count; n++) other[n] = defined[n] != labels[n];
            boolean[] changed = new boolean[count];
            rows.aggregate(new Execution(1, 300), () -> new LabelPass(assignment, values, found, changed));
            assertThat(found).containsExactly(defined);
            assertThat(changed).containsExactly(other);
            System.arraycopy(found, 0, labels, 0, count);
            screened += fresh ? 0 : assignment.pairs();
            all += fresh ? 0 : count;
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

    private record LabelPass(CarriedAssignment assignment, double[] values, int[] labels, boolean[] changed)
            implements Pass<Nothing> {
        @Override
        public void add(RowBlock block) {
            int first = (int) block.firstRow();
            int d = block.dimension();
            int[] part = new int[block.rowCount()];
            int[] rows = new int[block.rowCount()];
            int count = assignment.assign(block, part, rows);
            System.arraycopy(part, 0, labels, first, part.length);
            for (int i = 0; i < count; i++) changed[first + rows[i]] = true;
            float[] copies = assignment.values(rows, count);
            for (int i = 0; i < count * d && copies != null; i++) {
                assertThat((double) copies[i]).isEqualTo(values[(first + rows[i / d]) * d + i % d]);
            }
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
        assumeTrue(NarrowRows.suits(KERNELS, 2, 2), "margins need vectors of 512 bits");
    }

    @ParameterizedTest
    @CsvSource({
        "16, 8, true",
        "16, 8, false",
        "2, 1, true",
        "2, 1, false",
        "3, 2, true",
        "15, 3, true",
        "17, 5, true",
        "17, 4, false",
        "32, 8, true",
        "33, 7, true",
        "100, 8, true",
        "100, 6, false",
        "300, 3, true"
    })
    void labelsAreThoseOfTheDefinitionWhileCentroidsWalk(int k, int d, boolean floats) {
        Random random = new Random(k * 100L + d);
        Walk walk = new Walk(k, gaussians(random, 1501 * d, 1), floats, d, gaussians(random, k * d, 0.7));
        for (double step : new double[] {0, 0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 1e-4, 0, 1e-6, 0.2, 0.01, 0, 0}) {
            walk.assign(walk.moved(step));
        }
        assertThat(walk.screened).isLessThan(walk.all * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void rowsHalfwayBetweenCentroidsThatBarelyMoveKeepTheLabelsOfTheDefinition(long seed) {
        Random random = new Random(seed);
        int d = new int[] {2, 8, 3, 4, 7}[(int) (seed % 5)];
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

    @Test
    void aCentroidThatJumpsToAFarRowIsFoundByItsRows() {
        Random random = new Random(6);
        for (int k : new int[] {8, 60, 160}) {
            int d = 5;
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
            double[] values = gaussians(random, 700 * 7, 1);
            for (int i = 0; i < values.length; i++) values[i] += far;
            values[random.nextInt(values.length)] = 1000 * far;
            double[] start = gaussians(random, 12 * 7, 1);
            for (int i = 0; i < start.length; i++) start[i] += far;
            Walk walk = new Walk(8, values, floats, 7, start);
            for (double step : new double[] {0, 0.1, 0.01, 0.001, 0}) walk.assign(walk.moved(step));
        }
    }

    /// Weights of 0, and centroids so far away that their clusters are empty and take a row.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void everyIterationHasTheSameBitsWithAndWithoutMarginsOnAnyNumberOfThreads(long seed) {
        Random random = new Random(seed);
        int d = seed % 2 == 0 ? 8 : 3;
        int k = seed % 2 == 0 ? 12 : 40;
        int count = 20_000;
        float[] values = new float[count * d];
        for (int n = 0; n < count; n++) {
            int centre = random.nextInt(k);
            for (int j = 0; j < d; j++) {
                values[n * d + j] = (float) (random.nextGaussian() + (centre * (j + 3) % 7) * 0.4);
            }
        }
        Rows rows = Rows.wrap(values, count, d);
        if (seed >= 2)
            rows = rows.weighted(random.ints(count, 0, 3).asDoubleStream().toArray());
        double[][] start = new double[k][d];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < d; j++) start[i][j] = i % 9 == 8 ? 100 + i : values[i * 97 * d + j];
        }
        Alternation.Run plain = run(rows, start, Acceleration.Use.NEVER, 2);
        assertThat(plain.evidence().repairs()).isNotEmpty();
        for (int threads : new int[] {1, 2, 3}) {
            Alternation.Run kept = run(rows, start, Acceleration.Use.AUTO, threads);
            assertThat(kept.trace()).isEqualTo(plain.trace());
            assertThat(kept.centroids().values())
                    .containsExactly(plain.centroids().values());
            assertThat(kept.mass()).containsExactly(plain.mass());
            assertThat(kept.evidence().kernels()).contains("saved by bounds");
        }
    }

    private static Alternation.Run run(Rows rows, double[][] start, Acceleration.Use use, int threads) {
        Execution execution = Blocks.execution(threads, rows.dimension());
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        NarrowRows narrow = NarrowRows.choose(KERNELS, rows.rowCount(), rows.dimension(), start.length);
        var problem = new Lloyd.Problem(
                rows,
                Assignments.frame(summary, 1),
                SumsPlan.of(rows, summary, 1),
                execution,
                "simd",
                null,
                narrow,
                null,
                use);
        KMeansOptions options = KMeansOptions.of(start.length).withMaxIterations(60);
        return Alternation.run(
                new Lloyd(problem), Centroids.of(start), options, (iteration, distortion, change) -> false);
    }
}
