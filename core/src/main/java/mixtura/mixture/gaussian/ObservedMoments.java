package mixtura.mixture.gaussian;

/// Moments of the cells that are there, column by column, from moments of rows whose missing cells were at the origin.
final class ObservedMoments extends GaussianStatistics {
    /// A column of which a component has seen less than this share of its rows keeps its parameters.
    private static final double UNSEEN = 1e-12;

    private final GaussianStatistics filled;
    private final Precision[] current;
    private final double[] missingMass; // j * K + k

    ObservedMoments(GaussianStatistics filled, Precision[] current, double[] missingMass) {
        super(filled.mass(), filled.dimension());
        this.filled = filled;
        this.current = current;
        this.missingMass = missingMass;
    }

    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        ObservedMoments other = (ObservedMoments) later;
        GaussianStatistics together = filled.merge(other.filled);
        addTo(missingMass, other.missingMass);
        return new ObservedMoments(together, current, missingMass);
    }

    /// N_kj: the mass of component k over the rows that have column j, 0 when it is rounding.
    private double seen(int k, int j) {
        double seen = mass()[k] - missingMass[j * mass().length + k];
        return seen > UNSEEN * mass()[k] ? seen : 0;
    }

    @Override
    void mean(int k, double[] out) {
        filled.mean(k, out);
        for (int j = 0; j < out.length; j++) {
            double seen = seen(k, j);
            out[j] = seen == 0 ? current[k].mean()[j] : out[j] * (mass()[k] / seen);
        }
    }

    @Override
    void covariance(int k, double[] mean, double[] out) {
        double[] filledMean = new double[dimension()];
        filled.mean(k, filledMean);
        filled.covariance(k, filledMean, out);
        boolean spherical = out.length < dimension();
        double squares = spherical ? out[0] * dimension() : 0; // Σ_j of variances, then of sums of squares over N
        double seenInAll = 0;
        double ofMeans = 0;
        for (int j = 0; j < dimension(); j++) {
            double seen = seen(k, j);
            seenInAll += seen;
            if (seen > 0) ofMeans += seen * mean[j] * mean[j];
            squares += spherical ? filledMean[j] * filledMean[j] : 0;
            if (spherical) continue;
            double second = (out[j] + filledMean[j] * filledMean[j]) * mass()[k];
            out[j] = seen == 0 ? 1 / current[k].entry(j, j) : second / seen - mean[j] * mean[j];
        }
        if (spherical) out[0] = (squares * mass()[k] - ofMeans) / seenInAll;
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        throw new AssertionError("diagonal and spherical components share nothing");
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        return new ObservedMoments(filled.scaled(factor), current, times(missingMass, factor));
    }
}
