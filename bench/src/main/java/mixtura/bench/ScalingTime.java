package mixtura.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Given;

/// Seconds an iteration while one of n, k, d grows and the others stay; a line of JSON a point. An iteration is the
/// difference of a long and a short fit over the difference of their iterations, the least of three.
public final class ScalingTime {
    private static final int SHORT = 2;

    /// A short fit takes so long at most, that a point of ten million rows ends in some seconds.
    private static final double LONG_ITERATIONS_WORK = 2e10;

    private static final int REPEATS = 3;
    private static final long WARM_NANOSECONDS = 2_000_000_000L;

    private ScalingTime() {}

    /// @param arguments  `THREADS MEMORY METHOD GROWS`: data beyond so many bytes is left out; METHOD `k-means` or
    ///     `full covariance`, GROWS `n`, `k` or `d`
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        double memory = Double.parseDouble(arguments[1]);
        switch (arguments[2] + " " + arguments[3]) {
            case "k-means n" -> {
                for (int n : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) kmeans("n", n, 8, 16, threads, memory);
            }
            case "k-means k" -> {
                for (int k : new int[] {16, 64, 256, 1024}) kmeans("k", 50_000, 64, k, threads, memory);
            }
            case "k-means d" -> {
                for (int d : new int[] {8, 32, 128, 512}) kmeans("d", 50_000, d, 64, threads, memory);
            }
            case "full covariance n" -> {
                for (int n : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) mixture("n", n, 8, 8, threads, memory);
            }
            case "full covariance k" -> {
                for (int k : new int[] {4, 16, 64, 256}) mixture("k", 20_000, 16, k, threads, memory);
            }
            case "full covariance d" -> {
                for (int d : new int[] {8, 16, 32, 64, 128}) mixture("d", 20_000, d, 8, threads, memory);
            }
            default -> throw new IllegalArgumentException(String.join(" ", arguments));
        }
    }

    private static void kmeans(String grows, int n, int d, int k, int threads, double memory) {
        if (4.0 * n * d > memory) return;
        SplittableRandom random = new SplittableRandom(n + d + k);
        double[][] centres = centres(k, d, random);
        float[] values = new float[Math.multiplyExact(n, d)];
        for (int i = 0; i < n; i++) {
            double[] centre = centres[random.nextInt(k)];
            for (int j = 0; j < d; j++) values[i * d + j] = (float) (centre[j] + random.nextGaussian());
        }
        Rows rows = Rows.wrap(values, n, d);
        KMeansOptions options = KMeansOptions.of(k)
                .withStart(new Given(centres(k, d, random)))
                .withTolerance(0)
                .withThreads(threads);
        print("k-means", grows, n, d, k, 2.0 * n * d * k, limit -> {
            return KMeans.fit(rows, options.withMaxIterations(limit)).iterations();
        });
    }

    private static void mixture(String grows, int n, int d, int k, int threads, double memory) {
        if (8.0 * n * d > memory) return;
        SplittableRandom random = new SplittableRandom(n + d + k);
        double[][] centres = centres(k, d, random);
        double[] values = new double[Math.multiplyExact(n, d)];
        for (int i = 0; i < n; i++) {
            double[] centre = centres[random.nextInt(k)];
            for (int j = 0; j < d; j++) values[i * d + j] = centre[j] + random.nextGaussian();
        }
        Rows rows = Rows.wrap(values, n, d);
        MixtureOptions options = MixtureOptions.of(k)
                .withCovariance(Covariance.FULL)
                .withRidge(new Ridge.Absolute(0))
                .withStart(new Start.Means(centres(k, d, random)))
                .withTolerance(0)
                .withThreads(threads);
        print("full covariance", grows, n, d, k, 2.0 * n * d * d * k, limit -> {
            return GaussianMixture.fit(rows, options.withMaxIterations(limit)).iterations();
        });
    }

    /// Close enough that no method has converged after the long fit.
    private static double[][] centres(int k, int d, SplittableRandom random) {
        double[][] centres = new double[k][d];
        for (double[] centre : centres) for (int j = 0; j < d; j++) centre[j] = 0.4 * random.nextGaussian();
        return centres;
    }

    @FunctionalInterface
    private interface Fitting {
        /// Fits with at most so many iterations and tells how many there were.
        int run(int maxIterations);
    }

    private static void print(String method, String grows, int n, int d, int k, double work, Fitting fitting) {
        int longFit = SHORT + (int) Math.clamp(LONG_ITERATIONS_WORK / work, 2, 200);
        double least = Double.POSITIVE_INFINITY;
        long warm = System.nanoTime();
        do fitting.run(longFit);
        while (System.nanoTime() - warm < WARM_NANOSECONDS);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long began = System.nanoTime();
            int few = fitting.run(SHORT);
            long between = System.nanoTime();
            int many = fitting.run(longFit);
            double seconds = (System.nanoTime() - between - (between - began)) / 1e9;
            if (many > few && seconds > 0) least = Math.min(least, seconds / (many - few));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"method\": \"%s\", \"grows\": \"%s\", \"n\": %d, \"d\": %d, \"k\": %d, \"seconds\": %s}%n",
                method,
                grows,
                n,
                d,
                k,
                Double.isFinite(least) ? least : "null");
    }
}
