package mixtura.app.plot;

/// A cluster or component as plots see it.
///
/// @param share       of the rows or of the probability, 0 … 1
/// @param centre      centroid or mean, one value a column
/// @param covariance  of a Gaussian component, d × d; empty for a cluster that has none
public record Cluster(double share, double[] centre, double[][] covariance) {
    /// A cluster of k-means, or of a family without covariances.
    public static Cluster of(double share, double[] centre) {
        return new Cluster(share, centre, new double[0][]);
    }

    /// Whether it is a Gaussian.
    public boolean isGaussian() {
        return covariance.length > 0;
    }

    /// The same cluster in some of the columns: for a Gaussian, the marginal distribution.
    Cluster marginal(int... columns) {
        double[] marginalCentre = new double[columns.length];
        double[][] marginalCovariance = new double[isGaussian() ? columns.length : 0][columns.length];
        for (int i = 0; i < columns.length; i++) {
            marginalCentre[i] = centre[columns[i]];
            for (int j = 0; j < columns.length && isGaussian(); j++) {
                marginalCovariance[i][j] = covariance[columns[i]][columns[j]];
            }
        }
        return new Cluster(share, marginalCentre, marginalCovariance);
    }

    /// The log density of a Gaussian in one or two columns (Bishop 2006, eq. 2.43); −∞ off the support of one without
    /// extent.
    double logDensity(double... x) {
        if (x.length == 1) {
            double variance = covariance[0][0];
            double distance = x[0] - centre[0];
            if (variance <= 0) return Double.NEGATIVE_INFINITY;
            return -0.5 * (distance * distance / variance + Math.log(2 * Math.PI * variance));
        }
        double a = covariance[0][0];
        double b = covariance[0][1];
        double c = covariance[1][1];
        double determinant = a * c - b * b;
        if (!(determinant > 0)) return Double.NEGATIVE_INFINITY;
        double u = x[0] - centre[0];
        double v = x[1] - centre[1];
        double squared = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
        return -0.5 * (squared + Math.log(determinant)) - Math.log(2 * Math.PI);
    }
}
