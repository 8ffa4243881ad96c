package mixtura.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.kernel.WeightedMoments;
import mixtura.internal.kernel.Whitening;

/// A call of a kernel with its operands, made from a line such as `multiply 16 128 561`.
///
/// Matrices lie as mixtures have them: rows of blocks by columns are padded by one vector.
final class KernelTask {
    /// Does nothing.
    static final KernelTask NONE = new KernelTask(0, kernels -> {}, new double[1]);

    private static final int PADDING = 8;

    private interface Call {
        void on(Kernels kernels);
    }

    private final double operations;
    private final Call call;
    private final double[] result;

    private KernelTask(double operations, Call call, double[] result) {
        this.operations = operations;
        this.call = call;
        this.result = result;
    }

    /// @param line  a kernel's name and its sizes, in the order of its parameters
    static KernelTask of(String line) {
        String[] words = line.split(" ");
        int[] size = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
        return switch (words[0]) {
            case "multiply", "multiplyTransposed", "multiplyByTransposed" ->
                product(words[0], size[0], size[1], size[2]);
            case "multiplyUpper" -> upper(size[0], size[1]);
            case "addGram" -> gram(size[0], size[1]);
            case "softmax" -> softmax(size[0], size[1], false);
            case "softmaxColumns" -> softmax(size[0], size[1], true);
            case "columns" -> columns(size[0], size[1]);
            case "quadraticFeatures" -> features(size[0], size[1]);
            case "squaredDistance" -> distance(size[0]);
            case "weightedMoments" -> moments(size[0], size[1], size[2]);
            case "whitenedNorms" -> whitening(size[0], size[1], size[2]);
            default -> throw new IllegalArgumentException("there is no kernel '" + words[0] + "'");
        };
    }

    /// What one call does: multiplications and additions of products, otherwise values.
    double operations() {
        return operations;
    }

    double run(Kernels kernels) {
        call.on(kernels);
        return result[0];
    }

    /// @throws IllegalStateException if these kernels do not answer as the scalar ones
    void check(Kernels kernels) {
        double[] before = result.clone();
        call.on(ScalarKernels.INSTANCE);
        double[] expected = result.clone();
        System.arraycopy(before, 0, result, 0, before.length);
        call.on(kernels);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(result[i] - expected[i]) <= 1e-10 * (1 + Math.abs(expected[i])))) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT, "%s: %s where %s is right", kernels.description(), result[i], expected[i]));
            }
        }
    }

    private static KernelTask product(String name, int m, int n, int k) {
        int aStride = name.equals("multiplyTransposed") ? m : padded(k);
        int bStride = name.equals("multiplyByTransposed") ? padded(k) : padded(n);
        int cStride = padded(n);
        double[] a = random(Math.max(m, k) * aStride);
        double[] b = random(Math.max(n, k) * bStride);
        double[] c = new double[m * cStride];
        double operations = 2.0 * m * n * k;
        Call call = switch (name) {
            case "multiply" -> x -> x.multiply(m, n, k, a, 0, aStride, b, 0, bStride, c, 0, cStride, false);
            case "multiplyTransposed" ->
                x -> x.multiplyTransposed(m, n, k, a, 0, aStride, b, 0, bStride, c, 0, cStride, false);
            default -> x -> x.multiplyByTransposed(m, n, k, a, 0, aStride, b, 0, bStride, c, 0, cStride, false);
        };
        return new KernelTask(operations, call, c);
    }

    private static KernelTask upper(int m, int n) {
        double[] x = random(m * n);
        double[] u = random(n * n);
        for (int i = 0; i < n; i++) Arrays.fill(u, i * n, i * n + i, 0);
        double[] y = new double[m * n];
        return new KernelTask((double) m * n * (n + 1), k -> k.multiplyUpper(m, n, x, 0, n, u, 0, n, y, 0, n), y);
    }

    private static KernelTask gram(int n, int rows) {
        double[] x = random(rows * n);
        double[] c = new double[n * n];
        double[] top = new double[1];
        return new KernelTask(
                (double) rows * n * (n + 1),
                k -> {
                    Arrays.fill(c, 0);
                    k.addGram(n, rows, x, 0, n, c, 0, n);
                    top[0] = c[n - 1];
                },
                top);
    }

    private static KernelTask softmax(int rows, int columns, boolean byColumns) {
        int stride = padded(rows);
        double[] scores = random(stride * columns);
        for (int i = 0; i < scores.length; i++) scores[i] *= 20;
        double[] weights = new double[stride * columns];
        double[] logSum = new double[rows];
        return new KernelTask(
                (double) rows * columns,
                k -> {
                    System.arraycopy(scores, 0, weights, 0, scores.length);
                    if (byColumns) k.softmaxColumns(rows, columns, weights, 0, stride, logSum, 0);
                    else k.softmax(rows, columns, weights, 0, logSum, 0);
                },
                weights);
    }

    private static KernelTask columns(int rows, int columns) {
        double[] x = random(rows * columns);
        double[] shift = random(columns);
        double[] scale = random(columns);
        double[] out = new double[padded(rows) * columns];
        return new KernelTask(
                (double) rows * columns,
                k -> k.columns(rows, columns, x, 0, columns, shift, scale, out, 0, padded(rows)),
                out);
    }

    private static KernelTask features(int rows, int dimension) {
        int stride = padded(rows);
        int count = Kernels.quadraticFeatureCount(dimension);
        double[] x = random(stride * dimension);
        double[] out = new double[stride * count];
        return new KernelTask(
                (double) rows * count, k -> k.quadraticFeatures(rows, dimension, x, 0, stride, out, 0, stride), out);
    }

    private static KernelTask whitening(int rows, int dimension, int components) {
        int stride = padded(rows);
        double[] z = random(stride * dimension);
        double[][] factors = new double[components][];
        double[][] means = new double[components][];
        for (int k = 0; k < components; k++) {
            factors[k] = random(dimension * dimension);
            for (int i = 0; i < dimension; i++) Arrays.fill(factors[k], i * dimension, i * dimension + i, 0);
            means[k] = random(dimension);
        }
        Whitening whitening = new Whitening(dimension, factors, means, new double[components]);
        double[] out = new double[stride * components];
        return new KernelTask(
                (double) rows * components * dimension * (dimension + 1),
                k -> k.whitener().norms(rows, z, 0, stride, whitening, out, 0, stride),
                out);
    }

    /// A range of four blocks, every row with a share in every component.
    private static KernelTask moments(int rows, int dimension, int components) {
        int stride = padded(rows);
        double[] z = random(rows * WeightedMoments.rowLength(dimension));
        double[] shares = random(stride * components);
        for (int i = 0; i < shares.length; i++) shares[i] = 0.1 + shares[i] * shares[i];
        double[] threshold = new double[rows];
        double[][] centres = new double[components][dimension];
        double[] first = new double[components * dimension];
        double[] out = new double[components * dimension * dimension];
        return new KernelTask(
                4.0 * rows * components * dimension * (dimension + 1),
                k -> {
                    WeightedMoments moments = k.whitener().moments(centres, new boolean[components]);
                    for (int block = 0; block < 4; block++) moments.add(rows, z, shares, stride, threshold);
                    for (int c = 0; c < components; c++) {
                        moments.take(c, first, c * dimension, out, c * dimension * dimension);
                    }
                },
                out);
    }

    private static KernelTask distance(int length) {
        double[] a = random(length);
        double[] b = random(length);
        double[] distance = new double[1];
        return new KernelTask(length, k -> distance[0] = k.squaredDistance(a, 0, b, 0, length), distance);
    }

    private static int padded(int length) {
        return length > 64 ? length + PADDING : length;
    }

    private static double[] random(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = random.nextGaussian();
        return values;
    }
}
