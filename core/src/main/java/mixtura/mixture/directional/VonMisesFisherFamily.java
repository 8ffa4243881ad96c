package mixtura.mixture.directional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Component;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.Measure;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.StreamFamily;

/// Von Mises–Fisher components for rows of length 1 (Banerjee, Dhillon, Ghosh and Sra 2005): directions, and vectors
/// such as texts and embeddings of which only the angles matter. As one concentration for all grows, the mixture turns
/// into spherical k-means.
public final class VonMisesFisherFamily implements StreamFamily<VonMisesFisher, VonMisesFisherStatistics> {
    /// Rows that a stream is taken to have, for the choice of kernels.
    private static final long STREAM_ROWS = 1_000_000;

    private final OptionalDouble concentration;
    private final String kernelName;
    private final long rowCount; // of the fit that it is bound to

    private VonMisesFisherFamily(OptionalDouble concentration, String kernelName, long rowCount) {
        this.concentration = concentration;
        this.kernelName = kernelName;
        this.rowCount = rowCount;
    }

    /// Directions and concentrations by maximum likelihood.
    public static VonMisesFisherFamily estimated() {
        return new VonMisesFisherFamily(OptionalDouble.empty(), "auto", 0);
    }

    /// Directions by maximum likelihood, with one concentration that is given.
    public static VonMisesFisherFamily withConcentration(double concentration) {
        if (!(concentration > 0) || concentration == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the concentration is " + concentration + "; it is a positive number");
        }
        return new VonMisesFisherFamily(OptionalDouble.of(concentration), "auto", 0);
    }

    @Override
    public String name() {
        return "vmf";
    }

    @Override
    public Measure measure() {
        return Measure.DIRECTIONS;
    }

    @Override
    public String title() {
        return "von Mises-Fisher mixture";
    }

    @Override
    public VonMisesFisherFamily withOptions(MixtureOptions options) {
        return new VonMisesFisherFamily(concentration, options.kernels(), rowCount);
    }

    /// A coordinate that is the same in all rows belongs to the direction like the others.
    @Override
    public boolean leavesOutConstantColumns() {
        return false;
    }

    @Override
    public Optional<String> whyNoMissingCells() {
        return Optional.of(
                "a von Mises-Fisher mixture describes directions, and without one coordinate a row has none");
    }

    @Override
    public VonMisesFisherFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        if (rows.dimension() < 2) {
            throw new DataException(
                    "there is 1 column, and directions have at least two",
                    "give the cosine and the sine of an angle as two columns");
        }
        UnitLength.check(rows, execution);
        return new VonMisesFisherFamily(concentration, kernelName, rows.rowCount());
    }

    /// Towards `centre`, as concentrated as all rows together, but no flatter than κ = d: components that are almost
    /// uniform would be told apart by nothing.
    @Override
    public VonMisesFisher around(double[] centre, ColumnSummary summary) {
        int d = summary.dimension();
        double[] mean = IntStream.range(0, d).mapToDouble(summary::mean).toArray();
        double overall = Concentration.ofMeanLength(d, VonMisesFisher.length(mean));
        return new VonMisesFisher(unit(centre), concentration.orElse(Math.max(d, overall)));
    }

    /// The direction of a vector; that of the first axis when it has none.
    private static double[] unit(double[] vector) {
        double length = VonMisesFisher.length(vector);
        double[] unit = new double[vector.length];
        if (length > 0) for (int j = 0; j < unit.length; j++) unit[j] = vector[j] / length;
        else unit[0] = 1;
        return unit;
    }

    @Override
    public VonMisesFisher adopt(Component component) {
        if (!(component instanceof VonMisesFisher known)) {
            throw new IllegalArgumentException("not a von Mises-Fisher component: " + component);
        }
        return concentration.isPresent() ? new VonMisesFisher(known.direction(), concentration.getAsDouble()) : known;
    }

    @Override
    public Prepared<VonMisesFisherStatistics> prepare(List<VonMisesFisher> components) {
        return prepared(components, rowCount);
    }

    @Override
    public Prepared<VonMisesFisherStatistics> prepareForScoring(List<VonMisesFisher> components, Rows rows) {
        UnitLength.check(rows, Execution.onAllProcessors());
        return prepared(components, rows.rowCount());
    }

    @Override
    public VonMisesFisherFamily boundToStream(List<VonMisesFisher> components, double[] mixingProportions) {
        return new VonMisesFisherFamily(concentration, kernelName, STREAM_ROWS);
    }

    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {
        UnitLength.check(batch, execution);
    }

    @Override
    public Prepared<VonMisesFisherStatistics> prepareForBatch(List<VonMisesFisher> components, Rows batch) {
        return prepare(components);
    }

    @Override
    public VonMisesFisherStatistics statisticsOf(List<VonMisesFisher> components, double[] mass) {
        int d = components.getFirst().dimension();
        double[] sums = new double[mass.length * d];
        for (int k = 0; k < mass.length; k++) {
            double length =
                    mass[k] * Concentration.meanLength(d, components.get(k).concentration());
            double[] direction = components.get(k).direction();
            for (int j = 0; j < d; j++) sums[k * d + j] = length * direction[j];
        }
        return new VonMisesFisherStatistics(d, mass.clone(), sums);
    }

    @Override
    public VonMisesFisherStatistics scaled(VonMisesFisherStatistics statistics, double factor) {
        return statistics.scaled(factor);
    }

    private VonMisesFisherPrepared prepared(List<VonMisesFisher> components, long rows) {
        double work = (double) rows * components.size() * components.getFirst().dimension();
        return new VonMisesFisherPrepared(components, Kernels.forWork(kernelName, work));
    }

    @Override
    public List<VonMisesFisher> maximize(
            VonMisesFisherStatistics statistics, List<VonMisesFisher> current, List<String> repairs) {
        List<VonMisesFisher> components = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            double mass = statistics.mass()[k];
            if (!(mass > 0)) {
                repairs.add(
                        "component " + (k + 1) + " has lost all its rows; it keeps its place with a proportion of 0");
                components.add(current.get(k));
                continue;
            }
            double[] mean = statistics.mean(k);
            double length = VonMisesFisher.length(mean);
            if (length >= Concentration.LONGEST_MEAN && concentration.isEmpty()) {
                repairs.add("component " + (k + 1) + " has collapsed onto one direction (it weighs " + (float) mass
                        + " rows); its concentration was bounded");
            }
            double kappa = concentration.orElseGet(() -> Concentration.ofMeanLength(mean.length, length));
            components.add(
                    new VonMisesFisher(length > 0 ? unit(mean) : current.get(k).direction(), kappa));
        }
        return components;
    }

    @Override
    public long parameterCount(List<VonMisesFisher> components) {
        int d = components.getFirst().dimension();
        return components.size() * (d - 1L + (concentration.isEmpty() ? 1 : 0));
    }

    /// Flagged are components that have collapsed onto one direction, or rest on fewer than two rows.
    @Override
    public Diagnosis diagnose(List<VonMisesFisher> components, double[] mass, ColumnSummary summary) {
        double most = Concentration.ofMeanLength(summary.dimension(), 1);
        List<Integer> flagged = IntStream.range(0, mass.length)
                .filter(k -> mass[k] < 2 || components.get(k).concentration() >= most)
                .boxed()
                .toList();
        return new Diagnosis(new double[0], flagged);
    }

    @Override
    public void write(Mixture<VonMisesFisher> mixture, ParameterWriter out) {
        List<VonMisesFisher> components = mixture.components();
        out.matrix(
                "directions", components.stream().map(VonMisesFisher::direction).toArray(double[][]::new));
        out.numbers(
                "concentrations",
                components.stream().mapToDouble(VonMisesFisher::concentration).toArray());
    }

    @Override
    public Mixture<VonMisesFisher> read(Outline outline, ParameterReader in) {
        double[][] directions = in.matrix("directions");
        double[] concentrations = in.numbers("concentrations");
        if (directions.length != concentrations.length) {
            throw new IllegalArgumentException(
                    "there are " + directions.length + " directions and " + concentrations.length + " concentrations");
        }
        return mixture(
                outline,
                IntStream.range(0, directions.length)
                        .mapToObj(k -> new VonMisesFisher(directions[k], concentrations[k]))
                        .toList());
    }
}
