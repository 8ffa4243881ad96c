package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.Objects;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.WeightedMoments;
import mixtura.internal.kernel.Whitener;
import mixtura.internal.kernel.Whitening;
import mixtura.mixture.FamilyPass;
import org.jspecify.annotations.Nullable;

/// Both steps in dimensions in which everything stays in registers and the cache: the E-step whitens a block
/// by columns, as [CentredPass] does row by row, and the M-step sums products of columns or of gathered rows.
///
/// A pair of a row and a component costs d² / 2 products a step, as it does among products of features, but no row's
/// d² / 2 features are ever written, and the M-step leaves out the pairs whose share is negligible: where components
/// lie apart, most of them. The moments of few components are about the frame's origin; those of many, or
/// where these would lose digits, are summed from rows that are gathered about each component's own mean.
final class WhitenedPass implements FamilyPass<GaussianStatistics> {
    private static final int LANES = 8; // of the widest vectors

    /// Up to so many components moments are summed from weighted columns: most rows have a share in each of
    /// few. An iteration over 200 000 rows of 32 columns with 4 components took 28 ms so and 34 ms with rows
    /// gathered, with 8 components 62 and 49.
    private static final int FEW_COMPONENTS = 5;

    private final Precision[] precisions;
    private final Whitening whitening;
    private final Frame frame;
    private final Kernels kernels;
    private final Whitener whitener;
    private final int d;
    private final int stride;
    private final double[] inverseScale;
    private final double[] z; // the block by columns, then ones, (d + 1) × stride
    private final NegligibleShares negligible;
    private final @Nullable WeightedMoments moments;
    private final @Nullable GatheredMoments gathered;
    private @Nullable RowBlock block;
    private int rows;

    /// @param aboutOrigin  whether moments about the origin of the frame are accurate
    WhitenedPass(
            Whitening whitening,
            Precision[] precisions,
            Frame frame,
            Kernels kernels,
            int blockRows,
            boolean aboutOrigin) {
        this.precisions = precisions;
        this.whitening = whitening;
        this.frame = frame;
        this.kernels = kernels;
        this.whitener = kernels.whitener();
        this.d = frame.dimension();
        this.stride = GaussianPrepared.padded(blockRows);
        this.inverseScale = frame.inverseScale();
        this.z = new double[(d + 1) * stride];
        Arrays.fill(z, d * stride, (d + 1) * stride, 1);
        this.negligible = new NegligibleShares(blockRows);
        boolean byColumns = aboutOrigin && precisions.length <= FEW_COMPONENTS;
        this.moments = byColumns ? whitener.moments(precisions.length, d + 1) : null;
        this.gathered = byColumns ? null : new GatheredMoments(precisions, frame, kernels);
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
        int whole = (rows + LANES - 1) / LANES * LANES;
        if (rows < whole) for (int j = 0; j < d; j++) Arrays.fill(z, j * stride + rows, j * stride + whole, 0);
        negligible.load(block);
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        whitener.norms(rows, z, 0, stride, whitening, out, 0, outStride);
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        if (block == null) throw new IllegalStateException("no block is loaded; call load first");
        if (moments != null) moments.add(rows, z, stride, responsibilities, rStride, negligible.thresholds());
        if (gathered != null) gathered.add(block, responsibilities, rStride, negligible.thresholds());
    }

    @Override
    public GaussianStatistics finish() {
        return moments != null
                ? aboutOrigin(moments)
                : Objects.requireNonNull(gathered).finish();
    }

    /// The moments with z and 1 behind its products, as [Features] has them.
    private GaussianStatistics aboutOrigin(WeightedMoments added) {
        int count = Features.PAIRS.count(d);
        double[] sums = new double[precisions.length * count];
        double[] packed = new double[count];
        for (int k = 0; k < precisions.length; k++) {
            added.take(k, packed, 0);
            int square = k * count;
            int linear = square + Features.PAIRS.squares(d);
            int from = 0;
            for (int i = 0; i < d; i++) {
                System.arraycopy(packed, from, sums, square, d - i);
                square += d - i;
                from += d - i;
                sums[linear + i] = packed[from++];
            }
            sums[linear + d] = packed[from];
        }
        return new RawMoments(Features.PAIRS, d, precisions.length, sums);
    }
}
