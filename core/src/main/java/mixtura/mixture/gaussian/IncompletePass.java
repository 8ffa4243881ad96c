package mixtura.mixture.gaussian;

import mixtura.mixture.FamilyPass;

/// A pass of normal components over rows with missing cells, for distributions that are normal once a row's
/// precision τ is known: what is there has the covariance Σ_oo / τ, so that a row weighs r E[τ] in the
/// moments, yet what the missing cells scatter about their conditional means has the weight r alone, since E[τ
/// · Λ_mm⁻¹ / τ] = Λ_mm⁻¹.
///
/// A row of which nothing is there counts as complete: nobody looks at its numbers.
public interface IncompletePass extends FamilyPass<GaussianStatistics> {
    /// Cells that row `n` of the block lacks.
    int missing(int n);

    /// Writes what [#logDensity] would give each row if the cells that are there were at the means.
    ///
    /// @param out  component k of row n at `k * stride + n`
    void logDensityAtMean(double[] out, int stride);

    /// Adds the block to the moments.
    ///
    /// @param weights           r_nk E[τ_nk] at `k * stride + n`
    /// @param responsibilities  r_nk at `k * rStride + n`
    void add(double[] weights, int stride, double[] responsibilities, int rStride);
}
