package mixtura.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.PackedRows;
import mixtura.internal.kernel.ScalarNearest;
import mixtura.internal.kernel.ScreenedNearest;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The assignment of overlapping rows in float to their nearest centroids on one thread, nanoseconds a row.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class AssignmentBenchmark {
    private static final int ROWS = 16_384;
    private static final int BLOCK = 1024;

    @Param({"8", "32", "64", "256"})
    public int dimension;

    @Param({"16", "100", "1000"})
    public int k;

    @Param({"simd", "onednn", "bf16"})
    public String kernels = "";

    private float[] rows = new float[0];
    private final int[] labels = new int[BLOCK];
    private NearestCentroid.@Nullable Worker worker;

    /// Makes rows and centroids, and checks the labels against the definition.
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        rows = new float[ROWS * dimension];
        double[] centroids = new double[k * dimension];
        Arrays.setAll(centroids, i -> 0.4 * random.nextGaussian());
        double largest = 0;
        for (int n = 0; n < ROWS; n++) {
            double norm = 0;
            int c = random.nextInt(k) * dimension;
            for (int j = 0; j < dimension; j++) {
                float value = (float) (centroids[c + j] + random.nextGaussian());
                rows[n * dimension + j] = value;
                norm += (double) value * value;
            }
            largest = Math.max(largest, Math.sqrt(norm) * (1 + 1e-6));
        }
        Frame frame = new Frame(new double[dimension], true, largest);
        Kernels others = Kernels.named("simd");
        NearestCentroid nearest = ScreenedNearest.of(centroids, k, dimension, frame, true, others);
        PackedRows packed = PackedRows.choose(kernels, frame, ROWS, dimension, k);
        if (packed != null) nearest = packed.nearest(centroids, k, others, nearest);
        worker = nearest.newWorker();
        assign();
        int[] defined = new int[BLOCK];
        new ScalarNearest(centroids, k, dimension).newWorker().assign(rows, (ROWS - BLOCK) * dimension, BLOCK, defined);
        if (!Arrays.equals(labels, defined)) throw new IllegalStateException(nearest.description() + " is wrong");
    }

    /// Labels all rows, block by block.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int assign() {
        if (worker == null) return 0;
        for (int from = 0; from < ROWS; from += BLOCK) {
            worker.assign(from, BLOCK, new Block(rows, from * dimension), labels);
        }
        return labels[0];
    }

    private record Block(float[] rows, int floatOffset) implements NearestCentroid.Source {
        @Override
        public double[] values() {
            throw new IllegalStateException("rows in float are read as they are");
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public float[] floats() {
            return rows;
        }

        @Override
        public float[] floats(int[] wanted, int count) {
            return rows;
        }
    }
}
