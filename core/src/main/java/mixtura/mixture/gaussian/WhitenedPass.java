package mixtura.mixture.gaussian;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.WeightedMoments;
import mixtura.internal.kernel.Whitener;
import mixtura.internal.kernel.Whitening;
import mixtura.mixture.FamilyPass;

/// Both steps in dimensions in which everything stays in registers and the cache: the E-step whitens a block
/// by columns, as [CentredPass] does row by row, and the M-step sums products of its rows.
///
/// A pair of a row and a component costs d² / 2 products a step, as it does among products of features, but
/// no row's d² / 2 features are ever written, and the M-step leaves out the pairs whose share is negligible:
/// where components lie apart, most of them.
///
/// Rows are whitened before their mean is subtracted, so this too is for rows within a radius; a block with others
/// goes to the [CentredPass].
final class WhitenedPass implements FamilyPass<GaussianStatistics> {
    private final Precision[] precisions;
    private final Whitening whitening;
    private final Whitener whitener;
    private final int d;
    private final int stride;
    private final double[] shift; // at the end of a row as the moments want it, and so the columns of z
    private final double[] scale;
    private final double[] z; // the block by columns
    private final int begin; // where the columns begin in it
    private final double[] zRows; // and row by row
    private final NegligibleShares negligible;
    private final WeightedMoments moments;
    private final ExactPass exact;
    private int rows;
    private boolean outside;

    /// @param lossy  of which components moments about the origin of the frame would lose digits
    WhitenedPass(
            Whitening whitening,
            Precision[] precisions,
            Frame frame,
            Kernels kernels,
            int blockRows,
            boolean[] lossy,
            ExactPass exact) {
        this.exact = exact;
        this.precisions = precisions;
        this.whitening = whitening;
        this.whitener = kernels.whitener();
        this.d = frame.dimension();
        this.stride = GaussianPrepared.padded(blockRows);
        this.shift = atEnd(frame.shift());
        this.scale = atEnd(frame.inverseScale());
        this.z = new double[shift.length * stride];
        this.begin = (shift.length - d) * stride;
        this.zRows = new double[shift.length * blockRows];
        this.negligible = new NegligibleShares(blockRows);
        double[][] means = new double[precisions.length][];
        for (int k = 0; k < means.length; k++) means[k] = precisions[k].mean();
        this.moments = whitener.moments(means, lossy);
    }

    private static double[] atEnd(double[] values) {
        int length = WeightedMoments.rowLength(values.length);
        double[] row = new double[length];
        System.arraycopy(values, 0, row, length - values.length, values.length);
        return row;
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
        rows = block.rowCount();
        whitener.layOut(rows, d, block.values(), block.offset(), shift, scale, zRows, z, stride);
        negligible.load(block);
        outside = exact.takes(block, z, begin, stride);
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        if (outside) {
            exact.logDensity(out, outStride);
            return;
        }
        whitener.norms(rows, z, begin, stride, whitening, out, 0, outStride);
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        moments.add(rows, zRows, responsibilities, rStride, negligible.thresholds());
    }

    @Override
    public GaussianStatistics finish() {
        int components = precisions.length;
        double[] mass = new double[components];
        double[] first = new double[components * d];
        double[] second = new double[components * d * d];
        for (int k = 0; k < components; k++) mass[k] = moments.take(k, first, k * d, second, k * d * d);
        return new CentredMoments(Form.FULL, precisions, mass, first, second, d);
    }
}
