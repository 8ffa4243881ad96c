package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mixtura.Step;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.ScalarKernels;

/// Leads k-means on from where Lloyd's iteration rests: rows change their cluster one at a time, and both
/// means move at once (Hartigan 1975; Telgarsky and Vattani 2010).
///
/// A row of weight w leaves cluster a for b when that lowers the distortion:
/// N_b / (N_b + w) ‖x − c_b‖² < N_a / (N_a − w) ‖x − c_a‖². The factor of its own cluster is above 1 and
/// that of the other below, so a row may leave its nearest centroid, and where this ends Lloyd's iteration
/// rests, too. Where single rows weigh much, such as the different colours of a picture, it ends clearly lower.
final class Exchanges {
    /// A move that lowers what a row costs by a smaller share is rounding.
    private static final double ROUNDING = 1e-10;

    private final Lloyd.Problem problem;
    private final KMeansOptions options;
    private final Alternation.Listener listener;
    private final int k;
    private final int d;
    private final double[] x; // rowCount × d
    private final double[] weights;
    private final int[] labels;
    private final double[] centroids; // k × d, the means of the rows that are in the clusters now
    private final double[] mass; // N_k
    private long moves;

    /// @throws IllegalArgumentException if the rows have more cells than an array can hold
    Exchanges(Lloyd.Problem problem, KMeansOptions options, Alternation.Listener listener) {
        this.problem = problem;
        this.options = options;
        this.listener = listener;
        Rows rows = problem.rows();
        k = options.k();
        d = rows.dimension();
        if (rows.rowCount() * d > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("exchanges keep a copy of the rows, and " + rows.rowCount() + " × " + d
                    + " cells are more than an array can hold; leave exchanges out");
        }
        labels = new int[(int) rows.rowCount()];
        x = new double[labels.length * d];
        weights = new double[labels.length];
        centroids = new double[k * d];
        mass = new double[k];
        double[] row = new double[d];
        for (int n = 0; n < labels.length; n++) {
            rows.copyRow(n, row);
            System.arraycopy(row, 0, x, n * d, d);
            weights[n] = rows.weight(n);
        }
    }

    /// The clusters that are reached from those of `start`. The trace goes on from its own with one step.
    Alternation.Run improve(Alternation.Run start) {
        if (k == 1 || start.interrupted()) return start;
        Alternation.Listener reporter = (i, o, c) -> listener.stopsAfter(start.iterations(), start.objective(), 0);
        settle(start.centroids().values());
        moves = 0;
        int passes = 1;
        boolean stopped = false;
        while (pass() && passes < options.maxIterations() && !stopped) {
            passes++;
            stopped = reporter.stopsAfter(passes, 0, 0);
        }
        if (moves == 0) return start;
        try {
            // The means were carried from move to move; the last word on them and the distortion has Lloyd's iteration.
            Centroids moved = new Centroids(centroids.clone(), k, d);
            Alternation.Run end = Alternation.run(new Lloyd(problem), moved, options, reporter);
            if (!(end.objective() < start.objective())) return start;
            List<Step> trace = new ArrayList<>(start.trace());
            trace.add(new Step(trace.size(), end.objective()));
            String how = String.format(Locale.ROOT, "; %d rows exchanged in %d passes", moves, passes);
            return end.continued(trace, stopped || end.interrupted(), how);
        } catch (PassInterruptedException e) {
            return start.continued(start.trace(), true, "");
        }
    }

    /// Puts each row where its nearest centroid is.
    private void settle(double[] from) {
        Arrays.fill(mass, 0);
        Arrays.fill(centroids, 0);
        for (int n = 0; n < labels.length; n++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < k; i++) {
                double distance = squaredDistance(n, from, i);
                if (!(distance < least)) continue;
                least = distance;
                nearest = i;
            }
            labels[n] = nearest;
            mass[nearest] += weights[n];
            for (int j = 0; j < d; j++) centroids[nearest * d + j] += weights[n] * x[n * d + j];
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < d; j++) {
                centroids[i * d + j] = mass[i] > 0 ? centroids[i * d + j] / mass[i] : from[i * d + j];
            }
        }
    }

    /// Asks every row once.
    ///
    /// @return whether one has moved
    private boolean pass() {
        long before = moves;
        for (int n = 0; n < labels.length; n++) {
            int own = labels[n];
            double w = weights[n];
            if (w == 0 || mass[own] <= w) continue; // the last of its cluster stays
            double least = mass[own] / (mass[own] - w) * squaredDistance(n, centroids, own) * (1 - ROUNDING);
            int better = own;
            for (int i = 0; i < k; i++) {
                if (i == own) continue;
                double cost = mass[i] / (mass[i] + w) * squaredDistance(n, centroids, i);
                if (!(cost < least)) continue;
                least = cost;
                better = i;
            }
            if (better != own) move(n, own, better);
        }
        return moves > before;
    }

    private void move(int n, int from, int to) {
        double w = weights[n];
        mass[from] -= w;
        mass[to] += w;
        for (int j = 0; j < d; j++) {
            double value = x[n * d + j];
            centroids[from * d + j] -= w / mass[from] * (value - centroids[from * d + j]);
            centroids[to * d + j] += w / mass[to] * (value - centroids[to * d + j]);
        }
        labels[n] = to;
        moves++;
    }

    private double squaredDistance(int n, double[] to, int i) {
        return ScalarKernels.INSTANCE.squaredDistance(x, n * d, to, i * d, d);
    }
}
