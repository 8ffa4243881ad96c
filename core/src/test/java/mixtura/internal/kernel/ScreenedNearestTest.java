package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mixtura.internal.kernel.ScreenedNearest.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a screen does in single precision, the label is that of the definition.
class ScreenedNearestTest {
    private static final int OFFSET = 3;

    /// Rows with the centroids that they are labelled by.
    private record Problem(double[] rows, int rowCount, double[] centroids, int k, int dimension) {
        int[] defined() {
            int[] labels = new int[rowCount];
            new ScalarNearest(centroids, k, dimension).newWorker().assign(rows, OFFSET, rowCount, labels);
            return labels;
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
            return new Problem(rounded, rowCount, centroids, k, dimension);
        }

        double largestNorm() {
            double largest = 0;
            for (int n = 0; n < rowCount; n++) {
                double norm = 0;
                for (int j = 0; j < dimension; j++) norm = Math.hypot(norm, rows[OFFSET + n * dimension + j]);
                largest = Math.max(largest, norm);
            }
            return largest * (1 + 1e-6);
        }
    }

    private static Problem problem(Random random, int rowCount, int k, int dimension, DoubleUnaryOperator shape) {
        double[] rows = new double[OFFSET + rowCount * dimension];
        for (int i = 0; i < rows.length; i++) rows[i] = shape.applyAsDouble(random.nextGaussian());
        double[] centroids = new double[k * dimension];
        for (int i = 0; i < centroids.length; i++) centroids[i] = shape.applyAsDouble(random.nextGaussian());
        return new Problem(rows, rowCount, centroids, k, dimension);
    }

    private static void check(Problem p, Shape shape) {
        if (!shape.suits(p.dimension)) return;
        Frame free = Frame.about(p.centroids, p.k, p.dimension);
        int[] labels = new int[p.rowCount];
        ScreenedNearest.of(p.centroids, p.k, p.dimension, free, false, ScalarKernels.INSTANCE, shape)
                .newWorker()
                .assign(p.rows, OFFSET, p.rowCount, labels);
        assertThat(labels)
                .as("double, %s, d = %d, k = %d", shape, p.dimension, p.k)
                .containsExactly(p.defined());

        Problem f = p.inFloats();
        int[] defined = f.defined();
        ScreenedNearest.of(f.centroids, f.k, f.dimension, free, true, ScalarKernels.INSTANCE, shape)
                .newWorker()
                .assign(f.floats(), OFFSET, f.rowCount, labels);
        assertThat(labels)
                .as("float, %s, d = %d, k = %d", shape, p.dimension, p.k)
                .containsExactly(defined);

        Frame raw = new Frame(free.centre(), true, f.largestNorm());
        ScreenedNearest.of(f.centroids, f.k, f.dimension, raw, true, ScalarKernels.INSTANCE, shape)
                .newWorker()
                .assign(f.floats(), OFFSET, f.rowCount, labels);
        assertThat(labels)
                .as("raw float, %s, d = %d, k = %d", shape, p.dimension, p.k)
                .containsExactly(defined);
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeOfProblemGetsTheLabelsOfTheDefinition(Shape shape) {
        Random random = new Random(1);
        for (int dimension = 1; dimension <= 70; dimension++) {
            for (int k : new int[] {1, 2, 3, 4, 5, 7, 8, 10, 16, 40}) {
                check(problem(random, 1 + random.nextInt(150), k, dimension, x -> x), shape);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAlmostHalfwayBetweenTwoCentroidsGetTheNearerOne(Shape shape) {
        Random random = new Random(2);
        for (int exponent = -60; exponent <= 0; exponent += 3) {
            double nudge = Math.scalb(1.0, exponent);
            for (int dimension : new int[] {1, 2, 8, 17, 64, 100}) {
                Problem p = problem(random, 300, 6, dimension, x -> x);
                for (int n = 0; n < p.rowCount; n++) {
                    int a = random.nextInt(p.k) * dimension;
                    int b = random.nextInt(p.k) * dimension;
                    for (int j = 0; j < dimension; j++) {
                        double middle = (p.centroids[a + j] + p.centroids[b + j]) / 2;
                        p.rows[OFFSET + n * dimension + j] = middle + nudge * random.nextGaussian();
                    }
                }
                check(p, shape);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void centroidsThatAgreeInAllButTheLastBitsAreToldApart(Shape shape) {
        Random random = new Random(3);
        for (int trial = 0; trial < 60; trial++) {
            int dimension = 1 + random.nextInt(40);
            Problem p = problem(random, 100, 9, dimension, x -> x);
            for (int c = 1; c < p.k; c++) {
                for (int j = 0; j < dimension; j++) {
                    double first = p.centroids[j];
                    p.centroids[c * dimension + j] = first + random.nextInt(-2, 3) * Math.ulp(first);
                }
            }
            check(p, shape);
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalCentroidsGoToTheLowestIndex(Shape shape) {
        Problem p = problem(new Random(4), 200, 6, 12, x -> x);
        System.arraycopy(p.centroids, 0, p.centroids, 3 * 12, 3 * 12);
        check(p, shape);
        assertThat(IntStream.of(p.defined())).allMatch(label -> label < 3);
    }

    @ParameterizedTest
    @EnumSource
    void rowsFarFromZeroKeepTheirLabels(Shape shape) {
        Random random = new Random(5);
        for (double shift : new double[] {1e3, 1e6, 0x1p27, 1e12}) {
            for (int dimension : new int[] {1, 5, 33}) check(problem(random, 200, 8, dimension, x -> x + shift), shape);
        }
    }

    @ParameterizedTest
    @EnumSource
    void extremeScalesNeitherOverflowNorVanish(Shape shape) {
        Random random = new Random(6);
        for (double scale : new double[] {1e-300, 1e-150, 1e-38, 1e-30, 1e30, 1e38, 1e150, 1e300}) {
            for (int dimension : new int[] {1, 6, 40}) check(problem(random, 150, 7, dimension, x -> x * scale), shape);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFewRowsVeryFarAwayHurtNobody(Shape shape) {
        Random random = new Random(7);
        for (double far : new double[] {1e6, 1e18, 1e30, 1e200}) {
            Problem p = problem(random, 300, 7, 21, x -> x);
            for (int n = 0; n < 5; n++) p.rows[OFFSET + random.nextInt(p.rowCount) * 21 + random.nextInt(21)] = far;
            check(p, shape);
        }
    }

    @Test
    void rowsOnAGridOfTiesAreDecidedByTheLowestIndex() {
        // Whole-number rows and centroids: distances are exact in double, and many are equal.
        Random random = new Random(8);
        for (Shape shape : Shape.values()) {
            for (int dimension = 1; dimension <= 20; dimension++) {
                check(problem(random, 200, 12, dimension, x -> Math.rint(2 * x)), shape);
            }
        }
    }

    @Test
    void fixedPointSumsHaveTheSameBitsWithAndWithoutVectors() {
        Random random = new Random(9);
        FixedPoint vectors = FixedPoint.of(Kernels.automatic());
        FixedPoint scalar = new FixedPoint.Scalar();
        for (int dimension = 1; dimension <= 70; dimension++) {
            double[] origin = random.doubles(dimension).toArray();
            double[] scale = IntStream.range(0, dimension)
                    .mapToDouble(j -> Math.scalb(1.0, 30 + random.nextInt(10)))
                    .toArray();
            double[] row = random.doubles(dimension + 2).toArray();
            float[] floats = new float[row.length];
            for (int j = 0; j < row.length; j++) floats[j] = (float) row[j];
            long[] a = new long[2 * dimension + 1];
            long[] b = new long[2 * dimension + 1];
            for (int[] clusters : new int[][] {{-1, 1}, {1, -1}, {-1, 1 + dimension}, {1 + dimension, 1}}) {
                vectors.move(row, 2, 0.3, origin, scale, a, clusters[0], clusters[1]);
                scalar.move(row, 2, 0.3, origin, scale, b, clusters[0], clusters[1]);
                vectors.move(floats, 1, 1.7, origin, scale, a, clusters[0], clusters[1]);
                scalar.move(floats, 1, 1.7, origin, scale, b, clusters[0], clusters[1]);
            }
            assertThat(a).containsExactly(b);
        }
    }
}
