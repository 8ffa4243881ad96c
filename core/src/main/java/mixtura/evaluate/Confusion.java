package mixtura.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Clusters against classes for people to read: each cluster is paired with at most one class so that as much
/// weight as possible lies on the pairs, and clusters are ordered by their class; those without one come last.
///
/// @param clusters  labels of the clusters, in the order of the rows
/// @param classes   labels of the classes, in the order of the columns: ascending
/// @param matched   for each row its column, or −1 when no class is left that shares weight with the cluster
/// @param mass      weight of the rows in cluster and class, clusters × classes
public record Confusion(int[] clusters, int[] classes, int[] matched, double[][] mass) {
    /// Copies what is given.
    public Confusion {
        clusters = clusters.clone();
        classes = classes.clone();
        matched = matched.clone();
        mass = copy(mass);
    }

    /// Lays out a table with clusters beside their classes.
    ///
    /// @throws IllegalArgumentException if the table has more than 2²⁴ cells
    public static Confusion of(Contingency table) {
        double[][] mass = table.toArray();
        int[] columnOf = matches(mass);
        int[] clusters = table.clusters();
        int[] order = IntStream.range(0, clusters.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> columnOf[i] < 0 ? Integer.MAX_VALUE : columnOf[i]))
                .mapToInt(i -> i)
                .toArray();
        return new Confusion(
                Arrays.stream(order).map(i -> clusters[i]).toArray(),
                table.classes(),
                Arrays.stream(order).map(i -> columnOf[i]).toArray(),
                Arrays.stream(order).mapToObj(i -> mass[i]).toArray(double[][]::new));
    }

    /// The column that each row is paired with, −1 for none: being paired takes common weight.
    static int[] matches(double[][] mass) {
        int[] columnOf = OptimalAssignment.maximize(mass);
        for (int i = 0; i < columnOf.length; i++) {
            if (columnOf[i] >= 0 && mass[i][columnOf[i]] == 0) columnOf[i] = -1;
        }
        return columnOf;
    }

    /// The share of the weight that lies on the pairs: the accuracy of the clusters as predictions of their
    /// classes.
    public double matchedShare() {
        double all = 0;
        double paired = 0;
        for (int i = 0; i < mass.length; i++) {
            for (double cell : mass[i]) all += cell;
            if (matched[i] >= 0) paired += mass[i][matched[i]];
        }
        return paired / all;
    }

    @Override
    public int[] clusters() {
        return clusters.clone();
    }

    @Override
    public int[] classes() {
        return classes.clone();
    }

    @Override
    public int[] matched() {
        return matched.clone();
    }

    @Override
    public double[][] mass() {
        return copy(mass);
    }

    private static double[][] copy(double[][] table) {
        return Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
    }
}
