package mixtura.mixture.gaussian;

/// Moments of the cells that are there, column by column, from moments of rows whose missing cells were at the origin.
final class ObservedMoments extends GaussianStatistics {
    /// A column of which a component has seen less than this share of its rows keeps its parameters.
    private static final double UNSEEN = 1e-12;

    private final GaussianStatistics filled;
    private final Precision[] current;
    private final double[] missingMass; // j * K + k
    private final double[] counts; // K, or empty where they are the mass
    private final double[] missingCounts; // j * K + k, or empty

    /// @param counts         Σ r where the moments have other weights, by which a scatter is divided; else empty
    /// @param missingCounts  the same over the rows that lack column j, at `j * K + k`
    ObservedMoments(
            GaussianStatistics filled,
            Precision[] current,
            double[] missingMass,
            double[] counts,
            double[] missingCounts) {
        super(filled.mass(), filled.dimension());
        this.filled = filled;
        this.current = current;
        this.missingMass = missingMass;
        this.counts = counts;
        this.missingCounts = missingCounts;
    }

    /// Moments of rows without gaps.
    ///
    /// @param freeShares  whether counts are kept beside the mass, which is the same here
    static ObservedMoments ofCompleteRows(CentredMoments moments, boolean freeShares) {
        int cells = moments.mass().length * moments.dimension();
        return new ObservedMoments(
                moments,
                moments.about(),
                new double[cells],
                freeShares ? moments.mass().clone() : new double[0],
                freeShares ? new double[cells] : new double[0]);
    }

    /// What a component has not seen of a column stays as the later moments have it.
    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        ObservedMoments other = (ObservedMoments) later;
        GaussianStatistics together = filled.merge(other.filled);
        addTo(missingMass, other.missingMass);
        if (counts.length == 0) {
            return new ObservedMoments(together, other.current, missingMass, other.counts, other.missingCounts);
        }
        if (other.counts.length > 0) {
            addTo(counts, other.counts);
            addTo(missingCounts, other.missingCounts);
        }
        return new ObservedMoments(together, other.current, missingMass, counts, missingCounts);
    }

    /// N_kj: the mass of component k over the rows that have column j, 0 when it is rounding.
    private double seen(int k, int j) {
        double seen = mass()[k] - missingMass[j * mass().length + k];
        return seen > UNSEEN * mass()[k] ? seen : 0;
    }

    /// What the scatter of column j is divided by: N_kj, or the count of those rows times the mean weight of all
    /// rows of component k, which one weight per row, common to its columns, asks for.
    private double divisor(int k, int j) {
        double seen = seen(k, j);
        if (counts.length == 0 || seen == 0) return seen;
        double count = counts[k] - missingCounts[j * counts.length + k];
        return count > UNSEEN * counts[k] ? count * (mass()[k] / counts[k]) : 0;
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
        double divisors = 0;
        double ofMeans = 0;
        for (int j = 0; j < dimension(); j++) {
            double seen = seen(k, j);
            double divisor = divisor(k, j);
            divisors += divisor;
            if (seen > 0) ofMeans += seen * mean[j] * mean[j];
            squares += spherical ? filledMean[j] * filledMean[j] : 0;
            if (spherical) continue;
            double second = (out[j] + filledMean[j] * filledMean[j]) * mass()[k];
            out[j] = divisor == 0 ? 1 / current[k].entry(j, j) : (second / seen - mean[j] * mean[j]) * (seen / divisor);
        }
        if (spherical) out[0] = (squares * mass()[k] - ofMeans) / divisors;
    }

    /// The sums of squares of the cells that are there, and for the others what the current variances expect.
    @Override
    void scatter(int k, double[] mean, Form form, double[] out) {
        double[] filledMean = new double[dimension()];
        filled.mean(k, filledMean);
        filled.covariance(k, filledMean, out);
        boolean spherical = form == Form.SPHERICAL;
        double total = spherical ? out[0] * dimension() * mass()[k] : 0;
        for (int j = 0; j < dimension(); j++) {
            double seen = seen(k, j);
            double about = mass()[k] * filledMean[j] * filledMean[j] - seen * mean[j] * mean[j];
            double expected = unseenCount(k, j) / current[k].entry(j, j);
            if (spherical) total += about + expected;
            else out[j] = Math.max(0, mass()[k] * out[j] + about) + expected;
        }
        if (spherical) out[0] = Math.max(0, total);
    }

    @Override
    void addShift(int k, double[] shift, Form form, double[] scatter) {
        for (int j = 0; j < shift.length; j++) {
            scatter[form == Form.SPHERICAL ? 0 : j] += seen(k, j) * shift[j] * shift[j];
        }
    }

    /// How many rows of component k lack column j.
    private double unseenCount(int k, int j) {
        if (counts.length == 0) return mass()[k] - seen(k, j);
        return missingCounts.length == 0 ? 0 : missingCounts[j * counts.length + k];
    }

    @Override
    void weighShift(int k, double[] shift, boolean spherical) {
        double divisors = 0;
        for (int j = 0; j < shift.length; j++) divisors += divisor(k, j);
        for (int j = 0; j < shift.length; j++) {
            double divisor = spherical ? divisors / shift.length : divisor(k, j);
            shift[j] *= divisor == 0 ? 0 : Math.sqrt(seen(k, j) / divisor);
        }
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        throw new AssertionError("diagonal and spherical components share nothing");
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        return new ObservedMoments(
                filled.scaled(factor),
                current,
                times(missingMass, factor),
                times(counts, factor),
                times(missingCounts, factor));
    }
}
