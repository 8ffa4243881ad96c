package mixtura.seeding.hierarchy;

import java.util.Arrays;

/// The merges that lead from groups of one row each to a single group.
public final class Dendrogram implements Partitions {
    private final int rowCount;
    private final int[] rows;
    private final int[] kept;
    private final int[] joined;
    private final double[] costs;

    /// Groups are named by the place of their first row in `rows`: merge t puts group `joined[t]` into the group
    /// `kept[t]` before it.
    ///
    /// @param rowCount  of the whole table
    /// @param rows      those that were looked at, ascending
    /// @param costs     by how much merge t made the criterion worse
    Dendrogram(int rowCount, int[] rows, int[] kept, int[] joined, double[] costs) {
        this.rowCount = rowCount;
        this.rows = rows;
        this.kept = kept;
        this.joined = joined;
        this.costs = costs;
    }

    /// How many rows were looked at.
    public int size() {
        return rows.length;
    }

    /// By how much each merge made the criterion worse, the first merge first.
    public double[] costs() {
        return costs.clone();
    }

    @Override
    public int[] labels(int k) {
        if (k < 1 || k > rows.length) {
            throw new IllegalArgumentException(
                    "k is " + k + ", but the " + rows.length + " rows looked at make 1 to " + rows.length + " groups");
        }
        int[] group = new int[rows.length];
        for (int n = 0; n < group.length; n++) group[n] = n;
        // from the last merge asked for backwards, so that a group's name is settled before its parts ask for it
        for (int t = rows.length - k - 1; t >= 0; t--) group[joined[t]] = group[kept[t]];
        int[] number = new int[rows.length];
        Arrays.fill(number, -1);
        int[] labels = new int[rowCount];
        Arrays.fill(labels, -1);
        int next = 0;
        for (int n = 0; n < rows.length; n++) {
            if (number[group[n]] < 0) number[group[n]] = next++;
            labels[rows[n]] = number[group[n]];
        }
        return labels;
    }
}
