package mixtura.internal.kernel;

/// Both steps of EM in registers: whitened norms for the first, for the second weighted moments.
/// [ScalarWhitening] is the definition.
public interface Whitener {
    /// Writes `constant_k − ½ ‖U_kᵀ z_n − b_k‖²` for a block by columns and all components of a whitening to
    /// `out[outOffset + k * outStride + n]`.
    void norms(
            int rows,
            double[] z,
            int zOffset,
            int zStride,
            Whitening whitening,
            double[] out,
            int outOffset,
            int outStride);

    /// Writes (x − shift) · scale of a block twice: row by row, as [WeightedMoments] wants its rows, and by
    /// columns.
    ///
    /// Shift, scale and columns are laid out as a row is there: numbers and columns in front of the first one
    /// stand for nothing, and what is written to them is finite.
    ///
    /// @param zRows    [WeightedMoments#rowLength] numbers a row
    /// @param columns  one every `stride` numbers, a multiple of eight of which are written
    void layOut(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] zRows,
            double[] columns,
            int stride);

    /// Moments about these centres, one of each component.
    ///
    /// @param lossy  of which components moments about the origin would lose digits
    WeightedMoments moments(double[][] centres, boolean[] lossy);
}
