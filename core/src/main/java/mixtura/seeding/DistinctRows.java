package mixtura.seeding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Distinct rows of positive weight, counted no further than needed.
public final class DistinctRows implements Mergeable<DistinctRows> {
    /// Rows looked at one by one before all rows are read: with real data the first few are distinct already.
    private static final int FIRST_LOOK = 64;

    private final int enough;
    private final Set<Row> seen = new HashSet<>();

    private DistinctRows(int enough) {
        this.enough = enough;
    }

    /// A row's values; 0 and −0 are one.
    record Row(double[] values) {
        Row {
            for (int j = 0; j < values.length; j++) values[j] += 0.0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row(double[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// Makes sure that there are k distinct rows of positive weight.
    ///
    /// @throws IllegalArgumentException if there are fewer; it says how many there are
    public static void require(Rows rows, int k, Execution execution) {
        DistinctRows first = new DistinctRows(k);
        long looks = Math.min(rows.rowCount(), (long) k + FIRST_LOOK);
        for (long n = 0; n < looks && !first.isEnough(); n++) {
            double[] values = new double[rows.dimension()];
            rows.copyRow(n, values);
            if (rows.weight(n) > 0) first.seen.add(new Row(values));
        }
        if (first.isEnough()) return;
        int count = rows.aggregate(execution, () -> new DistinctPass(k)).seen.size();
        if (count < k) {
            throw new IllegalArgumentException("k is " + k + ", but there are only " + count + " distinct rows"
                    + (rows.isWeighted() ? " of positive weight" : "") + "; use at most that many clusters");
        }
    }

    private boolean isEnough() {
        return seen.size() >= enough;
    }

    private static final class DistinctPass implements Pass<DistinctRows> {
        private final int enough;
        private DistinctRows distinct;

        DistinctPass(int enough) {
            this.enough = enough;
            distinct = new DistinctRows(enough);
        }

        @Override
        public void add(RowBlock block) {
            int dimension = block.dimension();
            for (int n = 0; n < block.rowCount() && !distinct.isEnough(); n++) {
                if (block.weight(n) == 0) continue;
                int row = block.offset() + n * dimension;
                distinct.seen.add(new Row(Arrays.copyOfRange(block.values(), row, row + dimension)));
            }
        }

        @Override
        public DistinctRows finish() {
            DistinctRows result = distinct;
            distinct = new DistinctRows(enough);
            return result;
        }
    }

    @Override
    public DistinctRows merge(DistinctRows later) {
        for (Row row : later.seen) {
            if (isEnough()) break;
            seen.add(row);
        }
        return this;
    }
}
