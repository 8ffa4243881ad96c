package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;
import org.jspecify.annotations.Nullable;

/// The two halves of k-means in any geometry, with a share of the rows left out or none: every row goes to its nearest
/// centroid, the rows farthest from theirs are left out, and every centroid moves to the centre of the rows that
/// remain.
///
/// With squared Euclidean distances and nothing left out, [Lloyd] does the same faster.
final class GeometricHalves implements Alternation.Halves<GeometricHalves.State> {
    /// Labels are kept beside at most this many rows; beyond, they are worked out again when needed.
    private static final long LABELLED_ROWS = 1L << 27;

    /// Centroids with what an assignment to them has told.
    record State(Centroids centroids, NearestCentroid nearest, Cut cut, double objective, double[] mass)
            implements Alternation.Assigned {
        @Override
        public double cutoff() {
            return cut.cutoff();
        }
    }

    private final Rows rows;
    private final Metric metric;
    private final double trim;
    private final Frame frame;
    private final Execution execution;
    private final int @Nullable [] labels;
    private final List<String> repairs = new ArrayList<>();
    private long assignedRows;

    /// @param trim  the share of the weight that is left out, 0 for none
    GeometricHalves(Rows rows, Metric metric, double trim, Frame frame, Execution execution) {
        this.rows = rows;
        this.metric = metric;
        this.trim = trim;
        this.frame = frame;
        this.execution = execution;
        labels = rows.rowCount() <= LABELLED_ROWS ? new int[(int) rows.rowCount()] : null;
    }

    @Override
    public State assign(Centroids centroids, @Nullable State before) {
        NearestCentroid nearest = metric.nearest(centroids, rows, frame);
        Totals totals = rows.aggregate(
                execution, () -> new TotalsPass(new LabellingReader(centroids, nearest, Cut.NONE), centroids.k()));
        assignedRows += rows.rowCount();
        Cut cut = Cut.NONE;
        if (trim > 0) {
            cut = cut(centroids, nearest);
            Cut chosen = cut;
            totals = rows.aggregate(
                    execution, () -> new TotalsPass(newReader(centroids, nearest, chosen), centroids.k()));
        }
        return new State(centroids, nearest, cut, totals.objective, totals.mass);
    }

    /// The cutoff, and what of the rows at it counts.
    private Cut cut(Centroids centroids, NearestCentroid nearest) {
        Quantiles distances = Quantiles.of(
                rows, () -> new DistanceSource(newReader(centroids, nearest, Cut.NONE)), 1, 1 - trim, execution);
        double cutoff = distances.lower(0);
        Cut strict = new Cut(cutoff, 0);
        double within = total(centroids, nearest, strict);
        double atCutoff = total(centroids, nearest, new Cut(cutoff, 1)) - within;
        double wanted = (1 - trim) * distances.mass(0) - within;
        return new Cut(cutoff, atCutoff > 0 ? Math.clamp(wanted / atCutoff, 0, 1) : 1);
    }

    private double total(Centroids centroids, NearestCentroid nearest, Cut cut) {
        Totals totals =
                rows.aggregate(execution, () -> new TotalsPass(newReader(centroids, nearest, cut), centroids.k()));
        return Arrays.stream(totals.mass).sum();
    }

    @Override
    public Centroids update(State state, int iteration) {
        Centroids centroids = state.centroids();
        int[] empty = IntStream.range(0, centroids.k())
                .filter(k -> state.mass()[k] == 0)
                .toArray();
        List<EmptyClusters.Far> taken = empty.length == 0 ? List.of() : taken(empty, state);
        Centroids moved = metric.centres(rows, () -> new Without(newReader(state), taken), centroids, execution);
        if (taken.isEmpty()) return moved;
        int d = centroids.dimension();
        double[] values = moved.values().clone();
        for (int i = 0; i < taken.size(); i++) {
            EmptyClusters.Far far = taken.get(i);
            for (int j = 0; j < d; j++) {
                double value = far.values()[j];
                if (!Double.isNaN(value)) values[empty[i] * d + j] = value;
            }
            repairs.add("iteration " + iteration + ": cluster " + (empty[i] + 1) + " was empty and took row "
                    + (far.row() + 1) + ", the farthest from its centroid");
        }
        return new Centroids(values, centroids.k(), d);
    }

    /// Rows for empty clusters: the farthest of those that are not left out, none the last of its cluster.
    private List<EmptyClusters.Far> taken(int[] empty, State state) {
        double[] mass = state.mass().clone();
        List<EmptyClusters.Far> taken = new ArrayList<>();
        for (EmptyClusters.Far far :
                EmptyClusters.farthest(rows, () -> newReader(state), 2 * empty.length, execution)) {
            if (taken.size() == empty.length) break;
            if (mass[far.cluster()] <= far.weight()) continue;
            mass[far.cluster()] -= far.weight();
            taken.add(far);
        }
        return taken;
    }

    @Override
    public Alternation.Evidence evidence(State last) {
        return new Alternation.Evidence(repairs, 0, assignedRows, last.nearest().description());
    }

    @Override
    public double grain() {
        return 0; // equal distances and centres that are not unique can go round in circles without a fall
    }

    private Reader newReader(State state) {
        return newReader(state.centroids(), state.nearest(), state.cut());
    }

    private Reader newReader(Centroids centroids, NearestCentroid nearest, Cut cut) {
        return labels == null ? new LabellingReader(centroids, nearest, cut) : new Reader(centroids, cut);
    }

    /// One thread's view of an assignment whose labels are known.
    private class Reader implements Members.Reader, EmptyClusters.Distances {
        private final Centroids centroids;
        private final Cut cut;
        int[] clusters = new int[0];
        private RowBlock block;

        Reader(Centroids centroids, Cut cut) {
            this.centroids = centroids;
            this.cut = cut;
            block = new RowBlock(centroids.dimension());
        }

        @Override
        public void read(RowBlock next) {
            block = next;
            if (clusters.length < next.rowCount()) clusters = new int[next.rowCount()];
            label(next);
        }

        void label(RowBlock next) {
            if (labels != null) System.arraycopy(labels, (int) next.firstRow(), clusters, 0, next.rowCount());
        }

        @Override
        public int cluster(int n) {
            return clusters[n];
        }

        /// To the row's centroid, even if the row is left out.
        double fullDistance(int n) {
            int d = centroids.dimension();
            return metric.distance(block.values(), block.offset() + n * d, centroids.values(), clusters[n] * d, d);
        }

        @Override
        public double distance(int n) {
            double distance = fullDistance(n);
            return cut.share(distance) > 0 ? distance : 0;
        }

        @Override
        public double weight(int n) {
            double w = block.weight(n);
            return w == 0 || cut.leavesNothingOut() ? w : w * cut.share(fullDistance(n));
        }
    }

    /// One thread's view of an assignment that works out the labels, and keeps them where they are kept.
    private final class LabellingReader extends Reader {
        private final NearestCentroid.Worker worker;

        LabellingReader(Centroids centroids, NearestCentroid nearest, Cut cut) {
            super(centroids, cut);
            worker = nearest.newWorker();
        }

        @Override
        void label(RowBlock next) {
            Blocks.assign(worker, next, clusters);
            if (labels != null) System.arraycopy(clusters, 0, labels, (int) next.firstRow(), next.rowCount());
        }
    }

    /// The members without the rows that empty clusters take.
    private static final class Without implements Members.Reader {
        private final Reader members;
        private final List<EmptyClusters.Far> taken;
        private long firstRow;

        Without(Reader members, List<EmptyClusters.Far> taken) {
            this.members = members;
            this.taken = taken;
        }

        @Override
        public void read(RowBlock block) {
            firstRow = block.firstRow();
            members.read(block);
        }

        @Override
        public int cluster(int n) {
            return members.cluster(n);
        }

        @Override
        public double weight(int n) {
            for (EmptyClusters.Far far : taken) if (far.row() == firstRow + n) return 0;
            return members.weight(n);
        }
    }

    /// The distances of all rows as one sample.
    private static final class DistanceSource implements QuantileSource {
        private final Reader members;
        private double[] distances = new double[0];

        DistanceSource(Reader members) {
            this.members = members;
        }

        @Override
        public void read(RowBlock block) {
            members.read(block);
            if (distances.length < block.rowCount()) distances = new double[block.rowCount()];
            for (int n = 0; n < block.rowCount(); n++) distances[n] = members.fullDistance(n);
        }

        @Override
        public double[] values() {
            return distances;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int firstSample(int n) {
            return 0;
        }

        @Override
        public double weight(int n) {
            return members.weight(n);
        }
    }

    /// The objective, and N_k of what counts.
    private static final class Totals implements Mergeable<Totals> {
        private final double[] mass;
        private double objective;

        Totals(int k) {
            mass = new double[k];
        }

        @Override
        public Totals merge(Totals later) {
            Arrays.setAll(mass, k -> mass[k] + later.mass[k]);
            objective += later.objective;
            return this;
        }
    }

    private static final class TotalsPass implements Pass<Totals> {
        private final Reader members;
        private final int k;
        private Totals totals;

        TotalsPass(Reader members, int k) {
            this.members = members;
            this.k = k;
            totals = new Totals(k);
        }

        @Override
        public void add(RowBlock block) {
            members.read(block);
            for (int n = 0; n < block.rowCount(); n++) {
                double w = members.weight(n);
                if (w == 0) continue;
                totals.mass[members.cluster(n)] += w;
                totals.objective += w * members.fullDistance(n);
            }
        }

        @Override
        public Totals finish() {
            Totals result = totals;
            totals = new Totals(k);
            return result;
        }
    }
}
