package mixtura.internal.kernel;

/// Σ_n w_n y_n y_nᵀ of rows in blocks by columns, for some components that weigh them differently: the M-step of full
/// covariances. [ScalarMoments] is the definition.
///
/// The sums belong to one thread.
public interface WeightedMoments {
    /// Adds a block for all components.
    ///
    /// Every column has room for whole vectors of eight, with finite numbers in it.
    ///
    /// @param y          by columns: value `n` of column `j` at `j * yStride + n`
    /// @param w          weight `n` of component `k` at `k * wStride + n`
    /// @param threshold  of each row: weights up to it may be left out
    void add(int rows, double[] y, int yStride, double[] w, int wStride, double[] threshold);

    /// Writes the sums of component `k`, on and above the diagonal and packed row by row, to `out` from `offset` on,
    /// and
    /// starts again from zero.
    void take(int k, double[] out, int offset);
}
