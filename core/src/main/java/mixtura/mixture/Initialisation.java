package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.seeding.DistinctRows;
import mixtura.seeding.Seeding;
import mixtura.seeding.hierarchy.Agglomeration;
import mixtura.seeding.hierarchy.Partitions;

/// The parameters that EM begins with: given, taken from single rows, or one M-step from an allocation of the
/// rows.
final class Initialisation<C extends Component, S extends Statistics<S>> {
    /// Writes the responsibilities of a block's rows times their weights, `r[k * stride + n]`.
    interface Allocation {
        void allocate(RowBlock block, double[] r, int stride);
    }

    /// Responsibilities out of a text file add up to 1 but for their last digits.
    private static final double SUM_ROUNDING = 1e-6;

    private final Rows rows;
    private final Rows whole; // missing cells filled with the mean of their column
    private final ColumnSummary summary;
    private final int[] modelledColumns; // of all columns, those that the rows here have
    private final int columnCount;
    private final Family<C, S> family;
    private final MixtureOptions options;
    private final Execution execution;
    private final int componentCount;
    private final RandomGenerator random;

    Initialisation(
            Rows rows,
            ColumnSummary summary,
            int[] modelledColumns,
            int columnCount,
            Family<C, S> family,
            MixtureOptions options,
            Execution execution,
            RandomGenerator random) {
        this.rows = rows;
        this.whole = Start.filled(rows, summary);
        this.summary = summary;
        this.modelledColumns = modelledColumns;
        this.columnCount = columnCount;
        this.family = family;
        this.options = options;
        this.execution = execution;
        this.componentCount = options.k();
        this.random = random;
    }

    Parameters<C> parameters() {
        return switch (options.start()) {
            case Start.KMeans() -> fromLabels(kMeans(Seeding.kMeansPlusPlus(), options.maxIterations()));
            case Start.KMeansPlusPlus() -> fromLabels(kMeans(Seeding.kMeansPlusPlus(), 0));
            case Start.RandomRows() -> at(kMeansCentroids(Seeding.randomRows()), family::around);
            case Start.RandomPartition() -> fromAllocation(randomPartition(random.nextLong()));
            case Start.Agglomerative() -> fromLabels(agglomerated());
            case Start.Partitioned(Partitions partitions) -> fromLabels(checked(partitions.labels(componentCount)));
            case Start.ShortRuns ignored -> throw new IllegalStateException("EM makes short runs itself");
            case Start.Varied ignored -> throw new IllegalStateException("EM chooses the start of a restart");
            case Start.Labels(int[] labels) -> fromLabels(checked(labels));
            case Start.Responsibilities(double[][] given) -> fromResponsibilities(given);
            case Start.ClassMeans() -> fromClasses();
            case Start.Means(double[][] means) -> at(checked(means), family::withMean);
            case Start.Model(Mixture<?> mixture) -> fromModel(mixture);
        };
    }

    private int[] kMeans(Seeding seeding, int maxIterations) {
        boolean spoilt = options.outliers().startShare() > 0; // k-means++ would begin on the outliers
        KMeansOptions clusters = kMeansOptions(spoilt ? Seeding.randomRows() : seeding)
                .withMaxIterations(maxIterations)
                .withTrim(options.outliers().startShare());
        return options.sharedRows().labels(componentCount, clusters.seed(), maxIterations, whole.rowCount(), () -> {
            Rows clustered = family.forClusters(whole);
            int[] labels = KMeans.fit(withoutNoise(clustered), clusters).model().predict(clustered);
            for (int n = 0; n < labels.length; n++) if (options.outliers().beginsWith(n)) labels[n] = -1;
            return labels;
        });
    }

    /// The rows with no weight for those that are noise to begin with.
    private Rows withoutNoise(Rows clustered) {
        if (!(options.outliers() instanceof Outliers.Noise noise) || noise.rows().length == 0) return clustered;
        double[] weights = new double[noise.rows().length];
        for (int n = 0; n < weights.length; n++) weights[n] = noise.rows()[n] ? 0 : rows.weight(n);
        return clustered.weighted(weights);
    }

    private int[] agglomerated() {
        DistinctRows.require(whole, componentCount, execution);
        return Agglomeration.of(family.forClusters(whole), new SplittableRandom(options.seed()))
                .labels(componentCount);
    }

    private double[][] kMeansCentroids(Seeding seeding) {
        return KMeans.fit(whole, kMeansOptions(seeding).withMaxIterations(0))
                .model()
                .centroids();
    }

    private KMeansOptions kMeansOptions(Seeding seeding) {
        return KMeansOptions.of(componentCount)
                .withStart(seeding)
                .withSeed(random.nextLong())
                .withThreads(options.threads());
    }

    private int[] checked(int[] labels) {
        if (labels.length != rows.rowCount()) {
            throw new IllegalArgumentException("there are " + labels.length + " labels for " + rows.rowCount()
                    + " rows; give one for each row, negative where unknown");
        }
        boolean[] seen = new boolean[componentCount];
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] >= componentCount) {
                throw new IllegalArgumentException("row " + (n + 1) + " has the label " + labels[n] + "; with k = "
                        + componentCount + " labels are 0 to " + (componentCount - 1) + ", negative where unknown");
            }
            if (labels[n] >= 0 && rows.weight(n) > 0) seen[labels[n]] = true;
        }
        for (int k = 0; k < componentCount; k++) {
            if (!seen[k]) {
                throw new IllegalArgumentException("no row has the label " + k + ", so component " + (k + 1)
                        + " has nothing to start from; use k = "
                        + Arrays.stream(labels).max().orElse(0) + " or fewer, or relabel");
            }
        }
        return labels;
    }

    private double[][] checked(double[][] means) {
        if (means.length != componentCount) {
            throw new IllegalArgumentException(
                    "the start has " + means.length + " means, but k is " + componentCount + "; give as many");
        }
        double[][] modelled = new double[componentCount][];
        for (int k = 0; k < componentCount; k++) {
            double[] mean = means[k];
            if (mean.length != columnCount) {
                throw new IllegalArgumentException("mean " + (k + 1) + " of the start has " + mean.length
                        + " values; the rows have " + columnCount + " columns");
            }
            modelled[k] =
                    Arrays.stream(modelledColumns).mapToDouble(j -> mean[j]).toArray();
        }
        return modelled;
    }

    private Parameters<C> at(double[][] centres, BiFunction<double[], ColumnSummary, C> component) {
        double[] proportions = new double[componentCount];
        Arrays.fill(proportions, 1.0 / componentCount);
        List<C> components = new ArrayList<>();
        for (double[] centre : centres) components.add(component.apply(centre, summary));
        return new Parameters<>(proportions, components);
    }

    private Parameters<C> fromLabels(int[] labels) {
        return fromAllocation((block, r, stride) -> {
            Arrays.fill(r, 0);
            for (int n = 0; n < block.rowCount(); n++) {
                int label = labels[(int) block.firstRow() + n];
                if (label >= 0) r[label * stride + n] = block.weight(n);
            }
        });
    }

    private Parameters<C> fromResponsibilities(double[][] given) {
        if (given.length != rows.rowCount()) {
            throw new IllegalArgumentException("the start has responsibilities of " + given.length + " rows; there are "
                    + rows.rowCount() + ", and each needs its own");
        }
        for (int n = 0; n < given.length; n++) {
            double sum = 0;
            for (double r : given[n]) sum += r >= 0 ? r : Double.NaN;
            if (given[n].length == componentCount && Math.abs(sum - 1) <= SUM_ROUNDING) continue;
            throw new IllegalArgumentException("row " + (n + 1) + " of the start's responsibilities has "
                    + given[n].length + " values that add up to " + sum + "; give " + componentCount
                    + " non-negative ones that add up to 1");
        }
        return fromAllocation((block, r, stride) -> {
            for (int n = 0; n < block.rowCount(); n++) {
                double[] own = given[(int) block.firstRow() + n];
                for (int k = 0; k < componentCount; k++) r[k * stride + n] = block.weight(n) * own[k];
            }
        });
    }

    private Parameters<C> fromClasses() {
        Labels known = Objects.requireNonNull(options.known(), "checked before any start");
        return fromLabels(ClassAllocation.labels(family.forClusters(whole), known, componentCount, random, execution));
    }

    /// Responsibilities drawn uniformly from the simplex, from the seed and the row's number: any thread
    /// draws the same.
    private Allocation randomPartition(long seed) {
        return (block, r, stride) -> {
            for (int n = 0; n < block.rowCount(); n++) {
                var draw = new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * (block.firstRow() + n + 1)));
                double sum = 0;
                for (int k = 0; k < componentCount; k++) {
                    r[k * stride + n] = -StrictMath.log(1 - draw.nextDouble());
                    sum += r[k * stride + n];
                }
                for (int k = 0; k < componentCount; k++) r[k * stride + n] *= block.weight(n) / sum;
            }
        };
    }

    private static double[] means(ColumnSummary summary) {
        double[] means = new double[summary.dimension()];
        for (int j = 0; j < means.length; j++) means[j] = summary.mean(j);
        return means;
    }

    private Parameters<C> fromAllocation(Allocation allocation) {
        return fromAllocations(blockRows -> allocation);
    }

    /// The parameters that an allocation of the rows gives.
    ///
    /// @param newAllocation  makes that of one thread, for blocks of at most so many rows
    Parameters<C> fromAllocations(IntFunction<? extends Allocation> newAllocation) {
        double[] centre = means(summary);
        List<C> overall = new ArrayList<>();
        for (int k = 0; k < componentCount; k++) overall.add(family.around(centre, summary));
        Prepared<S> prepared = family.prepare(overall);
        S statistics = statistics(prepared, newAllocation);
        Set<Integer> collapsed = new TreeSet<>();
        while (true) {
            double[] proportions = options.proportions(statistics.mass(), new double[componentCount]);
            try {
                return new Parameters<>(proportions, family.maximizeStart(statistics, overall));
            } catch (CollapsedException e) {
                boolean drops = options.collapse() == Collapse.DROP && e.component() != CollapsedException.ALL;
                if (!drops || !collapsed.add(e.component()) || collapsed.size() == componentCount) throw e;
                // Its rows count for no component now; the first E-step shares them out.
                statistics = statistics(prepared, rows -> without(collapsed, newAllocation.apply(rows)));
            }
        }
    }

    private static Allocation without(Set<Integer> components, Allocation allocation) {
        return (block, r, stride) -> {
            allocation.allocate(block, r, stride);
            for (int k : components) Arrays.fill(r, k * stride, (k + 1) * stride, 0);
        };
    }

    private S statistics(Prepared<S> prepared, IntFunction<? extends Allocation> newAllocation) {
        int blockRows = prepared.blockRows(rows.rowCount());
        return rows.aggregate(
                execution.withBlockRows(blockRows),
                () -> new AllocationPass<>(
                        prepared.newPass(blockRows),
                        newAllocation.apply(blockRows),
                        blockRows,
                        new double[blockRows * componentCount]));
    }

    private record AllocationPass<S extends Statistics<S>>(
            FamilyPass<S> pass, Allocation allocation, int stride, double[] responsibilities) implements Pass<S> {
        @Override
        public void add(RowBlock block) {
            pass.load(block);
            allocation.allocate(block, responsibilities, stride);
            for (int n = 0; n < block.rowCount(); n++) {
                if (!block.isBlank(n)) continue;
                for (int r = n; r < responsibilities.length; r += stride) responsibilities[r] = 0;
            }
            pass.add(responsibilities, stride);
        }

        @Override
        public S finish() {
            return pass.finish();
        }
    }

    private Parameters<C> fromModel(Mixture<?> mixture) {
        if (mixture.componentCount() != componentCount) {
            throw new IllegalArgumentException("the start's model has " + mixture.componentCount()
                    + " components, but k is " + componentCount + "; give the same k");
        }
        if (!mixture.family().name().equals(family.name())) {
            throw new IllegalArgumentException("the start's model is a "
                    + mixture.family().title() + ", not a " + family.title() + "; give a model of -m " + family.name());
        }
        if (mixture.components().getFirst().dimension() != rows.dimension()) {
            throw new IllegalArgumentException("the start's model describes "
                    + mixture.components().getFirst().dimension() + " columns that vary; these rows have "
                    + rows.dimension());
        }
        double[] proportions = mixture.mixingProportions();
        return new Parameters<>(proportions, family.adoptAll(mixture.components(), proportions));
    }
}
