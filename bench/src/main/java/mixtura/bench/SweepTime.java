package mixtura.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;

/// Fits mixtures with full covariances and k = 1 … K components one after the other in a fresh process, each from the
/// first k of the given means, and then all of them again, compiled. Prints one line of JSON a fit.
public final class SweepTime {
    private SweepTime() {}

    /// @param arguments  data (NPY), means of a start (NPY, K × columns), iterations, threads
    public static void main(String[] arguments) {
        Rows rows = Npy.read(Path.of(arguments[0]));
        Rows given = Npy.read(Path.of(arguments[1]));
        double[][] means = new double[Math.toIntExact(given.rowCount())][given.dimension()];
        for (int k = 0; k < means.length; k++) given.copyRow(k, means[k]);
        for (int i = 0; i < 2 * means.length; i++) {
            int k = i % means.length + 1;
            MixtureOptions options = MixtureOptions.of(k)
                    .withStart(Start.means(Arrays.copyOf(means, k)))
                    .withRidge(Ridge.none())
                    .withMaxIterations(Integer.parseInt(arguments[2]))
                    .withTolerance(0)
                    .withThreads(Integer.parseInt(arguments[3]));
            long began = System.nanoTime();
            Fit<GaussianMixture> fit = GaussianMixture.fit(rows, options);
            double seconds = (System.nanoTime() - began) * 1e-9;
            StringJoiner trace = new StringJoiner(", ", "[", "]");
            fit.trace().forEach(step -> trace.add(String.valueOf(step.objective())));
            System.out.printf(
                    Locale.ROOT,
                    "{\"k\": %d, \"seconds\": %s, \"sinceStart\": %s, \"iterations\": %d, \"trace\": %s}%n",
                    k,
                    seconds,
                    ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3,
                    fit.iterations(),
                    trace);
        }
    }
}
