package mixtura.mixture.gaussian;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.Covariance;
import org.jspecify.annotations.Nullable;

/// What a fit of normal components knows of its rows.
///
/// @param columnVariance  by which it is judged whether a component has collapsed
/// @param ridge           added to the variance of each column
/// @param squaredRadius   bound of ‖z‖² over the rows, in the frame
/// @param tiedScatter     Σ w z zᵀ of all rows, for tied components; else empty
/// @param incomplete      whether cells are missing
/// @param prior           of means and covariances, if there is one
/// @param patterns        of missing cells, where rows of one pattern are worked on together
/// @param scratch         room of passes, from one iteration to the next
record GaussianBinding(
        Kernels kernels,
        Frame frame,
        double[] columnVariance,
        double[] ridge,
        double squaredRadius,
        double[] tiedScatter,
        boolean incomplete,
        List<String> columnNames,
        @Nullable NormalWishart prior,
        @Nullable Patterns patterns,
        Scratch scratch) {
    /// A variance below this share of its column's, or a pivot below this share of its variance, is rounding.
    private static final double COLLAPSED = 1e-12;

    /// Binds a fit to its rows.
    ///
    /// @param freeShares  whether the shares of a row need not add up to its weight
    static GaussianBinding to(
            Rows rows,
            ColumnSummary summary,
            CovarianceRules rules,
            int componentCount,
            boolean freeShares,
            Kernels kernels,
            Execution execution) {
        Form form = Form.of(rules.structure());
        Frame frame = Frame.of(summary, form);
        double[] variance = new double[summary.dimension()];
        for (int j = 0; j < variance.length; j++) variance[j] = summary.variance(j);
        boolean incomplete = summary.missing() > 0;
        Rows whole = incomplete ? rows.filled(frame.shift()) : rows;
        double[] scatter = rules.structure() == Covariance.TIED && !freeShares
                ? TotalScatter.of(whole, frame, kernels, execution)
                : new double[0];
        NormalWishart bound = rules.prior() == null
                ? null
                : NormalWishart.of(
                        rules.prior(), whole, summary, frame, rules.structure(), componentCount, kernels, execution);
        return new GaussianBinding(
                kernels,
                frame,
                variance,
                rules.ridge().perColumn(summary),
                frame.squaredRadius(summary),
                scatter,
                incomplete,
                rows.columnNames(),
                bound,
                incomplete && form == Form.FULL ? Patterns.few(rows, execution) : null,
                Scratch.kept());
    }

    /// Binds a stream, of which only the components are known that it begins with. Batches may have gaps or not.
    static GaussianBinding toStream(Frame frame, double[] variance, Kernels kernels) {
        return new GaussianBinding(
                kernels,
                frame,
                variance,
                new double[variance.length],
                Double.POSITIVE_INFINITY,
                new double[0],
                true,
                List.of(),
                null,
                null,
                Scratch.kept());
    }

    /// Whether EM can go on with a component: it has an extent in all directions.
    boolean isUsable(Gaussian component) {
        int d = component.dimension();
        double meanVariance = 0;
        for (double v : columnVariance) meanVariance += v / d;
        for (int j = 0; j < d; j++) {
            double column = component.form() == Form.SPHERICAL ? meanVariance : columnVariance[j];
            if (!(component.covariance(j, j) > COLLAPSED * column)) return false;
        }
        if (!component.form().isMatrix()) return true;
        Cholesky cholesky = Cholesky.of(Standardised.covariance(component, columnVariance), d, kernels);
        if (!cholesky.succeeded()) return false;
        for (int j = 0; j < d; j++) {
            double pivot = cholesky.lower()[j * d + j];
            if (!(pivot * pivot > COLLAPSED)) return false;
        }
        return true;
    }
}
