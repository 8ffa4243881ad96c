package mixtura.seeding;

import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Every row goes to one of k groups, all equally likely; the centroids are the groups' means. They all lie near the
/// mean of the data, which suits some data and is the classical start of mixtures.
///
/// A group that gets no row of positive weight, as may happen to few rows, has a random row as its centroid.
public record RandomPartition() implements Seeding {
    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        DistinctRows.require(rows, k, execution);
        long key = random.nextLong();
        GroupMeans means = GroupMeans.of(rows, k, n -> group(key, n, k), execution);
        double[][] substitutes = null;
        double[][] centroids = means.means(rows, g -> 0);
        for (int g = 0; g < k; g++) {
            if (means.mass(g) > 0) continue;
            if (substitutes == null) substitutes = new RandomRows().choose(rows, k, random, execution);
            centroids[g] = substitutes[g];
        }
        return centroids;
    }

    /// A group that depends on the key and the row's number alone, so that threads and blocks do not matter: the
    /// finaliser of SplitMix64 (Steele, Lea and Flood 2014) of a counter.
    private static int group(long key, long row, int k) {
        long z = key + (row + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return (int) Math.unsignedMultiplyHigh(z, k);
    }
}
