package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.ByteRows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NarrowRows;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.PackedRows;
import org.jspecify.annotations.Nullable;

/// Lloyd's iteration (1982) from given centroids: every row goes to its nearest centroid, every centroid to
/// the mean of its rows. [Alternation] turns the two halves into a fit.
final class Lloyd implements Alternation.Halves<Lloyd.State> {
    /// Labels are kept beside at most this many rows; beyond, sums are taken anew in every iteration, to
    /// the same bits.
    private static final long LABELLED_ROWS = 1L << 27;

    /// Where packed rows leave more than this share of the rows in doubt, say because a centroid sits on a
    /// row thousands of times farther out than the others, the screen for plain rows does all the work.
    private static final double MOST_DOUBTFUL = 0.6;

    /// The rows of a fit, and what was found out about them once for all starts.
    ///
    /// @param kernels  the name of those asked for
    /// @param packed   a copy of the rows for products; null: none
    /// @param narrow   a copy of rows of few columns; null: none
    /// @param bytes    a copy of rows of bytes; null: none
    /// @param bounds   when to carry bounds of distances from iteration to iteration
    record Problem(
            Rows rows,
            Frame frame,
            SumsPlan plan,
            Execution execution,
            String kernels,
            @Nullable PackedRows packed,
            @Nullable NarrowRows narrow,
            @Nullable ByteRows bytes,
            Acceleration.Use bounds) {
        Kernels kernels(int k) {
            return Assignments.kernels(rows, k, kernels);
        }
    }

    /// Centroids with what an assignment to them has told.
    record State(Centroids centroids, NearestCentroid nearest, ClusterSums sums, double objective)
            implements Alternation.Assigned {
        @Override
        public double[] mass() {
            return IntStream.range(0, centroids.k()).mapToDouble(sums::mass).toArray();
        }
    }

    private final Problem problem;
    private final int @Nullable [] labels;
    private final Acceleration acceleration;
    private final List<String> repairs = new ArrayList<>();
    private double squares; // Σ w ‖x − origin‖²
    private boolean direct;
    private boolean packing = true; // whether products of packed rows are worth while
    private long doubtfulRows;
    private long assignedRows;

    Lloyd(Problem problem) {
        this.problem = problem;
        direct = !problem.plan().exact();
        boolean keeps = problem.plan().exact() && problem.rows().rowCount() <= LABELLED_ROWS;
        labels = keeps ? new int[(int) problem.rows().rowCount()] : null;
        if (labels != null) Arrays.fill(labels, -1);
        acceleration = new Acceleration(problem, labels);
    }

    @Override
    public State assign(Centroids centroids, @Nullable State before) {
        NearestCentroid nearest = nearest(centroids);
        boolean first = before == null;
        AssignmentPass.Task task =
                task(centroids, nearest, direct, first && problem.plan().exact());
        AssignmentPass.Totals totals = walk(task);
        if (first) squares = totals.squares();
        ClusterSums sums = task.sums(totals);
        if (before != null && labels != null) sums = sums.merge(before.sums());
        return new State(centroids, nearest, sums, direct ? totals.distortion() : distortion(centroids, nearest, sums));
    }

    private NearestCentroid nearest(Centroids centroids) {
        Kernels kernels = problem.kernels(centroids.k());
        NearestCentroid plain = Assignments.of(centroids, problem.rows(), problem.frame(), kernels);
        PackedRows packed = problem.packed();
        if (packed == null || !packing) return plain;
        return packed.nearest(centroids.values(), centroids.k(), kernels, plain);
    }

    private AssignmentPass.Task task(
            Centroids centroids, NearestCentroid nearest, boolean withDistortion, boolean withSquares) {
        return new AssignmentPass.Task(
                centroids,
                nearest,
                problem.plan(),
                problem.kernels(centroids.k()),
                labels,
                acceleration.next(centroids),
                new ConcurrentLinkedQueue<>(),
                withDistortion,
                withSquares);
    }

    private AssignmentPass.Totals walk(AssignmentPass.Task task) {
        AssignmentPass.Totals totals = problem.rows().aggregate(problem.execution(), () -> new AssignmentPass(task));
        acceleration.after(totals);
        doubtfulRows += totals.doubtfulRows();
        assignedRows += problem.rows().rowCount();
        packing &= totals.doubtfulRows() <= MOST_DOUBTFUL * problem.rows().rowCount();
        return totals;
    }

    /// Σ w ‖x − o‖² − Σ_k Σ_j c_kj (2 S_kj − N_k c_kj), with S the sums and c the centroids, all
    /// about the origin o. Where little is left of a large Σ w ‖x − o‖², squared distances are summed
    /// instead, from here on.
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
        return walk(task(centroids, nearest, true, false)).distortion();
    }

    @Override
    public Alternation.Evidence evidence(State last) {
        return new Alternation.Evidence(repairs, doubtfulRows, assignedRows, kernels(last));
    }

    private String kernels(State state) {
        double saved = acceleration.saved();
        String bounds = saved == 0
                ? ""
                : String.format(Locale.ROOT, ", %.0f %% of the products saved by bounds", Math.floor(100 * saved));
        Rows rows = problem.rows();
        String obstacle = problem.packed() != null
                ? ""
                : PackedRows.obstacle(
                        problem.kernels(),
                        rows.rowCount(),
                        rows.dimension(),
                        state.centroids().k());
        return state.nearest().description() + bounds + (obstacle.isEmpty() ? "" : " (" + obstacle + ")");
    }

    @Override
    public double grain() {
        return -1; // labels are certified, sums exact: the centroids come to rest to the bit
    }

    /// Every centroid moves to the mean of its rows, and empty clusters get a row.
    @Override
    public Centroids update(State state, int iteration) {
        Centroids centroids = state.centroids();
        int d = centroids.dimension();
        double[] values = centroids.values().clone();
        int[] empty = IntStream.range(0, centroids.k())
                .filter(i -> state.sums().mass(i) == 0)
                .toArray();
        ClusterSums sums = empty.length == 0 ? state.sums() : fill(empty, state, values, iteration);
        for (int i = 0; i < centroids.k(); i++) {
            if (state.sums().mass(i) == 0) continue;
            for (int j = 0; j < d; j++) values[i * d + j] = sums.mean(i, j);
        }
        return new Centroids(values, centroids.k(), d);
    }

    /// Gives rows to the empty clusters; the sums returned are those without these rows.
    private ClusterSums fill(int[] empty, State state, double[] values, int iteration) {
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
            repairs.add("iteration " + iteration + ": cluster " + (empty[next] + 1) + " was empty and took row "
                    + (far.row() + 1) + ", the farthest from its centroid");
            next++;
        }
        return sums;
    }
}
