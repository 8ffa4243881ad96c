package mixtura.mixture.columns;

/// The sufficient statistics T(x) of single rows, worked out for a block by columns: feature `f` of row `n` stands at
/// `f * stride + n`. Immutable, shared by all threads.
public interface Features {
    /// Columns of the rows, d.
    int dimension();

    /// How many features there are, p.
    int count();

    /// The column that a feature is about.
    int column(int feature);

    /// Whether the features are the cells themselves; then [#write] is never called.
    default boolean isIdentity() {
        return false;
    }

    /// Writes the features of `rows` rows. What it writes for a missing cell, which holds 0, is set to 0 afterwards.
    ///
    /// @param x    d × stride
    /// @param out  overwritten, p × stride
    void write(int rows, double[] x, double[] out, int stride);

    /// Adds the logarithm of the base measure of each row: what no parameter changes, such as −Σ log x_j!. Missing
    /// cells hold 0.
    default void addBase(int rows, double[] x, double[] base, int stride) {}

    /// The cells themselves.
    static Features cells(int dimension) {
        return new Cells(dimension);
    }

    /// T(x) = x.
    interface Identity extends Features {
        @Override
        default int count() {
            return dimension();
        }

        @Override
        default int column(int feature) {
            return feature;
        }

        @Override
        default boolean isIdentity() {
            return true;
        }

        @Override
        default void write(int rows, double[] x, double[] out, int stride) {
            throw new UnsupportedOperationException("the cells are the features");
        }
    }

    /// T(x) = x with no base measure.
    ///
    /// @param dimension  d
    record Cells(int dimension) implements Identity {}
}
