package mixtura.data;

/// One thread's part of a walk over all rows. It owns its scratch arrays and native handles; what it learns of the
/// rows
/// goes into statistics that can be merged.
///
/// @param <S>  what a range of rows is folded into
public interface Pass<S extends Mergeable<S>> {
    /// Adds the rows of one block. Blocks of one range come in order.
    void add(RowBlock block);

    /// What was added since the pass was made, or since the last call of this method; the pass is empty again.
    S finish();
}
