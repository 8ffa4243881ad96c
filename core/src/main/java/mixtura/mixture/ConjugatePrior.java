package mixtura.mixture;

/// The conjugate prior of Gaussian means and covariances that keeps components from collapsing (Fraley and
/// Raftery 2007): normal–inverse-Wishart for full and tied covariances, inverse gamma for diagonal and
/// spherical ones. Fits then maximise the posterior density; the trace holds it beside the log-likelihood.
///
/// Its mean is that of the data, and its scale their covariance divided by k^(2/d): what each of k components
/// has that share the volume of the data.
///
/// @param shrinkage         κ, how many rows the prior mean counts for; above 0
/// @param degreesOfFreedom  ν, above d − 1; NaN for d + 2, the least whole number with a finite variance
/// @param expected          whether covariances come out as the inverse of the expected precision, as
///                          variational Bayes has them, in place of the mode; the scale is then the
///                          covariance of the data, undivided
public record ConjugatePrior(double shrinkage, double degreesOfFreedom, boolean expected) {
    private static final double SHRINKAGE = 0.01;

    /// A prior whose fits are modes: [#expected] is not set.
    public ConjugatePrior(double shrinkage, double degreesOfFreedom) {
        this(shrinkage, degreesOfFreedom, false);
    }

    /// The prior of variational Bayes: centred on the data, with their covariance as scale.
    ///
    /// @param degreesOfFreedom  NaN for d
    public static ConjugatePrior expected(double meanPrecision, double degreesOfFreedom) {
        return new ConjugatePrior(meanPrecision, degreesOfFreedom, true);
    }

    public ConjugatePrior {
        if (!(shrinkage > 0) || shrinkage == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the shrinkage of the prior is " + shrinkage + "; it is a positive number, such as 0.01");
        }
        if (degreesOfFreedom <= 0 || degreesOfFreedom == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the prior's degrees of freedom are " + degreesOfFreedom + "; they are a positive number");
        }
    }

    /// κ = 0.01 and ν = d + 2. (mclust: `priorControl()`.)
    public static ConjugatePrior fraleyRaftery() {
        return new ConjugatePrior(SHRINKAGE, Double.NaN);
    }

    /// ν in d dimensions.
    public double degreesOfFreedom(int dimension) {
        if (!Double.isNaN(degreesOfFreedom)) return degreesOfFreedom;
        return expected ? dimension : dimension + 2;
    }
}
