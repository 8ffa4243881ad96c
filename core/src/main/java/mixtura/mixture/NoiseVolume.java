package mixtura.mixture;

import java.util.Arrays;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.linalg.SymmetricEigen;

/// The volume that rows take up: that of the box around them, or of the box along their principal axes where
/// that is smaller. (mclust: `hypvol`.)
final class NoiseVolume implements Pass<NoiseVolume.Box> {
    /// A principal axis shorter than this share of the longest one lies in a plane: its box says nothing.
    private static final double FLAT = 1e-9;

    private final double[] axes; // d × d, column i is an axis
    private final double[] mean;
    private final double unit;
    private Box box;

    private NoiseVolume(double[] axes, double[] mean, double unit) {
        this.axes = axes;
        this.mean = mean;
        this.unit = unit;
        this.box = new Box(mean.length);
    }

    /// The range of the rows along each axis.
    static final class Box implements Mergeable<Box> {
        private final double[] low;
        private final double[] high;

        private Box(int d) {
            low = new double[d];
            high = new double[d];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
        }

        @Override
        public Box merge(Box later) {
            for (int j = 0; j < low.length; j++) {
                low[j] = Math.min(low[j], later.low[j]);
                high[j] = Math.max(high[j], later.high[j]);
            }
            return this;
        }
    }

    @Override
    public void add(RowBlock block) {
        int d = mean.length;
        double[] z = new double[d];
        for (int n = 0; n < block.rowCount(); n++) {
            if (block.weight(n) == 0) continue;
            int from = block.offset() + n * d;
            for (int j = 0; j < d; j++) z[j] = (block.values()[from + j] - mean[j]) / unit;
            for (int i = 0; i < d; i++) {
                double along = 0;
                for (int j = 0; j < d; j++) along += z[j] * axes[j * d + i];
                box.low[i] = Math.min(box.low[i], along);
                box.high[i] = Math.max(box.high[i], along);
            }
        }
    }

    @Override
    public Box finish() {
        Box result = box;
        box = new Box(mean.length);
        return result;
    }

    /// The noise of these rows, of which no column is constant.
    static Noise of(Rows rows, ColumnSummary summary, double proportion, Execution execution) {
        if (summary.missing() > 0) {
            throw new DataException(
                    "a noise component has no density for rows with missing cells",
                    "--missing drop leaves such rows out; or leave out --noise");
        }
        int d = rows.dimension();
        double[] low = new double[d];
        double[] high = new double[d];
        double[] mean = new double[d];
        double logBox = 0;
        double unit = 0;
        for (int j = 0; j < d; j++) {
            low[j] = summary.minimum(j);
            high[j] = summary.maximum(j);
            mean[j] = summary.mean(j);
            logBox += Math.log(high[j] - low[j]);
            unit = Math.max(unit, high[j] - low[j]);
        }
        return new Noise(proportion, Math.min(logBox, alongAxes(rows, summary, mean, unit, execution)), low, high);
    }

    private static double alongAxes(Rows rows, ColumnSummary summary, double[] mean, double unit, Execution execution) {
        int d = mean.length;
        if (d == 1) return Double.POSITIVE_INFINITY;
        double[] units = new double[d];
        Arrays.fill(units, unit);
        double[] axes = SymmetricEigen.of(CentredScatter.of(rows, summary, units, execution), d)
                .vectors();
        Box box = rows.aggregate(execution, () -> new NoiseVolume(axes, mean, unit));
        double longest = 0;
        for (int i = 0; i < d; i++) longest = Math.max(longest, box.high[i] - box.low[i]);
        double sum = 0;
        for (int i = 0; i < d; i++) {
            double length = box.high[i] - box.low[i];
            if (!(length > FLAT * longest)) return Double.POSITIVE_INFINITY;
            sum += Math.log(length) + Math.log(unit);
        }
        return sum;
    }
}
