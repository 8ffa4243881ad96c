package mixtura.kmeans;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.NearestCentroid;

/// k centroids, and what can be asked of them. Immutable.
///
/// Plain k-means has squared Euclidean distances, no cutoff and the fuzzifier 1; its relatives differ in one of them.
public final class KMeansModel {
    /// The label of a row that belongs to no cluster.
    private static final int OUTSIDE = -1;

    private static final double[][] NONE = {};

    private final Centroids centroids;
    private final double[] mass;
    private final List<String> columnNames;
    private final Geometry geometry;
    private final Metric metric;
    private final double cutoff;
    private final double fuzzifier;
    private final double[][] hierarchy;
    private final Missing missing;
    private final BlockTotals totals;

    private KMeansModel(
            Centroids centroids,
            double[] mass,
            List<String> columnNames,
            Geometry geometry,
            double cutoff,
            double fuzzifier,
            double[][] hierarchy,
            Missing missing) {
        this.centroids = centroids;
        this.mass = mass;
        this.columnNames = List.copyOf(columnNames);
        this.geometry = geometry;
        this.metric = Metric.of(geometry, missing);
        this.cutoff = cutoff;
        this.fuzzifier = fuzzifier;
        this.hierarchy = hierarchy;
        this.missing = missing;
        totals = new BlockTotals(metric, this.columnNames);
    }

    /// A model from its parts, which are copied.
    ///
    /// @param centroids    `k × dimension`, finite
    /// @param mass         N_k, the total weight of each cluster
    /// @param columnNames  one a column
    /// @throws IllegalArgumentException if the parts do not fit one another
    public static KMeansModel of(double[][] centroids, double[] mass, List<String> columnNames) {
        if (centroids.length == 0) throw new IllegalArgumentException("there is no centroid; a model has at least one");
        int dimension = centroids[0].length;
        if (dimension == 0)
            throw new IllegalArgumentException("centroid 1 has no value; there must be at least one column");
        for (int i = 0; i < centroids.length; i++) {
            if (centroids[i].length != dimension) {
                throw new IllegalArgumentException("centroid " + (i + 1) + " has " + centroids[i].length
                        + " values, but centroid 1 has " + dimension);
            }
            for (double value : centroids[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "centroid " + (i + 1) + " holds " + value + "; centroids are finite");
                }
            }
        }
        if (mass.length != centroids.length) {
            throw new IllegalArgumentException(
                    "there are " + mass.length + " masses for " + centroids.length + " centroids");
        }
        if (columnNames.size() != dimension) {
            throw new IllegalArgumentException(
                    "there are " + columnNames.size() + " column names for " + dimension + " columns");
        }
        return of(Centroids.of(centroids), mass.clone(), columnNames);
    }

    static KMeansModel of(Centroids centroids, double[] mass, List<String> columnNames) {
        return new KMeansModel(
                centroids, mass, columnNames, Geometry.EUCLIDEAN, Double.POSITIVE_INFINITY, 1, NONE, Missing.ERROR);
    }

    /// The same centroids in another geometry.
    public KMeansModel withGeometry(Geometry other) {
        return new KMeansModel(centroids, mass, columnNames, other, cutoff, fuzzifier, hierarchy, missing);
    }

    /// The same with rows that are farther than `distance` from every centroid left out.
    public KMeansModel withCutoff(double distance) {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException("the cutoff is " + distance + "; a distance is not negative");
        }
        return new KMeansModel(centroids, mass, columnNames, geometry, distance, fuzzifier, hierarchy, missing);
    }

    /// The same with memberships of that exponent; 1 for labels.
    public KMeansModel withFuzzifier(double exponent) {
        if (!(exponent >= 1) || exponent == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the fuzzifier is " + exponent + "; it is finite and at least 1");
        }
        return new KMeansModel(centroids, mass, columnNames, geometry, cutoff, exponent, hierarchy, missing);
    }

    /// The same over rows in which cells may be missing: [Missing#PARTIAL], or expected distances with one mean
    /// and variance for each column.
    public KMeansModel withMissing(Missing other) {
        if (other.treatment() == Missing.Treatment.EXPECTED && other.means().length != dimension()) {
            throw new IllegalArgumentException("expected distances have " + other.means().length + " means for "
                    + dimension() + " columns; give one for each");
        }
        return new KMeansModel(centroids, mass, columnNames, geometry, cutoff, fuzzifier, hierarchy, other);
    }

    /// The same with the splits that led to the clusters.
    ///
    /// @param merges  as [#hierarchy] gives them
    public KMeansModel withHierarchy(double[][] merges) {
        if (merges.length != k() - 1 || Arrays.stream(merges).anyMatch(line -> line.length != 4)) {
            throw new IllegalArgumentException(
                    "a hierarchy of " + k() + " clusters has " + (k() - 1) + " lines of 4 numbers");
        }
        double[][] copy = Arrays.stream(merges).map(double[]::clone).toArray(double[][]::new);
        return new KMeansModel(centroids, mass, columnNames, geometry, cutoff, fuzzifier, copy, missing);
    }

    /// The number of clusters.
    public int k() {
        return centroids.k();
    }

    /// The number of columns, d.
    public int dimension() {
        return centroids.dimension();
    }

    /// The columns' names.
    public List<String> columnNames() {
        return columnNames;
    }

    /// The centroids, `k × dimension`; a copy.
    public double[][] centroids() {
        return centroids.toRows();
    }

    /// N_k: the total weight of each cluster's rows in the fit.
    public double[] mass() {
        return mass.clone();
    }

    /// What "near" means.
    public Geometry geometry() {
        return geometry;
    }

    /// The distance, as in [#distances], beyond which a row belongs to no cluster: infinite unless rows were left
    /// out of the fit.
    public double cutoff() {
        return cutoff;
    }

    /// The exponent m of memberships, 1 where a row belongs to one cluster alone.
    public double fuzzifier() {
        return fuzzifier;
    }

    /// How bisecting k-means split the rows, from the last split to the first: `(k − 1) × 4` as SciPy's
    /// `linkage`, two nodes, the distortion of their union, and its weight. Clusters are the nodes 0 … k − 1,
    /// and line i makes the node k + i. Empty for other methods; a copy.
    public double[][] hierarchy() {
        return Arrays.stream(hierarchy).map(double[]::clone).toArray(double[][]::new);
    }

    /// What distances are where cells are missing.
    public Missing missing() {
        return missing;
    }

    /// Whether cells of rows may be missing.
    public boolean takesMissingCells() {
        return metric.takesMissingCells() || missing.treatment() == Missing.Treatment.EXPECTED;
    }

    /// Which relative of k-means this is.
    public Variant variant() {
        if (hierarchy.length > 0) return Variant.BISECTING;
        if (fuzzifier > 1) return Variant.FUZZY;
        return switch (geometry) {
            case MANHATTAN -> Variant.K_MEDIANS;
            case COSINE -> Variant.SPHERICAL;
            case EUCLIDEAN -> cutoff == Double.POSITIVE_INFINITY ? Variant.K_MEANS : Variant.TRIMMED;
        };
    }

    /// The nearest centroid of one row, from 0; ties go to the lowest index. −1 if the row is beyond the [#cutoff].
    ///
    /// @throws IllegalArgumentException if the row has another dimension, or a value that is not finite
    public int predict(double[] row) {
        totals.requireDimension(row.length);
        if (takesMissingCells()) return predict(Rows.wrap(row, 1, row.length))[0];
        for (int j = 0; j < row.length; j++) totals.requireFinite(row[j], 1, j);
        if (geometry != Geometry.EUCLIDEAN) return predict(Rows.wrap(row, 1, row.length))[0];
        int nearest = Assignments.scalar(centroids).nearest(row, 0);
        return isWithin(row, 0, nearest) ? nearest : OUTSIDE;
    }

    /// The nearest centroid of each row, from 0; ties go to the lowest index. −1 for rows beyond the [#cutoff]. The
    /// label is that of distances worked out in plain double arithmetic, whichever kernels run.
    ///
    /// @throws IllegalArgumentException if the rows have another dimension, a value that is not finite, only
    ///                                  zeros where a direction is needed, or are more than an array can label
    public int[] predict(Rows rows) {
        int[] labels = new int[arrayLength(rows, 1)];
        nearest(rows, (block, n, cluster) -> {
            boolean within = isWithin(block.values(), block.offset() + n * dimension(), cluster);
            labels[(int) block.firstRow() + n] = within ? cluster : OUTSIDE;
            return 0;
        });
        return labels;
    }

    private boolean isWithin(double[] x, int row, int cluster) {
        if (cutoff == Double.POSITIVE_INFINITY) return true;
        return metric.distance(x, row, centroids.values(), cluster * dimension(), dimension()) <= cutoff;
    }

    /// What comes of a batch of new rows: each goes to its nearest centroid, and each centroid becomes the weighted
    /// mean of its rows, old and new; the model's [#mass] says how many the old ones were. (scikit-learn:
    /// `MiniBatchKMeans.partial_fit`.)
    ///
    /// @throws IllegalArgumentException as for [#predict], or if this is not k-means itself but a relative
    public KMeansModel partialFit(Rows batch) {
        return BatchUpdate.of(this, batch, Runtime.getRuntime().availableProcessors());
    }

    /// The distance of every row to every centroid, `rowCount × k`: Euclidean and not squared, Manhattan, or 1
    /// − cos.
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double[][] transform(Rows rows) {
        arrayLength(rows, k());
        double[][] distances = new double[(int) rows.rowCount()][k()];
        each(rows, () -> block -> {
            for (int n = 0; n < block.rowCount(); n++) {
                double[] out = distances[(int) block.firstRow() + n];
                for (int c = 0; c < out.length; c++) {
                    double distance = distance(block, n, c);
                    out[c] = geometry == Geometry.EUCLIDEAN ? Math.sqrt(distance) : distance;
                }
            }
            return 0;
        });
        return distances;
    }

    /// The distance of every row to its nearest centroid, as the distortion adds them up: ‖x − c‖², Σ_j
    /// |x_j − c_j| or 1 − cos(x, c).
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double[] distances(Rows rows) {
        double[] distances = new double[arrayLength(rows, 1)];
        nearest(rows, (block, n, cluster) -> {
            distances[(int) block.firstRow() + n] = distance(block, n, cluster);
            return 0;
        });
        return distances;
    }

    /// Memberships of every row in every cluster, `rowCount × k`; each row adds up to 1. Without a fuzzifier
    /// they are 1 for the row's cluster and 0 elsewhere, and all 0 for a row beyond the [#cutoff].
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double[][] memberships(Rows rows) {
        arrayLength(rows, k());
        double[][] memberships = new double[(int) rows.rowCount()][k()];
        if (fuzzifier == 1) {
            int[] labels = predict(rows);
            for (int n = 0; n < labels.length; n++) if (labels[n] >= 0) memberships[n][labels[n]] = 1;
            return memberships;
        }
        each(rows, () -> block -> {
            for (int n = 0; n < block.rowCount(); n++) {
                membership(block, n, memberships[(int) block.firstRow() + n]);
            }
            return 0;
        });
        return memberships;
    }

    /// @return Σ_k u_k^m d_k
    private double membership(RowBlock block, int n, double[] out) {
        for (int c = 0; c < out.length; c++) out[c] = distance(block, n, c);
        return Memberships.of(out, 0, out.length, fuzzifier);
    }

    /// What the fit minimises, over these rows: Σ_n w_n d(x_n, c) with c the row's nearest centroid and rows
    /// beyond the [#cutoff] left out, or with a fuzzifier m Σ_n w_n Σ_k u_nk^m ‖x_n − c_k‖².
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double distortion(Rows rows) {
        if (missing.treatment() == Missing.Treatment.EXPECTED) {
            Execution execution = Blocks.execution(Runtime.getRuntime().availableProcessors(), dimension());
            return withMissing(Missing.ERROR).distortion(rows.filled(missing.means()))
                    + missing.constant(ColumnSummary.of(rows, execution));
        }
        if (fuzzifier > 1) {
            return each(rows, () -> {
                double[] memberships = new double[k()];
                return block -> {
                    double sum = 0;
                    for (int n = 0; n < block.rowCount(); n++) {
                        double w = block.weight(n);
                        if (w > 0) sum += w * membership(block, n, memberships);
                    }
                    return sum;
                };
            });
        }
        return nearest(rows, (block, n, cluster) -> {
            double w = block.weight(n);
            double distance = distance(block, n, cluster);
            return w > 0 && distance <= cutoff ? w * distance : 0;
        });
    }

    private double distance(RowBlock block, int n, int c) {
        int d = dimension();
        return metric.distance(block.values(), block.offset() + n * d, centroids.values(), c * d, d);
    }

    /// What is done to a row whose nearest centroid is known; its result is summed.
    private interface RowTerm {
        double of(RowBlock block, int n, int cluster);
    }

    private double nearest(Rows rows, RowTerm term) {
        Frame frame = Frame.about(centroids.values(), k(), dimension());
        NearestCentroid nearest = metric.nearest(centroids, metric.view(whole(rows)), frame);
        return each(rows, () -> {
            NearestCentroid.Worker worker = nearest.newWorker();
            int[] labels = new int[blockRows()];
            return block -> {
                Blocks.assign(worker, block, labels);
                double sum = 0;
                for (int n = 0; n < block.rowCount(); n++) sum += term.of(block, n, labels[n]);
                return sum;
            };
        });
    }

    private int blockRows() {
        return Blocks.execution(1, dimension()).blockRows();
    }

    private double each(Rows rows, Supplier<BlockTotals.Term> newTerm) {
        totals.requireDimension(rows.dimension());
        return totals.over(whole(rows), newTerm);
    }

    /// The rows as distances see them: expected ones are those to the means of missing cells, but for a constant.
    private Rows whole(Rows rows) {
        return missing.treatment() == Missing.Treatment.EXPECTED ? rows.filled(missing.means()) : rows;
    }

    private static int arrayLength(Rows rows, int columns) {
        if (rows.rowCount() * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(rows.rowCount() + " rows × " + columns
                    + " do not fit into an array; walk over the rows with Rows.aggregate and call predict(double[])");
        }
        return (int) rows.rowCount();
    }
}
