package mixtura.internal.kernel;

/// Both steps of EM in registers: whitened norms for the first, for the second weighted moments, or the rows that have
/// a share. [ScalarWhitening] is the definition.
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

    /// Copies of some row-major rows those with a weight above a threshold, about a centre and times √w.
    ///
    /// With y = (x − shift) · scale − centre, √w y becomes the end of the next row of `out`, and w y
    /// and then w are added to `first`. The copied rows times themselves are Σ w y yᵀ.
    ///
    /// Rows of `out` are whole vectors of eight, and so are the arrays of columns: up to seven numbers
    /// in front, outStride − dimension of them, stand for nothing and are 0.
    ///
    /// @param threshold  of each row
    /// @return           how many rows were copied
    int gather(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] centre,
            double[] weights,
            int weightsOffset,
            double[] threshold,
            int thresholdOffset,
            double[] out,
            int outOffset,
            int outStride,
            double[] first,
            int firstOffset);

    /// Moments of rows in so many columns for so many components.
    WeightedMoments moments(int componentCount, int columns);
}
