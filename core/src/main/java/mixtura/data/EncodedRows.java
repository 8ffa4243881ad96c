package mixtura.data;

import java.util.Arrays;
import java.util.List;

/// Columns of a table seen as places among their levels, from 0; a missing cell stays missing.
final class EncodedRows extends LocalRows {
    private final LocalRows cells;
    private final int[] columns;
    private final List<String> columnNames;
    private final boolean anyPlain; // whether a column stays as it is
    private final double[][] numbers; // by column, the level of each code as a number; NaN where it is none
    private final int[][] codeOfText; // by column, the code of each text

    /// @param levels  for each of the columns, which all cells are among; without texts for a column of numbers, which
    ///                stay as they are
    EncodedRows(LocalRows cells, int[] columns, List<Column> known, List<Levels> levels) {
        super(cells.rowCount(), columns.length);
        this.cells = cells;
        this.columns = columns;
        this.columnNames =
                Arrays.stream(columns).mapToObj(j -> known.get(j).name()).toList();
        numbers = new double[columns.length][];
        codeOfText = new int[columns.length][];
        anyPlain = levels.stream().anyMatch(level -> level.texts().isEmpty());
        for (int j = 0; j < columns.length; j++) {
            Levels level = levels.get(j);
            numbers[j] = level.texts().stream().mapToDouble(Levels::number).toArray();
            codeOfText[j] = known.get(columns[j]).texts().stream()
                    .mapToInt(level::codeOf)
                    .toArray();
        }
    }

    @Override
    public List<String> columnNames() {
        return columnNames;
    }

    @Override
    public boolean isFloat() {
        return !anyPlain || cells.isFloat();
    }

    @Override
    RowReader newReader() {
        RowReader reader = cells.newReader();
        RowBlock source = new RowBlock(cells.dimension());
        return (firstRow, rowCount, block) -> {
            reader.read(firstRow, rowCount, source);
            block.begin(firstRow, rowCount);
            double[] target = block.fill();
            double[] values = source.values();
            int t = 0;
            for (int n = 0, row = source.offset(); n < rowCount; n++, row += source.dimension()) {
                for (int j = 0; j < columns.length; j++) target[t++] = encoded(j, values[row + columns[j]]);
            }
        };
    }

    private double encoded(int j, double cell) {
        double[] levels = numbers[j];
        if (levels.length == 0) return Double.isNaN(cell) ? Double.NaN : cell;
        for (int code = 0; code < levels.length; code++) if (cell == levels[code]) return code;
        int text = Column.textCode(cell);
        return text < 0 ? Double.NaN : codeOfText[j][text];
    }
}
