package mixtura.app.plot;

import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.robust.StudentT;
import org.apache.commons.numbers.gamma.LogGamma;

/// A cluster or component as plots see it.
///
/// @param share       of the rows or of the probability, 0 … 1
/// @param centre      centroid or mean, one value a column
/// @param covariance  of a Gaussian component, scale of a Student-t one, d × d; empty for a cluster that has none
/// @param degreesOfFreedom  of a Student-t component, infinite for a Gaussian one
public record Cluster(double share, double[] centre, double[][] covariance, double degreesOfFreedom) {
    /// A Gaussian component.
    public Cluster(double share, double[] centre, double[][] covariance) {
        this(share, centre, covariance, Double.POSITIVE_INFINITY);
    }

    /// A cluster of k-means, or of a family without covariances.
    public static Cluster of(double share, double[] centre) {
        return new Cluster(share, centre, new double[0][]);
    }

    /// Whether its density is the same on ellipses: a Gaussian or a Student-t component.
    public boolean isElliptical() {
        return covariance.length > 0;
    }

    /// Whether it is an elliptical component with other tails than a Gaussian's.
    boolean isStudent() {
        return degreesOfFreedom < Double.POSITIVE_INFINITY;
    }

    /// The Mahalanobis distance within which it has the same probability in two columns as a Gaussian has within
    /// `normal`: P(δ ≤ r²) = 1 − (1 + r²/ν)^(−ν/2).
    double distance(double normal) {
        if (!isStudent()) return normal;
        return Math.sqrt(degreesOfFreedom * Math.expm1(normal * normal / degreesOfFreedom));
    }

    /// Draws pairs about 0 with the unit matrix as scale.
    Component.Sampler unitSampler() {
        if (isStudent()) {
            return new StudentT(new double[2], new double[] {1}, Covariance.SPHERICAL, degreesOfFreedom).sampler();
        }
        return (random, out, offset) -> {
            out[offset] = random.nextGaussian();
            out[offset + 1] = random.nextGaussian();
        };
    }

    /// The standard deviation of a column; that of the scale where there is none (ν ≤ 2).
    double deviation(int column) {
        double stretch = isStudent() && degreesOfFreedom > 2 ? degreesOfFreedom / (degreesOfFreedom - 2) : 1;
        return Math.sqrt(Math.max(0, stretch * covariance[column][column]));
    }

    /// The same cluster in some of the columns: for an elliptical one, the marginal distribution.
    Cluster marginal(int... columns) {
        double[] marginalCentre = new double[columns.length];
        double[][] marginalCovariance = new double[isElliptical() ? columns.length : 0][columns.length];
        for (int i = 0; i < columns.length; i++) {
            marginalCentre[i] = centre[columns[i]];
            for (int j = 0; j < columns.length && isElliptical(); j++) {
                marginalCovariance[i][j] = covariance[columns[i]][columns[j]];
            }
        }
        return new Cluster(share, marginalCentre, marginalCovariance, degreesOfFreedom);
    }

    /// The log density in one or two columns (Bishop 2006, eq. 2.43 and 2.162); −∞ off the support of one without
    /// extent.
    double logDensity(double... x) {
        if (x.length == 1) {
            double variance = covariance[0][0];
            double distance = x[0] - centre[0];
            if (!(variance > 0)) return Double.NEGATIVE_INFINITY;
            double deviation = Math.sqrt(variance);
            return logKernel(Math.pow(distance / deviation, 2), 1) - Math.log(deviation);
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
        return logKernel(squared, 2) - 0.5 * Math.log(rest) - Math.log(first) - Math.log(second);
    }

    /// The log density at a squared distance from the mean when the scale is the unit matrix.
    private double logKernel(double squared, int d) {
        if (!isStudent()) return -0.5 * squared - 0.5 * d * Math.log(2 * Math.PI);
        double nu = degreesOfFreedom;
        return LogGamma.value((nu + d) / 2)
                - LogGamma.value(nu / 2)
                - 0.5 * d * Math.log(Math.PI * nu)
                - 0.5 * (nu + d) * Math.log1p(squared / nu);
    }
}
