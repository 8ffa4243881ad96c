package mixtura.mixture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Which rows of the lowest density are left out: those below a cutoff, and of those at it as much of each as
/// makes up the share.
///
/// @param cutoff    a log density
/// @param fraction  of the weight of rows at the cutoff that counts
/// @param boundary  a log density between the rows that are left out and those that are not
record Trimming(double cutoff, double fraction, double boundary) {
    /// Every row counts.
    static final Trimming NONE = new Trimming(Double.NEGATIVE_INFINITY, 1, Double.NEGATIVE_INFINITY);

    /// How much of a row counts.
    double share(double logDensity) {
        if (logDensity > cutoff || cutoff == Double.NEGATIVE_INFINITY) return 1;
        return logDensity == cutoff ? fraction : 0;
    }

    /// Whether no row is left out.
    boolean isNone() {
        return cutoff == Double.NEGATIVE_INFINITY;
    }

    /// Leaves out a share of the weight.
    ///
    /// @param logDensity  of every row
    static Trimming of(double[] logDensity, Rows rows, double share) {
        return rows.isWeighted() ? ofWeighted(logDensity, rows, share) : ofEqual(logDensity, share);
    }

    private static Trimming ofEqual(double[] logDensity, double share) {
        double[] sorted = logDensity.clone();
        Arrays.sort(sorted);
        double wanted = share * sorted.length;
        int at = (int) wanted;
        double cutoff = sorted[at];
        int from = at;
        while (from > 0 && sorted[from - 1] == cutoff) from--;
        int to = at + 1;
        while (to < sorted.length && sorted[to] == cutoff) to++;
        double fraction = 1 - (wanted - from) / (to - from);
        return new Trimming(cutoff, fraction, from == 0 ? Double.NEGATIVE_INFINITY : between(sorted[from - 1], cutoff));
    }

    private static Trimming ofWeighted(double[] logDensity, Rows rows, double share) {
        int[] order = IntStream.range(0, logDensity.length)
                .filter(n -> rows.weight(n) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> logDensity[n]))
                .mapToInt(n -> n)
                .toArray();
        double total = 0;
        for (int n : order) total += rows.weight(n);
        double wanted = share * total;
        double below = 0;
        for (int i = 0; i < order.length; ) {
            double value = logDensity[order[i]];
            double here = 0;
            int next = i;
            while (next < order.length && logDensity[order[next]] == value) here += rows.weight(order[next++]);
            if (below + here > wanted) {
                double boundary = i == 0 ? Double.NEGATIVE_INFINITY : between(logDensity[order[i - 1]], value);
                return new Trimming(value, 1 - (wanted - below) / here, boundary);
            }
            below += here;
            i = next;
        }
        return NONE;
    }

    private static double between(double below, double above) {
        return below == Double.NEGATIVE_INFINITY ? below : below + (above - below) / 2;
    }

    /// Writes the log density of every row to its place.
    record Densities<S extends Statistics<S>>(Expectation<S> expectation, double[] out) implements Pass<Nothing> {
        @Override
        public void add(RowBlock block) {
            expectation.of(block);
            System.arraycopy(expectation.logDensity(), 0, out, (int) block.firstRow(), block.rowCount());
        }

        @Override
        public Nothing finish() {
            return new Nothing();
        }
    }

    /// What a walk that writes elsewhere is folded into.
    record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }
}
