package mixtura.seeding.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mixtura.data.PassInterruptedException;
import mixtura.internal.parallel.SideBySide;

/// Merges the two groups that are cheapest to merge until one is left (Müllner 2011, the generic algorithm):
/// every group remembers its cheapest partner of a higher number. The costs of a merged group can be below those
/// of its parts, so no partner can be trusted without a look at the merged group.
///
/// A group that loses its partner keeps the cost of it as a bound of what is left, and looks for another partner when
/// no other group has less.
final class Merging {
    private static final int NONE = -1;

    /// Groups whose first partners are one task.
    private static final int AT_ONCE = 50;

    private final GaussianGroups groups;
    private final int[] next; // the next group that is still there, by number
    private final int[] partner;
    private final double[] least;
    private final boolean[] bound; // whether the least cost is a lower bound alone

    private Merging(GaussianGroups groups) {
        this.groups = groups;
        int count = groups.count();
        next = new int[count];
        partner = new int[count];
        least = new double[count];
        bound = new boolean[count];
        for (int i = 0; i < count; i++) next[i] = i + 1;
    }

    /// @param rowCount  of the whole table
    /// @param rows      of which the groups are made, at first one each
    /// @param threads   that look for the first partners; the merges are one thread's work
    static Dendrogram of(GaussianGroups groups, int rowCount, int[] rows, int threads) {
        Merging merging = new Merging(groups);
        merging.lookForAll(threads);
        return new Dendrogram(rowCount, rows, merging::run);
    }

    private Dendrogram.Merges run() {
        int count = groups.count();
        int[] kept = new int[Math.max(0, count - 1)];
        int[] joined = new int[kept.length];
        double[] costs = new double[kept.length];
        for (int t = 0; t < kept.length; t++) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new PassInterruptedException();
            }
            int cheapest = cheapest();
            while (bound[cheapest]) {
                lookFor(cheapest);
                cheapest = cheapest();
            }
            kept[t] = cheapest;
            joined[t] = partner[cheapest];
            costs[t] = least[cheapest];
            merge(kept[t], joined[t]);
        }
        return new Dendrogram.Merges(kept, joined, costs);
    }

    private int cheapest() {
        int cheapest = 0;
        for (int i = 0; i < groups.count(); i = next[i]) if (least[i] < least[cheapest]) cheapest = i;
        return cheapest;
    }

    /// The first partners; pairs of single rows have no scatter, which is kept.
    private void lookForAll(int threads) {
        boolean alike = groups.areSinglePointsAlike();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int from = 0; from < groups.count(); from += AT_ONCE) {
            int first = from;
            int end = Math.min(first + AT_ONCE, groups.count());
            tasks.add(() -> {
                for (int i = first; i < end; i++) lookFor(i, alike);
                return true;
            });
        }
        int sideBySide = groups.pairsAreFlat() && tasks.size() > 1 ? threads : 1;
        SideBySide.all(tasks, sideBySide, PassInterruptedException::new);
    }

    /// Finds the cheapest partner of a higher number.
    ///
    /// @param alike  whether that is the nearest one
    private void lookFor(int i, boolean alike) {
        if (!alike) {
            lookFor(i);
            return;
        }
        partner[i] = NONE;
        least[i] = Double.POSITIVE_INFINITY;
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = i + 1; j < groups.count(); j++) {
            double squared = groups.squaredDistance(i, j, nearest);
            if (squared >= nearest) continue;
            nearest = squared;
            offer(i, j);
        }
    }

    private void lookFor(int i) {
        bound[i] = false;
        partner[i] = NONE;
        least[i] = Double.POSITIVE_INFINITY;
        for (int j = next[i]; j < groups.count(); j = next[j]) offer(i, j);
    }

    private void offer(int i, int j) {
        double cost = groups.cost(i, j, least[i]);
        if (cost >= least[i]) return;
        bound[i] = false;
        least[i] = cost;
        partner[i] = j;
    }

    private void merge(int i, int j) {
        groups.merge(i, j);
        int before = 0; // group 0 keeps its number whatever it merges with
        while (next[before] != j) before = next[before];
        next[before] = next[j];
        for (int other = 0; other < groups.count(); other = next[other]) {
            if (other == i) {
                lookFor(other);
                continue;
            }
            if (partner[other] == i || partner[other] == j) bound[other] = true;
            if (other < i) offer(other, i);
        }
    }
}
