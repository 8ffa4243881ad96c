package mixtura.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Which cluster of one clustering is which of another: pairs that hold as much weight as possible, each with how well
/// its two sides agree.
///
/// @param pairs       one for each cluster of the first clustering, by label
/// @param leftOver    labels of the second clustering that no cluster is paired with
public record ClusterMatches(List<Pair> pairs, List<Integer> leftOver) {
    public ClusterMatches {
        pairs = List.copyOf(pairs);
        leftOver = List.copyOf(leftOver);
    }

    /// A cluster and its counterpart.
    ///
    /// @param first       label in the first clustering
    /// @param second      label in the second, −1 when none is left that shares a row with it
    /// @param firstMass   weight of the one
    /// @param secondMass  weight of the other, 0 without one
    /// @param shared      weight of the rows in both
    public record Pair(int first, int second, double firstMass, double secondMass, double shared) {
        /// Shared weight over the weight of the union (Jaccard 1901), 0 … 1: 1 is the same cluster.
        public double jaccard() {
            double union = firstMass + secondMass - shared;
            return second < 0 ? 0 : shared / union;
        }
    }

    /// Pairs the two sides of a table.
    ///
    /// @throws IllegalArgumentException if the table has more than 2²⁴ cells
    public static ClusterMatches of(Contingency table) {
        double[][] mass = table.toArray();
        int[] columnOf = Confusion.matches(mass);
        int[] clusters = table.clusters();
        int[] classes = table.classes();
        boolean[] taken = new boolean[classes.length];
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < clusters.length; i++) {
            int j = columnOf[i];
            if (j < 0) {
                pairs.add(new Pair(clusters[i], -1, table.clusterMass(i), 0, 0));
                continue;
            }
            taken[j] = true;
            pairs.add(new Pair(clusters[i], classes[j], table.clusterMass(i), table.classMass(j), mass[i][j]));
        }
        List<Integer> leftOver = new ArrayList<>();
        for (int j = 0; j < classes.length; j++) if (!taken[j]) leftOver.add(classes[j]);
        return new ClusterMatches(pairs, leftOver);
    }
}
