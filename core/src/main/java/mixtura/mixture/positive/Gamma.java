package mixtura.mixture.positive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import mixtura.data.ColumnSummary;
import mixtura.data.Rows;
import mixtura.internal.special.GammaFunction;
import mixtura.internal.special.GammaVariates;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Diagnosis;
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

/// Independent columns of positive numbers, gamma distributed:
/// `log p(x | α, s) = Σ_j (α_j − 1) log x_j − x_j / s_j − α_j log s_j − log Γ(α_j)`.
///
/// @param shapes  α, `d` of them
/// @param scales  s, `d` of them; the means are α · s, the rates 1/s
public record Gamma(double[] shapes, double[] scales) implements Component {
    public Gamma {
        shapes = Positive.above0("shape", shapes);
        scales = Positive.above0("scale", scales);
        if (shapes.length != scales.length) {
            throw new IllegalArgumentException(
                    shapes.length + " shapes and " + scales.length + " scales; there must be as many");
        }
    }

    /// The family, by maximum likelihood. Smoothing `a` adds `a` rows of the columns' means of x and log x, the
    /// conjugate prior of the family.
    public static ColumnFamily<Gamma> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public double[] shapes() {
        return shapes.clone();
    }

    @Override
    public double[] scales() {
        return scales.clone();
    }

    @Override
    public int dimension() {
        return shapes.length;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[shapes.length];
        for (int j = 0; j < mean.length; j++) mean[j] = shapes[j] * scales[j];
        return mean;
    }

    @Override
    public double[] deviation() {
        double[] deviation = new double[shapes.length];
        for (int j = 0; j < deviation.length; j++) deviation[j] = Math.sqrt(shapes[j]) * scales[j];
        return deviation;
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < shapes.length; j++) out[offset + j] = scales[j] * GammaVariates.draw(shapes[j], random);
        };
    }

    /// x_1 … x_d, then log x_1 … log x_d.
    ///
    /// @param dimension  d
    private record CellsAndLogs(int dimension) implements Features {
        @Override
        public int count() {
            return 2 * dimension;
        }

        @Override
        public int column(int feature) {
            return feature % dimension;
        }

        @Override
        public void write(int rows, double[] x, double[] out, int stride) {
            int logs = dimension * stride;
            for (int j = 0; j < dimension; j++) {
                for (int i = j * stride, end = i + rows; i < end; i++) {
                    out[i] = x[i];
                    out[logs + i] = Math.log(x[i]);
                }
            }
        }
    }

    /// The α that maximises the likelihood of positive numbers with this `log(mean) − mean(log)`: the root of
    /// log α − ψ(α) = gap, by Newton's method on 1/α (Minka 2002, "Estimating a Gamma distribution", eq. 11).
    static double shape(double gap) {
        double shape = (3 - gap + Math.sqrt((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap);
        for (int step = 0; step < 50; step++) {
            double error = Math.log(shape) - GammaFunction.digamma(shape) - gap;
            double slope = shape - shape * shape * GammaFunction.trigamma(shape); // α² d error / dα
            double next = 1 / (1 / shape + error / slope);
            boolean settled = Math.abs(next - shape) <= 1e-14 * shape;
            shape = next;
            if (settled) break;
        }
        return shape;
    }

    private static final class Family extends ColumnFamily<Gamma> {
        /// A component on a single value would have an infinite density. log(mean) − mean(log), about half the squared
        /// coefficient of variation, stays above this share of the column's.
        private static final double COLLAPSED = 1e-9;

        /// Below this share a component is flagged: its standard deviation is about a hundredth of the column's.
        private static final double THIN = 1e-4;

        private static final CellRule RULE = new CellRule(
                x -> x > 0 && x < Double.POSITIVE_INFINITY,
                "is not above 0, and a gamma distribution is",
                "mend the cell, choose other columns with --columns, or use -m exponential (takes 0) or -m gmm");

        Family(Settings settings) {
            super(Gamma.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "gamma";
        }

        @Override
        public String title() {
            return "gamma mixture";
        }

        @Override
        protected CellRule rule() {
            return RULE;
        }

        @Override
        protected Features features(int dimension) {
            return new CellsAndLogs(dimension);
        }

        @Override
        protected double[] expected(Gamma component) {
            int d = component.dimension();
            double[] means = Arrays.copyOf(component.mean(), 2 * d);
            for (int j = 0; j < d; j++) {
                means[d + j] = GammaFunction.digamma(component.shapes[j]) + Math.log(component.scales[j]);
            }
            return means;
        }

        @Override
        protected void describe(Gamma component, int k, LogDensities out) {
            int d = component.dimension();
            for (int j = 0; j < d; j++) {
                double shape = component.shapes[j];
                double scale = component.scales[j];
                out.weight(k, j, -1 / scale);
                out.weight(k, d + j, shape - 1);
                out.constant(k, j, -shape * Math.log(scale) - GammaFunction.log(shape));
            }
        }

        /// log(mean) − mean(log) of a column over all rows.
        private double overallGap(int j) {
            double[] overall = bound().overall();
            return Math.log(overall[j]) - overall[overall.length / 2 + j];
        }

        @Override
        public Optional<Coordinates<Gamma>> coordinates() {
            return Optional.of(new NumberCoordinates<>(
                    NumberCoordinates.Scale.LOGARITHM,
                    gamma -> DoubleStream.concat(Arrays.stream(gamma.shapes), Arrays.stream(gamma.scales))
                            .toArray(),
                    both -> new Gamma(
                            Arrays.copyOf(both, both.length / 2),
                            Arrays.copyOfRange(both, both.length / 2, both.length))));
        }

        @Override
        protected Gamma estimate(ColumnSums sums, int k, Gamma current, List<String> repairs) {
            double[] shapes = current.shapes();
            double[] scales = current.scales();
            int d = shapes.length;
            for (int j = 0; j < d; j++) {
                if (!(sums.observed(k, j) > 0)) continue;
                double mean = sums.mean(k, j, j);
                double gap = Math.log(mean) - sums.mean(k, d + j, j);
                double least = Math.max(COLLAPSED * overallGap(j), 1e-13);
                if (!(gap >= least)) {
                    gap = least;
                    repairs.add("component " + (k + 1) + " has collapsed onto one value in column " + (j + 1)
                            + "; its shape was held at " + (float) shape(gap));
                }
                shapes[j] = shape(gap);
                scales[j] = mean / shapes[j];
            }
            return new Gamma(shapes, scales);
        }

        @Override
        public Rows forClusters(Rows rows) {
            return rows.logarithms();
        }

        /// With the coefficient of variation of all rows.
        @Override
        public Gamma around(double[] centre, ColumnSummary summary) {
            double[] shapes = new double[centre.length];
            double[] scales = new double[centre.length];
            for (int j = 0; j < centre.length; j++) {
                shapes[j] = shape(Math.max(overallGap(j), 1e-13));
                scales[j] = Math.max(centre[j], 1e-12 * summary.mean(j)) / shapes[j];
            }
            return new Gamma(shapes, scales);
        }

        @Override
        public long parameterCount(List<Gamma> components) {
            return 2L * components.size() * components.getFirst().dimension();
        }

        @Override
        public Diagnosis diagnose(List<Gamma> components, double[] mass, ColumnSummary summary) {
            List<Integer> flagged = new ArrayList<>();
            for (int k = 0; k < components.size(); k++) {
                boolean doubtful = mass[k] < 2;
                double[] shapes = components.get(k).shapes;
                for (int j = 0; j < shapes.length; j++)
                    doubtful |= shapes[j] * THIN > shape(Math.max(overallGap(j), 1e-13));
                if (doubtful) flagged.add(k);
            }
            return new Diagnosis(new double[0], flagged);
        }

        /// A constant column is the limit of an infinite shape.
        @Override
        public void write(Mixture<Gamma> mixture, ParameterWriter out) {
            out.matrix("shapes", overAllColumns(mixture, Gamma::shapes, Double.POSITIVE_INFINITY));
            out.matrix("scales", overAllColumns(mixture, Gamma::scales, 0));
        }

        private interface Parameter {
            double[] of(Gamma component);
        }

        private static double[][] overAllColumns(Mixture<Gamma> mixture, Parameter parameter, double ofConstants) {
            double[][] all = new double[mixture.componentCount()][];
            for (int k = 0; k < all.length; k++) {
                double[] row =
                        mixture.overAllColumns(parameter.of(mixture.components().get(k)));
                mixture.constantColumns().keySet().forEach(j -> row[j] = ofConstants);
                all[k] = row;
            }
            return all;
        }

        @Override
        public Mixture<Gamma> read(Outline outline, ParameterReader in) {
            double[][] shapes = in.matrix("shapes");
            double[][] scales = in.matrix("scales");
            List<Gamma> components = new ArrayList<>();
            for (int k = 0; k < shapes.length; k++)
                components.add(new Gamma(outline.modelled(shapes[k]), outline.modelled(scales[k])));
            return mixture(outline, components);
        }
    }
}
