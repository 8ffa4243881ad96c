package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
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

/// Independent columns of levels: column j has level l, coded 0, 1, 2 and so on, with probability θ_jl. Mixtures of
/// these are latent class models (Goodman 1974): `log p(x | θ) = Σ_j log θ_j,x_j`.
///
/// @param theta  θ, for each of `d` columns the probabilities of its levels
public record Categorical(double[][] theta) implements Component {
    public Categorical {
        theta = Arrays.stream(theta).map(Probabilities::distribution).toArray(double[][]::new);
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` pseudo-counts to every level of every column: a
    /// Dirichlet(a + 1) prior, which keeps θ from 0.
    public static ColumnFamily<Categorical> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public double[][] theta() {
        return Arrays.stream(theta).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public int dimension() {
        return theta.length;
    }

    @Override
    public double[] mean() {
        return Arrays.stream(theta).mapToDouble(Categorical::meanCode).toArray();
    }

    private static double meanCode(double[] probabilities) {
        double sum = 0;
        for (int level = 0; level < probabilities.length; level++) sum += level * probabilities[level];
        return sum;
    }

    @Override
    public double[] levelProbabilities(int column) {
        return theta[column].clone();
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < theta.length; j++) out[offset + j] = draw(theta[j], random.nextDouble());
        };
    }

    private static int draw(double[] probabilities, double u) {
        double rest = u;
        int last = 0;
        for (int level = 0; level < probabilities.length; level++) {
            if (probabilities[level] == 0) continue;
            last = level;
            rest -= probabilities[level];
            if (rest < 0) break;
        }
        return last;
    }

    /// One feature for each level: 1 in the rows that have it.
    ///
    /// @param levels  how many each column has
    /// @param first   place of each column's first feature, and their number
    /// @param column  of each feature
    private record Indicators(int[] levels, int[] first, int[] column) implements Features {
        static Indicators of(int[] levels) {
            int[] first = new int[levels.length + 1];
            for (int j = 0; j < levels.length; j++) first[j + 1] = first[j] + levels[j];
            int[] column = new int[first[levels.length]];
            for (int j = 0; j < levels.length; j++) Arrays.fill(column, first[j], first[j + 1], j);
            return new Indicators(levels, first, column);
        }

        @Override
        public int dimension() {
            return levels.length;
        }

        @Override
        public int count() {
            return column.length;
        }

        @Override
        public int column(int feature) {
            return column[feature];
        }

        @Override
        public void write(int rows, double[] x, double[] out, int stride) {
            Arrays.fill(out, 0, count() * stride, 0);
            for (int j = 0; j < levels.length; j++) {
                for (int n = 0; n < rows; n++) {
                    int level = (int) x[j * stride + n];
                    if (level >= levels[j]) throw unseen(level, j);
                    out[(first[j] + level) * stride + n] = 1;
                }
            }
        }

        private IllegalArgumentException unseen(int level, int j) {
            return new IllegalArgumentException("column " + (j + 1) + " has the level " + level
                    + ", which no row of the fit had: its levels are 0 to " + (levels[j] - 1));
        }
    }

    private static final class Family extends ColumnFamily<Categorical> {
        private static final CellRule RULE = new CellRule(
                CellRule.counts().allows(),
                "is no level: levels are coded 0, 1, 2 and so on",
                "code the levels, or choose other columns with --columns");

        Family(Settings settings) {
            super(Categorical.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "categorical";
        }

        @Override
        public String title() {
            return "categorical mixture";
        }

        @Override
        public ColumnKind columnKind() {
            return ColumnKind.CATEGORICAL;
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected Features features(Rows rows, Execution execution) {
            return Indicators.of(levels(rows, execution));
        }

        private static int[] levels(Rows rows, Execution execution) {
            int[] largest = rows.aggregate(execution, () -> new LargestCode(new int[rows.dimension()]))
                    .code();
            return Arrays.stream(largest).map(code -> code + 1).toArray();
        }

        /// Levels as indicators, 0 or 1: the squared distance of two rows is twice the number of columns in which they
        /// differ. Codes have an order and differences, levels have not.
        @Override
        public Rows forClusters(Rows rows) {
            return rows.indicators(levels(rows, Execution.onAllProcessors()));
        }

        @Override
        protected Features features(Categorical component) {
            return Indicators.of(
                    Arrays.stream(component.theta).mapToInt(t -> t.length).toArray());
        }

        @Override
        protected PseudoRows prior(Features features, double[] overall) {
            return PseudoRows.oneForEach(features);
        }

        @Override
        protected double[] expected(Categorical component) {
            return Arrays.stream(component.theta)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }

        @Override
        protected void describe(Categorical component, int k, LogDensities out) {
            int feature = 0;
            for (double[] column : component.theta) {
                for (double probability : column) out.weight(k, feature++, Math.log(probability));
            }
        }

        @Override
        public Optional<Coordinates<Categorical>> coordinates() {
            return Optional.of(new NumberCoordinates<>(
                    NumberCoordinates.Scale.ROOT,
                    component -> Arrays.stream(component.theta)
                            .flatMapToDouble(Arrays::stream)
                            .toArray(),
                    this::ofShares));
        }

        /// The component whose levels, one column behind the other, have these shares.
        private Categorical ofShares(double[] shares) {
            Features features = bound().features();
            List<double[]> theta = new ArrayList<>();
            for (int from = 0, to = 0; from < shares.length; from = to) {
                while (to < shares.length && features.column(to) == features.column(from)) to++;
                NumberCoordinates.normalise(shares, from, to);
                theta.add(Arrays.copyOfRange(shares, from, to));
            }
            return new Categorical(theta.toArray(double[][]::new));
        }

        @Override
        protected Categorical estimate(ColumnSums sums, int k, Categorical current, List<String> repairs) {
            double[][] theta = current.theta();
            int feature = 0;
            for (double[] column : theta) {
                double sum = 0;
                for (int level = 0; level < column.length; level++) sum += sums.sum(k, feature + level);
                for (int level = 0; level < column.length && sum > 0; level++)
                    column[level] = sums.sum(k, feature + level) / sum;
                feature += column.length;
            }
            return new Categorical(theta);
        }

        /// Half the levels of all rows, half the levels that a row has.
        @Override
        public Categorical around(double[] centre, ColumnSummary summary) {
            Features features = bound().features();
            double[] overall = bound().overall();
            List<double[]> theta = new ArrayList<>();
            int feature = 0;
            for (double code : centre) {
                int from = feature;
                int column = features.column(feature);
                while (feature < features.count() && features.column(feature) == column) feature++;
                double[] levels = Arrays.copyOfRange(overall, from, feature);
                int level = (int) Math.rint(code);
                if (level == code && level < levels.length) {
                    for (int l = 0; l < levels.length; l++) levels[l] = 0.5 * levels[l] + (l == level ? 0.5 : 0);
                }
                theta.add(levels);
            }
            return new Categorical(theta.toArray(double[][]::new));
        }

        @Override
        public long parameterCount(List<Categorical> components) {
            Features features = features(components.getFirst());
            return (long) components.size() * (features.count() - features.dimension());
        }

        @Override
        public void write(Mixture<Categorical> mixture, ParameterWriter out) {
            out.matrices("theta", mixture.componentCount(), k -> overAllColumns(mixture, k));
        }

        /// A constant column has its level for certain.
        private static double[][] overAllColumns(Mixture<Categorical> mixture, int k) {
            double[][] theta = new double[mixture.dimension()][];
            int[] modelled = mixture.modelledColumns();
            for (int j = 0; j < modelled.length; j++)
                theta[modelled[j]] = mixture.components().get(k).theta[j];
            mixture.constantColumns().forEach((column, value) -> {
                theta[column] = new double[value.intValue() + 1];
                theta[column][value.intValue()] = 1;
            });
            return theta;
        }

        @Override
        public Mixture<Categorical> read(Outline outline, ParameterReader in) {
            int[] modelled = outline.modelledColumns();
            List<Categorical> components = new ArrayList<>();
            for (double[][] theta : in.matrices("theta")) {
                components.add(new Categorical(
                        Arrays.stream(modelled).mapToObj(j -> theta[j]).toArray(double[][]::new)));
            }
            return mixture(outline, components);
        }
    }

    /// The largest code in each column, whatever the rows weigh.
    private record LargestCode(int[] code) implements Pass<LargestCode>, Mergeable<LargestCode> {
        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * block.dimension();
                for (int j = 0; j < code.length; j++) if (x[row + j] > code[j]) code[j] = (int) x[row + j];
            }
        }

        @Override
        public LargestCode finish() {
            return this;
        }

        @Override
        public LargestCode merge(LargestCode later) {
            for (int j = 0; j < code.length; j++) code[j] = Math.max(code[j], later.code[j]);
            return this;
        }
    }
}
