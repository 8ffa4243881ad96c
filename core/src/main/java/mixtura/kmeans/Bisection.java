package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.Step;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Missing;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.seeding.DistinctRows;
import mixtura.seeding.KMeansPlusPlus;
import mixtura.seeding.RandomPartition;
import mixtura.seeding.RandomRows;

/// Bisecting k-means (Steinbach, Karypis and Kumar 2000): all rows are one cluster; the cluster of the largest
/// distortion is split in two by k-means, until there are k. The splits are a hierarchy.
///
/// A split sees the other clusters' rows with weight 0, so rows in files serve as well as rows in memory. Of a column
/// of which its own rows have no cell, both halves keep the value of the whole. The trace
/// holds the distortion of the partition after each split, which cannot rise; the last step is that of the model, in
/// which every row goes to its nearest centroid, whichever side of an earlier split it was on.
final class Bisection {
    private final Rows rows;
    private final boolean partial;
    private final KMeansOptions options;
    private final Progress progress;
    private final Execution execution;
    private final long begun = System.nanoTime();
    private final int[] labels;
    private final double[] weights;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Split> splits = new ArrayList<>();
    private final List<Step> trace = new ArrayList<>();
    private boolean interrupted;

    /// A cluster so far.
    private record Leaf(double[] centroid, double mass, double distortion) {}

    /// Leaf `first` was split: its first half has its number now, the second half the next number of all.
    private record Split(int first, double distortion, double mass) {}

    private Bisection(Rows rows, KMeansOptions options, Progress progress) {
        partial = options.missing().treatment() == Missing.Treatment.PARTIAL;
        this.rows = partial ? KMeans.withoutBlankRows(rows) : rows;
        this.options = options;
        this.progress = progress;
        execution = Blocks.execution(options.threads(), rows.dimension());
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("bisecting k-means keeps a label for each row, and " + rows.rowCount()
                    + " are too many; use k-means");
        }
        labels = new int[(int) rows.rowCount()];
        weights = new double[labels.length];
    }

    static Fit<KMeansModel> fit(Rows rows, KMeansOptions options, Progress progress) {
        if (!(options.start() instanceof KMeansPlusPlus
                || options.start() instanceof RandomRows
                || options.start() instanceof RandomPartition)) {
            throw new IllegalArgumentException(
                    "bisecting k-means starts from all rows, not from given centroids or labels; leave out the start");
        }
        return new Bisection(rows, options, progress).run();
    }

    private Fit<KMeansModel> run() {
        Fit<KMeansModel> whole = KMeans.fit(rows, plain(1).withMaxIterations(1));
        DistinctRows.require(rows, options.k(), execution);
        double[] mass = whole.model().mass();
        leaves.add(new Leaf(whole.model().centroids()[0], mass[0], whole.objective()));
        trace.add(new Step(0, whole.objective()));
        List<String> repairs = new ArrayList<>();
        String kernels = whole.certificate().kernels();
        while (leaves.size() < options.k() && !interrupted) {
            Fit<KMeansModel> halves = split();
            if (interrupted && leaves.size() > 1) break;
            repairs.addAll(halves.certificate().repairs());
            kernels = halves.certificate().kernels();
        }
        return result(repairs, kernels);
    }

    private KMeansOptions plain(int k) {
        return options.withBisecting(false).withK(k);
    }

    /// Splits the leaf of the largest distortion, the first of equals.
    private Fit<KMeansModel> split() {
        int chosen = 0;
        double others = 0;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            if (leaves.get(leaf).distortion > leaves.get(chosen).distortion) chosen = leaf;
        }
        for (int leaf = 0; leaf < leaves.size(); leaf++) if (leaf != chosen) others += leaves.get(leaf).distortion;
        for (int n = 0; n < labels.length; n++) weights[n] = labels[n] == chosen ? rows.weight(n) : 0;
        Rows part = rows.weighted(weights);
        double rest = others;
        int iteration = leaves.size();
        Fit<KMeansModel> halves = KMeans.fit(
                part,
                plain(2).withSeed(options.seed() + leaves.size() - 1),
                report -> progress.step(new Progress.Report(
                        report.restart(),
                        report.restarts(),
                        iteration,
                        rest + report.objective(),
                        report.change(),
                        (System.nanoTime() - begun) * 1e-9)),
                partial ? leaves.get(chosen).centroid : null);
        interrupted = halves.certificate().interrupted();
        divide(chosen, halves.model());
        return halves;
    }

    private void divide(int chosen, KMeansModel halves) {
        int second = leaves.size();
        Leaf whole = leaves.get(chosen);
        splits.add(new Split(chosen, whole.distortion, whole.mass));
        int[] side = halves.predict(rows);
        double[][] centroids = halves.centroids();
        for (int n = 0; n < labels.length; n++) if (labels[n] == chosen && side[n] == 1) labels[n] = second;
        Halves totals = rows.aggregate(execution, () -> new HalvesPass(centroids, chosen, second));
        leaves.set(chosen, new Leaf(centroids[0], totals.mass[0], totals.distortion[0]));
        leaves.add(new Leaf(centroids[1], totals.mass[1], totals.distortion[1]));
        double sum = 0;
        for (Leaf leaf : leaves) sum += leaf.distortion;
        trace.add(new Step(splits.size(), sum));
    }

    private static final class Halves implements Mergeable<Halves> {
        private final double[] mass = new double[2];
        private final double[] distortion = new double[2];

        @Override
        public Halves merge(Halves later) {
            for (int i = 0; i < 2; i++) {
                mass[i] += later.mass[i];
                distortion[i] += later.distortion[i];
            }
            return this;
        }
    }

    private final class HalvesPass implements Pass<Halves> {
        private final Metric metric = Metric.of(Geometry.EUCLIDEAN, options.missing());
        private final double[][] centroids;
        private final int first;
        private final int second;
        private Halves halves = new Halves();

        HalvesPass(double[][] centroids, int first, int second) {
            this.centroids = centroids;
            this.first = first;
            this.second = second;
        }

        @Override
        public void add(RowBlock block) {
            int d = block.dimension();
            for (int n = 0; n < block.rowCount(); n++) {
                int label = labels[(int) block.firstRow() + n];
                double w = block.weight(n);
                if (w == 0 || label != first && label != second) continue;
                int side = label == first ? 0 : 1;
                halves.mass[side] += w;
                halves.distortion[side] +=
                        w * metric.distance(block.values(), block.offset() + n * d, centroids[side], 0, d);
            }
        }

        @Override
        public Halves finish() {
            Halves result = halves;
            halves = new Halves();
            return result;
        }
    }

    private Fit<KMeansModel> result(List<String> repairs, String kernels) {
        double[][] centroids = leaves.stream().map(Leaf::centroid).toArray(double[][]::new);
        double[] mass = new double[leaves.size()];
        KMeansModel parts = KMeansModel.of(centroids, mass, rows.columnNames()).withMissing(options.missing());
        int[] nearest = parts.predict(rows);
        for (int n = 0; n < nearest.length; n++) mass[nearest[n]] += rows.weight(n);
        double distortion = parts.distortion(rows);
        trace.set(trace.size() - 1, new Step(trace.size() - 1, distortion));
        KMeansModel model = KMeansModel.of(centroids, mass, rows.columnNames())
                .withMissing(options.missing())
                .withHierarchy(hierarchy());
        double setback = 0;
        for (int t = 1; t < trace.size(); t++) {
            setback = Math.max(
                    setback, trace.get(t).objective() - trace.get(t - 1).objective());
        }
        List<String> warnings = new ArrayList<>();
        if (leaves.size() < options.k()) {
            warnings.add("stopped with " + leaves.size() + " of " + options.k() + " clusters");
        }
        double seconds = (System.nanoTime() - begun) * 1e-9;
        Certificate certificate = new Certificate(
                "distortion",
                setback <= KMeans.ROUNDING * trace.getFirst().objective(),
                setback,
                mass,
                new double[0],
                List.of(),
                repairs,
                kernels,
                new double[] {distortion},
                0,
                interrupted,
                seconds,
                splits.size() > 0 ? seconds / splits.size() : Double.NaN,
                0,
                0);
        return new Fit<>(model, trace, !interrupted, splits.size(), warnings, certificate);
    }

    /// The splits from the last to the first, as SciPy's `linkage` writes merges: two nodes, the distortion of their
    /// union, its weight. Clusters are the nodes 0 … k − 1, the union in line i is the node k + i.
    private double[][] hierarchy() {
        int k = leaves.size();
        int[] node = new int[k];
        Arrays.setAll(node, i -> i);
        double[][] lines = new double[k - 1][];
        for (int s = splits.size() - 1; s >= 0; s--) {
            Split split = splits.get(s);
            int line = splits.size() - 1 - s;
            lines[line] = new double[] {node[split.first], node[s + 1], split.distortion, split.mass};
            node[split.first] = k + line;
        }
        return lines;
    }
}
