package mixtura.seeding;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// k distinct rows of positive weight, all equally likely, whatever their weights (Forgy 1965).
public record RandomRows() implements Seeding {
    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        DistinctRows.require(rows, k, execution);
        double[][] centroids = new double[k][];
        Set<DistinctRows.Row> chosen = new HashSet<>();
        long misses = 0;
        while (chosen.size() < k) {
            long index = random.nextLong(rows.rowCount());
            // After many misses distinct rows are rare: the next one after the row drawn is taken, so that this ends.
            boolean walk = misses > 50L + 10L * k;
            for (long step = 0; step < (walk ? rows.rowCount() : 1); step++) {
                long n = (index + step) % rows.rowCount();
                double[] values = new double[rows.dimension()];
                rows.copyRow(n, values);
                if (rows.weight(n) > 0 && chosen.add(new DistinctRows.Row(values.clone()))) {
                    centroids[chosen.size() - 1] = values;
                    break;
                }
                misses++;
            }
        }
        return centroids;
    }
}
