package mixtura.kmeans;

import java.util.Arrays;
import java.util.List;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ObservedNearest;
import org.jspecify.annotations.Nullable;

/// The two halves of fuzzy c-means (Bezdek 1981, chapter 3): every row belongs to every cluster in part, and
/// every centroid moves to the mean of all rows, each with the weight w u^m. The objective is J_m = Σ_n w_n Σ_k
/// u_nk^m ‖x_n − c_k‖²; one walk over the rows gives it and all that the next update needs.
///
/// Where cells may be missing, the distance is partial: that over the o cells of a row that are there, times d/o
/// (Hathaway and Bezdek 2001, strategy PDS). Memberships follow from the distances as before, and in each column
/// the mean of the cells that are there, weighted by w u^m d/o, minimises J_m.
final class FuzzyHalves implements Alternation.Halves<FuzzyHalves.State> {
    /// J_m falls by ever less and comes to rest at the rounding of its sum.
    private static final double GRAIN = 1e-15;

    /// Centroids with what the memberships of the rows in them have told.
    ///
    /// @param mass    Σ w u of each cluster
    /// @param weight  Σ w u^m of each cluster; with partial distances Σ w u^m d/o of its cells, k × dimension
    /// @param sums    Σ w u^m (x − origin), k × dimension
    record State(Centroids centroids, double objective, double[] mass, double[] weight, double[] sums)
            implements Alternation.Assigned {}

    private final Rows rows;
    private final double fuzzifier;
    private final boolean partial;
    private final double[] origin;
    private final Execution execution;
    private final Kernels kernels;
    private long assignedRows;

    /// @param rows     cells of which may be missing (NaN) if distances are partial
    /// @param origin   a point among the rows, about which is summed
    FuzzyHalves(Rows rows, double[] origin, int k, double fuzzifier, boolean partial, Execution execution) {
        this.rows = rows;
        this.fuzzifier = fuzzifier;
        this.execution = execution;
        this.partial = partial;
        this.origin = origin;
        kernels = Kernels.forWork("auto", (double) rows.rowCount() * rows.dimension() * k);
    }

    @Override
    public State assign(Centroids centroids, @Nullable State before) {
        Sums sums = rows.aggregate(execution, () -> new MembershipPass(centroids));
        assignedRows += rows.rowCount();
        return new State(centroids, sums.objective, sums.mass, sums.weight, sums.sums);
    }

    /// Every membership is positive, or 0 because the row lies on another centroid: a cluster without weight has only
    /// such rows, or in a column no cells, and its centroid stays there.
    @Override
    public Centroids update(State state, int iteration) {
        Centroids centroids = state.centroids();
        int d = centroids.dimension();
        double[] values = centroids.values().clone();
        for (int i = 0; i < values.length; i++) {
            double weight = state.weight()[partial ? i : i / d];
            if (weight > 0) values[i] = origin[i % d] + state.sums()[i] / weight;
        }
        return new Centroids(values, centroids.k(), d);
    }

    @Override
    public Alternation.Evidence evidence(State last) {
        return new Alternation.Evidence(List.of(), 0, assignedRows, kernels.description());
    }

    @Override
    public double grain() {
        return GRAIN;
    }

    private static final class Sums implements Mergeable<Sums> {
        private final double[] mass;
        private final double[] weight;
        private final double[] sums;
        private double objective;

        Sums(int k, int d, boolean partial) {
            mass = new double[k];
            weight = new double[partial ? k * d : k];
            sums = new double[k * d];
        }

        @Override
        public Sums merge(Sums later) {
            Arrays.setAll(mass, k -> mass[k] + later.mass[k]);
            Arrays.setAll(weight, i -> weight[i] + later.weight[i]);
            Arrays.setAll(sums, i -> sums[i] + later.sums[i]);
            objective += later.objective;
            return this;
        }
    }

    private final class MembershipPass implements Pass<Sums> {
        private final int k;
        private final int d;
        private final double[] own;
        private final double[] centroids; // about the origin
        private double[] x = new double[0]; // about the origin; times d/o, or 0 for a gap, where distances are partial
        private double[] share = new double[0]; // d/o, or 0 for a gap
        private double[] u = new double[0]; // rows × k
        private Sums sums;

        MembershipPass(Centroids centroids) {
            k = centroids.k();
            d = centroids.dimension();
            own = centroids.values();
            this.centroids = own.clone();
            for (int i = 0; i < this.centroids.length; i++) this.centroids[i] -= origin[i % d];
            sums = new Sums(k, d, partial);
        }

        @Override
        public void add(RowBlock block) {
            int rowCount = block.rowCount();
            if (x.length < rowCount * d) {
                x = new double[rowCount * d];
                u = new double[rowCount * k];
                if (partial) share = new double[rowCount * d];
            }
            double[] values = block.values();
            int offset = block.offset();
            for (int n = 0; n < rowCount; n++) {
                for (int j = 0; j < d; j++) x[n * d + j] = values[offset + n * d + j] - origin[j];
            }
            for (int n = 0; n < rowCount; n++) {
                for (int c = 0; c < k; c++) {
                    u[n * k + c] = partial
                            ? ObservedNearest.distance(values, offset + n * d, own, c * d, d)
                            : kernels.squaredDistance(x, n * d, centroids, c * d, d);
                }
                double w = block.weight(n);
                double cost = Memberships.of(u, n * k, k, fuzzifier);
                sums.objective += w == 0 ? 0 : w * cost;
                for (int c = 0; c < k; c++) {
                    double membership = u[n * k + c];
                    double power = w * (fuzzifier == 2 ? membership * membership : Math.pow(membership, fuzzifier));
                    sums.mass[c] += w * membership;
                    if (!partial) sums.weight[c] += power;
                    u[n * k + c] = power;
                }
            }
            if (partial) {
                for (int n = 0; n < rowCount; n++) shareOut(n * d);
                kernels.multiplyTransposed(k, d, rowCount, u, 0, k, share, 0, d, sums.weight, 0, d, true);
            }
            kernels.multiplyTransposed(k, d, rowCount, u, 0, k, x, 0, d, sums.sums, 0, d, true);
        }

        /// The cells of a row by the weight of each: d/o, and 0 for gaps.
        private void shareOut(int row) {
            int there = 0;
            for (int i = row; i < row + d; i++) if (!Double.isNaN(x[i])) there++;
            for (int i = row; i < row + d; i++) {
                boolean gap = Double.isNaN(x[i]);
                share[i] = gap ? 0 : (double) d / there;
                x[i] = gap ? 0 : x[i] * share[i];
            }
        }

        @Override
        public Sums finish() {
            Sums result = sums;
            sums = new Sums(k, d, partial);
            return result;
        }
    }
}
