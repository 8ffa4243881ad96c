package mixtura.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Walks over a table's cells once to learn single columns.
final class CellScan {
    private CellScan() {}

    /// The cells of one column.
    static double[] column(Rows cells, int column) {
        if (cells.rowCount() > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    "there are " + cells.rowCount() + " rows, more labels, ids or weights than one array can hold",
                    "give at most " + (Integer.MAX_VALUE - 8) + " rows");
        }
        double[] values = new double[(int) cells.rowCount()];
        cells.aggregate(Execution.of(1), () -> new ColumnCopy(column, values));
        return values;
    }

    private record ColumnCopy(int column, double[] target) implements Pass<ColumnCopy>, Mergeable<ColumnCopy> {
        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            int at = block.offset() + column;
            for (int n = 0, t = (int) block.firstRow(); n < block.rowCount(); n++, at += block.dimension()) {
                target[t + n] = values[at];
            }
        }

        @Override
        public ColumnCopy finish() {
            return this;
        }

        @Override
        public ColumnCopy merge(ColumnCopy later) {
            return this;
        }
    }

    /// The first `enough` distinct values of each column, in order of appearance.
    static Distinct distinct(Rows cells, int[] columns, int enough) {
        return cells.aggregate(Execution.onAllProcessors(), () -> new DistinctPass(columns, enough));
    }

    /// Some values of each column, with the row (from 0) where each came first. Missing cells are no values.
    ///
    /// @param enough  beyond so many, values are passed over
    record Distinct(int enough, double[][] values, long[][] rows, int[] counts) implements Mergeable<Distinct> {
        private static final int ROOM = 4;

        Distinct(int columns, int enough) {
            this(enough, new double[columns][ROOM], new long[columns][ROOM], new int[columns]);
        }

        void add(int column, double cell, long row) {
            int count = counts[column];
            if (count == enough || isMissing(cell)) return;
            long bits = Double.doubleToRawLongBits(cell + 0.0); // −0 is 0
            double[] seen = values[column];
            for (int i = 0; i < count; i++) {
                if (Double.doubleToRawLongBits(seen[i]) == bits) return;
            }
            if (count == seen.length) {
                values[column] = Arrays.copyOf(seen, 2 * count);
                rows[column] = Arrays.copyOf(rows[column], 2 * count);
            }
            values[column][count] = Double.longBitsToDouble(bits);
            rows[column][count] = row;
            counts[column] = count + 1;
        }

        private static boolean isMissing(double cell) {
            return Double.isNaN(cell) && Column.textCode(cell) < 0;
        }

        @Override
        public Distinct merge(Distinct later) {
            for (int j = 0; j < counts.length; j++) {
                for (int i = 0; i < later.counts[j]; i++) add(j, later.values[j][i], later.rows[j][i]);
            }
            return this;
        }
    }

    private static final class DistinctPass implements Pass<Distinct> {
        private final int[] columns;
        private final int enough;
        private Distinct found;

        DistinctPass(int[] columns, int enough) {
            this.columns = columns;
            this.enough = enough;
            this.found = new Distinct(columns.length, enough);
        }

        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            for (int n = 0, row = block.offset(); n < block.rowCount(); n++, row += block.dimension()) {
                for (int j = 0; j < columns.length; j++) found.add(j, values[row + columns[j]], block.firstRow() + n);
            }
        }

        @Override
        public Distinct finish() {
            Distinct done = found;
            found = new Distinct(columns.length, enough);
            return done;
        }
    }

    /// Every cell's place among the distinct cells in order of appearance, −1 where it is missing.
    static int[] codes(double[] cells, List<Double> distinct) {
        Map<Long, Integer> known = new HashMap<>();
        int[] codes = new int[cells.length];
        Arrays.setAll(codes, n -> {
            if (Distinct.isMissing(cells[n])) return -1;
            long bits = Double.doubleToRawLongBits(cells[n] + 0.0);
            return known.computeIfAbsent(bits, key -> {
                distinct.add(Double.longBitsToDouble(key));
                return distinct.size() - 1;
            });
        });
        return codes;
    }
}
