package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.Whitener;
import mixtura.internal.kernel.Whitening;
import mixtura.mixture.FamilyPass;
import org.jspecify.annotations.Nullable;

/// Both steps about each component's own mean, as [CentredPass] has them, in dimensions in which everything stays in
/// registers and the cache: the E-step whitens a block by columns, and the M-step multiplies the rows that have a share
/// in a component with themselves.
///
/// A pair of a row and a component costs d² / 2 products a step, as it does among products of features, but no row's
/// d² / 2 features are ever written, and the M-step leaves out the pairs whose share is negligible: where components
/// lie apart, most of them.
final class WhitenedPass implements FamilyPass<GaussianStatistics> {
    /// Rows that are looked through at once.
    private static final int ROWS = 64;

    /// From so many rows of a component on their product is worked out; fewer wait for the next block. At most 127
    /// wait, 32 KB in 32 dimensions.
    private static final int ENOUGH = 64;

    /// Gathered rows have columns of zeros before their own, so that they are whole vectors: the rows of a
    /// triangle that its first vector leaves empty cost nothing.
    private static final int LANES = 8;

    private final Precision[] precisions;
    private final Whitening whitening;
    private final Frame frame;
    private final Kernels kernels;
    private final Whitener whitener;
    private final int d;
    private final int padded;
    private final int stride;
    private final double[] inverseScale;
    private final double[] z; // the block by columns, d × stride
    private final NegligibleShares negligible;
    private final double[] paddedShift;
    private final double[] paddedScale;
    private final double[][] paddedMeans;
    private final double[][] waiting; // K × ((ENOUGH + ROWS) × padded): √r (z − μ_k)
    private final int[] count; // of rows that wait
    private final double[] squares; // K × (padded × padded), of which the upper triangle counts
    private final double[] first; // K × (padded + 1): Σ r (z − μ_k), then Σ r
    private @Nullable RowBlock block;
    private int rows;

    WhitenedPass(Whitening whitening, Precision[] precisions, Frame frame, Kernels kernels, int blockRows) {
        this.precisions = precisions;
        this.whitening = whitening;
        this.frame = frame;
        this.kernels = kernels;
        this.whitener = kernels.whitener();
        this.d = frame.dimension();
        this.padded = (d + LANES - 1) / LANES * LANES;
        this.stride = GaussianPrepared.padded(blockRows);
        this.inverseScale = frame.inverseScale();
        this.z = new double[d * stride];
        this.negligible = new NegligibleShares(blockRows);
        this.paddedShift = padded(frame.shift());
        this.paddedScale = padded(inverseScale);
        this.paddedMeans = new double[precisions.length][];
        for (int k = 0; k < precisions.length; k++) paddedMeans[k] = padded(precisions[k].mean());
        this.waiting = new double[precisions.length][(ENOUGH + ROWS) * padded];
        this.count = new int[precisions.length];
        this.squares = new double[Math.multiplyExact(precisions.length, padded * padded)];
        this.first = new double[precisions.length * (padded + 1)];
    }

    private double[] padded(double[] values) {
        double[] longer = new double[padded];
        System.arraycopy(values, 0, longer, padded - d, d);
        return longer;
    }

    /// The components as the kernels want them.
    static Whitening whitening(Precision[] precisions) {
        double[][] factors = new double[precisions.length][];
        double[][] means = new double[precisions.length][];
        double[] constants = new double[precisions.length];
        for (int k = 0; k < precisions.length; k++) {
            factors[k] = precisions[k].factor();
            means[k] = precisions[k].mean();
            constants[k] = precisions[k].logNormaliser();
        }
        return new Whitening(precisions[0].dimension(), factors, means, constants);
    }

    @Override
    public void load(RowBlock block) {
        this.block = block;
        rows = block.rowCount();
        kernels.columns(rows, d, block.values(), block.offset(), d, frame.shift(), inverseScale, z, 0, stride);
        negligible.load(block);
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        whitener.norms(rows, z, 0, stride, whitening, out, 0, outStride);
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        if (block == null) throw new IllegalStateException("no block is loaded; call load first");
        for (int k = 0; k < precisions.length; k++) {
            for (int n = 0; n < rows; n += ROWS) {
                count[k] += whitener.gather(
                        Math.min(ROWS, rows - n),
                        d,
                        block.values(),
                        block.offset() + n * d,
                        paddedShift,
                        paddedScale,
                        paddedMeans[k],
                        responsibilities,
                        k * rStride + n,
                        negligible.thresholds(),
                        n,
                        waiting[k],
                        count[k] * padded,
                        padded,
                        first,
                        k * (padded + 1));
                if (count[k] >= ENOUGH) multiply(k);
            }
        }
    }

    private void multiply(int k) {
        int c = k * padded * padded;
        int pad = padded - d;
        if (pad > 0) { // the few rows of the triangle in its first vector
            int rest = LANES - pad;
            double[] y = waiting[k];
            kernels.multiplyTransposed(
                    rest, padded, count[k], y, pad, padded, y, 0, padded, squares, c + pad * padded, padded, true);
        }
        int from = pad > 0 ? LANES : 0;
        if (from < padded) {
            int corner = c + from * padded + from;
            kernels.addGram(padded - from, count[k], waiting[k], from, padded, squares, corner, padded);
        }
        count[k] = 0;
    }

    @Override
    public GaussianStatistics finish() {
        int components = precisions.length;
        int pad = padded - d;
        double[] mass = new double[components];
        double[] linear = new double[components * d];
        double[] second = new double[components * d * d];
        for (int k = 0; k < components; k++) {
            if (count[k] > 0) multiply(k);
            int of = k * (padded + 1);
            mass[k] = first[of + padded];
            System.arraycopy(first, of + pad, linear, k * d, d);
            for (int i = 0; i < d; i++) {
                int from = (k * padded + pad + i) * padded + pad;
                System.arraycopy(squares, from + i, second, (k * d + i) * d + i, d - i);
            }
        }
        Arrays.fill(squares, 0);
        Arrays.fill(first, 0);
        return new CentredMoments(Form.FULL, precisions, mass, linear, second, d);
    }
}
