package mixtura.mixture;

import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Σ_n w_n z_n z_nᵀ / Σ w with z = (x − mean) / unit, lower triangle.
final class CentredScatter implements Pass<CentredScatter.Sum> {
    private final double[] mean;
    private final double[] unit;
    private double[] sum;

    private CentredScatter(double[] mean, double[] unit) {
        this.mean = mean;
        this.unit = unit;
        this.sum = new double[mean.length * mean.length];
    }

    record Sum(double[] values) implements Mergeable<Sum> {
        @Override
        public Sum merge(Sum later) {
            for (int i = 0; i < values.length; i++) values[i] += later.values[i];
            return this;
        }
    }

    /// The covariance of rows without missing cells, each column in a unit of its own.
    static double[] of(Rows rows, ColumnSummary summary, double[] unit, Execution execution) {
        double[] mean = new double[rows.dimension()];
        for (int j = 0; j < mean.length; j++) mean[j] = summary.mean(j);
        double[] covariance =
                rows.aggregate(execution, () -> new CentredScatter(mean, unit)).values();
        for (int i = 0; i < covariance.length; i++) covariance[i] /= summary.totalWeight();
        return covariance;
    }

    @Override
    public void add(RowBlock block) {
        int d = mean.length;
        double[] z = new double[d];
        for (int n = 0; n < block.rowCount(); n++) {
            double w = block.weight(n);
            int from = block.offset() + n * d;
            for (int j = 0; j < d; j++) z[j] = (block.values()[from + j] - mean[j]) / unit[j];
            for (int i = 0; i < d; i++) for (int j = 0; j <= i; j++) sum[i * d + j] += w * z[i] * z[j];
        }
    }

    @Override
    public Sum finish() {
        Sum result = new Sum(sum);
        sum = new double[sum.length];
        return result;
    }
}
