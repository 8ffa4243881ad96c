package mixtura.kmeans;

import mixtura.data.Mergeable;
import mixtura.data.RowBlock;
import org.jspecify.annotations.Nullable;

/// Σ w and Σ w (x − origin) over the rows of each cluster: all that an update needs.
interface ClusterSums extends Mergeable<ClusterSums> {
    /// Moves rows of a block from one cluster to another.
    ///
    /// @param rows    numbers of rows, ascending, of which the first `count` count
    /// @param from    their clusters so far, −1: none
    /// @param values  these rows, as stored in single precision; null: they are read from the block
    void move(RowBlock block, int[] rows, int count, int[] from, int[] to, float @Nullable [] values);

    /// Takes a row out of a cluster.
    void subtract(double[] row, double weight, int cluster);

    /// N_k.
    double mass(int cluster);

    /// Σ w (x_j − origin_j) over the rows of a cluster.
    double sum(int cluster, int j);

    /// How far from the exact [#sum] a cluster's sum in column j can be for want of digits, over its mass.
    double grain(int j);

    /// Where column j's sums are taken from.
    double origin(int j);

    /// The same sums in arrays of their own.
    ClusterSums copy();

    /// Column j of the cluster's mean.
    default double mean(int cluster, int j) {
        return origin(j) + sum(cluster, j) / mass(cluster);
    }
}
