package mixtura.kmeans;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.ByteRows;
import mixtura.internal.kernel.GroupedScores;
import org.jspecify.annotations.Nullable;

/// The assignment of rows that [GroupBounds] are known of: a row whose upper bound is below all its lower
/// bounds keeps its label unread; another one has its distance to its own centroid worked out, and enters
/// the product with those groups of centroids whose lower bounds are not above that. What is left out is
/// farther away for certain, so labels are those of the definition as they are without bounds.
final class BoundedAssignment implements CarriedAssignment {
    /// What the threads of one iteration share.
    ///
    /// @param bytes  a copy of the rows; null: none
    record Step(
            GroupBounds bounds,
            GroupBounds.Drift drift,
            GroupedScores scores,
            @Nullable ByteRows bytes) implements CarriedAssignment.Step {
        @Override
        public CarriedAssignment newAssignment() {
            return new BoundedAssignment(this);
        }

        @Override
        public int groupCount() {
            return scores.groupCount();
        }

        @Override
        public boolean fresh() {
            return drift.fresh();
        }
    }

    /// Rows in hand at once: their state stays in the first-level cache,
    private static final int CHUNK = 256;

    /// and their values in the second-level one.
    private static final int VALUES = 1 << 16;

    private final GroupBounds bounds;
    private final GroupBounds.Drift drift;
    private final GroupedScores scores;
    private final @Nullable ByteRows byteRows;
    private final GroupedScores.Worker worker;
    private final float[] least = new float[CHUNK];
    private final int[] open = new int[CHUNK + 16];
    private final int[] starts = new int[CHUNK];
    private final int[] which = new int[CHUNK];

    // of the open rows
    private final double[] norm = new double[CHUNK];
    private final float[] rounding = new float[CHUNK];
    private final float[] upper = new float[CHUNK];
    private final float[] best = new float[CHUNK];
    private final float[] second = new float[CHUNK];
    private final int[] label = new int[CHUNK];
    private byte @Nullable [] bytes; // of the block's rows
    private long pairs;

    BoundedAssignment(Step step) {
        bounds = step.bounds();
        drift = step.drift();
        scores = step.scores();
        byteRows = scores.readsBytes() ? step.bytes() : null;
        worker = scores.newWorker(CHUNK);
    }

    @Override
    public int assign(RowBlock block, int[] labels, int[] changed) {
        bytes = byteRows == null ? null : byteRows.block(block.firstRow(), block.rowCount(), Blocks.shown(block));
        int rows = Math.clamp(VALUES / block.dimension(), 16, CHUNK);
        int changes = 0;
        for (int from = 0; from < block.rowCount(); from += rows) {
            changes = assign(block, from, Math.min(rows, block.rowCount() - from), labels, changed, changes);
        }
        return changes;
    }

    @Override
    public long pairs() {
        return pairs;
    }

    @Override
    public long doubtfulRows() {
        return worker.doubtfulRows();
    }

    private int assign(RowBlock block, int from, int count, int[] labels, int[] changed, int changes) {
        int first = (int) block.firstRow() + from;
        System.arraycopy(bounds.labels(), first, labels, from, count);
        int openCount = count;
        if (drift.fresh()) {
            for (int i = 0; i < count; i++) open[i] = i;
        } else {
            bounds.loosenLower(first, count, drift, least);
            openCount = bounds.loosenUpper(first, count, drift, least, open);
        }
        if (openCount == 0) return changes;
        load(block, from, openCount);
        tighten(first, openCount);
        for (int g = 0; g < bounds.lower().length; g++) {
            float[] lower = bounds.lower()[g];
            int needed = 0;
            for (int i = 0; i < openCount; i++) {
                which[needed] = i;
                needed += drift.fresh() || !(upper[i] < lower[first + open[i]]) ? 1 : 0;
            }
            if (needed == 0) continue;
            pairs += needed;
            worker.screen(g, which, needed);
            for (int p = 0; p < needed; p++) learn(g, lower, first, which[p], p);
        }
        int found = changes;
        for (int i = 0; i < openCount; i++) {
            int n = from + open[i];
            int label = decide(block, from, first, i);
            changed[found] = n;
            found += label == labels[n] ? 0 : 1;
            labels[n] = label;
        }
        return found;
    }

    private void load(RowBlock block, int from, int count) {
        int d = block.dimension();
        for (int i = 0; i < count; i++) which[i] = from + open[i];
        if (bytes != null) {
            for (int i = 0; i < count; i++) starts[i] = which[i] * d;
            worker.load(bytes, starts);
            return;
        }
        float[] floats = block.floats(which, count);
        int offset = floats == null ? block.offset() : block.floatOffset();
        for (int i = 0; i < count; i++) starts[i] = offset + which[i] * d;
        if (floats == null) worker.load(block.values(), starts, count);
        else worker.load(floats, starts, count);
    }

    /// Works out how far the open rows are from their own centroids.
    private void tighten(int first, int count) {
        for (int i = 0; i < count; i++) {
            int n = first + open[i];
            if (drift.fresh()) bounds.norms()[n] = (float) worker.squaredNorm(i);
            norm[i] = bounds.norms()[n];
            rounding[i] = worker.rounding(norm[i]);
            label[i] = Math.max(0, bounds.labels()[n]);
            best[i] = worker.score(i, label[i]);
            second[i] = Float.POSITIVE_INFINITY;
            upper[i] = above(best[i], i);
        }
    }

    /// No distance with this score is larger.
    private float above(float score, int i) {
        return (float) Math.sqrt(2.0 * score + norm[i] * GroupBounds.UP + rounding[i]) * GroupBounds.UP;
    }

    /// No distance with this score is smaller.
    private float below(float score, int i) {
        return (float) Math.sqrt(Math.max(0, 2.0 * score + norm[i] * GroupBounds.DOWN - rounding[i]))
                * GroupBounds.DOWN;
    }

    /// What a group's scores say of an open row: its new lower bound, and whether there is a nearer centroid.
    ///
    /// @param lower  the group's bounds
    /// @param p      where the row stands among those that were screened
    private void learn(int g, float[] lower, int first, int i, int p) {
        int n = first + open[i];
        float nearest = worker.best(p);
        float next = worker.second(p);
        if (worker.label(p) == label[i]) {
            nearest = next; // the row's own centroid is in hand already
        } else if (nearest < best[i]) {
            int before = scores.groupOf(label[i]);
            if (before != g) {
                float[] others = bounds.lower()[before];
                others[n] = Math.min(others[n], below(best[i], i));
            }
            second[i] = Math.min(best[i], next);
            best[i] = nearest;
            label[i] = worker.label(p);
            upper[i] = above(nearest, i);
            lower[n] = below(next, i);
            return;
        }
        second[i] = Math.min(second[i], nearest);
        lower[n] = below(nearest, i);
    }

    /// The label of an open row.
    private int decide(RowBlock block, int from, int first, int i) {
        int n = first + open[i];
        // The difference of two floats is rounded once: the bound is a hair larger than it need be.
        if (second[i] - best[i] > rounding[i]) {
            bounds.upper()[n] = upper[i];
            return label[i];
        }
        which[0] = from + open[i];
        float[] floats = block.floats(which, 1);
        int at = (floats == null ? block.offset() : block.floatOffset()) + which[0] * block.dimension();
        int settled = floats == null ? worker.settle(block.values(), at) : worker.settle(floats, at);
        if (settled != label[i]) {
            float[] lower = bounds.lower()[scores.groupOf(label[i])];
            lower[n] = Math.min(lower[n], below(best[i], i));
            bounds.upper()[n] = Float.POSITIVE_INFINITY; // it is tightened when the row is looked at again
        } else {
            bounds.upper()[n] = upper[i];
        }
        return settled;
    }
}
