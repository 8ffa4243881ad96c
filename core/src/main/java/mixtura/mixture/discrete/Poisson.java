package mixtura.mixture.discrete;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.internal.special.LogFactorial;
import mixtura.internal.special.PoissonVariates;
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
import mixtura.mixture.columns.Positive;

/// Independent columns of counts: `log p(x | λ) = Σ_j x_j log λ_j − λ_j − log x_j!`, with 0 · log 0 = 0.
///
/// @param rates  λ, `d` means
public record Poisson(double[] rates) implements Component {
    public Poisson {
        rates = Positive.atLeast0("rate", rates);
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` rows of the columns' means: a
    /// Gamma(a · mean + 1, a) prior, which keeps rates from 0.
    public static ColumnFamily<Poisson> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public double[] rates() {
        return rates.clone();
    }

    @Override
    public int dimension() {
        return rates.length;
    }

    @Override
    public double[] mean() {
        return rates();
    }

    @Override
    public Completer completer() {
        return Completer.ofIndependent(mean(), rates(), sampler());
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < rates.length; j++) out[offset + j] = PoissonVariates.draw(rates[j], random);
        };
    }

    /// The counts, and −Σ_j log x_j! as base measure.
    ///
    /// @param dimension  d
    private record Counts(int dimension) implements Features.Identity {
        @Override
        public void addBase(int rows, double[] x, double[] base, int stride) {
            for (int j = 0; j < dimension; j++) {
                for (int n = 0; n < rows; n++) base[n] -= LogFactorial.of(x[j * stride + n]);
            }
        }
    }

    private static final class Family extends ColumnFamily<Poisson> {
        private static final CellRule RULE = CellRule.counts();

        Family(Settings settings) {
            super(Poisson.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "poisson";
        }

        @Override
        public String title() {
            return "Poisson mixture";
        }

        @Override
        public ColumnKind columnKind() {
            return ColumnKind.COUNT;
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected Features features(int dimension) {
            return new Counts(dimension);
        }

        @Override
        protected void describe(Poisson component, int k, LogDensities out) {
            for (int j = 0; j < component.rates.length; j++) {
                out.weight(k, j, Math.log(component.rates[j]));
                out.constant(k, j, -component.rates[j]);
            }
        }

        @Override
        public Optional<Coordinates<Poisson>> coordinates() {
            return Optional.of(new NumberCoordinates<>(NumberCoordinates.Scale.ROOT, Poisson::rates, Poisson::new));
        }

        @Override
        protected Poisson estimate(ColumnSums sums, int k, Poisson current, List<String> repairs) {
            double[] rates = current.rates();
            for (int j = 0; j < rates.length; j++) {
                if (sums.observed(k, j) > 0) rates[j] = Math.max(0, sums.mean(k, j, j));
            }
            return new Poisson(rates);
        }

        @Override
        public Poisson around(double[] centre, ColumnSummary summary) {
            double[] rates = new double[centre.length];
            for (int j = 0; j < rates.length; j++) rates[j] = 0.5 * Math.max(0, centre[j]) + 0.5 * summary.mean(j);
            return new Poisson(rates);
        }

        @Override
        public Poisson withMean(double[] mean, ColumnSummary summary) {
            return new Poisson(mean);
        }

        @Override
        public long parameterCount(List<Poisson> components) {
            return (long) components.size() * components.getFirst().dimension();
        }

        @Override
        public void write(Mixture<Poisson> mixture, ParameterWriter out) {
            out.matrix(
                    "rates",
                    mixture.components().stream()
                            .map(component -> mixture.overAllColumns(component.rates))
                            .toArray(double[][]::new));
        }

        @Override
        public Mixture<Poisson> read(Outline outline, ParameterReader in) {
            return mixture(
                    outline,
                    Arrays.stream(in.matrix("rates"))
                            .map(rates -> new Poisson(outline.modelled(rates)))
                            .toList());
        }
    }
}
