package mixtura.kmeans;

import mixtura.data.RowBlock;
import org.jspecify.annotations.Nullable;

/// Cluster sums in double, for columns whose values differ too much in size for [ExactSums]. The order of additions
/// matters here: rows are added in order, ranges merge along the fixed tree, and nothing is taken out except to mend an
/// empty cluster.
final class DoubleSums implements ClusterSums {
    private final double[] origin;
    private final double[] mass;
    private final double[] sums;

    DoubleSums(double[] origin, int k) {
        this(origin, new double[k], new double[k * origin.length]);
    }

    private DoubleSums(double[] origin, double[] mass, double[] sums) {
        this.origin = origin;
        this.mass = mass;
        this.sums = sums;
    }

    @Override
    public void move(RowBlock block, int[] rows, int count, int[] from, int[] to, float @Nullable [] values) {
        for (int i = 0; i < count; i++) {
            int row = block.offset() + rows[i] * origin.length;
            double weight = block.weight(rows[i]);
            if (from[i] >= 0) change(block.values(), row, -weight, from[i]);
            change(block.values(), row, weight, to[i]);
        }
    }

    @Override
    public void subtract(double[] row, double weight, int cluster) {
        change(row, 0, -weight, cluster);
    }

    private void change(double[] x, int row, double weight, int cluster) {
        mass[cluster] += weight;
        int at = cluster * origin.length;
        for (int j = 0; j < origin.length; j++) sums[at + j] += weight * (x[row + j] - origin[j]);
    }

    @Override
    public double mass(int cluster) {
        return mass[cluster];
    }

    @Override
    public double sum(int cluster, int j) {
        return sums[cluster * origin.length + j];
    }

    @Override
    public double grain(int j) {
        return Double.POSITIVE_INFINITY; // what is lost depends on the order of the rows
    }

    @Override
    public double origin(int j) {
        return origin[j];
    }

    @Override
    public ClusterSums copy() {
        return new DoubleSums(origin, mass.clone(), sums.clone());
    }

    @Override
    public ClusterSums merge(ClusterSums later) {
        DoubleSums other = (DoubleSums) later;
        for (int i = 0; i < mass.length; i++) mass[i] += other.mass[i];
        for (int i = 0; i < sums.length; i++) sums[i] += other.sums[i];
        return this;
    }
}
