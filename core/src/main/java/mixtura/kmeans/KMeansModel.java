package mixtura.kmeans;

import java.util.List;
import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarKernels;

/// k centroids, and what can be asked of them. Immutable.
public final class KMeansModel {
    private final Centroids centroids;
    private final double[] mass;
    private final List<String> columnNames;

    private KMeansModel(Centroids centroids, double[] mass, List<String> columnNames) {
        this.centroids = centroids;
        this.mass = mass;
        this.columnNames = List.copyOf(columnNames);
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
        return new KMeansModel(Centroids.of(centroids), mass.clone(), columnNames);
    }

    static KMeansModel of(Centroids centroids, double[] mass, List<String> columnNames) {
        return new KMeansModel(centroids, mass, columnNames);
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

    /// The nearest centroid of one row, from 0; ties go to the lowest index.
    ///
    /// @throws IllegalArgumentException if the row has another dimension, or a value that is not finite
    public int predict(double[] row) {
        if (row.length != dimension()) throw otherDimension(row.length);
        for (int j = 0; j < row.length; j++) {
            if (!Double.isFinite(row[j])) throw notFinite(1, j, row[j]);
        }
        return Assignments.scalar(centroids).nearest(row, 0);
    }

    /// The nearest centroid of each row, from 0; ties go to the lowest index. The label is that of squared distances
    /// worked out in plain double arithmetic, whichever kernels run.
    ///
    /// @throws IllegalArgumentException if the rows have another dimension, a value that is not finite, or are more
    ///                                  than an array can label
    public int[] predict(Rows rows) {
        int[] labels = new int[arrayLength(rows, 1)];
        NearestCentroid nearest = Assignments.of(centroids, rows);
        each(rows, () -> {
            NearestCentroid.Worker worker = nearest.newWorker();
            int[] scratch = new int[blockRows()];
            return block -> {
                Blocks.assign(worker, block, scratch);
                System.arraycopy(scratch, 0, labels, (int) block.firstRow(), block.rowCount());
                return 0;
            };
        });
        return labels;
    }

    /// The distance of every row to every centroid, `rowCount × k`.
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double[][] transform(Rows rows) {
        arrayLength(rows, k());
        double[][] distances = new double[(int) rows.rowCount()][k()];
        each(rows, () -> block -> {
            for (int n = 0; n < block.rowCount(); n++) {
                double[] out = distances[(int) block.firstRow() + n];
                for (int c = 0; c < out.length; c++) out[c] = Math.sqrt(squaredDistance(block, n, c));
            }
            return 0;
        });
        return distances;
    }

    /// Σ_n w_n ‖x_n − c‖² over these rows, each with its nearest centroid.
    ///
    /// @throws IllegalArgumentException as for [#predict]
    public double distortion(Rows rows) {
        NearestCentroid nearest = Assignments.of(centroids, rows);
        return each(rows, () -> {
            NearestCentroid.Worker worker = nearest.newWorker();
            int[] labels = new int[blockRows()];
            return block -> {
                Blocks.assign(worker, block, labels);
                double sum = 0;
                for (int n = 0; n < block.rowCount(); n++) {
                    double w = block.weight(n);
                    if (w > 0) sum += w * squaredDistance(block, n, labels[n]);
                }
                return sum;
            };
        });
    }

    private double squaredDistance(RowBlock block, int n, int c) {
        int d = dimension();
        return ScalarKernels.INSTANCE.squaredDistance(
                block.values(), block.offset() + n * d, centroids.values(), c * d, d);
    }

    /// What is done to each block by one thread; its result is summed.
    private interface BlockSum {
        double of(RowBlock block);
    }

    private record Sum(double value) implements Mergeable<Sum> {
        @Override
        public Sum merge(Sum later) {
            return new Sum(value + later.value);
        }
    }

    private int blockRows() {
        return Blocks.execution(1, dimension()).blockRows();
    }

    private double each(Rows rows, Supplier<BlockSum> newBlockSum) {
        if (rows.dimension() != dimension()) throw otherDimension(rows.dimension());
        Execution execution = Blocks.execution(Runtime.getRuntime().availableProcessors(), dimension());
        return rows.aggregate(execution, () -> {
                    BlockSum blockSum = newBlockSum.get();
                    return new Pass<Sum>() {
                        private double sum;

                        @Override
                        public void add(RowBlock block) {
                            requireFinite(block);
                            sum += blockSum.of(block);
                        }

                        @Override
                        public Sum finish() {
                            Sum result = new Sum(sum);
                            sum = 0;
                            return result;
                        }
                    };
                })
                .value();
    }

    private void requireFinite(RowBlock block) {
        double[] x = block.values();
        int offset = block.offset();
        for (int i = 0, end = block.rowCount() * dimension(); i < end; i++) {
            if (!Double.isFinite(x[offset + i])) {
                throw notFinite(block.firstRow() + i / dimension() + 1, i % dimension(), x[offset + i]);
            }
        }
    }

    private IllegalArgumentException otherDimension(int dimension) {
        return new IllegalArgumentException("the rows have " + dimension + " columns, but the model was fitted to "
                + dimension() + ": " + String.join(", ", columnNames));
    }

    private IllegalArgumentException notFinite(long row, int column, double value) {
        return new IllegalArgumentException("row " + row + ", column '" + columnNames.get(column) + "' holds " + value
                + "; distances need finite numbers");
    }

    private static int arrayLength(Rows rows, int columns) {
        if (rows.rowCount() * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(rows.rowCount() + " rows × " + columns
                    + " do not fit into an array; walk over the rows with Rows.aggregate and call predict(double[])");
        }
        return (int) rows.rowCount();
    }
}
