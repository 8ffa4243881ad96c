package mixtura.bench;

import java.util.concurrent.TimeUnit;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One kernel on one block, as a mixture's iteration calls it. `bench/kernels` runs all of them and prints the rates.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
    /// A kernel and its sizes, see [KernelTask#of].
    @Param({
        "multiply 16 128 561",
        "multiplyByTransposed 16 561 128",
        "multiply 20 256 351",
        "multiplyByTransposed 20 351 256",
        "multiply 10 512 10",
        "multiplyByTransposed 10 10 512",
        "multiply 16 256 65",
        "multiplyByTransposed 16 65 256",
        "multiplyByTransposed 10 128 784",
        "multiply 10 784 128",
        "multiply 512 16 561",
        "multiplyTransposed 16 561 512",
        "multiply 1000 1000 1000",
        "multiplyUpper 512 32",
        "multiplyUpper 512 128",
        "multiplyUpper 512 784",
        "addGram 32 512",
        "addGram 128 512",
        "addGram 784 512",
        "softmaxColumns 512 10",
        "softmaxColumns 128 16",
        "softmaxColumns 128 100",
        "softmax 512 10",
        "columns 256 32",
        "quadraticFeatures 128 32",
        "whitenedNorms 256 32 16",
        "whitenedNorms 256 25 20",
        "weightedMoments 256 32 16",
        "weightedMoments 256 25 5",
        "quadraticFeatures 512 3",
        "squaredDistance 8",
        "squaredDistance 784"
    })
    public String task = "";

    @Param({"scalar", "simd", "blas"})
    public String kernels = "";

    private KernelTask work = KernelTask.NONE;
    private Kernels chosen = ScalarKernels.INSTANCE;

    /// What was done, per nanosecond: products count multiplications and additions, everything else counts values.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Done {
        public double operations;
    }

    /// Prepares the block, and checks this answer against the plain one before any of it is timed.
    @Setup
    public void prepare() {
        work = KernelTask.of(task);
        chosen = Kernels.named(kernels);
        work.check(chosen);
    }

    @Benchmark
    public double run(Done done) {
        done.operations += work.operations();
        return work.run(chosen);
    }
}
