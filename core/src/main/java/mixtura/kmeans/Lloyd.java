package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Step;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;
import org.jspecify.annotations.Nullable;

/// Lloyd's iteration (1982) from given centroids: every row goes to its nearest centroid, every centroid to the mean
/// of
/// its rows, until no centroid moves. Neither half can raise the distortion.
///
/// When an update moves no centroid by a bit, no label can change any more: that is the stopping rule at tolerance 0.
final class Lloyd {
    /// Labels are kept beside at most this many rows; beyond, sums are taken anew in every iteration, to the same bits.
    private static final long LABELLED_ROWS = 1L << 27;

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

    /// The rows of a fit, and what was found out about them once for all starts.
    record Problem(Rows rows, Frame frame, SumsPlan plan, Execution execution) {}

    /// Centroids with what an assignment to them has told.
    private record State(Centroids centroids, NearestCentroid nearest, ClusterSums sums, double distortion) {
        double[] mass() {
            return IntStream.range(0, centroids.k()).mapToDouble(sums::mass).toArray();
        }
    }

    private final Problem problem;
    private final int @Nullable [] labels;
    private final List<Step> trace = new ArrayList<>();
    private final List<String> repairs = new ArrayList<>();
    private long[] nanoseconds = new long[16];
    private double squares; // Σ w ‖x − origin‖²
    private boolean direct;
    private double setback;
    private long doubtfulRows;
    private long assignedRows;

    private Lloyd(Problem problem) {
        this.problem = problem;
        direct = !problem.plan().exact();
        boolean keeps = problem.plan().exact() && problem.rows().rowCount() <= LABELLED_ROWS;
        labels = keeps ? new int[(int) problem.rows().rowCount()] : null;
        if (labels != null) Arrays.fill(labels, -1);
    }

    /// @throws PassInterruptedException if interrupted before the distortion of the start is known
    static Run run(Problem problem, Centroids start, KMeansOptions options, Listener listener) {
        return new Lloyd(problem).iterate(start, options, listener);
    }

    private Run iterate(Centroids start, KMeansOptions options, Listener listener) {
        State state = assign(start, null);
        while (true) {
            int iteration = trace.size();
            double before = trace.isEmpty() ? Double.NaN : trace.getLast().objective();
            double change = state.distortion() - before;
            if (change > setback) setback = change;
            trace.add(new Step(iteration, state.distortion()));
            boolean stopped = listener.stopsAfter(iteration, state.distortion(), change);
            boolean settled = options.tolerance() > 0 && -change <= options.tolerance() * before;
            if (settled || stopped || iteration >= options.maxIterations()) return result(state, settled, stopped);
            try {
                long begun = System.nanoTime();
                Centroids moved = update(state);
                boolean same = moved.hasSameBits(state.centroids());
                if (!same) state = assign(moved, state.sums());
                if (iteration == nanoseconds.length) nanoseconds = Arrays.copyOf(nanoseconds, 2 * iteration);
                nanoseconds[iteration] = System.nanoTime() - begun;
                if (same) {
                    trace.add(new Step(iteration + 1, state.distortion()));
                    return result(state, true, false);
                }
            } catch (PassInterruptedException e) {
                return result(state, false, true);
            }
        }
    }

    private State assign(Centroids centroids, @Nullable ClusterSums before) {
        NearestCentroid nearest = Assignments.of(centroids, problem.rows(), problem.frame());
        boolean first = before == null;
        AssignmentPass.Totals totals =
                walk(centroids, nearest, direct, first && problem.plan().exact());
        if (first) squares = totals.squares();
        ClusterSums sums =
                before == null || labels == null ? totals.sums() : before.copy().merge(totals.sums());
        return new State(centroids, nearest, sums, direct ? totals.distortion() : distortion(centroids, nearest, sums));
    }

    private AssignmentPass.Totals walk(
            Centroids centroids, NearestCentroid nearest, boolean withDistortion, boolean withSquares) {
        AssignmentPass.Task task = new AssignmentPass.Task(
                centroids,
                nearest,
                problem.plan(),
                Assignments.kernels(problem.rows(), centroids.k()),
                labels,
                withDistortion,
                withSquares);
        AssignmentPass.Totals totals = problem.rows().aggregate(problem.execution(), () -> new AssignmentPass(task));
        doubtfulRows += totals.doubtfulRows();
        assignedRows += problem.rows().rowCount();
        return totals;
    }

    /// Σ w ‖x − o‖² − Σ_k Σ_j c_kj (2 S_kj − N_k c_kj), with S the sums and c the centroids, all about the origin o.
    /// Where little is left of a large Σ w ‖x − o‖², squared distances are summed instead, from here on.
    private double distortion(Centroids centroids, NearestCentroid nearest, ClusterSums sums) {
        int d = centroids.dimension();
        double explained = 0;
        double size = squares;
        double grains = 0;
        for (int i = 0; i < centroids.k(); i++) {
            double mass = sums.mass(i);
            for (int j = 0; j < d; j++) {
                double c = centroids.values()[i * d + j] - sums.origin(j);
                double term = c * (2 * sums.sum(i, j) - mass * c);
                explained += term;
                size += Math.abs(term);
                grains += Math.abs(c) * mass * sums.grain(j);
            }
        }
        double distortion = squares - explained;
        double uncertain = size * 0x1p-44 + grains;
        if (uncertain <= 1e-10 * distortion) return distortion;
        direct = true;
        return walk(centroids, nearest, true, false).distortion();
    }

    private Run result(State state, boolean converged, boolean interrupted) {
        return new Run(
                state.centroids(),
                state.mass(),
                trace,
                converged,
                interrupted,
                setback,
                repairs,
                Arrays.copyOf(nanoseconds, trace.size() - 1),
                doubtfulRows,
                assignedRows,
                state.nearest().description());
    }

    /// Every centroid moves to the mean of its rows, and empty clusters get a row.
    private Centroids update(State state) {
        Centroids centroids = state.centroids();
        int d = centroids.dimension();
        double[] values = centroids.values().clone();
        int[] empty = IntStream.range(0, centroids.k())
                .filter(i -> state.sums().mass(i) == 0)
                .toArray();
        ClusterSums sums = empty.length == 0 ? state.sums() : fill(empty, state, values);
        for (int i = 0; i < centroids.k(); i++) {
            if (state.sums().mass(i) == 0) continue;
            for (int j = 0; j < d; j++) values[i * d + j] = sums.mean(i, j);
        }
        return new Centroids(values, centroids.k(), d);
    }

    /// Gives rows to the empty clusters; the sums returned are those without these rows.
    private ClusterSums fill(int[] empty, State state, double[] values) {
        int d = state.centroids().dimension();
        ClusterSums sums = state.sums().copy();
        int next = 0;
        // Twice as many as needed: a row that is the last of its cluster is passed over.
        List<EmptyClusters.Far> rows = EmptyClusters.farthest(
                problem.rows(), state.centroids(), state.nearest(), 2 * empty.length, problem.execution());
        for (EmptyClusters.Far far : rows) {
            if (next == empty.length) break;
            if (sums.mass(far.cluster()) <= far.weight()) continue;
            sums.subtract(far.values(), far.weight(), far.cluster());
            System.arraycopy(far.values(), 0, values, empty[next] * d, d);
            repairs.add("iteration " + trace.size() + ": cluster " + (empty[next] + 1) + " was empty and took row "
                    + (far.row() + 1) + ", the farthest from its centroid");
            next++;
        }
        return sums;
    }
}
