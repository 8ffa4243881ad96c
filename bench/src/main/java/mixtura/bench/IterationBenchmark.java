package mixtura.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Given;
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

/// Whole iterations on all processors, ten to a fit, the fit's preparations included.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public class IterationBenchmark {
    private static final int ITERATIONS = 10;

    /// A method, n, d and k.
    @Param({
        "kmeans 200000 64 100",
        "kmeans 1000000 8 16",
        "kmeans 50000 64 1000",
        "full 200000 32 16",
        "full 60000 25 20",
        "full 500000 3 10",
        "diag 200000 32 16",
        "tied 200000 32 16"
    })
    public String work = "";

    private Runnable fit = () -> {};
    private double operations;

    /// 2ndk an iteration, with full covariances 2nd²k, whatever is executed; and the bytes of one reading of the rows.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Done {
        public double operations;
        public double iterations;
    }

    @Setup
    public void prepare() {
        String[] words = work.split(" ", -1);
        int n = Integer.parseInt(words[1]);
        int d = Integer.parseInt(words[2]);
        int k = Integer.parseInt(words[3]);
        SplittableRandom random = new SplittableRandom(n + d + k);
        double[][] centres = new double[k][d];
        for (double[] centre : centres) for (int j = 0; j < d; j++) centre[j] = 0.4 * random.nextGaussian();
        double[][] start = new double[k][];
        for (int i = 0; i < k; i++) start[i] = centres[i].clone();
        for (double[] mean : start) for (int j = 0; j < d; j++) mean[j] += 0.5 * random.nextGaussian();
        operations = 2.0 * n * d * k * ITERATIONS * (words[0].equals("full") ? d : 1);
        fit = words[0].equals("kmeans")
                ? kmeans(n, d, centres, start, random)
                : mixture(Covariance.ofWord(words[0]), n, d, centres, start, random);
    }

    private static Runnable kmeans(int n, int d, double[][] centres, double[][] start, SplittableRandom random) {
        float[] values = new float[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centres[i / d % centres.length][i % d] + random.nextGaussian());
        }
        Rows rows = Rows.wrap(values, n, d);
        KMeansOptions options = KMeansOptions.of(start.length)
                .withStart(new Given(start))
                .withTolerance(0)
                .withMaxIterations(ITERATIONS);
        return () -> KMeans.fit(rows, options);
    }

    private static Runnable mixture(
            Covariance structure, int n, int d, double[][] centres, double[][] start, SplittableRandom random) {
        double[] values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = centres[i / d % centres.length][i % d] + random.nextGaussian();
        }
        Rows rows = Rows.wrap(values, n, d);
        MixtureOptions options = MixtureOptions.of(start.length)
                .withCovariance(structure)
                .withRidge(Ridge.none())
                .withStart(Start.means(start))
                .withTolerance(0)
                .withMaxIterations(ITERATIONS);
        return () -> GaussianMixture.fit(rows, options);
    }

    @Benchmark
    public void run(Done done) {
        fit.run();
        done.operations += operations;
        done.iterations += ITERATIONS;
    }
}
