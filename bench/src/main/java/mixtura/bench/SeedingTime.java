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

/// Times greedy k-means++ alone and prints one line of JSON: seconds, seeds, and the distortion of the chosen rows.
public final class SeedingTime {
    private SeedingTime() {}

    /// @param arguments  `NPY K THREADS`
    public static void main(String[] arguments) {
        Rows rows = Npy.read(Path.of(arguments[0]));
        int k = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        KMeansPlusPlus greedy = new KMeansPlusPlus(KMeansPlusPlus.BY_K);
        // What is compiled on the way is compiled for a few seeds, as in any program that seeds more than once.
        greedy.choose(rows, Math.min(k, 8), new SplittableRandom(1), Execution.of(threads));
        long began = System.nanoTime();
        double[][] chosen = greedy.choose(rows, k, new SplittableRandom(0), Execution.of(threads));
        double seconds = (System.nanoTime() - began) / 1e9;
        KMeansOptions none = KMeansOptions.of(k)
                .withStart(new Given(chosen))
                .withMaxIterations(1)
                .withThreads(threads);
        double distortion = KMeans.fit(rows, none).trace().getFirst().objective();
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_fit\": %.6f, \"iterations\": %d, \"distortion\": %s}%n",
                seconds,
                k,
                distortion);
    }
}
