package mixtura.internal.kernel;

/// Σ w and Σ w (z − c) and Σ w (z − c)(z − c)ᵀ of rows, for some components that weigh them differently, each
/// about a centre c of its own: the M-step of full covariances. [ScalarMoments] is the definition.
///
/// The sums belong to one thread.
public interface WeightedMoments {
    /// How many numbers a row in so many columns takes: whole vectors of eight, at whose end the row is. In
    /// front of it there may be anything finite.
    static int rowLength(int dimension) {
        return (dimension + 7) / 8 * 8;
    }

    /// Adds a block for all components.
    ///
    /// @param z          rows one behind the other, [#rowLength] numbers each
    /// @param w          weight `n` of component `k` at `k * wStride + n`
    /// @param threshold  of each row: weights up to it may be left out
    void add(int rows, double[] z, double[] w, int wStride, double[] threshold);

    /// Writes the sums of component `k`, and starts again from zero.
    ///
    /// @param first   Σ w (z − c), from `firstOffset` on
    /// @param second  Σ w (z − c)(z − c)ᵀ, `d × d` from `secondOffset` on; what is below the diagonal stays
    /// @return        Σ w
    double take(int k, double[] first, int firstOffset, double[] second, int secondOffset);
}
