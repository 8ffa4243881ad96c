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
            if (!(variance > 0)) return Double.NEGATIVE_INFINITY;
            double deviation = Math.sqrt(variance);
            return -0.5 * Math.pow(distance / deviation, 2) - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);
        }
        // by deviations and correlation: products of two variances overflow beyond 1e154
        double first = Math.sqrt(covariance[0][0]);
        double second = Math.sqrt(covariance[1][1]);
        double correlation = covariance[0][1] / first / second;
        double rest = 1 - correlation * correlation;
        if (!(first > 0 && second > 0 && rest > 0)) return Double.NEGATIVE_INFINITY;
        double u = (x[0] - centre[0]) / first;
        double v = (x[1] - centre[1]) / second;
        double squared = (u * u - 2 * correlation * u * v + v * v) / rest;
        return -0.5 * (squared + Math.log(rest)) - Math.log(first) - Math.log(second) - Math.log(2 * Math.PI);
    }
}
