package mixtura.seeding;

import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// k-means++ of Arthur and Vassilvitskii (2007): the first centroid is a random row; each further one is drawn
/// with a probability in proportion to w_n D_n², the weighted squared distance to the nearest centroid so far.
/// The greedy variant of their section 6 draws several candidates and keeps the one that lowers Σ w_n D_n²
/// most.
///
/// [NearestSeeds] passes over rows that cannot be nearer to a candidate, which changes nothing in what is
/// drawn.
///
/// @param trials  candidates for each centroid, or [#BY_K] for 2 + ⌊ln k⌋; 1 is the plain method
public record KMeansPlusPlus(int trials) implements Seeding {
    /// As many trials as suit k: 2 + ⌊ln k⌋.
    public static final int BY_K = 0;

    public KMeansPlusPlus {
        if (trials < 0) {
            throw new IllegalArgumentException("trials is " + trials + "; give at least 1, or 0 for 2 + ln k of them");
        }
    }

    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        DistinctRows.require(rows, k, execution);
        int candidates = trials == BY_K ? 2 + (int) Math.log(k) : trials;
        NearestSeeds seeds = new NearestSeeds(rows, k, execution);
        seeds.takeFirst(row(rows, seeds.cumulative().draw(random)));
        for (int c = 1; c < k; c++) {
            double[][] tried = new double[candidates][];
            for (int t = 0; t < candidates; t++)
                tried[t] = row(rows, seeds.cumulative().draw(random));
            seeds.takeBest(tried);
        }
        return seeds.centroids();
    }

    private static double[] row(Rows rows, int index) {
        double[] values = new double[rows.dimension()];
        rows.copyRow(index, values);
        return values;
    }
}
