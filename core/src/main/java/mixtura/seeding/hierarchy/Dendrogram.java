package mixtura.seeding.hierarchy;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import mixtura.data.PassInterruptedException;

/// The merges that lead from groups of one row each to a single group. They are made by the thread that first
/// asks for more than one group, so that what needs a single group can be done beside them.
public final class Dendrogram implements Partitions {
    private final int rowCount;
    private final int[] rows;
    private final FutureTask<Merges> merges;

    /// Groups are named by the place of their first row among those that were looked at: merge t puts group
    /// `joined[t]` into the group `kept[t]` before it.
    ///
    /// @param costs  by how much merge t made the criterion worse
    record Merges(int[] kept, int[] joined, double[] costs) {}

    /// @param rowCount  of the whole table
    /// @param rows      those that were looked at, ascending
    /// @param merges    makes them, once
    Dendrogram(int rowCount, int[] rows, Callable<Merges> merges) {
        this.rowCount = rowCount;
        this.rows = rows;
        this.merges = new FutureTask<>(merges);
    }

    /// @throws PassInterruptedException if the thread is interrupted
    private Merges merges() {
        merges.run(); // does nothing on any thread but the first
        try {
            return merges.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PassInterruptedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e);
        }
    }

    /// How many rows were looked at.
    public int size() {
        return rows.length;
    }

    /// By how much each merge made the criterion worse, the first merge first.
    public double[] costs() {
        return merges().costs().clone();
    }

    @Override
    public int[] labels(int k) {
        if (k < 1 || k > rows.length) {
            throw new IllegalArgumentException(
                    "k is " + k + ", but the " + rows.length + " rows looked at make 1 to " + rows.length + " groups");
        }
        int[] group = new int[rows.length];
        if (k > 1) {
            Merges made = merges();
            for (int n = 0; n < group.length; n++) group[n] = n;
            // from the last merge asked for backwards, so that a group's name is settled before its parts ask for it
            for (int t = rows.length - k - 1; t >= 0; t--) group[made.joined[t]] = group[made.kept[t]];
        }
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
