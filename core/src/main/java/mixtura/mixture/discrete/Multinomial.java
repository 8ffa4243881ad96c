package mixtura.mixture.discrete;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import mixtura.data.ColumnSummary;
import mixtura.internal.special.LogFactorial;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Measure;
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

/// Counts that share a total, such as the words of a document: given its total m, a row is m draws from the
/// probabilities θ. `log p(x | θ, m) = log m! − Σ_j log x_j! + Σ_j x_j log θ_j`, with 0 · log 0 = 0.
/// Totals say nothing about the component.
///
/// @param theta   θ, `d` probabilities that add up to 1
/// @param trials  the mean total of the rows, which means and samples are made with; no parameter
public record Multinomial(double[] theta, double trials) implements Component {
    public Multinomial {
        theta = Probabilities.distribution(theta);
        if (!(trials >= 0 && trials < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("trials is " + trials + "; it must be 0 or a positive number");
        }
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` pseudo-counts to every column: a Dirichlet(a + 1)
    /// prior, which keeps θ from 0.
    public static ColumnFamily<Multinomial> family() {
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
        return Arrays.stream(theta).map(probability -> trials * probability).toArray();
    }

    @Override
    public Sampler sampler() {
        double[] upTo = new double[theta.length];
        double sum = 0;
        for (int j = 0; j < theta.length; j++) upTo[j] = sum += theta[j];
        return (random, out, offset) -> draw(upTo, random, out, offset);
    }

    /// The whole number of draws next to `trials`, on either side, so that it is right in the mean.
    private void draw(double[] upTo, RandomGenerator random, double[] out, int offset) {
        Arrays.fill(out, offset, offset + theta.length, 0);
        double total = Math.floor(trials + random.nextDouble());
        for (long drawn = 0; drawn < total; drawn++) {
            double u = random.nextDouble() * upTo[upTo.length - 1];
            int at = Arrays.binarySearch(upTo, u);
            out[offset + Math.min(upTo.length - 1, at < 0 ? -at - 1 : at + 1)]++;
        }
    }

    /// The counts, and log m! − Σ_j log x_j! as base measure.
    ///
    /// @param dimension  d
    private record SharedCounts(int dimension) implements Features.Identity {
        @Override
        public void addBase(int rows, double[] x, double[] base, int stride) {
            double[] total = new double[rows];
            for (int j = 0; j < dimension; j++) {
                for (int n = 0; n < rows; n++) {
                    double count = x[j * stride + n];
                    total[n] += count;
                    base[n] -= LogFactorial.of(count);
                }
            }
            for (int n = 0; n < rows; n++) base[n] += LogFactorial.of(total[n]);
        }
    }

    private static final class Family extends ColumnFamily<Multinomial> {
        private static final CellRule RULE = CellRule.counts();

        Family(Settings settings) {
            super(Multinomial.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "multinomial";
        }

        @Override
        public Measure measure() {
            return Measure.COUNTS_OF_A_TOTAL;
        }

        @Override
        public String title() {
            return "multinomial mixture";
        }

        @Override
        public ColumnKind columnKind() {
            return ColumnKind.COUNT;
        }

        @Override
        public boolean leavesOutConstantColumns() {
            return false;
        }

        @Override
        public Optional<String> whyNoMissingCells() {
            return Optional.of("a multinomial mixture describes a row given its total, which is unknown without the"
                    + " missing cell (a Poisson mixture takes such rows)");
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected Features features(int dimension) {
            return new SharedCounts(dimension);
        }

        @Override
        protected PseudoRows prior(Features features, double[] overall) {
            return PseudoRows.oneForEach(features);
        }

        @Override
        protected void describe(Multinomial component, int k, LogDensities out) {
            for (int j = 0; j < component.theta.length; j++) out.weight(k, j, Math.log(component.theta[j]));
        }

        @Override
        public Optional<Coordinates<Multinomial>> coordinates() {
            return Optional.of(new NumberCoordinates<>(NumberCoordinates.Scale.ROOT, Multinomial::theta, shares -> {
                NumberCoordinates.normalise(shares, 0, shares.length);
                return new Multinomial(shares, trials());
            }));
        }

        @Override
        protected Multinomial estimate(ColumnSums sums, int k, Multinomial current, List<String> repairs) {
            double total = 0;
            for (int j = 0; j < sums.dimension(); j++) total += sums.sum(k, j);
            if (!(total > 0)) return current;
            double[] theta = new double[sums.dimension()];
            for (int j = 0; j < theta.length; j++) theta[j] = sums.sum(k, j) / total;
            return new Multinomial(theta, trials());
        }

        private double trials() {
            return Arrays.stream(bound().overall()).sum();
        }

        /// The columns' shares of all counts.
        private double[] shares() {
            double trials = trials();
            return Arrays.stream(bound().overall())
                    .map(mean -> trials > 0 ? mean / trials : 1.0 / bound().overall().length)
                    .toArray();
        }

        /// Half the shares of all rows, half those of a row.
        @Override
        public Multinomial around(double[] centre, ColumnSummary summary) {
            double total = Arrays.stream(centre).sum();
            double[] theta = shares();
            for (int j = 0; j < theta.length && total > 0; j++) theta[j] = 0.5 * theta[j] + 0.5 * centre[j] / total;
            return new Multinomial(theta, trials());
        }

        @Override
        public Multinomial withMean(double[] mean, ColumnSummary summary) {
            double total = Arrays.stream(mean).sum();
            if (!(total > 0)) return around(mean, summary);
            return new Multinomial(
                    Arrays.stream(mean).map(count -> count / total).toArray(), trials());
        }

        @Override
        public long parameterCount(List<Multinomial> components) {
            return (long) components.size() * (components.getFirst().dimension() - 1);
        }

        @Override
        public void write(Mixture<Multinomial> mixture, ParameterWriter out) {
            out.matrix(
                    "theta",
                    mixture.components().stream().map(Multinomial::theta).toArray(double[][]::new));
            out.number("trials", mixture.components().getFirst().trials);
        }

        @Override
        public Mixture<Multinomial> read(Outline outline, ParameterReader in) {
            double trials = in.number("trials");
            return mixture(
                    outline,
                    Arrays.stream(in.matrix("theta"))
                            .map(theta -> new Multinomial(theta, trials))
                            .toList());
        }
    }
}
