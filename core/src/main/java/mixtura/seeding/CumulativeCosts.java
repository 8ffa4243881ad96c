package mixtura.seeding;

import java.util.random.RandomGenerator;

/// Draws rows in proportion to their cost: sums of a few hundred rows each, of which only those are worked out
/// again whose rows have changed.
final class CumulativeCosts {
    /// Rows that share one sum.
    private static final int CHUNK = 512;

    private final double[] cost;
    private final double[] sums;
    private final boolean[] stale; // set by any thread, read when all are done
    private final double[] upTo;

    /// @param cost  of each row, not copied
    CumulativeCosts(double[] cost) {
        this.cost = cost;
        int chunks = (cost.length + CHUNK - 1) / CHUNK;
        this.sums = new double[chunks];
        this.upTo = new double[chunks];
        this.stale = new boolean[chunks];
        for (int i = 0; i < chunks; i++) stale[i] = true;
    }

    /// Says that the cost of a row is another one.
    void changed(int row) {
        stale[row / CHUNK] = true;
    }

    /// Works out again what has changed.
    void refresh() {
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            if (stale[i]) sums[i] = sum(i * CHUNK, Math.min((i + 1) * CHUNK, cost.length));
            stale[i] = false;
            total += sums[i];
            upTo[i] = total;
        }
    }

    /// The sum of all costs.
    double total() {
        return upTo[upTo.length - 1];
    }

    private double sum(int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int n = from;
        for (; n + 4 <= to; n += 4) {
            a += cost[n];
            b += cost[n + 1];
            c += cost[n + 2];
            d += cost[n + 3];
        }
        for (; n < to; n++) a += cost[n];
        return (a + b) + (c + d);
    }

    /// A row of positive cost.
    int draw(RandomGenerator random) {
        double at = random.nextDouble() * total();
        int chunk = 0;
        while (upTo[chunk] <= at && chunk < upTo.length - 1) chunk++;
        double sum = chunk == 0 ? 0 : upTo[chunk - 1];
        int last = -1;
        for (int n = chunk * CHUNK; n < cost.length; n++) {
            if (cost[n] == 0) continue;
            sum += cost[n];
            last = n;
            if (sum > at) break;
        }
        // Rounding may run past the last row of positive cost: then the one before it is meant.
        for (int n = chunk * CHUNK; last < 0; n--) if (cost[n] > 0) last = n;
        return last;
    }
}
