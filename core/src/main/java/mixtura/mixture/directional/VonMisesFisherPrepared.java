package mixtura.mixture.directional;

import java.util.Arrays;
import java.util.List;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;

/// Von Mises–Fisher components ready for a walk: `log p(x | k) = κ_k (μ_kᵀx − 1) + log p(μ_k | k)`, one
/// product for a block of rows.
final class VonMisesFisherPrepared implements Prepared<VonMisesFisherStatistics> {
    private final Kernels kernels;
    private final int d;
    private final double[] directions; // K × d
    private final double[] concentrations;
    private final double[] logDensityAtMode;

    VonMisesFisherPrepared(List<VonMisesFisher> components, Kernels kernels) {
        this.kernels = kernels;
        this.d = components.getFirst().dimension();
        this.directions = new double[components.size() * d];
        this.concentrations = new double[components.size()];
        this.logDensityAtMode = new double[components.size()];
        for (int k = 0; k < concentrations.length; k++) {
            System.arraycopy(components.get(k).direction(), 0, directions, k * d, d);
            concentrations[k] = components.get(k).concentration();
            logDensityAtMode[k] = Concentration.logDensityAtMode(d, concentrations[k]);
        }
    }

    @Override
    public FamilyPass<VonMisesFisherStatistics> newPass(int blockRows) {
        return new ProductPass(blockRows);
    }

    @Override
    public int blockRows() {
        return Math.clamp((1L << 16) / (d + concentrations.length) / 64 * 64, 64, 1024);
    }

    @Override
    public String description() {
        return "products, " + kernels.description();
    }

    private final class ProductPass implements FamilyPass<VonMisesFisherStatistics> {
        private final int stride;
        private final double[] zeros = new double[d];
        private final double[] ones = new double[d];
        private final double[] x; // the block by columns, d × stride
        private double[] mass = new double[concentrations.length];
        private double[] sums = new double[directions.length];
        private int rows;

        ProductPass(int blockRows) {
            this.stride = blockRows;
            this.x = new double[d * stride];
            Arrays.fill(ones, 1);
        }

        @Override
        public void load(RowBlock block) {
            rows = block.rowCount();
            kernels.columns(rows, d, block.values(), block.offset(), d, zeros, ones, x, 0, stride);
        }

        @Override
        public void logDensity(double[] out, int outStride) {
            int components = concentrations.length;
            kernels.multiply(components, rows, d, directions, 0, d, x, 0, stride, out, 0, outStride, false);
            for (int k = 0; k < components; k++) {
                for (int i = k * outStride, end = i + rows; i < end; i++) {
                    out[i] = concentrations[k] * (out[i] - 1) + logDensityAtMode[k];
                }
            }
        }

        @Override
        public void add(double[] responsibilities, int rStride) {
            int components = concentrations.length;
            for (int k = 0; k < components; k++) {
                double sum = 0;
                for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
                mass[k] += sum;
            }
            kernels.multiplyByTransposed(
                    components, d, rows, responsibilities, 0, rStride, x, 0, stride, sums, 0, d, true);
        }

        @Override
        public VonMisesFisherStatistics finish() {
            VonMisesFisherStatistics statistics = new VonMisesFisherStatistics(d, mass, sums);
            mass = new double[mass.length];
            sums = new double[sums.length];
            return statistics;
        }
    }
}
