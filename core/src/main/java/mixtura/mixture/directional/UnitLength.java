package mixtura.mixture.directional;

import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Refuses rows that do not lie on the unit sphere.
final class UnitLength {
    /// What a row's length may differ from 1 by: rows stored in single precision are that exact.
    private static final double TOLERANCE = 1e-5;

    private UnitLength() {}

    /// @throws DataException naming the first row that is shorter or longer than 1
    static void check(Rows rows, Execution execution) {
        First first = rows.aggregate(execution, Check::new);
        if (first.row() < 0) return;
        long row = first.row() + 1;
        if (first.length() == 0) {
            throw new DataException("row " + row + " is 0 in every column and has no direction", "leave such rows out");
        }
        throw new DataException(
                "row " + row + " has the length " + (float) first.length()
                        + ", but -m vmf describes directions: rows of length 1",
                "--scale unit   divides each row by its length");
    }

    /// The first row that is shorter or longer than 1.
    ///
    /// @param row  from 0; −1 when there is none
    private record First(long row, double length) implements Mergeable<First> {
        static final First NONE = new First(-1, 1);

        @Override
        public First merge(First later) {
            return row >= 0 ? this : later;
        }
    }

    private static final class Check implements Pass<First> {
        private First first = First.NONE;

        @Override
        public void add(RowBlock block) {
            if (first.row() >= 0) return;
            double[] x = block.values();
            int d = block.dimension();
            for (int n = 0; n < block.rowCount(); n++) {
                double squares = 0;
                for (int i = block.offset() + n * d, end = i + d; i < end; i++) squares += x[i] * x[i];
                if (Math.abs(squares - 1) <= 2 * TOLERANCE) continue;
                first = new First(block.firstRow() + n, Math.sqrt(squares));
                return;
            }
        }

        @Override
        public First finish() {
            First found = first;
            first = First.NONE;
            return found;
        }
    }
}
