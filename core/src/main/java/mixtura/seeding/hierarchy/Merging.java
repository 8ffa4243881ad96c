package mixtura.seeding.hierarchy;

import mixtura.data.PassInterruptedException;

/// Merges the two groups that are cheapest to merge until one is left (Müllner 2011, the generic algorithm):
/// every group remembers its cheapest partner of a higher number. The costs of a merged group can be below those
/// of its parts, so no partner can be trusted without a look at the merged group.
final class Merging {
    private static final int NONE = -1;

    private final GaussianGroups groups;
    private final int[] next; // the next group that is still there, by number
    private final int[] partner;
    private final double[] least;

    private Merging(GaussianGroups groups) {
        this.groups = groups;
        int count = groups.count();
        next = new int[count];
        partner = new int[count];
        least = new double[count];
        for (int i = 0; i < count; i++) next[i] = i + 1;
    }

    /// @param rowCount  of the whole table
    /// @param rows      of which the groups are made, at first one each
    static Dendrogram of(GaussianGroups groups, int rowCount, int[] rows) {
        return new Merging(groups).run(rowCount, rows);
    }

    private Dendrogram run(int rowCount, int[] rows) {
        int count = groups.count();
        int[] kept = new int[Math.max(0, count - 1)];
        int[] joined = new int[kept.length];
        double[] costs = new double[kept.length];
        for (int i = 0; i < count; i++) lookFor(i);
        for (int t = 0; t < kept.length; t++) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new PassInterruptedException();
            }
            int cheapest = 0;
            for (int i = 0; i < count; i = next[i]) if (least[i] < least[cheapest]) cheapest = i;
            kept[t] = cheapest;
            joined[t] = partner[cheapest];
            costs[t] = least[cheapest];
            merge(kept[t], joined[t]);
        }
        return new Dendrogram(rowCount, rows, kept, joined, costs);
    }

    /// Finds the cheapest partner of a higher number.
    private void lookFor(int i) {
        partner[i] = NONE;
        least[i] = Double.POSITIVE_INFINITY;
        for (int j = next[i]; j < groups.count(); j = next[j]) offer(i, j);
    }

    private void offer(int i, int j) {
        double cost = groups.cost(i, j, least[i]);
        if (cost >= least[i]) return;
        least[i] = cost;
        partner[i] = j;
    }

    private void merge(int i, int j) {
        groups.merge(i, j);
        int before = 0; // group 0 keeps its number whatever it merges with
        while (next[before] != j) before = next[before];
        next[before] = next[j];
        for (int other = 0; other < groups.count(); other = next[other]) {
            if (other == i || partner[other] == i || partner[other] == j) lookFor(other);
            else if (other < i) offer(other, i);
        }
    }
}
