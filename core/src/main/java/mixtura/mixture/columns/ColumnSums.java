package mixtura.mixture.columns;

import java.util.Arrays;
import mixtura.mixture.Statistics;

/// Σ_n r_nk T(x_n), and how much weight stands behind each column: a missing cell counts in none of them.
public final class ColumnSums implements Statistics<ColumnSums> {
    private final int dimension;
    private final int featureCount;
    private final double[] mass; // K
    private final double[] sums; // K × p
    private final double[] absent; // K × d, weight of the missing cells; empty when there are none
    private final double[] added; // d, pseudo-rows; empty when there are none

    ColumnSums(int componentCount, Features features, boolean anyMissing) {
        this(
                features.dimension(),
                features.count(),
                new double[componentCount],
                new double[componentCount * features.count()],
                new double[anyMissing ? componentCount * features.dimension() : 0],
                new double[0]);
    }

    private ColumnSums(int dimension, int featureCount, double[] mass, double[] sums, double[] absent, double[] added) {
        this.dimension = dimension;
        this.featureCount = featureCount;
        this.mass = mass;
        this.sums = sums;
        this.absent = absent;
        this.added = added;
    }

    @Override
    public double[] mass() {
        return mass;
    }

    /// d.
    public int dimension() {
        return dimension;
    }

    /// Σ_n r_nk over the rows in which the cell of column `j` is there, with what pseudo-rows count.
    public double observed(int k, int j) {
        double there = absent.length == 0 ? mass[k] : Math.max(0, mass[k] - absent[k * dimension + j]);
        return added.length == 0 ? there : there + added[j];
    }

    /// Σ_n r_nk T_f(x_n).
    public double sum(int k, int feature) {
        return sums[k * featureCount + feature];
    }

    /// The mean of a feature in a component over the cells that are there; NaN when there are none.
    public double mean(int k, int feature, int column) {
        return sum(k, feature) / observed(k, column);
    }

    /// The same with pseudo-rows in every component, which count nothing in [#mass].
    ColumnSums with(double times, PseudoRows pseudo) {
        if (times == 0) return this;
        double[] more = sums.clone();
        for (int i = 0; i < more.length; i++) more[i] += times * pseudo.features()[i % featureCount];
        double[] counts = new double[dimension];
        for (int j = 0; j < dimension; j++) counts[j] = times * pseudo.counts()[j] + (added.length == 0 ? 0 : added[j]);
        return new ColumnSums(dimension, featureCount, mass, more, absent, counts);
    }

    /// Adds rows of component `k` whose features have these means.
    void add(int k, double weight, double[] means) {
        mass[k] += weight;
        for (int f = 0; f < featureCount; f++) sums[k * featureCount + f] += weight * means[f];
    }

    /// All sums times `factor`, as new ones.
    ColumnSums scaled(double factor) {
        return new ColumnSums(
                dimension, featureCount, times(mass, factor), times(sums, factor), times(absent, factor), added);
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    double[] sums() {
        return sums;
    }

    double[] absent() {
        return absent;
    }

    @Override
    public ColumnSums merge(ColumnSums later) {
        for (int k = 0; k < mass.length; k++) mass[k] += later.mass[k];
        for (int i = 0; i < sums.length; i++) sums[i] += later.sums[i];
        for (int i = 0; i < absent.length; i++) absent[i] += later.absent[i];
        return this;
    }
}
