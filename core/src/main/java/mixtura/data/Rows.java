package mixtura.data;

import java.util.List;
import java.util.function.Supplier;

/// n observations of d columns, one a row, that can be walked over again and again: in memory, in a file or
/// elsewhere.
///
/// Every algorithm of the house sees its data through [#aggregate] alone, which is why one k-means and one EM serve
/// memory and files alike. A missing cell is NaN.
public interface Rows {
    /// The number of rows, N.
    long rowCount();

    /// The number of columns, d.
    int dimension();

    /// The columns' names, d of them; `x1`, `x2`, … when the data came without.
    List<String> columnNames();

    /// Whether the rows carry sample weights w_n.
    boolean isWeighted();

    /// Whether every value is exactly a single-precision number, so that kernels in float lose nothing by reading it.
    boolean isFloat();

    /// Copies row `index` (from 0) into `out`, an array of at least d values.
    void copyRow(long index, double[] out);

    /// The sample weight of row `index`: 1 when the rows carry none.
    double weight(long index);

    /// Folds all rows into statistics.
    ///
    /// The rows are split into at most 64 ranges by their count alone. One thread folds a range in order, block by
    /// block, and the ranges' statistics merge along a fixed tree: the result has the same bits for any number of
    /// threads, from memory and from a file.
    ///
    /// @param newPass  makes the pass of one thread; each thread has its own
    /// @throws PassInterruptedException if the calling thread is interrupted meanwhile
    <S extends Mergeable<S>> S aggregate(Execution execution, Supplier<? extends Pass<S>> newPass);

    /// Rows of an array of arrays, which is copied.
    static Rows of(double[][] rows) {
        return InMemoryRows.copyOf(rows);
    }

    /// Rows of a row-major array, `rowCount × dimension`, which is not copied and must not change while in use.
    static Rows wrap(double[] values, int rowCount, int dimension) {
        return InMemoryRows.wrap(values, rowCount, dimension);
    }

    /// Rows of a row-major array in single precision, `rowCount × dimension`, which is not copied and must not
    /// change while in use. Arithmetic is in double all the same; float is a way to store.
    static Rows wrap(float[] values, int rowCount, int dimension) {
        return InMemoryRows.wrap(values, rowCount, dimension);
    }

    /// The same rows with sample weights, one a row: non-negative reals of any positive sum. A row of weight 2 counts
    /// like the row twice, weight 0 like its absence. Weights that were there are replaced.
    Rows weighted(double[] sampleWeights);

    /// The same rows with other column names.
    Rows named(List<String> columnNames);

    /// The rows from number `from` (from 0) to number `to`, that one excluded, numbered anew from 0: a batch of a
    /// stream, say. Nothing is copied.
    Rows range(long from, long to);

    /// Some of the columns, in the order given (each from 0).
    Rows select(int... columns);

    /// Every value multiplied by `factor`.
    Rows scaled(double factor);

    /// Every column moved and scaled: (x − `center`_j) / `scale`_j.
    ///
    /// @param center  one number for each column
    /// @param scale   one number for each column, none of them 0
    Rows standardised(double[] center, double[] scale);

    /// Missing cells of column j filled with `values[j]`; NaN leaves them missing.
    ///
    /// @param values  one number for each column
    Rows filled(double[] values);

    /// The natural logarithm of every value; a missing cell stays missing.
    Rows logarithms();

    /// Every row divided by its length ‖x‖, so that only its direction is left. A row of zeros has none and stays,
    /// as does a row with a missing or infinite cell.
    Rows normalised();

    /// 1 where a value is above `threshold`, else 0; a missing cell stays missing.
    Rows binarised(double threshold);

    /// Columns of codes spread out: column j becomes `levels[j]` columns that are 1 where its code, rounded, is 0, 1,
    /// 2 and so on, and 0 elsewhere. Columns with 0 levels stay as they are.
    Rows indicators(int[] levels);
}
