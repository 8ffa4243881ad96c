package mixtura.mixture.discrete;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.mixture.ColumnKind;
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
import mixtura.mixture.columns.Features;
import mixtura.mixture.columns.LogDensities;
import mixtura.mixture.columns.NumberCoordinates;
import mixtura.mixture.columns.PseudoRows;

/// Independent binary columns: column j is 1 with probability θ_j (Bishop 2006, section 9.3.3):
/// `log p(x | θ) = Σ_j x_j log θ_j + (1 − x_j) log(1 − θ_j)`, with 0 · log 0 = 0.
///
/// @param theta  θ, `d` probabilities
public record Bernoulli(double[] theta) implements Component {
    public Bernoulli {
        theta = Probabilities.checked(theta);
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` pseudo-counts for 1 and as many for 0 in each column
    /// and component: a Beta(a + 1, a + 1) prior, which keeps θ from 0 and 1.
    public static ColumnFamily<Bernoulli> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public double[] theta() {
        return theta.clone();
    }

    @Override
    public int dimension() {
        return theta.length;
    }

    @Override
    public double[] mean() {
        return theta();
    }

    @Override
    public Completer completer() {
        double[] variance = new double[theta.length];
        for (int j = 0; j < variance.length; j++) variance[j] = theta[j] * (1 - theta[j]);
        return Completer.ofIndependent(theta(), variance, sampler());
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < theta.length; j++) out[offset + j] = random.nextDouble() < theta[j] ? 1 : 0;
        };
    }

    private static final class Family extends ColumnFamily<Bernoulli> {
        private static final CellRule RULE = new CellRule(
                x -> x == 0 || x == 1, "is neither 0 nor 1", "--binarize T makes 1 of what is above T; or use -m gmm");

        Family(Settings settings) {
            super(Bernoulli.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "bernoulli";
        }

        @Override
        public String title() {
            return "Bernoulli mixture";
        }

        @Override
        public ColumnKind columnKind() {
            return ColumnKind.BINARY;
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected PseudoRows prior(Features features, double[] overall) {
            double[] both = new double[overall.length];
            double[] ones = new double[overall.length];
            Arrays.fill(both, 2);
            Arrays.fill(ones, 1);
            return new PseudoRows(both, ones);
        }

        @Override
        protected void describe(Bernoulli component, int k, LogDensities out) {
            for (int j = 0; j < component.theta.length; j++) {
                double theta = component.theta[j];
                if (theta == 1) {
                    out.require(k, j);
                } else {
                    out.weight(k, j, Math.log(theta) - Math.log1p(-theta));
                    out.constant(k, j, Math.log1p(-theta));
                }
            }
        }

        @Override
        public Optional<Coordinates<Bernoulli>> coordinates() {
            return Optional.of(
                    new NumberCoordinates<>(NumberCoordinates.Scale.ARCSINE, Bernoulli::theta, Bernoulli::new));
        }

        @Override
        protected Bernoulli estimate(ColumnSums sums, int k, Bernoulli current, List<String> repairs) {
            double[] theta = current.theta();
            for (int j = 0; j < theta.length; j++) {
                if (sums.observed(k, j) > 0) theta[j] = Math.clamp(sums.mean(k, j, j), 0, 1);
            }
            return new Bernoulli(theta);
        }

        @Override
        public Bernoulli around(double[] centre, ColumnSummary summary) {
            double[] theta = new double[centre.length];
            for (int j = 0; j < theta.length; j++) theta[j] = 0.5 * Math.clamp(centre[j], 0, 1) + 0.5 * summary.mean(j);
            return new Bernoulli(theta);
        }

        @Override
        public Bernoulli withMean(double[] mean, ColumnSummary summary) {
            return new Bernoulli(mean);
        }

        @Override
        public long parameterCount(List<Bernoulli> components) {
            return (long) components.size() * components.getFirst().dimension();
        }

        @Override
        public void write(Mixture<Bernoulli> mixture, ParameterWriter out) {
            out.matrix(
                    "theta",
                    mixture.components().stream()
                            .map(component -> mixture.overAllColumns(component.theta))
                            .toArray(double[][]::new));
        }

        @Override
        public Mixture<Bernoulli> read(Outline outline, ParameterReader in) {
            return mixture(
                    outline,
                    Arrays.stream(in.matrix("theta"))
                            .map(theta -> new Bernoulli(outline.modelled(theta)))
                            .toList());
        }
    }
}
