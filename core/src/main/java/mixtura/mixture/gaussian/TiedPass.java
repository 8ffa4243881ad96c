package mixtura.mixture.gaussian;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// Components that share one covariance: whiten a block once, y = z U, and distances to all means are one product,
/// ‖y − m‖² = ‖y‖² − 2 y·m + ‖m‖². The M-step needs first moments only; Σ_n w_n z_n z_nᵀ is
/// the same in every iteration.
final class TiedPass implements FamilyPass<GaussianStatistics> {
    private final Precision[] precisions;
    private final Frame frame;
    private final Kernels kernels;
    private final double[] scatter; // Σ w z zᵀ of all rows, d × d; empty when only scores are asked for
    private final CentredPass exact;
    private final double squaredRadius;
    private final int d;
    private final double[] z; // rows × d
    private final double[] y; // rows × d, whitened
    private final double[] byColumns; // d × stride: y for the E-step
    private final double[] whitenedMeans; // K × d
    private final double[] constants;
    private final double[] halfNorms;
    private final double[] zeros;
    private final double[] ones;
    private final int stride;
    private double[] mass;
    private double[] first; // K × d
    private int rows;
    private boolean outside;

    TiedPass(
            Precision[] precisions,
            Frame frame,
            Kernels kernels,
            double[] scatter,
            int blockRows,
            double squaredRadius,
            CentredPass exact) {
        this.precisions = precisions;
        this.frame = frame;
        this.kernels = kernels;
        this.scatter = scatter;
        this.exact = exact;
        this.squaredRadius = squaredRadius;
        this.stride = blockRows;
        this.d = frame.dimension();
        this.z = new double[blockRows * d];
        this.y = new double[blockRows * d];
        this.byColumns = new double[d * blockRows];
        this.halfNorms = new double[blockRows];
        this.zeros = new double[d];
        this.ones = new double[d];
        java.util.Arrays.fill(ones, 1);
        int components = precisions.length;
        this.whitenedMeans = new double[components * d];
        this.constants = new double[components];
        for (int k = 0; k < components; k++) {
            kernels.multiplyUpper(
                    1, d, precisions[k].mean(), 0, d, precisions[k].factor(), 0, d, whitenedMeans, k * d, d);
            constants[k] =
                    precisions[k].logNormaliser() - 0.5 * kernels.dot(whitenedMeans, k * d, whitenedMeans, k * d, d);
        }
        this.mass = new double[components];
        this.first = new double[components * d];
    }

    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        frame.apply(block, z);
        outside = false;
        for (int n = 0; n < rows && !outside; n++) outside = !(kernels.dot(z, n * d, z, n * d, d) <= squaredRadius);
        if (outside) exact.load(block);
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        if (outside) {
            exact.logDensity(out, outStride);
            return;
        }
        kernels.multiplyUpper(rows, d, z, 0, d, precisions[0].factor(), 0, d, y, 0, d);
        for (int n = 0; n < rows; n++) halfNorms[n] = 0.5 * kernels.dot(y, n * d, y, n * d, d);
        kernels.columns(rows, d, y, 0, d, zeros, ones, byColumns, 0, stride);
        int components = precisions.length;
        kernels.multiply(components, rows, d, whitenedMeans, 0, d, byColumns, 0, stride, out, 0, outStride, false);
        for (int k = 0; k < components; k++) {
            int row = k * outStride;
            for (int n = 0; n < rows; n++) out[row + n] += constants[k] - halfNorms[n];
        }
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        int components = precisions.length;
        for (int k = 0; k < components; k++) {
            double sum = 0;
            for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
            mass[k] += sum;
        }
        kernels.multiply(components, d, rows, responsibilities, 0, rStride, z, 0, d, first, 0, d, true);
    }

    @Override
    public GaussianStatistics finish() {
        TiedMoments moments = new TiedMoments(mass, first, scatter, d);
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
