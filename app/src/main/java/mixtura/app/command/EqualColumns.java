package mixtura.app.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Columns that hold the same values in every row, found by a fingerprint of 64 bits in one pass.
final class EqualColumns {
    private EqualColumns() {}

    /// Pairs (a, b), each from 0, with b equal to the earlier a.
    static List<int[]> find(Rows rows, Execution execution) {
        long[] prints = rows.aggregate(execution, () -> new FingerprintPass(rows.dimension())).prints;
        Map<Long, Integer> first = new HashMap<>();
        List<int[]> pairs = new ArrayList<>();
        for (int j = 0; j < prints.length; j++) {
            Integer earlier = first.putIfAbsent(prints[j], j);
            if (earlier != null) pairs.add(new int[] {earlier, j});
        }
        return pairs;
    }

    /// Σ over rows of a hash of the row's number and the value: addition makes the order of merging irrelevant.
    private static final class Fingerprints implements Mergeable<Fingerprints> {
        private final long[] prints;

        Fingerprints(int dimension) {
            prints = new long[dimension];
        }

        @Override
        public Fingerprints merge(Fingerprints later) {
            for (int j = 0; j < prints.length; j++) prints[j] += later.prints[j];
            return this;
        }
    }

    private static final class FingerprintPass implements Pass<Fingerprints> {
        private final int dimension;
        private Fingerprints current;

        FingerprintPass(int dimension) {
            this.dimension = dimension;
            current = new Fingerprints(dimension);
        }

        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                long row = mix(block.firstRow() + n);
                int at = block.offset() + n * dimension;
                for (int j = 0; j < dimension; j++)
                    current.prints[j] += mix(row ^ Double.doubleToLongBits(values[at + j] + 0.0));
            }
        }

        @Override
        public Fingerprints finish() {
            Fingerprints done = current;
            current = new Fingerprints(dimension);
            return done;
        }

        /// Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", function mix64.
        private static long mix(long value) {
            long z = value + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
