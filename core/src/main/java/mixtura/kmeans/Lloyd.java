package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Step;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.NearestCentroid;

/// Lloyd's iteration (1982) from given centroids: every row goes to its nearest centroid, every centroid to the mean
/// of
/// its rows, until no centroid moves. Neither half can raise the distortion.
///
/// When an update moves no centroid by a bit, no label can change any more: that is the stopping rule at tolerance 0.
final class Lloyd {
    /// What came of one start.
    ///
    /// @param mass          N_k of the centroids returned
    /// @param setback       the largest rise of the distortion
    /// @param nanoseconds   of each iteration
    /// @param doubtfulRows  rows recomputed in plain double arithmetic, over all iterations
    /// @param assignedRows  rows assigned, over all iterations
    record Run(
            Centroids centroids,
            double[] mass,
            List<Step> trace,
            boolean converged,
            boolean interrupted,
            double setback,
            List<String> repairs,
            long[] nanoseconds,
            long doubtfulRows,
            long assignedRows,
            String kernels) {
        double distortion() {
            return trace.getLast().objective();
        }
    }

    /// Hears of each iteration: its number, the distortion and the change; true to stop.
    interface Listener {
        boolean stopsAfter(int iteration, double distortion, double change);
    }

    private final Rows rows;
    private final double[] origin; // sums are taken about it: columns far from 0 keep their digits
    private final Execution execution;
    private final List<Step> trace = new ArrayList<>();
    private final List<String> repairs = new ArrayList<>();
    private long[] nanoseconds = new long[16];
    private double setback;
    private long doubtfulRows;
    private long assignedRows;

    private Lloyd(Rows rows, double[] origin, Execution execution) {
        this.rows = rows;
        this.origin = origin;
        this.execution = execution;
    }

    /// @throws PassInterruptedException if interrupted before the distortion of the start is known
    static Run run(
            Rows rows,
            double[] origin,
            Centroids start,
            KMeansOptions options,
            Execution execution,
            Listener listener) {
        return new Lloyd(rows, origin, execution).iterate(start, options, listener);
    }

    private Run iterate(Centroids start, KMeansOptions options, Listener listener) {
        Centroids centroids = start;
        NearestCentroid nearest = Assignments.of(centroids, rows);
        AssignmentPass.Totals totals = assign(centroids, nearest);
        while (true) {
            int iteration = trace.size();
            double before = trace.isEmpty() ? Double.NaN : trace.getLast().objective();
            double change = totals.distortion - before;
            if (change > setback) setback = change;
            trace.add(new Step(iteration, totals.distortion));
            boolean stopped = listener.stopsAfter(iteration, totals.distortion, change);
            boolean settled = options.tolerance() > 0 && -change <= options.tolerance() * before;
            if (settled || stopped || iteration >= options.maxIterations()) {
                return result(centroids, totals, settled, stopped, nearest);
            }
            try {
                long begun = System.nanoTime();
                Centroids moved = update(centroids, nearest, totals);
                boolean same = moved.hasSameBits(centroids);
                if (!same) {
                    centroids = moved;
                    nearest = Assignments.of(centroids, rows);
                    totals = assign(centroids, nearest);
                }
                if (iteration == nanoseconds.length) nanoseconds = Arrays.copyOf(nanoseconds, 2 * iteration);
                nanoseconds[iteration] = System.nanoTime() - begun;
                if (same) {
                    trace.add(new Step(iteration + 1, totals.distortion));
                    return result(centroids, totals, true, false, nearest);
                }
            } catch (PassInterruptedException e) {
                return result(centroids, totals, false, true, nearest);
            }
        }
    }

    private AssignmentPass.Totals assign(Centroids centroids, NearestCentroid nearest) {
        AssignmentPass.Totals totals = rows.aggregate(execution, () -> new AssignmentPass(centroids, origin, nearest));
        doubtfulRows += totals.doubtfulRows;
        assignedRows += rows.rowCount();
        return totals;
    }

    private Run result(
            Centroids centroids,
            AssignmentPass.Totals totals,
            boolean converged,
            boolean interrupted,
            NearestCentroid nearest) {
        return new Run(
                centroids,
                totals.mass,
                trace,
                converged,
                interrupted,
                setback,
                repairs,
                Arrays.copyOf(nanoseconds, trace.size() - 1),
                doubtfulRows,
                assignedRows,
                nearest.description());
    }

    /// Every centroid moves to the mean of its rows, and empty clusters get a row.
    private Centroids update(Centroids centroids, NearestCentroid nearest, AssignmentPass.Totals totals) {
        int d = centroids.dimension();
        double[] values = centroids.values().clone();
        double[] mass = totals.mass.clone();
        double[] sums = totals.sums.clone();
        int[] empty = IntStream.range(0, mass.length).filter(i -> mass[i] == 0).toArray();
        if (empty.length > 0) fill(empty, centroids, nearest, mass, sums, values);
        for (int i = 0; i < mass.length; i++) {
            if (totals.mass[i] == 0) continue;
            for (int j = 0; j < d; j++) values[i * d + j] = origin[j] + sums[i * d + j] / mass[i];
        }
        return new Centroids(values, centroids.k(), d);
    }

    private void fill(
            int[] empty, Centroids centroids, NearestCentroid nearest, double[] mass, double[] sums, double[] values) {
        int d = centroids.dimension();
        int next = 0;
        // Twice as many as needed: a row that is the last of its cluster is passed over.
        for (EmptyClusters.Far far : EmptyClusters.farthest(rows, centroids, nearest, 2 * empty.length, execution)) {
            if (next == empty.length) break;
            if (mass[far.cluster()] <= far.weight()) continue;
            mass[far.cluster()] -= far.weight();
            for (int j = 0; j < d; j++) {
                sums[far.cluster() * d + j] -= far.weight() * (far.values()[j] - origin[j]);
                values[empty[next] * d + j] = far.values()[j];
            }
            repairs.add("iteration " + trace.size() + ": cluster " + (empty[next] + 1) + " was empty and took row "
                    + (far.row() + 1) + ", the farthest from its centroid");
            next++;
        }
    }
}
