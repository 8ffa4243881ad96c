package mixtura.mixture;

/// Receives the scores of some rows, block by block; called by several threads at once for different rows, and in no
/// particular order.
@FunctionalInterface
public interface ScoreSink {
    /// @param firstRow          number of the first of these rows, from 0
    /// @param rowCount          how many
    /// @param logDensity        log p(x_n) of row `firstRow + n` at `n`; valid during the call only
    /// @param responsibilities  r_nk at `n * K + k`; valid during the call only
    void accept(long firstRow, int rowCount, double[] logDensity, double[] responsibilities);
}
