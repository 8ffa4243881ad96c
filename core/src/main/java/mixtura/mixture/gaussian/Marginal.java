package mixtura.mixture.gaussian;

import java.util.List;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// All components as rows of one pattern of missing cells see them: their densities over the columns o that are
/// there, and what those columns say about the missing ones m: `E[z_m | z_o] = μ_m + B (z_o − μ_o)` with
/// `B = −Λ_mm⁻¹ Λ_mo`, and the covariance C = Λ_mm⁻¹.
///
/// Moments of these rows are those of the columns that are there; the others follow once a pattern, not once a row.
final class Marginal {
    private final int[] observed;
    private final int[] missing;
    private final GaussianPrepared prepared;
    private final Precision[] whole; // over all columns
    private final double[] regression; // B: (k * m + a) * o + j
    private final double[] covariance; // C: (a * m + b) * K + k
    private final double logScale; // of the missing columns

    private Marginal(
            int[] observed,
            int[] missing,
            GaussianPrepared prepared,
            Precision[] whole,
            double[] regression,
            double[] covariance,
            double logScale) {
        this.observed = observed;
        this.missing = missing;
        this.prepared = prepared;
        this.whole = whole;
        this.regression = regression;
        this.covariance = covariance;
        this.logScale = logScale;
    }

    /// @param observed  at least one column
    static Marginal of(
            int[] observed,
            int[] missing,
            List<Gaussian> components,
            Precision[] whole,
            MissingOperand operand,
            Frame frame,
            double dataRadius,
            Kernels kernels) {
        List<Gaussian> marginals =
                components.stream().map(c -> c.marginal(observed)).toList();
        GaussianPrepared prepared = new GaussianPrepared(
                Form.FULL, marginals, frame.of(observed), kernels, dataRadius, new double[0], true, Scratch.fresh());
        int count = whole.length;
        int d = frame.dimension();
        int o = observed.length;
        int m = missing.length;
        double[] lambda = operand.lambda();
        double[] c = m == 0
                ? new double[0]
                : MissingBlock.of(lambda, d, count, missing, 0, m).covariance();
        double[] b = new double[count * m * o];
        for (int k = 0; k < count; k++) {
            for (int a = 0; a < m; a++) {
                for (int e = 0; e < m; e++) {
                    double factor = c[(a * m + e) * count + k];
                    for (int j = 0; j < o; j++) {
                        b[(k * m + a) * o + j] -= factor * lambda[(missing[e] * d + observed[j]) * count + k];
                    }
                }
            }
        }
        double logScale = 0;
        for (int j : missing) logScale += Math.log(frame.scale()[j]);
        return new Marginal(observed, missing, prepared, whole, b, c, logScale);
    }

    int[] observed() {
        return observed;
    }

    /// How many cells these rows lack.
    int missingCount() {
        return missing.length;
    }

    /// What the density of the columns that are there has more than one in all columns' units.
    double logScale() {
        return logScale;
    }

    /// log N of a row whose cells are at component k's mean, in all columns' units.
    double logDensityAtMean(int k) {
        return prepared.logDensityAtMean(k) + logScale;
    }

    /// A pass over blocks of the columns that are there.
    ///
    /// @param scratch  room for the features of a block of all columns, shared by passes of which one is loaded
    FamilyPass<GaussianStatistics> newPass(int blockRows, Scratch scratch) {
        return prepared.newPass(blockRows, scratch);
    }

    /// Writes the completed rows' mean, of all columns, for component k.
    void mean(GaussianStatistics moments, int k, double[] out) {
        double[] there = new double[observed.length];
        moments.mean(k, there);
        double[] mean = whole[k].mean();
        for (int j = 0; j < observed.length; j++) out[observed[j]] = there[j];
        for (int a = 0; a < missing.length; a++) {
            double sum = mean[missing[a]];
            for (int j = 0; j < observed.length; j++) sum += b(k, a, j) * (there[j] - mean[observed[j]]);
            out[missing[a]] = sum;
        }
    }

    private double b(int k, int a, int j) {
        return regression[(k * missing.length + a) * observed.length + j];
    }

    /// Adds `mass` times the completed rows' covariance about their mean, and `scatterMass` times C, to `out`, `d × d`.
    void addScatter(GaussianStatistics moments, int k, double mass, double scatterMass, double[] out) {
        int o = observed.length;
        int m = missing.length;
        int d = o + m;
        double[] there = new double[o];
        moments.mean(k, there);
        double[] scatter = new double[o * o];
        moments.covariance(k, there, scatter);
        double[] cross = new double[m * o]; // B S
        for (int a = 0; a < m; a++) {
            for (int i = 0; i < o; i++) {
                double factor = b(k, a, i);
                for (int j = 0; j < o; j++) cross[a * o + j] += factor * scatter[i * o + j];
            }
        }
        for (int i = 0; i < o; i++) {
            for (int j = 0; j < o; j++) out[observed[i] * d + observed[j]] += mass * scatter[i * o + j];
        }
        for (int a = 0; a < m; a++) {
            for (int j = 0; j < o; j++) {
                out[missing[a] * d + observed[j]] += mass * cross[a * o + j];
                out[observed[j] * d + missing[a]] += mass * cross[a * o + j];
            }
            for (int e = 0; e < m; e++) {
                double sum = 0;
                for (int j = 0; j < o; j++) sum += cross[a * o + j] * b(k, e, j);
                out[missing[a] * d + missing[e]] +=
                        mass * sum + scatterMass * covariance[(a * m + e) * whole.length + k];
            }
        }
    }
}
