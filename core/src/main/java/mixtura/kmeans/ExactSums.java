package mixtura.kmeans;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.FixedPoint;
import org.jspecify.annotations.Nullable;

/// Cluster sums in fixed point, see [SumsPlan].
final class ExactSums implements ClusterSums {
    /// Rows in hand at once at most,
    private static final int ROWS = 64;

    /// and their values, which stay in the first-level cache.
    private static final int VALUES = 2048;

    private final SumsPlan plan;
    private final FixedPoint fixedPoint;
    private final int dimension;
    private final long[] counts; // rows added less rows taken out
    private final long[] weights;
    private final long[] sums;
    private final int together; // rows in hand at once
    private double[] doubles = new double[0];
    private float[] singles = new float[0];

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
        together = Math.clamp(VALUES / dimension, 1, ROWS);
    }

    @Override
    public void move(RowBlock block, int[] rows, int count, int[] from, int[] to, float @Nullable [] values) {
        float[] floats = values == null ? block.floats(rows, count) : values;
        for (int first = 0; first < count; first += together) {
            int end = Math.min(count, first + together);
            if (floats == null) gather(block.values(), block.offset(), rows, first, end);
            else if (values == null) gather(floats, block.floatOffset(), rows, first, end);
            for (int i = first, at = 0; i < end; i++, at += dimension) {
                double w = block.weight(rows[i]);
                int out = -1;
                if (from[i] >= 0) {
                    count(w, from[i], true);
                    out = from[i] * dimension;
                }
                count(w, to[i], false);
                int in = to[i] * dimension;
                if (floats == null) fixedPoint.move(doubles, at, w, plan.origin(), plan.scale(), sums, out, in);
                else if (values == null) fixedPoint.move(singles, at, w, plan.origin(), plan.scale(), sums, out, in);
                else fixedPoint.move(values, i * dimension, w, plan.origin(), plan.scale(), sums, out, in);
            }
        }
    }

    /// Rows come from memory, and all at once, so that the processor waits for several of them at a time.
    private void gather(double[] values, int offset, int[] rows, int first, int end) {
        if (doubles.length == 0) doubles = new double[together * dimension];
        for (int i = first, at = 0; i < end; i++, at += dimension) {
            System.arraycopy(values, offset + rows[i] * dimension, doubles, at, dimension);
        }
    }

    private void gather(float[] values, int offset, int[] rows, int first, int end) {
        if (singles.length == 0) singles = new float[together * dimension];
        for (int i = first, at = 0; i < end; i++, at += dimension) {
            System.arraycopy(values, offset + rows[i] * dimension, singles, at, dimension);
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
        fixedPoint.move(row, 0, weight, plan.origin(), plan.scale(), sums, cluster * dimension, -1);
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
