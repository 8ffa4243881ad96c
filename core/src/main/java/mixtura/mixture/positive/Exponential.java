package mixtura.mixture.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.mixture.Completer;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Mixture;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.columns.CellRule;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnSums;
import mixtura.mixture.columns.LogDensities;
import mixtura.mixture.columns.NumberCoordinates;
import mixtura.mixture.columns.Positive;

/// Independent columns of waiting times: `log p(x | μ) = Σ_j −x_j / μ_j − log μ_j` for x ≥ 0.
///
/// @param means  μ, `d` of them; the rates are 1/μ
public record Exponential(double[] means) implements Component {
    public Exponential {
        means = Positive.above0("mean", means);
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` rows of the columns' means: a
    /// Gamma(a + 1, a · mean) prior on the rates.
    public static ColumnFamily<Exponential> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public double[] means() {
        return means.clone();
    }

    @Override
    public int dimension() {
        return means.length;
    }

    @Override
    public double[] mean() {
        return means();
    }

    @Override
    public Completer completer() {
        double[] variance = means();
        for (int j = 0; j < variance.length; j++) variance[j] *= means[j];
        return Completer.ofIndependent(mean(), variance, sampler());
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < means.length; j++) out[offset + j] = means[j] * random.nextExponential();
        };
    }

    private static final class Family extends ColumnFamily<Exponential> {
        /// A component whose rows are all 0 would have an infinite density; its mean stays above this share of the
        /// column's.
        private static final double COLLAPSED = 1e-12;

        private static final CellRule RULE = new CellRule(
                x -> x >= 0 && x < Double.POSITIVE_INFINITY,
                "is negative, and an exponential distribution is not",
                "mend the cell, choose other columns with --columns, or use -m gmm");

        Family(Settings settings) {
            super(Exponential.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "exponential";
        }

        @Override
        public String title() {
            return "exponential mixture";
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected void describe(Exponential component, int k, LogDensities out) {
            for (int j = 0; j < component.means.length; j++) {
                out.weight(k, j, -1 / component.means[j]);
                out.constant(k, j, -Math.log(component.means[j]));
            }
        }

        @Override
        public Optional<Coordinates<Exponential>> coordinates() {
            return Optional.of(
                    new NumberCoordinates<>(NumberCoordinates.Scale.LOGARITHM, Exponential::means, Exponential::new));
        }

        @Override
        protected Exponential estimate(ColumnSums sums, int k, Exponential current, List<String> repairs) {
            double[] means = current.means();
            double[] overall = bound().overall();
            for (int j = 0; j < means.length; j++) {
                if (!(sums.observed(k, j) > 0)) continue;
                double least = COLLAPSED * overall[j];
                means[j] = sums.mean(k, j, j);
                if (means[j] >= least) continue;
                means[j] = least;
                repairs.add("component " + (k + 1) + " has collapsed onto 0 in column " + (j + 1)
                        + "; its mean was raised to " + (float) least);
            }
            return new Exponential(means);
        }

        @Override
        public Exponential around(double[] centre, ColumnSummary summary) {
            double[] means = new double[centre.length];
            for (int j = 0; j < means.length; j++) means[j] = 0.5 * Math.max(0, centre[j]) + 0.5 * summary.mean(j);
            return new Exponential(means);
        }

        @Override
        public Exponential withMean(double[] mean, ColumnSummary summary) {
            return new Exponential(mean);
        }

        @Override
        public long parameterCount(List<Exponential> components) {
            return (long) components.size() * components.getFirst().dimension();
        }

        @Override
        public void write(Mixture<Exponential> mixture, ParameterWriter out) {
            out.matrix(
                    "means",
                    mixture.components().stream()
                            .map(component -> mixture.overAllColumns(component.means))
                            .toArray(double[][]::new));
        }

        @Override
        public Mixture<Exponential> read(Outline outline, ParameterReader in) {
            return mixture(
                    outline,
                    Arrays.stream(in.matrix("means"))
                            .map(means -> new Exponential(outline.modelled(means)))
                            .toList());
        }
    }
}
