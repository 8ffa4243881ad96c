package mixtura.data;

/// What a fit does about missing cells (NaN).
public final class Missing {
    /// Refuses them, naming the first one: the default.
    public static final Missing ERROR = new Missing(Treatment.REFUSED, new double[0], new double[0]);

    /// Integrates them out: exact maximum likelihood for cells missing at random (Little and Rubin 2019, section 8.4).
    /// For mixtures.
    public static final Missing EM = new Missing(Treatment.INTEGRATED_OUT, new double[0], new double[0]);

    /// Squared distances over the cells that are there, times all columns over their number (Dixon 1979). For k-means.
    public static final Missing PARTIAL = new Missing(Treatment.PARTIAL, new double[0], new double[0]);

    /// Expected squared distances under x ~ N(m, c), with m and c the mean and variance of the cell's column over the
    /// cells that are there. For k-means.
    public static final Missing EXPECTED = new Missing(Treatment.EXPECTED, new double[0], new double[0]);

    /// The ways to treat a missing cell.
    public enum Treatment {
        /// It is an error.
        REFUSED("error"),
        /// It is a hidden variable, like the component of its row.
        INTEGRATED_OUT("em"),
        /// It is left out of distances.
        PARTIAL("partial"),
        /// It counts with its expected squared distance.
        EXPECTED("expected");

        private final String word;

        Treatment(String word) {
            this.word = word;
        }

        /// The word on the command line and in model files.
        public String word() {
            return word;
        }
    }

    private final Treatment treatment;
    private final double[] means;
    private final double[] variances;

    private Missing(Treatment treatment, double[] means, double[] variances) {
        this.treatment = treatment;
        this.means = means;
        this.variances = variances;
    }

    /// Expected squared distances under x ~ N(m_j, c_j) for a missing cell of column j.
    ///
    /// @param means      m, one for each column, or one for all
    /// @param variances  c, as many, not negative
    public static Missing expected(double[] means, double[] variances) {
        if (means.length != variances.length || means.length == 0) {
            throw new IllegalArgumentException("there are " + means.length + " means and " + variances.length
                    + " variances of missing cells; give one of each, or one of each for every column");
        }
        for (int j = 0; j < means.length; j++) {
            if (!Double.isFinite(means[j]) || !(variances[j] >= 0) || variances[j] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("missing cells have the mean " + means[j] + " and the variance "
                        + variances[j] + "; both must be finite, and the variance not negative");
            }
        }
        return new Missing(Treatment.EXPECTED, means.clone(), variances.clone());
    }

    /// The way chosen.
    public Treatment treatment() {
        return treatment;
    }

    /// m of expected distances, one for each column; empty for other treatments, and before a fit has seen its columns.
    public double[] means() {
        return means.clone();
    }

    /// c of expected distances, one for each column; empty where [#means] are.
    public double[] variances() {
        return variances.clone();
    }

    /// Expected distances with one m and c for each of these columns; other treatments as they are.
    public Missing of(ColumnSummary summary) {
        if (treatment != Treatment.EXPECTED) return this;
        int d = summary.dimension();
        double[] m = new double[d];
        double[] c = new double[d];
        for (int j = 0; j < d; j++) {
            m[j] = means.length == 0 ? summary.mean(j) : means[means.length == 1 ? 0 : j];
            c[j] = variances.length == 0 ? summary.variance(j) : variances[variances.length == 1 ? 0 : j];
        }
        return expected(m, c);
    }

    /// What missing cells add to expected squared distances, whatever the centroids: Σ_j c_j Σ_n w_n over the rows
    /// that lack column j.
    public double constant(ColumnSummary summary) {
        double sum = 0;
        for (int j = 0; j < variances.length; j++) sum += variances[j] * summary.missingWeight(j);
        return sum;
    }

    @Override
    public String toString() {
        return treatment.word();
    }
}
