package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// Which cells are missing together in the rows of a fit, where few such patterns make up most of the rows: rows of
/// one pattern are then worked on together.
final class Patterns {
    /// Patterns that are told apart at most.
    private static final int MOST = 64;

    /// Different patterns after which nobody counts any further.
    private static final int COUNTED = 1024;

    /// Rows of one pattern in a block, on average, from which it is worth a product of its own.
    private static final int ROWS_TOGETHER = 32;

    /// Share of the rows whose patterns have to be among those.
    private static final double COVERED = 0.75;

    private static final int LEAST_READ = 512;
    private static final int MOST_READ = 8192;
    private static final int RANGES = 64; // a walk over the rows has no more of them; one block should be one range

    private final int dimension;
    private final int readRows;
    private final long[][] masks;

    private Patterns(int dimension, int readRows, long[][] masks) {
        this.dimension = dimension;
        this.readRows = readRows;
        this.masks = masks;
    }

    /// Counts patterns; null where they are too many for their rows.
    static @Nullable Patterns few(Rows rows, Execution execution) {
        int d = rows.dimension();
        Found found = rows.aggregate(execution, () -> new Scan(d));
        int readRows = Math.clamp((rows.rowCount() + RANGES - 1) / RANGES, LEAST_READ, MOST_READ);
        long enough = (rows.rowCount() + readRows - 1) / readRows * ROWS_TOGETHER;
        List<long[]> frequent = new ArrayList<>();
        long covered = 0;
        for (int p = 0; p < found.masks.size(); p++) {
            if (found.counts[p] < enough || isBlank(found.masks.get(p), d)) continue;
            frequent.add(found.masks.get(p));
            covered += found.counts[p];
        }
        boolean few = frequent.size() <= MOST && covered >= COVERED * rows.rowCount();
        return few ? new Patterns(d, readRows, frequent.toArray(long[][]::new)) : null;
    }

    private static boolean isBlank(long[] mask, int dimension) {
        return Arrays.stream(mask).mapToInt(Long::bitCount).sum() == dimension;
    }

    private static int words(int dimension) {
        return (dimension + Long.SIZE - 1) / Long.SIZE;
    }

    private static void mask(double[] x, int from, int dimension, long[] out) {
        for (int w = 0, j = 0; w < out.length; w++) {
            long bits = 0;
            for (int end = Math.min(dimension, j + Long.SIZE), bit = 0; j < end; j++, bit++) {
                bits |= (Double.isNaN(x[from + j]) ? 1L : 0L) << bit;
            }
            out[w] = bits;
        }
    }

    /// How many patterns are told apart.
    int count() {
        return masks.length;
    }

    /// Rows that are read at once, so that a pattern has some among them.
    int readRows() {
        return readRows;
    }

    /// Writes the number of each row's pattern, [#count] for one that is not told apart.
    void of(RowBlock block, int[] out) {
        double[] x = block.values();
        long[] mask = new long[words(dimension)];
        int last = 0;
        for (int n = 0, from = block.offset(); n < block.rowCount(); n++, from += dimension) {
            mask(x, from, dimension, mask);
            if (last == masks.length || !Arrays.equals(masks[last], mask)) last = find(mask);
            out[n] = last;
        }
    }

    private int find(long[] mask) {
        for (int p = 0; p < masks.length; p++) {
            if (masks[p][0] == mask[0] && Arrays.equals(masks[p], mask)) return p;
        }
        return masks.length;
    }

    private boolean isMissing(int p, int j) {
        return (masks[p][j / Long.SIZE] >> j % Long.SIZE & 1) != 0;
    }

    /// Columns that rows of pattern `p` lack, in order.
    int[] missing(int p) {
        return IntStream.range(0, dimension).filter(j -> isMissing(p, j)).toArray();
    }

    /// Columns that they have, in order.
    int[] observed(int p) {
        return IntStream.range(0, dimension).filter(j -> !isMissing(p, j)).toArray();
    }

    /// Patterns in order of appearance, with their rows.
    private static final class Found implements Mergeable<Found> {
        private final List<long[]> masks = new ArrayList<>();
        private final long[] counts = new long[COUNTED];

        /// Beyond [#COUNTED] patterns, new ones are passed over.
        private void add(long[] mask, long rows) {
            int p = 0;
            while (p < masks.size() && !Arrays.equals(masks.get(p), mask)) p++;
            if (p == COUNTED) return;
            if (p == masks.size()) masks.add(mask.clone());
            counts[p] += rows;
        }

        @Override
        public Found merge(Found later) {
            for (int p = 0; p < later.masks.size(); p++) add(later.masks.get(p), later.counts[p]);
            return this;
        }
    }

    private static final class Scan implements Pass<Found> {
        private final int dimension;
        private final long[] mask;
        private Found found = new Found();

        Scan(int dimension) {
            this.dimension = dimension;
            this.mask = new long[words(dimension)];
        }

        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int n = 0, from = block.offset(); n < block.rowCount(); n++, from += dimension) {
                mask(x, from, dimension, mask);
                found.add(mask, 1);
            }
        }

        @Override
        public Found finish() {
            Found done = found;
            found = new Found();
            return done;
        }
    }
}
