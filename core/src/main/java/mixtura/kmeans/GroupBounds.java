package mixtura.kmeans;

import java.util.Arrays;
import mixtura.internal.kernel.BoundSteps;
import mixtura.internal.kernel.GroupedScores;

/// What is known of the distances of every row from one iteration to the next: an upper bound of that to
/// its own centroid and, for each group of centroids, a lower bound of that to the nearest other centroid
/// in the group. When centroids move, no distance changes by more than they do (Hamerly 2010 has one group,
/// Ding et al. 2015, *Yinyang*, several).
///
/// Bounds are of real numbers, not of what a kernel computes: whoever writes one adds what rounding can do.
/// They are kept in float, and each step of loosening gives away more than it can lose by rounding.
///
/// @param labels   of the rows, −1 before they have one
/// @param upper    of the distance to the own centroid, scaled
/// @param lower    for each group, of the distance to the nearest centroid in it that is not the own one,
///                scaled
/// @param norms    ‖x − centre‖² of the rows, scaled
/// @param scale    what distances are multiplied by
record GroupBounds(int[] labels, float[] upper, float[][] lower, float[] norms, double scale) {
    /// More than a product and a sum in float can lose.
    static final float UP = 1 + 0x1p-21f;

    static final float DOWN = 1 - 0x1p-21f;

    /// Bounds may take so much of the memory that Java has.
    private static final double SHARE_OF_MEMORY = 0.25;

    /// Whether so many rows' bounds take no more memory than they should.
    static boolean fit(long rowCount, int groupCount) {
        return 4.0 * rowCount * (groupCount + 2)
                <= SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory();
    }

    /// Bounds that say nothing yet.
    static GroupBounds unknown(int[] labels, int groupCount, double scale) {
        float[] upper = new float[labels.length];
        Arrays.fill(upper, Float.POSITIVE_INFINITY);
        return new GroupBounds(labels, upper, new float[groupCount][labels.length], new float[labels.length], scale);
    }

    /// By how much bounds loosen before the next assignment.
    ///
    /// @param centroid  how far each centroid has moved at most, scaled
    /// @param group     the farthest in each group
    /// @param fresh     whether the bounds say nothing yet
    record Drift(float[] centroid, float[] group, boolean fresh) {
        static Drift between(Centroids before, Centroids after, GroupedScores scores) {
            int d = before.dimension();
            float[] centroid = new float[before.k()];
            float[] group = new float[scores.groupCount()];
            for (int c = 0; c < centroid.length; c++) {
                double sum = 0;
                for (int j = c * d; j < (c + 1) * d; j++) {
                    double moved = (after.values()[j] - before.values()[j]) * scores.scale();
                    sum += moved * moved;
                }
                centroid[c] = Math.nextUp((float) (Math.sqrt(sum) * (1 + 1e-6)));
                group[scores.groupOf(c)] = Math.max(group[scores.groupOf(c)], centroid[c]);
            }
            return new Drift(centroid, group, false);
        }

        static Drift none(GroupedScores scores, int k) {
            return new Drift(new float[k], new float[scores.groupCount()], true);
        }
    }

    /// Loosens the lower bounds of `count` rows from `first` on, and leaves the least of each row in `least`.
    void loosenLower(int first, int count, Drift drift, float[] least) {
        Arrays.fill(least, 0, count, Float.POSITIVE_INFINITY);
        for (int g = 0; g < lower.length; g++) BoundSteps.lower(lower[g], first, count, DOWN, drift.group()[g], least);
    }

    /// Loosens the upper bounds of `count` rows from `first` on, and lists those that are not below the row's
    /// least lower bound.
    ///
    /// @param open  with room for a vector more
    /// @return      how many there are in `open`
    int loosenUpper(int first, int count, Drift drift, float[] least, int[] open) {
        return BoundSteps.upper(upper, first, count, labels, drift.centroid(), UP, least, open);
    }
}
