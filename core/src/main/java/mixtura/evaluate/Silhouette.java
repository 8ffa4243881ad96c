package mixtura.evaluate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Silhouettes (Rousseeuw 1987): how much closer a row is to its own cluster than to the nearest other one. The
/// width of a row is `(b − a) / max(a, b)`, with a its mean distance to the other rows of its cluster and b the
/// least mean distance to the rows of another cluster; 0 for a row that is alone. 1 is best, below 0 a row lies on
/// the wrong side.
///
/// Weights are frequencies: a row of weight 2 counts like the row twice.
///
/// @param method        how it was worked out; print it beside the number
/// @param mean          weighted mean width of the rows; NaN with fewer than two clusters
/// @param clusterMeans  mean width in each of the k clusters; NaN for a cluster without rows
/// @param clusterMass   weight of each cluster, among all rows
/// @param rows          numbers of the rows whose widths are given, ascending; none with [Method#SIMPLIFIED]
/// @param widths        their widths
public record Silhouette(
        Method method, double mean, double[] clusterMeans, double[] clusterMass, int[] rows, double[] widths) {
    /// Up to this many rows [#of] is exact, and above it works on a sample of this size.
    public static final int SAMPLE_ROWS = 10_000;

    /// How silhouettes were worked out.
    public enum Method {
        /// From the distances between all rows: O(n²).
        EXACT,
        /// From the distances between the rows of a sample that is drawn cluster by cluster.
        SAMPLED,
        /// From the distances to centroids instead of mean distances (Hruschka, Campello and de Castro 2006):
        /// another number, usually higher, in O(nk).
        SIMPLIFIED
    }

    /// Copies what is given.
    public Silhouette {
        clusterMeans = clusterMeans.clone();
        clusterMass = clusterMass.clone();
        rows = rows.clone();
        widths = widths.clone();
    }

    /// Exact up to [#SAMPLE_ROWS] rows that count, else from a sample of that many, drawn with seed 0.
    ///
    /// @param labels  clusters 0 … k − 1, one a row, below 0 for rows that do not count
    /// @param k       number of clusters
    /// @throws IllegalArgumentException if there are more or fewer labels than rows, a label is not below k, or a
    ///                                  cell is missing or infinite
    public static Silhouette of(Rows rows, int[] labels, int k, Execution execution) {
        return sampled(rows, labels, k, SAMPLE_ROWS, 0, execution);
    }

    /// From the distances between all rows that count, however many; memory stays within a few blocks.
    public static Silhouette exact(Rows rows, int[] labels, int k, Execution execution) {
        return sampled(rows, labels, k, Integer.MAX_VALUE, 0, execution);
    }

    /// From the distances between `sampleRows` rows, or exact where no more count.
    ///
    /// Each cluster gives rows in proportion to their number, and two at least, so that none is lost from sight;
    /// the mean puts the clusters together with the weights that they have among all rows.
    public static Silhouette sampled(Rows rows, int[] labels, int k, int sampleRows, long seed, Execution execution) {
        if (sampleRows < 2) {
            throw new IllegalArgumentException(
                    "a sample of " + sampleRows + " rows has no silhouette; take at least 2");
        }
        LabelledRows data = LabelledRows.of(rows, labels, k, execution);
        int[] counted = data.countedRows();
        double[] mass = new double[k];
        for (int n : counted) mass[labels[n]] += rows.weight(n);
        boolean isExact = counted.length <= sampleRows;
        int[] chosen = isExact ? counted : sample(labels, k, counted, sampleRows, seed);
        double[] widths = severalClusters(mass)
                ? new SilhouetteWidths(data, chosen).compute(execution)
                : filled(chosen.length, Double.NaN);
        double[] sums = new double[k];
        double[] chosenMass = new double[k];
        for (int r = 0; r < chosen.length; r++) {
            double w = rows.weight(chosen[r]);
            sums[labels[chosen[r]]] += w * widths[r];
            chosenMass[labels[chosen[r]]] += w;
        }
        return of(isExact ? Method.EXACT : Method.SAMPLED, sums, chosenMass, mass, chosen, widths);
    }

    /// From distances to centroids: one number per cluster and one for all, no widths. Two walks over the rows
    /// after the one that checks them.
    public static Silhouette simplified(Rows rows, int[] labels, int k, Execution execution) {
        LabelledRows data = LabelledRows.of(rows, labels, k, execution);
        ClusterMoments moments = ClusterMoments.of(data, execution);
        double[] mass = new double[k];
        for (int i = 0; i < k; i++) mass[i] = moments.mass(i);
        double[] sums =
                severalClusters(mass) ? SimplifiedSilhouette.sums(data, moments, execution) : filled(k, Double.NaN);
        return of(Method.SIMPLIFIED, sums, mass, mass, new int[0], new double[0]);
    }

    /// @param sums        Σ w · width in each cluster, over rows of weight `summedMass` in all
    /// @param summedMass  the weight of the rows that `sums` runs over, per cluster
    /// @param mass        the weight of each cluster
    private static Silhouette of(
            Method method, double[] sums, double[] summedMass, double[] mass, int[] rows, double[] widths) {
        double[] means = new double[mass.length];
        double total = 0;
        double sum = 0;
        for (int i = 0; i < mass.length; i++) {
            means[i] = sums[i] / summedMass[i]; // 0 / 0 = NaN for a cluster without rows
            if (mass[i] == 0) continue;
            total += mass[i];
            sum += mass[i] * means[i];
        }
        return new Silhouette(method, sum / total, means, mass, rows, widths);
    }

    private static boolean severalClusters(double[] mass) {
        return Arrays.stream(mass).filter(m -> m > 0).count() > 1;
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    /// Rows drawn without replacement from each cluster by one walk in order (Knuth, volume 2, algorithm 3.4.2 S).
    private static int[] sample(int[] labels, int k, int[] counted, int sampleRows, long seed) {
        long[] left = new long[k];
        for (int n : counted) left[labels[n]]++;
        long[] wanted = new long[k];
        for (int i = 0; i < k; i++) {
            wanted[i] = Math.min(left[i], Math.max(2, Math.round((double) sampleRows / counted.length * left[i])));
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] chosen = new int[counted.length];
        int count = 0;
        for (int n : counted) {
            int i = labels[n];
            if (random.nextDouble() * left[i] < wanted[i]) {
                chosen[count++] = n;
                wanted[i]--;
            }
            left[i]--;
        }
        return Arrays.copyOf(chosen, count);
    }

    @Override
    public double[] clusterMeans() {
        return clusterMeans.clone();
    }

    @Override
    public double[] clusterMass() {
        return clusterMass.clone();
    }

    @Override
    public int[] rows() {
        return rows.clone();
    }

    @Override
    public double[] widths() {
        return widths.clone();
    }
}
