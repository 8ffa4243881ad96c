package mixtura.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.seeding.Given;
import mixtura.seeding.KMeansPlusPlus;

/// Times greedy k-means++ alone, twice, and prints one line of JSON: seconds of both runs, seeds, and the distortion of
/// the chosen rows.
public final class SeedingTime {
    private SeedingTime() {}

    /// @param arguments  `NPY K THREADS`
    public static void main(String[] arguments) {
        Rows rows = Npy.read(Path.of(arguments[0]));
        int k = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        KMeansPlusPlus greedy = new KMeansPlusPlus(KMeansPlusPlus.BY_K);
        long began = System.nanoTime();
        greedy.choose(rows, k, new SplittableRandom(1), Execution.of(threads));
        long beside = System.nanoTime();
        double first = (beside - began) / 1e9;
        began = System.nanoTime();
        double[][] chosen = greedy.choose(rows, k, new SplittableRandom(0), Execution.of(threads));
        double seconds = (System.nanoTime() - began) / 1e9;
        KMeansOptions none = KMeansOptions.of(k)
                .withStart(new Given(chosen))
                .withMaxIterations(1)
                .withThreads(threads);
        double distortion = KMeans.fit(rows, none).trace().getFirst().objective();
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_first\": %.6f, \"seconds_long\": %.6f, \"iterations_long\": %d, \"objective\": %s, "
                        + "\"seconds_beside\": %.6f}%n",
                first,
                seconds,
                k,
                distortion,
                (System.nanoTime() - beside) / 1e9);
    }
}
