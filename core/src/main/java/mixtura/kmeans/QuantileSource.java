package mixtura.kmeans;

import mixtura.data.RowBlock;

/// What the samples of [Quantiles] are made of, block by block, for one thread. Row `n` gives `width` values,
/// which go to as many consecutive samples; a value that is NaN is missing, and belongs to none.
interface QuantileSource {
    /// Reads a block.
    void read(RowBlock block);

    /// Values of the block's rows; those of row `n` begin at `offset + n · width`.
    double[] values();

    int offset();

    int width();

    /// The sample of row n's first value.
    int firstSample(int n);

    /// The weight of row n's values, 0 to pass over them.
    double weight(int n);
}
