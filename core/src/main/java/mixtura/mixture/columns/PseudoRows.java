package mixtura.mixture.columns;

import java.util.Arrays;

/// Statistics that count as if rows had been seen: how a conjugate prior enters the M-step, and what keeps a start away
/// from the boundary.
///
/// @param counts    by column, how many cells
/// @param features  by feature, their sum
public record PseudoRows(double[] counts, double[] features) {
    public PseudoRows {
        counts = counts.clone();
        features = features.clone();
    }

    @Override
    public double[] counts() {
        return counts.clone();
    }

    @Override
    public double[] features() {
        return features.clone();
    }

    /// One row with these means of the features.
    static PseudoRows row(int dimension, double[] means) {
        double[] counts = new double[dimension];
        Arrays.fill(counts, 1);
        return new PseudoRows(counts, means);
    }

    /// One cell for each feature: a uniform Dirichlet prior's pseudo-counts.
    public static PseudoRows oneForEach(Features features) {
        double[] counts = new double[features.dimension()];
        double[] ones = new double[features.count()];
        Arrays.fill(ones, 1);
        for (int f = 0; f < ones.length; f++) counts[features.column(f)]++;
        return new PseudoRows(counts, ones);
    }
}
