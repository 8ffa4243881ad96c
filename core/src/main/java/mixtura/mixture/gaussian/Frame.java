package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.RowBlock;

/// The coordinates z = (x − shift) / scale in which Gaussians are worked out: near 0 and near 1, whatever the
/// units.
///
/// The scales are powers of two, so scaling the data by one changes no digit; the shifts are short numbers near the
/// means, so that subtracting them loses as little as can be. Spherical covariances need one scale for all columns.
///
/// @param shift  near the column means
/// @param scale  near the column standard deviations
record Frame(double[] shift, double[] scale) {
    /// Bits that a shift keeps below its scale.
    private static final int SHIFT_BITS = 10;

    /// The frame of a fit: by the columns of the data.
    static Frame of(ColumnSummary summary, Form form) {
        int d = summary.dimension();
        double[] centre = new double[d];
        double[] spread = new double[d];
        for (int j = 0; j < d; j++) {
            centre[j] = summary.mean(j);
            double sd = Math.sqrt(summary.variance(j));
            boolean usable = sd > Double.MIN_NORMAL && sd < Double.POSITIVE_INFINITY;
            spread[j] = usable ? sd : summary.maximum(j) / 2 - summary.minimum(j) / 2;
        }
        return of(centre, spread, form);
    }

    /// The frame of a model without its data: by the components.
    static Frame of(List<Gaussian> components) {
        int d = components.getFirst().dimension();
        double[] centre = new double[d];
        double[] spread = new double[d];
        for (int j = 0; j < d; j++) {
            for (Gaussian component : components) centre[j] += component.mean(j) / components.size();
            for (Gaussian component : components) {
                double sd = Math.sqrt(component.covariance(j, j));
                spread[j] = Math.max(spread[j], Math.max(sd, Math.abs(component.mean(j) - centre[j])));
            }
        }
        return of(centre, spread, components.getFirst().form());
    }

    private static Frame of(double[] centre, double[] spread, Form form) {
        if (form == Form.SPHERICAL) {
            double largest = Arrays.stream(spread).max().orElse(1);
            Arrays.fill(spread, largest);
        }
        double[] shift = new double[centre.length];
        double[] scale = new double[centre.length];
        for (int j = 0; j < centre.length; j++) {
            int exponent = spread[j] > 0 ? Math.getExponent(spread[j]) : 0;
            scale[j] = Math.scalb(1.0, exponent);
            double unit = Math.scalb(1.0, Math.max(exponent - SHIFT_BITS, Double.MIN_EXPONENT));
            double rounded = Math.rint(centre[j] / unit) * unit;
            shift[j] = Double.isFinite(rounded) ? rounded : centre[j];
        }
        return new Frame(shift, scale);
    }

    /// The frame of some columns.
    Frame of(int[] columns) {
        return new Frame(
                Arrays.stream(columns).mapToDouble(j -> shift[j]).toArray(),
                Arrays.stream(columns).mapToDouble(j -> scale[j]).toArray());
    }

    int dimension() {
        return shift.length;
    }

    /// Σ_j log scale_j: what a log density in x has less than the one in z.
    double logScale() {
        double sum = 0;
        for (double s : scale) sum += Math.log(s);
        return sum;
    }

    /// 1 / scale_j.
    double[] inverseScale() {
        double[] inverse = new double[scale.length];
        for (int j = 0; j < inverse.length; j++) inverse[j] = 1 / scale[j];
        return inverse;
    }

    /// Writes the block's rows in this frame to `z`, `rows × d`.
    void apply(RowBlock block, double[] z) {
        double[] x = block.values();
        int d = shift.length;
        int offset = block.offset();
        double[] inverse = inverseScale();
        for (int n = 0; n < block.rowCount(); n++) {
            int from = offset + n * d;
            int to = n * d;
            for (int j = 0; j < d; j++) z[to + j] = (x[from + j] - shift[j]) * inverse[j];
        }
    }

    /// An upper bound of ‖z‖² over rows within the columns' ranges.
    double squaredRadius(ColumnSummary summary) {
        double sum = 0;
        for (int j = 0; j < shift.length; j++) {
            double low = (summary.minimum(j) - shift[j]) / scale[j];
            double high = (summary.maximum(j) - shift[j]) / scale[j];
            sum += Math.max(low * low, high * high);
        }
        return sum;
    }
}
