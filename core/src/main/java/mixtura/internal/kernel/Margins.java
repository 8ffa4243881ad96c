package mixtura.internal.kernel;

import java.util.Arrays;

/// By how much centroids may move before a row can change its label, one number a row.
///
/// A row whose centroid a is nearer by m than every other one keeps its label until a and the others have moved by m
/// together (Hamerly 2010, with both bounds in one). For each centroid the way that it and the farthest mover among the
/// others have made since the beginning is summed up, and a row remembers at which sum it has to be looked at again. So
/// rows that keep their label are neither read nor written: one comparison is all.
public final class Margins {
    /// More than a sum of squares, its root and a step from one sum to the next can lose.
    private static final double UP = 1 + 1e-6;

    private final double scale;
    private final double[] gone;

    /// For each row what [#limit] of its centroid must stay below; −∞: it has to be looked at.
    final float[] until;

    /// The way of each centroid and its others, no smaller than it is: that of centroid c at c + 1, so that a row
    /// without a label has an entry, too; both have one for each lane at least,
    final float[] limit;

    /// and no larger.
    final float[] base;

    /// Nothing is known yet.
    ///
    /// @param scale  what distances are multiplied by
    public Margins(int rowCount, int k, double scale) {
        this.scale = scale;
        until = new float[rowCount];
        Arrays.fill(until, Float.NEGATIVE_INFINITY);
        gone = new double[k];
        limit = new float[Math.max(k, FloatLanes.L) + 1];
        base = new float[Math.max(k, FloatLanes.L)];
        round();
    }

    /// What distances are multiplied by.
    public double scale() {
        return scale;
    }

    /// The centroids have moved: both row-major, of `d` columns.
    public void move(double[] before, double[] after, int d) {
        double[] drift = new double[gone.length];
        int farthest = 0;
        for (int c = 0; c < drift.length; c++) {
            double sum = 0;
            for (int j = c * d; j < (c + 1) * d; j++) {
                double moved = (after[j] - before[j]) * scale;
                sum += moved * moved;
            }
            drift[c] = Math.sqrt(sum) * UP;
            if (drift[c] > drift[farthest]) farthest = c;
        }
        double next = 0;
        for (int c = 0; c < drift.length; c++) if (c != farthest) next = Math.max(next, drift[c]);
        for (int c = 0; c < drift.length; c++) {
            double way = drift[c] + (c == farthest ? next : drift[farthest]);
            if (way > 0) gone[c] = Math.nextUp(gone[c] + Math.nextUp(way));
        }
        round();
    }

    private void round() {
        for (int c = 0; c < gone.length; c++) {
            limit[c + 1] = Math.nextUp((float) gone[c]);
            base[c] = Math.max(0, Math.nextDown((float) gone[c]));
        }
    }
}
