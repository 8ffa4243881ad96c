package mixtura.mixture.gaussian;

import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;

/// Σ_n w_n z_n z_nᵀ over all rows in a frame, upper triangle: what tied covariances need once a fit, not once an
/// iteration.
final class TotalScatter implements Pass<TotalScatter.Sum> {
    private static final int BLOCK_ROWS = 256;

    private final Frame frame;
    private final Kernels kernels;
    private final double[] z;
    private double[] sum;

    private TotalScatter(Frame frame, Kernels kernels) {
        int d = frame.dimension();
        this.frame = frame;
        this.kernels = kernels;
        this.z = new double[BLOCK_ROWS * d];
        this.sum = new double[d * d];
    }

    record Sum(double[] scatter) implements Mergeable<Sum> {
        @Override
        public Sum merge(Sum later) {
            GaussianStatistics.addTo(scatter, later.scatter);
            return this;
        }
    }

    static double[] of(Rows rows, Frame frame, Kernels kernels, Execution execution) {
        return rows.aggregate(execution.withBlockRows(BLOCK_ROWS), () -> new TotalScatter(frame, kernels))
                .scatter();
    }

    @Override
    public void add(RowBlock block) {
        int d = frame.dimension();
        frame.apply(block, z);
        if (block.isWeighted()) {
            for (int n = 0; n < block.rowCount(); n++) {
                double root = Math.sqrt(block.weight(n));
                for (int j = 0; j < d; j++) z[n * d + j] *= root;
            }
        }
        kernels.addGram(d, block.rowCount(), z, 0, d, sum, 0, d);
    }

    @Override
    public Sum finish() {
        Sum result = new Sum(sum);
        sum = new double[sum.length];
        return result;
    }
}
