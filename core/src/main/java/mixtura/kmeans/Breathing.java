package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import mixtura.Step;
import mixtura.data.PassInterruptedException;
import org.jspecify.annotations.Nullable;

/// Leads k-means out of a local optimum by taking some centroids more and giving as many up again, after
/// breathing k-means (Fritzke 2020).
///
/// A breath adds a centroid to each of m clusters, at one of their rows drawn in proportion to its
/// squared distance, lets Lloyd's iteration settle, merges the m pairs of clusters that cost least (Ward
/// 1963), and settles again. What does not lower the distortion is dropped. m begins at a few and becomes
/// less when a breath brings nothing.
///
/// We depart from the paper in three things: a new centroid is a row, as in random swap (Fränti 2018),
/// instead of one beside the old; centroids are merged instead of removed, which needs no second walk
/// over the rows; every other breath draws its clusters in proportion to their distortion instead of
/// taking the worst.
final class Breathing {
    /// Clusters that the first breath adds.
    private static final int WIDTH = 5;

    /// Breaths of one added cluster in a row that bring nothing before it ends.
    private static final int PATIENCE = 6;

    /// Breaths of more than one added cluster in a row that bring nothing before there is one less.
    private static final int WIDE_PATIENCE = 2;

    /// Relative fall of the distortion at which the iterations inside a breath have settled.
    private static final double SETTLED = 1e-4;

    /// A breath that lowers the distortion by a smaller share has brought nothing.
    private static final double GAIN = 1e-7;

    private final Lloyd.Problem problem;
    private final KMeansOptions options;
    private final RandomGenerator random;
    private final Alternation.Listener listener;
    private final @Nullable Exchanges exchanges;
    private final List<Step> trace = new ArrayList<>();
    private Alternation.Run best;
    private int breaths;
    private int gains;
    private boolean stopped;

    private Breathing(
            Lloyd.Problem problem,
            KMeansOptions options,
            RandomGenerator random,
            Alternation.Listener listener,
            Alternation.Run start) {
        this.problem = problem;
        this.options = options;
        this.random = random;
        this.listener = listener;
        exchanges = options.exchanges() ? new Exchanges(problem, options, this::isToStop) : null;
        best = start;
        trace.addAll(start.trace());
    }

    /// The best clusters found from those of `start`. The trace goes on from that of `start` with one
    /// step for each breath that lowered the distortion.
    static Alternation.Run improve(
            Alternation.Run start,
            Lloyd.Problem problem,
            KMeansOptions options,
            RandomGenerator random,
            Alternation.Listener listener) {
        return new Breathing(problem, options, random, listener, start).run();
    }

    private Alternation.Run run() {
        int width = Math.min(WIDTH, options.k() - 1);
        int vain = 0;
        try {
            while (width > 0 && !stopped && !best.interrupted()) {
                if (breath(width)) {
                    vain = 0;
                } else if (++vain >= (width == 1 ? PATIENCE : WIDE_PATIENCE)) {
                    width--;
                    vain = 0;
                }
            }
        } catch (PassInterruptedException e) {
            stopped = true;
        }
        return best.continued(
                trace,
                stopped || best.interrupted(),
                String.format(Locale.ROOT, "; %d breaths, %d of them kept", breaths, gains));
    }

    private boolean breath(int width) {
        breaths++;
        ClusterErrors errors = ClusterErrors.of(best.centroids(), problem, random.nextLong());
        Centroids wide = errors.withMore(best.centroids(), worst(errors, width));
        int added = wide.k() - options.k();
        if (added == 0) return false;
        Alternation.Run full = settle(wide, SETTLED);
        Centroids fewer = merged(full.centroids(), full.mass(), added);
        Alternation.Run again =
                exchanges == null ? settle(fewer, options.tolerance()) : exchanges.improve(settle(fewer, SETTLED));
        if (again.interrupted()) stopped = true;
        if (!(again.objective() < best.objective() * (1 - GAIN))) return false;
        best = again;
        trace.add(new Step(trace.size(), again.objective()));
        gains++;
        return true;
    }

    private Alternation.Run settle(Centroids from, double tolerance) {
        Alternation.Run run =
                Alternation.run(new Lloyd(problem), from, options.withTolerance(tolerance), this::isToStop);
        if (run.interrupted()) stopped = true;
        return run;
    }

    private boolean isToStop(int iteration, double objective, double change) {
        stopped |= listener.stopsAfter(trace.size() - 1, best.objective(), 0);
        return stopped;
    }

    /// The clusters to add centroids to.
    private int[] worst(ClusterErrors errors, int count) {
        double[] keys = new double[options.k()];
        for (int i = 0; i < keys.length; i++) {
            // every other time, the least of exponential variates is cluster i with a probability in proportion to
            // its error
            double draw = breaths % 2 == 0 ? -Math.log(1 - random.nextDouble()) : 1;
            keys[i] = draw / errors.error(i);
        }
        return IntStream.range(0, keys.length)
                .filter(i -> errors.error(i) > 0)
                .boxed()
                .sorted((i, j) -> Double.compare(keys[i], keys[j]))
                .limit(count)
                .mapToInt(i -> i)
                .toArray();
    }

    /// The centroids with `count` pairs of clusters made one, each time the pair whose merging raises the
    /// distortion least: by N_i N_j / (N_i + N_j) ‖c_i − c_j‖².
    private static Centroids merged(Centroids centroids, double[] mass, int count) {
        int d = centroids.dimension();
        double[] values = centroids.values().clone();
        double[] n = mass.clone();
        int k = centroids.k();
        for (int merge = 0; merge < count; merge++, k--) {
            int first = 0;
            int second = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 1; i < k; i++) {
                for (int j = 0; j < i; j++) {
                    double share = n[i] + n[j] > 0 ? n[i] * n[j] / (n[i] + n[j]) : 0;
                    double cost = 0;
                    for (int t = 0; t < d && cost < least; t++) {
                        double difference = values[i * d + t] - values[j * d + t];
                        cost += share * difference * difference;
                    }
                    if (cost >= least) continue;
                    least = cost;
                    first = j;
                    second = i;
                }
            }
            double both = n[first] + n[second];
            for (int t = 0; t < d && both > 0; t++) {
                values[first * d + t] += n[second] / both * (values[second * d + t] - values[first * d + t]);
            }
            n[first] = both;
            System.arraycopy(values, (k - 1) * d, values, second * d, d); // the last one takes the free place
            n[second] = n[k - 1];
        }
        return new Centroids(Arrays.copyOf(values, k * d), k, d);
    }
}
