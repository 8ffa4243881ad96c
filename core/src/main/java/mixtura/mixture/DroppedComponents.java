package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Components that a fit goes on without. Until it ends they keep their places, with a proportion of 0 and
/// parameters that stay as they are, so that the numbers of the others do not change.
final class DroppedComponents {
    private final Set<Integer> dropped = new TreeSet<>();
    private final int componentCount;

    DroppedComponents(int componentCount) {
        this.componentCount = componentCount;
    }

    void drop(int k) {
        dropped.add(k);
    }

    boolean contains(int k) {
        return dropped.contains(k);
    }

    /// How many are left.
    int remaining() {
        return componentCount - dropped.size();
    }

    /// Proportions in which those that were dropped have no share.
    double[] without(double[] proportions) {
        if (dropped.isEmpty()) return proportions;
        double[] others = proportions.clone();
        for (int k : dropped) others[k] = 0;
        double sum = Arrays.stream(others).sum();
        for (int k = 0; k < others.length; k++) others[k] /= sum;
        return others;
    }

    /// What stays as it is: those that were dropped, too.
    Frozen and(Frozen frozen) {
        if (dropped.isEmpty()) return frozen;
        Set<Integer> whole = new TreeSet<>(frozen.components());
        whole.addAll(dropped);
        return new Frozen(frozen.means(), frozen.covariances(), frozen.proportions(), whole);
    }

    /// The items of the components that are left.
    <T> List<T> kept(List<T> all) {
        List<T> kept = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) if (!dropped.contains(k)) kept.add(all.get(k));
        return kept;
    }

    /// The numbers of the components that are left.
    double[] kept(double[] all) {
        double[] kept = new double[all.length - dropped.size()];
        int at = 0;
        for (int k = 0; k < all.length; k++) if (!dropped.contains(k)) kept[at++] = all[k];
        return kept;
    }

    /// The number that component `k` of those that are left had from the beginning.
    int original(int k) {
        int at = k;
        for (int gone : dropped) if (gone <= at) at++;
        return at;
    }
}
