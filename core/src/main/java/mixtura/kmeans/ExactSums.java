package mixtura.kmeans;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.FixedPoint;

/// Cluster sums in fixed point, see [SumsPlan].
final class ExactSums implements ClusterSums {
    private final SumsPlan plan;
    private final FixedPoint fixedPoint;
    private final int dimension;
    private final long[] counts; // rows added less rows taken out
    private final long[] weights;
    private final long[] sums;
    private final int[] one = new int[1];

    ExactSums(SumsPlan plan, int k, FixedPoint fixedPoint) {
        this(plan, fixedPoint, new long[k], new long[k], new long[k * plan.origin().length]);
    }

    private ExactSums(SumsPlan plan, FixedPoint fixedPoint, long[] counts, long[] weights, long[] sums) {
        this.plan = plan;
        this.fixedPoint = fixedPoint;
        this.dimension = plan.origin().length;
        this.counts = counts;
        this.weights = weights;
        this.sums = sums;
    }

    @Override
    public void add(RowBlock block, int n, int cluster) {
        change(block, n, cluster, false);
    }

    @Override
    public void subtract(RowBlock block, int n, int cluster) {
        change(block, n, cluster, true);
    }

    private void change(RowBlock block, int n, int cluster, boolean subtract) {
        double w = block.weight(n);
        count(w, cluster, subtract);
        one[0] = n;
        float[] floats = block.floats(one, 1);
        int at = cluster * dimension;
        int row = n * dimension;
        if (floats == null) {
            fixedPoint.add(block.values(), block.offset() + row, w, plan.origin(), plan.scale(), sums, at, subtract);
        } else {
            fixedPoint.add(floats, block.floatOffset() + row, w, plan.origin(), plan.scale(), sums, at, subtract);
        }
    }

    private void count(double weight, int cluster, boolean subtract) {
        long w = Math.round(weight * plan.weightScale());
        counts[cluster] += subtract ? -1 : 1;
        weights[cluster] += subtract ? -w : w;
    }

    @Override
    public void subtract(double[] row, double weight, int cluster) {
        count(weight, cluster, true);
        fixedPoint.add(row, 0, weight, plan.origin(), plan.scale(), sums, cluster * dimension, true);
    }

    @Override
    public double mass(int cluster) {
        return weights[cluster] / plan.weightScale();
    }

    @Override
    public double sum(int cluster, int j) {
        return (sums[cluster * dimension + j] - counts[cluster] * FixedPoint.BIAS) / plan.scale()[j];
    }

    @Override
    public double grain(int j) {
        return 1 / plan.scale()[j];
    }

    @Override
    public double origin(int j) {
        return plan.origin()[j];
    }

    @Override
    public ClusterSums copy() {
        return new ExactSums(plan, fixedPoint, counts.clone(), weights.clone(), sums.clone());
    }

    @Override
    public ClusterSums merge(ClusterSums later) {
        ExactSums other = (ExactSums) later;
        for (int i = 0; i < counts.length; i++) counts[i] += other.counts[i];
        for (int i = 0; i < weights.length; i++) weights[i] += other.weights[i];
        for (int i = 0; i < sums.length; i++) sums[i] += other.sums[i];
        return this;
    }
}
