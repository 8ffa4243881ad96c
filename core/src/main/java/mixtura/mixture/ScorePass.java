package mixtura.mixture;

import mixtura.data.Mergeable;
import mixtura.data.RowBlock;

/// One thread's walk over scored rows, like [mixtura.data.Pass] with the mixture's answer beside each block.
///
/// @param <S>  what a range of rows is folded into
public interface ScorePass<S extends Mergeable<S>> {
    /// Adds the rows of one block.
    ///
    /// @param block             the rows, in the columns that the mixture models
    /// @param logDensity        log p(x_n) at `n`
    /// @param responsibilities  r_nk at `n * K + k`
    void add(RowBlock block, double[] logDensity, double[] responsibilities);

    /// What was added since the last call; the pass is empty again.
    S finish();
}
