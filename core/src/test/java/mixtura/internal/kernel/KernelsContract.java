package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Every implementation of [Kernels] answers as [ScalarKernels] up to rounding, and writes nothing outside its
/// result.
abstract class KernelsContract {
    /// Sums of up to 500 products of standard normal numbers, added in another order, differ by some 500 · 2⁻⁵³
    /// · ‖a‖ ‖b‖.
    private static final double ROUNDING = 1e-11;

    private static final Kernels SCALAR = ScalarKernels.INSTANCE;

    private final SplittableRandom random = new SplittableRandom(42);

    /// The implementation under test.
    abstract Kernels kernels();

    @Test
    void dotsDistancesAndSumsAreTheScalarOnesAtEveryLengthAndOffset() {
        for (int length = 0; length <= 70; length++) {
            for (int offset = 0; offset < 5; offset++) {
                double[] a = normal(length + offset);
                double[] b = normal(length + offset + 1);
                assertClose(
                        SCALAR.dot(a, offset, b, offset + 1, length), kernels().dot(a, offset, b, offset + 1, length));
                assertClose(
                        SCALAR.squaredDistance(a, offset, b, offset + 1, length),
                        kernels().squaredDistance(a, offset, b, offset + 1, length));
                double[] expected = normal(length + offset + 3);
                double[] y = expected.clone();
                SCALAR.add(-1.7, a, offset, expected, offset + 1, length);
                kernels().add(-1.7, a, offset, y, offset + 1, length);
                assertClose(expected, y);
            }
        }
    }

    @Test
    void productsAreTheScalarOnesForSmallShapesAndWideStrides() {
        for (int round = 0; round < 1500; round++) {
            compareProducts(random.nextInt(71), random.nextInt(71), random.nextInt(71));
        }
    }

    @Test
    void productsAreTheScalarOnesWhereBlocksAndPanelsEnd() {
        int[] sizes = {1, 7, 8, 47, 48, 49, 191, 192, 193, 256, 300, 500};
        for (int round = 0; round < 60; round++) {
            compareProducts(
                    sizes[random.nextInt(sizes.length)],
                    sizes[random.nextInt(sizes.length)],
                    sizes[random.nextInt(sizes.length)]);
        }
    }

    private void compareProducts(int m, int n, int k) {
        int offset = random.nextInt(7);
        boolean accumulate = random.nextBoolean();
        int aStride = Math.max(1, Math.max(m, k)) + random.nextInt(5);
        int bStride = Math.max(1, Math.max(n, k)) + random.nextInt(5);
        int cStride = Math.max(1, Math.max(m, n)) + random.nextInt(5);
        double[] a = normal(offset + Math.max(m, k) * aStride);
        double[] b = normal(offset + Math.max(n, k) * bStride);
        double[] expected = normal(offset + Math.max(m, n) * cStride);
        double[] c = expected.clone();

        SCALAR.multiply(m, n, k, a, offset, aStride, b, offset, bStride, expected, offset, cStride, accumulate);
        kernels().multiply(m, n, k, a, offset, aStride, b, offset, bStride, c, offset, cStride, accumulate);
        assertClose(expected, c);

        SCALAR.multiplyTransposed(
                m, n, k, a, offset, aStride, b, offset, bStride, expected, offset, cStride, accumulate);
        kernels().multiplyTransposed(m, n, k, a, offset, aStride, b, offset, bStride, c, offset, cStride, accumulate);
        assertClose(expected, c);

        SCALAR.multiplyByTransposed(
                m, n, k, a, offset, aStride, b, offset, bStride, expected, offset, cStride, accumulate);
        kernels().multiplyByTransposed(m, n, k, a, offset, aStride, b, offset, bStride, c, offset, cStride, accumulate);
        assertClose(expected, c);

        SCALAR.addGram(n, k, b, offset, bStride, expected, offset, cStride);
        kernels().addGram(n, k, b, offset, bStride, c, offset, cStride);
        clearBelowDiagonal(n, expected, offset, cStride);
        clearBelowDiagonal(n, c, offset, cStride);
        assertClose(expected, c);

        clearBelowDiagonal(n, b, offset, bStride);
        double[] x = normal(offset + m * (n + 2));
        SCALAR.multiplyUpper(m, n, x, offset, n + 2, b, offset, bStride, expected, offset, cStride);
        kernels().multiplyUpper(m, n, x, offset, n + 2, b, offset, bStride, c, offset, cStride);
        assertClose(expected, c);
    }

    @Test
    void softmaxIsTheScalarOneForOrdinaryAndForExtremeScores() {
        double[] extremes = {
            Double.NEGATIVE_INFINITY, Double.NaN, 1e300, -1e300, 0, -0.0, -708, -745, 5e-324, Double.MAX_VALUE
        };
        for (int round = 0; round < 1000; round++) {
            int rows = random.nextInt(71);
            int columns = random.nextInt(40);
            int offset = random.nextInt(7);
            int stride = rows + random.nextInt(5);
            double spread = Math.exp(random.nextDouble(-5, 8));
            double rarity = random.nextDouble(0.05);
            double[] expected = normal(offset + stride * (columns + 1));
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= spread;
                if (random.nextDouble() < rarity) expected[i] = extremes[random.nextInt(extremes.length)];
            }
            double[] scores = expected.clone();
            double[] expectedSums = new double[rows + offset];
            double[] sums = new double[rows + offset];
            double[] byRow = expected.clone();

            SCALAR.softmaxColumns(rows, columns, expected, offset, stride, expectedSums, offset);
            kernels().softmaxColumns(rows, columns, scores, offset, stride, sums, offset);
            assertWithinAFewUlps(expected, scores);
            assertWithinAFewUlps(expectedSums, sums);

            double[] expectedByRow = byRow.clone();
            SCALAR.softmax(rows, columns, expectedByRow, offset, expectedSums, offset);
            kernels().softmax(rows, columns, byRow, offset, sums, offset);
            assertWithinAFewUlps(expectedByRow, byRow);
            assertWithinAFewUlps(expectedSums, sums);
        }
    }

    @Test
    void aRowHasTheSameSoftmaxWhereverItStandsInItsBlock() {
        int columns = 13;
        double[] row = normal(columns);
        double[] first = new double[1];
        double[] weights = row.clone();
        kernels().softmax(1, columns, weights, 0, first, 0);
        for (int rows = 1; rows < 40; rows++) {
            double[] scores = new double[rows * columns];
            for (int k = 0; k < columns; k++) Arrays.fill(scores, k * rows, (k + 1) * rows, row[k]);
            double[] sums = new double[rows];
            kernels().softmaxColumns(rows, columns, scores, 0, rows, sums, 0);
            for (int n = 0; n < rows; n++) {
                assertThat(sums[n]).isEqualTo(first[0]);
                for (int k = 0; k < columns; k++)
                    assertThat(scores[k * rows + n]).isEqualTo(weights[k]);
            }
        }
    }

    @Test
    void layingOutByColumnsAndMultiplyingFeaturesGivesTheScalarBits() {
        for (int round = 0; round < 1000; round++) {
            int rows = random.nextInt(71);
            int columns = random.nextInt(20);
            int offset = random.nextInt(7);
            int stride = rows + random.nextInt(5);
            double[] x = normal(offset + rows * (columns + 2));
            double[] shift = normal(columns);
            double[] scale = normal(columns);
            double[] expected = normal(offset + stride * (columns + 1));
            double[] laidOut = expected.clone();
            SCALAR.columns(rows, columns, x, offset, columns + 2, shift, scale, expected, offset, stride);
            kernels().columns(rows, columns, x, offset, columns + 2, shift, scale, laidOut, offset, stride);
            assertThat(laidOut).isEqualTo(expected);

            double[] expectedFeatures = normal(offset + stride * (Kernels.quadraticFeatureCount(columns) + 1));
            double[] features = expectedFeatures.clone();
            SCALAR.quadraticFeatures(rows, columns, expected, offset, stride, expectedFeatures, offset, stride);
            kernels().quadraticFeatures(rows, columns, laidOut, offset, stride, features, offset, stride);
            assertThat(features).isEqualTo(expectedFeatures);
        }
    }

    @Test
    void whitenedNormsAreTheScalarOnes() {
        for (int round = 0; round < 400; round++) {
            int d = 3 + random.nextInt(40);
            int components = 1 + random.nextInt(5);
            int rows = random.nextInt(150);
            int offset = random.nextInt(7);
            int stride = rows + random.nextInt(9);
            double[][] factors = new double[components][];
            double[][] means = new double[components][];
            for (int k = 0; k < components; k++) {
                factors[k] = normal(d * d);
                clearBelowDiagonal(d, factors[k], 0, d);
                means[k] = normal(d);
            }
            var whitening = new Whitening(d, factors, means, normal(components));
            double[] z = normal(offset + d * stride);
            double[] expected = normal(offset + components * stride);
            double[] out = expected.clone();
            SCALAR.whitener().norms(rows, z, offset, stride, whitening, expected, offset, stride);
            kernels().whitener().norms(rows, z, offset, stride, whitening, out, offset, stride);
            for (int i = 0; i < out.length; i++) {
                assertThat(out[i]).isCloseTo(expected[i], within(1e-13 * (1 + Math.abs(expected[i]))));
            }
        }
    }

    @Test
    void rowsAreLaidOutAsByTheScalarKernels() {
        for (int round = 0; round < 400; round++) {
            int d = 1 + random.nextInt(40);
            int length = WeightedMoments.rowLength(d);
            int rows = random.nextInt(100);
            int offset = random.nextInt(7);
            int stride = (rows + 7) / 8 * 8 + random.nextInt(9);
            double[] x = normal(offset + rows * d);
            double[] shift = padded(normal(d), length);
            double[] scale = padded(normal(d), length);
            double[] expectedRows = normal(rows * length + 1);
            double[] zRows = expectedRows.clone();
            double[] expected = normal(length * stride + 1);
            double[] columns = expected.clone();
            SCALAR.whitener().layOut(rows, d, x, offset, shift, scale, expectedRows, expected, stride);
            kernels().whitener().layOut(rows, d, x, offset, shift, scale, zRows, columns, stride);
            assertClose(expectedRows, zRows);
            assertClose(expected, columns);
        }
    }

    /// Components in which few rows have a share and many, with moments about the origin and of copies about
    /// a centre.
    @Test
    void weightedMomentsAreTheScalarOnes() {
        for (int round = 0; round < 200; round++) {
            int d = 17 + random.nextInt(60);
            int length = WeightedMoments.rowLength(d);
            int components = 1 + random.nextInt(4);
            int rows = random.nextInt(150);
            int stride = rows + 8;
            double[] threshold = new double[rows];
            Arrays.fill(threshold, 1e-16);
            double[][] centres = new double[components][];
            boolean[] lossy = new boolean[components];
            for (int k = 0; k < components; k++) {
                centres[k] = normal(d);
                lossy[k] = random.nextBoolean();
            }
            WeightedMoments expected = SCALAR.whitener().moments(centres, lossy);
            WeightedMoments moments = kernels().whitener().moments(centres, lossy);
            for (int block = 0; block < 4; block++) {
                double[] z = normal(rows * length);
                double[] w = normal(components * stride);
                for (int i = 0; i < w.length; i++) w[i] = random.nextInt(4) < block ? 1e-17 : w[i] * w[i];
                expected.add(rows, z, w, stride, threshold);
                moments.add(rows, z, w, stride, threshold);
            }
            for (int k = 0; k < components; k++) {
                double[] wanted = new double[d * d + d + 3];
                double[] out = wanted.clone();
                double mass = expected.take(k, wanted, 1, wanted, d + 2);
                assertClose(mass, moments.take(k, out, 1, out, d + 2));
                assertClose(wanted, out);
                assertThat(moments.take(k, out, 1, out, d + 2)).isZero();
                assertThat(out).containsOnly(0);
            }
        }
    }

    private static double[] padded(double[] values, int length) {
        double[] longer = new double[length];
        System.arraycopy(values, 0, longer, length - values.length, values.length);
        return longer;
    }

    /// Vectors are boxed, interpreted and compiled along the way: none of this may show in the bits.
    @Test
    void theSameCallGivesTheSameBitsColdAndWarm() {
        double[] a = normal(37 * 61);
        double[] b = normal(61 * 61);
        double[] first = new double[37 * 61];
        kernels().multiplyByTransposed(37, 61, 61, a, 0, 61, b, 0, 61, first, 0, 61, false);
        double dot = kernels().dot(a, 0, b, 0, 61);
        for (int round = 0; round < 20_000; round++) {
            if (kernels().dot(a, 0, b, 0, 61) != dot) throw new AssertionError("other bits in round " + round);
        }
        for (int round = 0; round < 500; round++) {
            double[] c = new double[37 * 61];
            kernels().multiplyByTransposed(37, 61, 61, a, 0, 61, b, 0, 61, c, 0, 61, false);
            assertThat(c).isEqualTo(first);
        }
    }

    private double[] normal(int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = random.nextGaussian();
        return values;
    }

    private static void clearBelowDiagonal(int n, double[] matrix, int offset, int stride) {
        for (int i = 0; i < n; i++) Arrays.fill(matrix, offset + i * stride, offset + i * stride + i, 0);
    }

    private static void assertClose(double[] expected, double[] actual) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / (1 + Math.abs(expected[i])));
        }
        assertThat(worst).isLessThan(ROUNDING);
    }

    private static void assertClose(double expected, double actual) {
        assertThat(Math.abs(actual - expected) / (1 + Math.abs(expected))).isLessThan(ROUNDING);
    }

    /// Relative to the value for logarithms of sums, to 1 for weights: a weight is within a few ulps of itself, too,
    /// but where it is below 10⁻³⁰⁰.
    private static void assertWithinAFewUlps(double[] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.compare(expected[i], actual[i]) == 0 || expected[i] == actual[i]) continue;
            double tolerance = 1e-300 + 8 * Math.ulp(Math.abs(expected[i]) < 1e-290 ? 1e-300 : expected[i]);
            double difference = Math.abs(actual[i] - expected[i]);
            boolean isLogarithmNearZero = Math.abs(expected[i]) < 1 && difference < 4e-16;
            if (!(difference <= tolerance || isLogarithmNearZero)) {
                throw new AssertionError(actual[i] + " where " + expected[i] + " is expected");
            }
        }
    }
}
