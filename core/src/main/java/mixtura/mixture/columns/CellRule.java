package mixtura.mixture.columns;

import java.util.List;
import java.util.function.DoublePredicate;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Which cells a family can describe. Missing cells are never asked about.
///
/// @param allows     whether a cell will do
/// @param complaint  what is wrong with one that will not: `is neither 0 nor 1`
/// @param hint       what to type next
public record CellRule(DoublePredicate allows, String complaint, String hint) {
    /// Whole numbers from 0 on.
    public static CellRule counts() {
        return new CellRule(
                x -> x >= 0 && x == Math.rint(x) && x < 1L << 53,
                "is no count (a whole number, 0 or more)",
                "mend the cell, choose other columns with --columns, or use -m gmm");
    }

    /// Walks over the rows and refuses a cell that will not do.
    ///
    /// @throws DataException that names row and column
    public void check(Rows rows, Execution execution) {
        rows.aggregate(execution, () -> new Walk(this, rows.columnNames()));
    }

    private record Walk(CellRule rule, List<String> columnNames) implements Pass<Walk>, Mergeable<Walk> {
        @Override
        public void add(RowBlock block) {
            rule.check(block, columnNames);
        }

        @Override
        public Walk finish() {
            return this;
        }

        @Override
        public Walk merge(Walk later) {
            return this;
        }
    }

    /// Refuses a block with a cell that will not do.
    ///
    /// @throws DataException that names row and column
    public void check(RowBlock block, List<String> columnNames) {
        double[] x = block.values();
        int d = block.dimension();
        for (int n = 0; n < block.rowCount(); n++) {
            int row = block.offset() + n * d;
            for (int j = 0; j < d; j++) {
                double cell = x[row + j];
                if (allows.test(cell) || Double.isNaN(cell)) continue;
                long number = block.firstRow() + n + 1;
                String column = columnNames.get(j);
                throw new DataException(
                        "row " + number + ", column '" + column + "': " + text(cell) + " " + complaint,
                        hint,
                        number,
                        column);
            }
        }
    }

    private static String text(double cell) {
        return cell == Math.rint(cell) && Math.abs(cell) < 1e15 ? Long.toString((long) cell) : Double.toString(cell);
    }
}
