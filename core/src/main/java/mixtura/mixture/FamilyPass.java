package mixtura.mixture;

import java.util.function.Consumer;
import mixtura.data.RowBlock;

/// One thread's E- and M-step for one block of rows against all components at once. It owns its scratch arrays.
///
/// @param <S>  the statistics
public interface FamilyPass<S extends Statistics<S>> {
    /// Hands over the rows of a block in blocks that suit the pass better: rows of one kind together, say. Each row
    /// comes once, with its number and its weight, in blocks of no more rows than the pass is made for.
    default void split(RowBlock block, Consumer<RowBlock> parts) {
        parts.accept(block);
    }

    /// Takes a block: works out T(x), once for both steps.
    void load(RowBlock block);

    /// Writes `log p(x_n | θ_k)`, less [Prepared#commonLogDensity], of the block just loaded to
    /// `out[k * stride + n]`: a row of the array for each component, so that arithmetic runs along the rows of the
    /// block whatever K is.
    void logDensity(double[] out, int stride);

    /// Adds the block just loaded to the statistics, row n counting for component k with the weight
    /// `responsibilities[k * stride + n]`, the sample weight already in it.
    void add(double[] responsibilities, int stride);

    /// What was added since the pass was made or since the last call; begins anew.
    S finish();
}
