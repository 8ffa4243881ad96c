package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.Whitener;

/// Moments about each component's mean, of the rows that have a share in it: these are gathered until there are enough
/// for a product of their matrix with itself.
final class GatheredMoments {
    /// Rows that are looked through at once.
    private static final int ROWS = 64;

    /// From so many rows of a component on their product is worked out; fewer wait for the next block. At most 127
    /// wait, 32 KB in 32 dimensions.
    private static final int ENOUGH = 64;

    /// Gathered rows have columns of zeros before their own, so that they are whole vectors: the rows of a
    /// triangle that its first vector leaves empty cost nothing.
    private static final int LANES = 8;

    private final Precision[] precisions;
    private final Kernels kernels;
    private final Whitener whitener;
    private final int d;
    private final int padded;
    private final double[] shift;
    private final double[] scale;
    private final double[][] means;
    private final double[][] waiting; // K × ((ENOUGH + ROWS) × padded): √r (z − μ_k)
    private final int[] count; // of rows that wait
    private final double[] squares; // K × (padded × padded), of which the upper triangle counts
    private final double[] first; // K × (padded + 1): Σ r (z − μ_k), then Σ r

    GatheredMoments(Precision[] precisions, Frame frame, Kernels kernels) {
        int components = precisions.length;
        this.precisions = precisions;
        this.kernels = kernels;
        this.whitener = kernels.whitener();
        this.d = frame.dimension();
        this.padded = (d + LANES - 1) / LANES * LANES;
        this.shift = padded(frame.shift());
        this.scale = padded(frame.inverseScale());
        this.means = new double[components][];
        for (int k = 0; k < components; k++) means[k] = padded(precisions[k].mean());
        this.waiting = new double[components][(ENOUGH + ROWS) * padded];
        this.count = new int[components];
        this.squares = new double[Math.multiplyExact(components, padded * padded)];
        this.first = new double[components * (padded + 1)];
    }

    private double[] padded(double[] values) {
        double[] longer = new double[padded];
        System.arraycopy(values, 0, longer, padded - d, d);
        return longer;
    }

    /// Adds a block for all components.
    ///
    /// @param r          shares: of component k at `k * rStride + n`
    /// @param threshold  the largest share of each row that may be left out
    void add(RowBlock block, double[] r, int rStride, double[] threshold) {
        for (int k = 0; k < precisions.length; k++) add(k, block, r, k * rStride, threshold);
    }

    private void add(int k, RowBlock block, double[] r, int rFrom, double[] threshold) {
        int rows = block.rowCount();
        for (int n = 0; n < rows; n += ROWS) {
            count[k] += whitener.gather(
                    Math.min(ROWS, rows - n),
                    d,
                    block.values(),
                    block.offset() + n * d,
                    shift,
                    scale,
                    means[k],
                    r,
                    rFrom + n,
                    threshold,
                    n,
                    waiting[k],
                    count[k] * padded,
                    padded,
                    first,
                    k * (padded + 1));
            if (count[k] >= ENOUGH) multiply(k);
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

    /// The moments of all that was added; then starts again from zero.
    GaussianStatistics finish() {
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
