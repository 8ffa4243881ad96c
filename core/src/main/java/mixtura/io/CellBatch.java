package mixtura.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mixtura.data.Column;
import org.jspecify.annotations.Nullable;

/// Consecutive rows of a text table, parsed by one thread: the cells row by row, and what is learned of each column.
final class CellBatch {
    /// What a batch knows of a column.
    static final class Tally {
        long textCount;
        long missingCount;
        int firstTextRow;
        long firstTextLine;
        final List<String> texts = new ArrayList<>();
        private @Nullable Map<String, Integer> codes;

        private int code(String text) {
            if (codes == null) codes = new HashMap<>();
            Integer known = codes.putIfAbsent(text, texts.size());
            if (known != null) return known;
            texts.add(text);
            return texts.size() - 1;
        }
    }

    private final int dimension;
    private final Tally[] tallies;
    private double[] cells;
    private int size;
    private int rowCount;
    private int column;
    private long line;

    CellBatch(int dimension, int expectedRows) {
        this.dimension = dimension;
        cells = new double[Math.multiplyExact(dimension, expectedRows)];
        tallies = new Tally[dimension];
        Arrays.setAll(tallies, j -> new Tally());
    }

    int rowCount() {
        return rowCount;
    }

    /// All cells, `rowCount × dimension`.
    double[] cells() {
        return cells.length == size ? cells : Arrays.copyOf(cells, size);
    }

    Tally tally(int j) {
        return tallies[j];
    }

    /// Begins the row that stands in that line.
    void beginRow(long lineNumber) {
        line = lineNumber;
        column = 0;
        if (cells.length < size + dimension) cells = Arrays.copyOf(cells, size + Math.max(dimension, size / 2));
    }

    /// The cells that the row has been given, those beyond the table's last column included.
    int column() {
        return column;
    }

    /// Whether the next cell has a column; if not, it is counted and nothing else.
    boolean fits() {
        if (column < dimension) return true;
        column++;
        return false;
    }

    void number(double value) {
        cells[size + column++] = value;
    }

    void missing() {
        tallies[column].missingCount++;
        cells[size + column++] = Double.NaN;
    }

    void text(String text) {
        Tally tally = tallies[column];
        if (tally.textCount++ == 0) {
            tally.firstTextRow = rowCount;
            tally.firstTextLine = line;
        }
        cells[size + column++] = Column.textCell(tally.code(text));
    }

    /// Adds the line with which the batch begins to the lines that were counted from there.
    void moveLines(long firstLine) {
        for (Tally tally : tallies) {
            if (tally.textCount > 0) tally.firstTextLine += firstLine;
        }
    }

    /// Ends the row; it has all its cells.
    void endRow() {
        size += dimension;
        rowCount++;
    }
}
