package mixtura.mixture.gaussian;

import mixtura.mixture.Statistics;

/// Weighted first and second moments of the rows in the coordinates of a [Frame], component by component.
public abstract class GaussianStatistics implements Statistics<GaussianStatistics> {
    private final double[] mass;
    private final int dimension;

    GaussianStatistics(double[] mass, int dimension) {
        this.mass = mass;
        this.dimension = dimension;
    }

    @Override
    public final double[] mass() {
        return mass;
    }

    final int dimension() {
        return dimension;
    }

    /// Writes the weighted mean of component k.
    abstract void mean(int k, double[] out);

    /// Writes the weighted covariance of component k about its own mean, as its structure stores it (both triangles).
    abstract void covariance(int k, double[] mean, double[] out);

    /// Writes Σ_k N_k Σ_k, `d × d`: the scatter of the rows about the means of their components.
    abstract void pooledScatter(double[][] means, double[] out);

    /// Writes the weighted scatter W_k of component k about its own mean as its form stores it: both triangles of
    /// a matrix, sums of squares, or their total.
    void scatter(int k, double[] mean, Form form, double[] out) {
        covariance(k, mean, out);
        double factor = mass()[k] * (form == Form.SPHERICAL ? dimension : 1);
        for (int i = 0; i < out.length; i++) out[i] *= factor;
    }

    /// Adds to a scatter what it has beyond [#scatter] about a fixed mean, from which the rows' mean is so far.
    void addShift(int k, double[] shift, Form form, double[] scatter) {
        double factor = mass()[k] * (form == Form.SPHERICAL ? dimension : 1);
        FixedMeans.addTo(scatter, factor, shift, form);
    }

    /// Scales the distance of the rows' mean from a fixed one, column by column, so that its square is what the
    /// variance about the fixed mean has beyond [#covariance].
    ///
    /// @param spherical  whether all columns share one variance
    void weighShift(int k, double[] shift, boolean spherical) {}

    /// `factor` times all sums, as new statistics.
    public abstract GaussianStatistics scaled(double factor);

    /// `factor · source`, a new array.
    static double[] times(double[] source, double factor) {
        double[] product = new double[source.length];
        for (int i = 0; i < product.length; i++) product[i] = factor * source[i];
        return product;
    }

    /// target += source, term by term.
    static void addTo(double[] target, double[] source) {
        for (int i = 0; i < target.length; i++) target[i] += source[i];
    }
}
