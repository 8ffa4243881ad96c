package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.DataException;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import mixtura.evaluate.Contingency;
import mixtura.internal.parallel.SideBySide;

/// How much of a clustering comes back when the rows are drawn again and clustered from scratch (Hennig 2007, bootstrap
/// scheme): a cluster that does not is a feature of these rows, not of what they were drawn from.
///
/// @param ari         adjusted Rand index with the first clustering, of each replicate
/// @param jaccard     for each cluster the mean over replicates of the Jaccard index with its most similar cluster
/// @param dissolved   for each cluster the share of replicates in which that index is at most 0.5
/// @param replicates  those that could be clustered
public record Stability(double[] ari, double[] jaccard, double[] dissolved, int replicates) {
    private static final double DISSOLVED = 0.5;

    public Stability {
        ari = ari.clone();
        jaccard = jaccard.clone();
        dissolved = dissolved.clone();
    }

    @Override
    public double[] ari() {
        return ari.clone();
    }

    @Override
    public double[] jaccard() {
        return jaccard.clone();
    }

    @Override
    public double[] dissolved() {
        return dissolved.clone();
    }

    /// Mean adjusted Rand index.
    public double meanAri() {
        return Arrays.stream(ari).average().orElse(Double.NaN);
    }

    /// What Hennig (2007, section 5; fpc's `clusterboot`) says of a mean Jaccard index.
    public static String verdict(double jaccard) {
        if (!(jaccard > 0.5)) return "dissolves: not a cluster to rely on";
        if (jaccard < 0.6) return "unstable";
        if (jaccard < 0.75) return "a pattern, but which rows belong to it is doubtful";
        return jaccard < 0.85 ? "stable" : "highly stable";
    }

    /// @param labels   the clustering of the rows, 0 … k − 1, below 0 for none
    /// @param cluster  clusters weighted rows with a seed from scratch and gives the labels of all rows
    /// @throws IllegalArgumentException if no replicate can be clustered
    public static Stability of(
            Rows rows, int[] labels, int k, BiFunction<Rows, Long, int[]> cluster, BootstrapOptions options) {
        double sum = 0;
        for (long n = 0; n < rows.rowCount(); n++) sum += rows.weight(n);
        double total = sum;
        SplittableGenerator source = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int b = 0; b < options.replicates(); b++) {
            SplittableGenerator random = source.split();
            tasks.add(() -> {
                double[] weights = Resampling.NONPARAMETRIC.weights(rows, total, random);
                double[] found = replicate(rows, weights, labels, k, cluster, random.nextLong());
                options.done();
                return found;
            });
        }
        List<double[]> found = SideBySide.all(tasks, options.threads(), PassInterruptedException::new).stream()
                .filter(values -> values.length > 0)
                .toList();
        if (found.isEmpty()) throw new IllegalArgumentException("no replicate could be clustered into " + k);
        double[] jaccard = new double[k];
        double[] dissolved = new double[k];
        for (int i = 0; i < k; i++) {
            int place = i + 1;
            // a small cluster can be missing from a replicate's rows altogether; that replicate says nothing about it
            double[] values = found.stream()
                    .mapToDouble(one -> one[place])
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            jaccard[i] = Arrays.stream(values).average().orElse(Double.NaN);
            dissolved[i] = Arrays.stream(values).filter(v -> v <= DISSOLVED).count() / (double) values.length;
        }
        return new Stability(
                found.stream().mapToDouble(values -> values[0]).toArray(), jaccard, dissolved, found.size());
    }

    /// The adjusted Rand index, then the Jaccard index of each cluster; empty when it cannot be clustered.
    private static double[] replicate(
            Rows rows, double[] weights, int[] labels, int k, BiFunction<Rows, Long, int[]> cluster, long seed) {
        int[] again;
        try {
            again = cluster.apply(rows.weighted(weights), seed);
        } catch (DataException e) {
            return new double[0];
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new double[0];
        }
        // rows that were drawn count once: drawing a row twice says nothing more about where it belongs
        double[] drawn = Arrays.stream(weights).map(w -> w > 0 ? 1 : 0).toArray();
        Contingency table = Contingency.of(labels, again, drawn);
        double[] out = new double[k + 1];
        Arrays.fill(out, Double.NaN);
        out[0] = Agreement.of(table).ari();
        int[] clusters = table.clusters();
        table.forEachCell((i, j, mass) -> {
            double jaccard = mass / (table.clusterMass(i) + table.classMass(j) - mass);
            int place = clusters[i] + 1;
            if (!(out[place] >= jaccard)) out[place] = jaccard;
        });
        return out;
    }
}
