package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.Step;
import mixtura.data.PassInterruptedException;
import org.jspecify.annotations.Nullable;

/// The loop of k-means and its relatives, written once: rows are assigned to centroids, centroids move to the
/// centres of their rows, and again. What a distance and a centre are is in the [Halves]; neither half can raise
/// the objective.
///
/// When an update moves no centroid by a bit, no row can change its cluster any more: that is the stopping rule at
/// tolerance 0.
final class Alternation<S extends Alternation.Assigned> {
    /// Centroids with what an assignment to them has told.
    interface Assigned {
        Centroids centroids();

        /// What the two halves lower, at these centroids.
        double objective();

        /// N_k.
        double[] mass();

        /// The distance beyond which rows are left out.
        default double cutoff() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /// The two halves of an iteration over the rows of one fit, from one start.
    interface Halves<S extends Assigned> {
        /// Assigns every row.
        ///
        /// @param before  the last assignment, null at the start
        S assign(Centroids centroids, @Nullable S before);

        /// Every centroid moves to the centre of its rows.
        ///
        /// @param iteration  the number of this update, from 1
        Centroids update(S assigned, int iteration);

        /// What was found out on the way.
        Evidence evidence(S last);

        /// The smallest fall of the objective, relative to it, that counts as one. Below 0 where the labels alone
        /// decide when to end.
        double grain();
    }

    /// What the halves found out over all iterations.
    ///
    /// @param repairs       empty clusters and what became of them
    /// @param doubtfulRows  rows recomputed in plain double arithmetic
    /// @param assignedRows  rows assigned
    record Evidence(List<String> repairs, long doubtfulRows, long assignedRows, String kernels) {}

    /// What came of one start.
    ///
    /// @param mass         N_k of the centroids returned
    /// @param cutoff       the distance beyond which rows are left out
    /// @param iterations   updates
    /// @param setback      the largest rise of the objective
    /// @param nanoseconds  of each iteration
    record Run(
            Centroids centroids,
            double[] mass,
            double cutoff,
            List<Step> trace,
            int iterations,
            boolean converged,
            boolean interrupted,
            double setback,
            long[] nanoseconds,
            Evidence evidence) {
        double objective() {
            return trace.getLast().objective();
        }

        /// The same as the end of a longer search.
        ///
        /// @param whole  the trace of all of it
        /// @param how    is added to what the kernels say
        Run continued(List<Step> whole, boolean stopped, String how) {
            Evidence told = new Evidence(
                    evidence.repairs(), evidence.doubtfulRows(), evidence.assignedRows(), evidence.kernels() + how);
            return new Run(
                    centroids, mass, cutoff, whole, whole.size() - 1, converged, stopped, setback, nanoseconds, told);
        }
    }

    /// Hears of each iteration: its number, the objective and the change; true to stop.
    interface Listener {
        boolean stopsAfter(int iteration, double objective, double change);
    }

    private final Halves<S> halves;
    private final List<Step> trace = new ArrayList<>();
    private long[] nanoseconds = new long[16];
    private double setback;

    private Alternation(Halves<S> halves) {
        this.halves = halves;
    }

    /// @throws PassInterruptedException if interrupted before the objective of the start is known
    static <S extends Assigned> Run run(Halves<S> halves, Centroids start, KMeansOptions options, Listener listener) {
        return new Alternation<>(halves).iterate(start, options, listener);
    }

    private Run iterate(Centroids start, KMeansOptions options, Listener listener) {
        S state = halves.assign(start, null);
        while (true) {
            int iteration = trace.size();
            double before = trace.isEmpty() ? Double.NaN : trace.getLast().objective();
            double change = state.objective() - before;
            if (change > setback) setback = change;
            trace.add(new Step(iteration, state.objective()));
            boolean stopped = listener.stopsAfter(iteration, state.objective(), change);
            double least = options.tolerance() > 0 ? options.tolerance() : halves.grain();
            boolean settled = least >= 0 && -change <= least * before;
            if (settled || stopped || iteration >= options.maxIterations()) return result(state, settled, stopped);
            try {
                long begun = System.nanoTime();
                Centroids moved = halves.update(state, iteration + 1);
                boolean same = moved.hasSameBits(state.centroids());
                if (!same) state = halves.assign(moved, state);
                if (iteration == nanoseconds.length) nanoseconds = Arrays.copyOf(nanoseconds, 2 * iteration);
                nanoseconds[iteration] = System.nanoTime() - begun;
                if (same) {
                    trace.add(new Step(iteration + 1, state.objective()));
                    return result(state, true, false);
                }
            } catch (PassInterruptedException e) {
                return result(state, false, true);
            }
        }
    }

    private Run result(S state, boolean converged, boolean interrupted) {
        return new Run(
                state.centroids(),
                state.mass(),
                state.cutoff(),
                trace,
                trace.size() - 1,
                converged,
                interrupted,
                setback,
                Arrays.copyOf(nanoseconds, trace.size() - 1),
                halves.evidence(state));
    }
}
