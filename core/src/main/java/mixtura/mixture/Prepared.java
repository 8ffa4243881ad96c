package mixtura.mixture;

/// All components of a mixture made ready for a walk over the rows: factorised and packed once an iteration,
/// immutable, shared by all threads.
public interface Prepared<S extends Statistics<S>> {
    /// The pass of one thread.
    ///
    /// @param blockRows  rows that a block has at most
    FamilyPass<S> newPass(int blockRows);

    /// Rows per block that keep this family's scratch in the cache; depends on the shape alone.
    int blockRows();

    /// The same for a table of so many rows: a small one needs no scratch that is larger than itself, which each
    /// iteration would have to clear. A multiple of 64, so that columns are as far apart as in larger blocks.
    default int blockRows(long rowCount) {
        return (int) Math.min(blockRows(), Math.max(1, (rowCount + 63) / 64) * 64);
    }

    /// Rows that are read at once, for [FamilyPass#split]; depends on the shape of the data alone.
    default int readRows() {
        return blockRows();
    }

    /// A constant that every log density of [FamilyPass#logDensity] still lacks, such as that of a change of units.
    /// It is added after the softmax, so that it costs the responsibilities no digits.
    default double commonLogDensity() {
        return 0;
    }

    /// Which kernels run, and why not others, in a few words.
    String description();
}
