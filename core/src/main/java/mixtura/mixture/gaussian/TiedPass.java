package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// Components that share one covariance: whiten a block once, y = Uᵀ z, and distances to all means are one
/// product, ‖y − m‖² = ‖y‖² − 2 y·m + ‖m‖². The M-step needs first moments only; Σ_n w_n z_n
/// z_nᵀ is the same in every iteration.
final class TiedPass implements FamilyPass<GaussianStatistics> {
    private final Operand operand;
    private final Frame frame;
    private final Kernels kernels;
    private final ExactPass exact;
    private final int d;
    private final int components;
    private final int stride;
    private final double[] inverseScale;
    private final double[] z; // the block by columns, d × stride
    private final double[] y; // whitened, d × stride
    private final double[] squaredNorms;
    private double[] mass;
    private double[] first; // K × d
    private int rows;
    private boolean outside;

    TiedPass(Operand operand, Frame frame, Kernels kernels, int blockRows, ExactPass exact) {
        this.operand = operand;
        this.frame = frame;
        this.kernels = kernels;
        this.exact = exact;
        this.d = frame.dimension();
        this.components = operand.constants().length;
        this.stride = GaussianPrepared.padded(blockRows);
        this.inverseScale = frame.inverseScale();
        this.z = new double[d * stride];
        this.y = new double[d * stride];
        this.squaredNorms = new double[stride];
        this.mass = new double[components];
        this.first = new double[components * d];
    }

    /// What all passes share.
    ///
    /// @param whitener        Uᵀ, `d × d`
    /// @param whitenedMeans   Uᵀ μ_k, `K × d`
    /// @param constants       log normaliser − ½ ‖Uᵀ μ_k‖², `K`
    /// @param scatter         Σ w z zᵀ of all rows, `d × d`; empty when only scores are asked for
    record Operand(double[] whitener, double[] whitenedMeans, double[] constants, double[] scatter) {
        static Operand of(Precision[] precisions, Kernels kernels, double[] scatter) {
            int d = precisions[0].dimension();
            double[] factor = precisions[0].factor();
            double[] whitener = new double[d * d];
            for (int i = 0; i < d; i++) for (int j = i; j < d; j++) whitener[j * d + i] = factor[i * d + j];
            double[] means = new double[precisions.length * d];
            double[] constants = new double[precisions.length];
            for (int k = 0; k < precisions.length; k++) {
                kernels.multiplyUpper(1, d, precisions[k].mean(), 0, d, factor, 0, d, means, k * d, d);
                constants[k] = precisions[k].logNormaliser() - 0.5 * kernels.dot(means, k * d, means, k * d, d);
            }
            return new Operand(whitener, means, constants, scatter);
        }
    }

    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        kernels.columns(rows, d, block.values(), block.offset(), d, frame.shift(), inverseScale, z, 0, stride);
        outside = exact.takes(block, z, 0, stride);
    }

    /// ‖Uᵀz‖² of the rows, in [#squaredNorms].
    private void sumSquares() {
        Arrays.fill(squaredNorms, 0, rows, 0);
        for (int j = 0; j < d; j++) {
            int column = j * stride;
            for (int n = 0; n < rows; n++) squaredNorms[n] += y[column + n] * y[column + n];
        }
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        if (outside) {
            exact.logDensity(out, outStride);
            return;
        }
        kernels.multiply(d, rows, d, operand.whitener(), 0, d, z, 0, stride, y, 0, stride, false);
        sumSquares();
        kernels.multiply(components, rows, d, operand.whitenedMeans(), 0, d, y, 0, stride, out, 0, outStride, false);
        for (int k = 0; k < components; k++) {
            int row = k * outStride;
            double constant = operand.constants()[k];
            for (int n = 0; n < rows; n++) out[row + n] += constant - 0.5 * squaredNorms[n];
        }
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        for (int k = 0; k < components; k++) {
            double sum = 0;
            for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
            mass[k] += sum;
        }
        kernels.multiplyByTransposed(
                components, d, rows, responsibilities, 0, rStride, z, 0, stride, first, 0, d, true);
    }

    @Override
    public GaussianStatistics finish() {
        TiedMoments moments = new TiedMoments(mass, first, operand.scatter(), d);
        mass = new double[mass.length];
        first = new double[first.length];
        return moments;
    }

    private static final class TiedMoments extends GaussianStatistics {
        private final double[] first;
        private final double[] scatter;

        TiedMoments(double[] mass, double[] first, double[] scatter, int dimension) {
            super(mass, dimension);
            this.first = first;
            this.scatter = scatter;
        }

        @Override
        public GaussianStatistics merge(GaussianStatistics later) {
            addTo(mass(), later.mass());
            addTo(first, ((TiedMoments) later).first);
            return this;
        }

        @Override
        public GaussianStatistics scaled(double factor) {
            return new TiedMoments(times(mass(), factor), times(first, factor), times(scatter, factor), dimension());
        }

        @Override
        void mean(int k, double[] out) {
            for (int j = 0; j < out.length; j++) out[j] = first[k * dimension() + j] / mass()[k];
        }

        @Override
        void covariance(int k, double[] mean, double[] out) {
            throw new AssertionError("tied components share their scatter");
        }

        @Override
        void pooledScatter(double[][] means, double[] out) {
            int d = dimension();
            for (int i = 0; i < d; i++) {
                for (int j = i; j < d; j++) {
                    double sum = scatter[i * d + j];
                    for (int k = 0; k < means.length; k++) {
                        if (mass()[k] > 0) sum -= mass()[k] * means[k][i] * means[k][j];
                    }
                    out[i * d + j] = sum;
                    out[j * d + i] = sum;
                }
            }
        }
    }
}
