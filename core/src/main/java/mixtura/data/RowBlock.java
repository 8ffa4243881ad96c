package mixtura.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A few rows, consecutive unless somebody has sorted them, as a [Pass] sees them: row-major values with their
/// sample weights.
///
/// A block is reused for the next rows of the same thread, and its arrays may be the caller's own data: read
/// them, never write to them, and keep nothing of a block when [Pass#add] returns.
public final class RowBlock {
    /// Who wants more than this share of a block gets all of it: one long copy is faster than many short ones.
    private static final double MOST = 0.75;

    /// Nor is a row of fewer columns copied alone.
    private static final int SHORT_ROW = 32;

    private final int dimension;
    private long firstRow;
    private int rowCount;

    private double @Nullable [] values;
    private int offset;
    private double[] widened = new double[0];

    private float @Nullable [] floats;
    private int floatOffset;
    private @Nullable Supply supply; // of those floats that are not here yet
    private boolean[] here = new boolean[0];

    private int @Nullable [] order; // places of the rows behind the first one, where they are not consecutive
    private int orderOffset;

    private double @Nullable [] weights;
    private int weightOffset;

    /// Reads rows of a block when somebody wants to see them.
    interface Supply {
        /// Puts `rowCount` rows of the block, from row `row` on, where they belong in the array.
        void read(int row, int rowCount);
    }

    /// @param dimension  columns of every row
    public RowBlock(int dimension) {
        this.dimension = dimension;
    }

    /// The number of the block's first row among all rows, counted from 0.
    public long firstRow() {
        return firstRow;
    }

    /// The number of row `i` of this block among all rows.
    public long rowNumber(int i) {
        return firstRow + (order == null ? i : order[orderOffset + i]);
    }

    /// Rows in this block.
    public int rowCount() {
        return rowCount;
    }

    /// Columns of every row.
    public int dimension() {
        return dimension;
    }

    /// The values in double precision: row `i`, column `j` is at `offset() + i * dimension() + j`. Values stored as
    /// float are widened the first time that this is asked for.
    public double[] values() {
        if (values == null) {
            float[] source = floats();
            if (source == null) throw new IllegalStateException("the block holds no rows");
            double[] target = room();
            for (int i = 0, end = rowCount * dimension; i < end; i++) target[i] = source[floatOffset + i];
            values = target;
            offset = 0;
        }
        return values;
    }

    /// Where row 0 of this block begins in [#values].
    public int offset() {
        values();
        return offset;
    }

    /// The values as stored, when they are stored in single precision; otherwise null.
    public float @Nullable [] floats() {
        if (supply != null) {
            Supply reader = supply;
            supply = null;
            reader.read(0, rowCount);
        }
        return floats;
    }

    /// As [#floats], for whoever looks at some of the rows alone: the others may not be there.
    ///
    /// @param rows  ascending numbers of the rows wanted, of which the first `count` count
    public float @Nullable [] floats(int[] rows, int count) {
        Supply reader = supply;
        if (reader == null) return floats;
        if (count > MOST * rowCount || dimension < SHORT_ROW) return floats();
        for (int i = 0; i < count; ) {
            int begin = i;
            int row = rows[begin];
            while (i < count && rows[i] == row + i - begin && !here[rows[i]]) here[rows[i++]] = true;
            if (i > begin) reader.read(row, i - begin);
            else i++;
        }
        return floats;
    }

    /// Where row 0 of this block begins in [#floats].
    public int floatOffset() {
        return floatOffset;
    }

    /// Whether no cell of row `i` is there: all of them are missing (NaN).
    public boolean isBlank(int i) {
        double[] x = values == null ? values() : values; // a call less for each row
        int from = offset + i * dimension;
        for (int j = from; j < from + dimension; j++) if (!Double.isNaN(x[j])) return false;
        return true;
    }

    /// The sample weight of row `i` of this block: 1 when the rows carry none.
    public double weight(int i) {
        return weights == null ? 1 : weights[weightOffset + i];
    }

    /// Whether the rows carry sample weights.
    public boolean isWeighted() {
        return weights != null;
    }

    /// Begins a new block: `rowCount` rows from row `firstRow` on, unweighted until [#setWeights] is called.
    public void begin(long firstRow, int rowCount) {
        this.firstRow = firstRow;
        this.rowCount = rowCount;
        values = null;
        floats = null;
        supply = null;
        weights = null;
        order = null;
    }

    /// Says which rows these are: row `i` comes `places[start + i]` rows behind [#firstRow].
    public void setOrder(int[] places, int start) {
        order = places;
        orderOffset = start;
    }

    /// The same rows under other numbers.
    void renumber(long first) {
        firstRow = first;
    }

    /// Lets the block show rows of somebody else's array, without a copy.
    public void setValues(double[] array, int start) {
        values = array;
        offset = start;
    }

    /// Lets the block show rows stored in single precision, without a copy.
    public void setFloats(float[] array, int start) {
        floats = array;
        floatOffset = start;
        supply = null;
    }

    /// Lets the block show rows stored in single precision that are read when they are asked for; row 0 is at the
    /// array's beginning.
    void setFloats(float[] array, Supply reader) {
        setFloats(array, 0);
        if (here.length < rowCount) here = new boolean[rowCount];
        else Arrays.fill(here, 0, rowCount, false);
        supply = reader;
    }

    /// Lets the block show the sample weights of its rows.
    public void setWeights(double[] array, int start) {
        weights = array;
        weightOffset = start;
    }

    /// Lets the block show the sample weights that another block of the same rows shows.
    public void copyWeights(RowBlock other) {
        weights = other.weights;
        weightOffset = other.weightOffset;
    }

    /// The block's own array, `rowCount × dimension`, for a reader that has to convert: fill it, and it is what
    /// [#values] returns.
    public double[] fill() {
        double[] target = room();
        floats = null;
        supply = null;
        setValues(target, 0);
        return target;
    }

    private double[] room() {
        int needed = rowCount * dimension;
        if (widened.length < needed) widened = Arrays.copyOf(widened, needed);
        return widened;
    }
}
