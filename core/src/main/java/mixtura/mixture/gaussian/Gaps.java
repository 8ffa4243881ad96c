package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;

/// The missing cells of a block, and the block with each of them at the origin of the frame.
///
/// Rows of which nothing is there are filled too, but not listed: whoever asks for their density knows it.
final class Gaps {
    private final Frame frame;
    private final RowBlock filled;
    private final double[] weights;
    private final int[] lacking; // cells that each row lacks, 0 when it lacks all
    private int count; // incomplete rows
    private int[] row = new int[0];
    private int[] first = new int[1];
    private int[] column = new int[0];
    private final int[] columnStart;
    private int[] slot = new int[0];
    private int[] rowOfSlot = new int[0];

    Gaps(Frame frame, int blockRows) {
        this.frame = frame;
        this.filled = new RowBlock(frame.dimension());
        this.weights = new double[blockRows];
        this.lacking = new int[blockRows];
        this.columnStart = new int[frame.dimension() + 1];
    }

    /// Looks at a block; says whether any cell is missing. Only then anything else may be asked.
    boolean load(RowBlock block) {
        double[] x = block.values();
        int from = block.offset();
        int end = from + block.rowCount() * frame.dimension();
        boolean whole = true;
        for (int i = from; i < end; i++) whole &= !Double.isNaN(x[i]);
        count = 0;
        Arrays.fill(lacking, 0);
        if (whole) return false;
        fill(block);
        list(x, from, block.rowCount());
        sort();
        return true;
    }

    private void fill(RowBlock block) {
        int d = frame.dimension();
        int rows = block.rowCount();
        filled.begin(block.firstRow(), rows);
        double[] x = block.values();
        int from = block.offset();
        double[] target = filled.fill();
        for (int n = 0, t = 0; n < rows; n++) {
            for (int j = 0; j < d; j++, t++) target[t] = Double.isNaN(x[from + t]) ? frame.shift()[j] : x[from + t];
        }
        if (!block.isWeighted()) return;
        for (int n = 0; n < rows; n++) weights[n] = block.weight(n);
        filled.setWeights(weights, 0);
    }

    private void list(double[] x, int from, int rows) {
        int d = frame.dimension();
        int cells = 0;
        for (int n = 0; n < rows; n++) {
            int begin = cells;
            if (column.length < cells + d) column = Arrays.copyOf(column, 2 * (cells + d));
            for (int j = 0; j < d; j++) if (Double.isNaN(x[from + n * d + j])) column[cells++] = j;
            if (cells == begin) continue;
            if (cells == begin + d) {
                cells = begin;
                continue;
            }
            if (row.length == count) {
                row = Arrays.copyOf(row, 2 * count + 16);
                first = Arrays.copyOf(first, row.length + 1);
            }
            row[count] = n;
            lacking[n] = cells - begin;
            first[count++] = begin;
            first[count] = cells;
        }
    }

    /// Gives each cell a slot, column by column, so that the cells of a column lie together.
    private void sort() {
        int cells = cells();
        if (slot.length < cells) {
            slot = new int[column.length];
            rowOfSlot = new int[column.length];
        }
        Arrays.fill(columnStart, 0);
        for (int c = 0; c < cells; c++) columnStart[column[c] + 1]++;
        for (int j = 0; j < frame.dimension(); j++) columnStart[j + 1] += columnStart[j];
        int[] next = columnStart.clone();
        for (int i = 0; i < count; i++) {
            for (int c = first[i]; c < first[i + 1]; c++) {
                slot[c] = next[column[c]]++;
                rowOfSlot[slot[c]] = i;
            }
        }
    }

    /// The block without gaps.
    RowBlock filled() {
        return filled;
    }

    /// Rows of which some cells are there and some are not.
    int count() {
        return count;
    }

    /// Missing cells of those rows.
    int cells() {
        return count == 0 ? 0 : first[count];
    }

    /// Cells that row `n` of the block lacks, 0 when it lacks all.
    int missing(int n) {
        return lacking[n];
    }

    /// The place in the block of incomplete row `i`.
    int row(int i) {
        return row[i];
    }

    /// The first cell of incomplete row `i`; the last is before the first one of row `i + 1`.
    int first(int i) {
        return first[i];
    }

    /// The column of a cell.
    int column(int cell) {
        return column[cell];
    }

    /// The place of a cell when they are sorted by column.
    int slot(int cell) {
        return slot[cell];
    }

    /// The first slot of column `j`; for `j` = d the number of all cells.
    int columnStart(int j) {
        return columnStart[j];
    }

    /// The incomplete row that a slot belongs to.
    int rowOfSlot(int s) {
        return rowOfSlot[s];
    }
}
