package mixtura.evaluate;

import mixtura.data.Execution;
import mixtura.data.Rows;

/// The variance ratio of Caliński and Harabasz (1974): spread between the clusters over spread within them, each
/// divided by its degrees of freedom. Higher is better.
public final class CalinskiHarabasz {
    private CalinskiHarabasz() {}

    /// `B / (k − 1) ÷ W / (n − k)` with B = Σ_i N_i ‖c_i − c‖² and W = Σ w ‖x − c_i‖²; k counts the clusters
    /// that hold rows. One walk over the rows after the one that checks them.
    ///
    /// @param labels  clusters 0 … k − 1, one a row, below 0 for rows that do not count
    /// @param k       number of clusters
    /// @return        the index; 1 when every row is its centroid, as in scikit-learn; NaN with fewer than two
    /// clusters
    /// @throws IllegalArgumentException if there are more or fewer labels than rows, a label is not below k, or a
    ///                                  cell is missing or infinite
    public static double of(Rows rows, int[] labels, int k, Execution execution) {
        ClusterMoments moments = ClusterMoments.of(LabelledRows.of(rows, labels, k, execution), execution);
        int clusters = moments.occupied().length;
        if (clusters < 2) return Double.NaN;
        double within = moments.distortionWithin();
        if (within == 0) return 1;
        return moments.distortionBetween() / (clusters - 1) / (within / (moments.totalMass() - clusters));
    }
}
