package mixtura.mixture.gaussian;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// Both steps as one matrix product each: scores = H · T(z), sums += R · T(z)ᵀ.
///
/// A score is a difference of terms as large as ‖z‖² λ_max(Λ), so this is for rows within a radius for which
/// [GaussianPrepared] vouches; a block with rows outside it (when scoring new ones) goes to the [CentredPass].
final class ProductPass implements FamilyPass<GaussianStatistics> {
    private static final double[] NOT_LOADED = {};

    private final Operand operand;
    private final Frame frame;
    private final Kernels kernels;
    private final ExactPass exact;
    private final int stride;
    private final double[] inverseScale;
    private final Scratch scratch;
    private double[] t = NOT_LOADED; // the block's features, count × stride, between load and finish
    private final int linear; // where z begins among them, the block by columns, d × stride
    private final NegligibleShares negligible;
    private double[] sums; // K × count
    private int rows;
    private boolean outside;

    ProductPass(Operand operand, Frame frame, Kernels kernels, int blockRows, Scratch scratch, ExactPass exact) {
        this.operand = operand;
        this.frame = frame;
        this.kernels = kernels;
        this.exact = exact;
        this.stride = GaussianPrepared.padded(blockRows);
        this.inverseScale = frame.inverseScale();
        this.scratch = scratch;
        this.linear = operand.features().squares(operand.dimension()) * stride;
        this.negligible = new NegligibleShares(blockRows);
        this.sums = new double[operand.componentCount() * operand.count()];
    }

    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        int d = operand.dimension();
        if (t.length == 0) t = scratch.take(operand.count() * stride);
        kernels.columns(rows, d, block.values(), block.offset(), d, frame.shift(), inverseScale, t, linear, stride);
        negligible.load(block);
        outside = exact.takes(block, t, linear, stride);
        operand.features().write(kernels, rows, d, t, stride);
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        if (outside) {
            exact.logDensity(out, outStride);
            return;
        }
        int features = operand.count();
        kernels.multiply(
                operand.componentCount(),
                rows,
                features,
                operand.h(),
                0,
                features,
                t,
                0,
                stride,
                out,
                0,
                outStride,
                false);
    }

    /// Components without a share in the block cost nothing; their neighbours go into one product.
    @Override
    public void add(double[] responsibilities, int rStride) {
        int components = operand.componentCount();
        int from = 0; // of the neighbours that wait for their product
        for (int k = 0; k < components; k++) {
            if (negligible.everywhere(responsibilities, k * rStride, rows)) {
                addComponents(from, k, responsibilities, rStride);
                from = k + 1;
            }
        }
        addComponents(from, components, responsibilities, rStride);
    }

    private void addComponents(int from, int to, double[] responsibilities, int rStride) {
        if (from == to) return;
        int features = operand.count();
        kernels.multiplyByTransposed(
                to - from,
                features,
                rows,
                responsibilities,
                from * rStride,
                rStride,
                t,
                0,
                stride,
                sums,
                from * features,
                features,
                true);
    }

    @Override
    public GaussianStatistics finish() {
        RawMoments moments = new RawMoments(operand.features(), operand.dimension(), operand.componentCount(), sums);
        sums = new double[sums.length];
        if (t.length > 0) scratch.giveBack(t);
        t = NOT_LOADED;
        return moments;
    }

    /// The coefficients of all components.
    ///
    /// @param h  `K × count`: row k times T(z) is log p(z | θ_k)
    record Operand(Features features, int dimension, int componentCount, double[] h) {
        static Operand of(Features features, Precision[] precisions) {
            int d = precisions[0].dimension();
            int count = features.count(d);
            int squares = features.squares(d);
            double[] h = new double[count * precisions.length];
            for (int k = 0; k < precisions.length; k++) {
                Precision precision = precisions[k];
                int row = k * count;
                features.coefficients(precision, h, row);
                double[] mean = precision.mean();
                double[] linear = precision.times(mean);
                double quadratic = 0;
                for (int j = 0; j < d; j++) {
                    h[row + squares + j] = linear[j];
                    quadratic += linear[j] * mean[j];
                }
                h[row + squares + d] = precision.logNormaliser() - 0.5 * quadratic;
            }
            return new Operand(features, d, precisions.length, h);
        }

        int count() {
            return features.count(dimension);
        }
    }
}
