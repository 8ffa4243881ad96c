package mixtura.data;

import java.util.Arrays;
import java.util.List;

/// Columns of a table seen as 0 and 1 by their levels; a missing cell stays missing.
final class EncodedRows extends LocalRows {
    private final LocalRows cells;
    private final int[] columns;
    private final List<String> columnNames;
    private final double[] ones;
    private final double[] zeros;
    private final boolean[][] textIsOne;

    /// @param levels  for each of the columns at most two, which all cells are among
    EncodedRows(LocalRows cells, int[] columns, List<Column> known, List<Levels> levels) {
        super(cells.rowCount(), columns.length);
        this.cells = cells;
        this.columns = columns;
        this.columnNames =
                Arrays.stream(columns).mapToObj(j -> known.get(j).name()).toList();
        zeros = new double[columns.length];
        ones = new double[columns.length];
        textIsOne = new boolean[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            List<String> texts = levels.get(j).texts();
            zeros[j] = texts.isEmpty() ? Double.NaN : Levels.number(texts.getFirst());
            ones[j] = texts.size() < 2 ? Double.NaN : Levels.number(texts.get(1));
            List<String> codes = known.get(columns[j]).texts();
            textIsOne[j] = new boolean[codes.size()];
            for (int code = 0; code < codes.size(); code++) {
                textIsOne[j][code] = texts.indexOf(codes.get(code)) == 1;
            }
        }
    }

    @Override
    public List<String> columnNames() {
        return columnNames;
    }

    @Override
    public boolean isFloat() {
        return true;
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
        if (cell == zeros[j]) return 0;
        if (cell == ones[j]) return 1;
        int code = Column.textCode(cell);
        return code < 0 ? Double.NaN : textIsOne[j][code] ? 1 : 0;
    }
}
