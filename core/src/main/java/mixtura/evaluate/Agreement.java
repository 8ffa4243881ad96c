package mixtura.evaluate;

import java.util.Arrays;

/// How well a clustering agrees with known classes, or with another clustering: 1 is the same partition under
/// whatever names. Rows without a label on either side (below 0) do not count.
///
/// Weights are frequencies: a row of weight 2 counts like the row twice. The corrections for chance count pairs of
/// rows and so depend on the weights' scale; weights that merely sum to 1 are no frequencies.
public final class Agreement {
    private final Contingency table;
    private final double ari;
    private final double rand;
    private final double nmi;
    private final double ami;
    private final double purity;

    private Agreement(Contingency table) {
        this.table = table;
        Pairs pairs = Pairs.of(table);
        ari = pairs.adjustedRand();
        rand = pairs.rand();
        double mutual = table.mutualInformation();
        double meanEntropy = (table.clusterEntropy() + table.classEntropy()) / 2;
        nmi = table.isOneToOne() ? 1 : mutual <= Math.ulp(1.0) ? 0 : mutual / meanEntropy;
        ami = adjusted(table, mutual, meanEntropy);
        purity = purityOf(table);
    }

    /// Compares clusters with classes, every row counting 1.
    ///
    /// @param clusterLabels  what was found, one label a row, below 0 for none
    /// @param classLabels    what is known, likewise
    /// @throws IllegalArgumentException if the lengths differ, or no row has a label on both sides
    public static Agreement of(int[] clusterLabels, int[] classLabels) {
        return of(Contingency.of(clusterLabels, classLabels));
    }

    /// Compares clusters with classes.
    ///
    /// @param clusterLabels  what was found, one label a row, below 0 for none
    /// @param classLabels    what is known, likewise
    /// @param sampleWeights  one a row, frequencies
    /// @throws IllegalArgumentException if the lengths differ, a weight is negative or not finite, or no row counts
    public static Agreement of(int[] clusterLabels, int[] classLabels, double[] sampleWeights) {
        return of(Contingency.of(clusterLabels, classLabels, sampleWeights));
    }

    /// Compares the two sides of a table that is there already.
    public static Agreement of(Contingency table) {
        return new Agreement(table);
    }

    /// The table that all of this is worked out from.
    public Contingency contingency() {
        return table;
    }

    /// The adjusted Rand index (Hubert and Arabie 1985): agreement over pairs of rows, 1 for the same partition, 0
    /// on average for labels dealt out at random, negative when worse than that.
    public double ari() {
        return ari;
    }

    /// The Rand index (1971): the share of pairs of rows on which both sides agree, together or apart.
    public double rand() {
        return rand;
    }

    /// Mutual information over the arithmetic mean of the two entropies, 0 … 1. Not corrected for chance: it grows
    /// with the number of clusters.
    public double nmi() {
        return nmi;
    }

    /// Mutual information corrected for chance (Vinh, Epps and Bailey 2010) with the arithmetic mean of the
    /// entropies: 1 for the same partition, 0 on average for labels dealt out at random.
    ///
    /// NaN when some cluster's or class's weight is not a whole number, because rows of fractional weight cannot be
    /// dealt out. Two labellings with one cluster a row agree perfectly (1), also where rounding lets scikit-learn
    /// answer 0.
    public double ami() {
        return ami;
    }

    /// Σ over clusters of their largest class / n, in (0, 1]. Not corrected for chance: one cluster a row is pure.
    public double purity() {
        return purity;
    }

    /// Clusters against classes, each cluster beside the class that it stands for.
    ///
    /// @throws IllegalArgumentException if the table has more than 2²⁴ cells
    public Confusion confusion() {
        return Confusion.of(table);
    }

    private static double adjusted(Contingency table, double mutual, double meanEntropy) {
        double[] a = table.clusterMasses();
        double[] b = table.classMasses();
        if (!areWhole(a) || !areWhole(b)) return Double.NaN;
        if (table.isOneToOne()) return 1;
        double expected = ExpectedMutualInformation.of(a, b, table.total());
        // the mean of the entropies is never below the expectation; rounding alone can say so
        double span = meanEntropy - expected;
        double guarded = span < 0 ? Math.min(span, -Math.ulp(1.0)) : Math.max(span, Math.ulp(1.0));
        return (mutual - expected) / guarded;
    }

    private static boolean areWhole(double[] masses) {
        return Arrays.stream(masses).allMatch(mass -> mass == Math.rint(mass));
    }

    private static double purityOf(Contingency table) {
        double[] largest = new double[table.clusterMasses().length];
        table.forEachCell((i, j, mass) -> largest[i] = Math.max(largest[i], mass));
        return Math.min(1, Arrays.stream(largest).sum() / table.total());
    }

    /// Ordered pairs of different rows, by whether each side puts both into one group.
    private record Pairs(double both, double clusterOnly, double classOnly, double neither) {
        static Pairs of(Contingency table) {
            double n = table.total();
            double[] splitCluster = {0}; // Σ_ij n_ij (a_i − n_ij): no difference of large sums of squares
            double[] splitClass = {0};
            double[] together = {0};
            table.forEachCell((i, j, mass) -> {
                splitCluster[0] += mass * (table.clusterMass(i) - mass);
                splitClass[0] += mass * (table.classMass(j) - mass);
                together[0] += mass * (mass - 1);
            });
            return new Pairs(
                    together[0],
                    splitCluster[0],
                    splitClass[0],
                    n * (n - 1) - together[0] - splitCluster[0] - splitClass[0]);
        }

        double adjustedRand() {
            if (clusterOnly == 0 && classOnly == 0) return 1;
            double scale = 1 / (both + clusterOnly + classOnly + neither); // products of pair counts stay moderate
            double p = both * scale;
            double q = clusterOnly * scale;
            double r = classOnly * scale;
            double s = neither * scale;
            return 2 * (p * s - q * r) / ((p + q) * (q + s) + (p + r) * (r + s));
        }

        double rand() {
            if (clusterOnly == 0 && classOnly == 0) return 1;
            return (both + neither) / (both + clusterOnly + classOnly + neither);
        }
    }
}
