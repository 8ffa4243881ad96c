package mixtura.mixture;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// What all runs of one fit share: the rows that are modelled, the family bound to them, and the options.
final class EmProblem<C extends Component, S extends Statistics<S>> {
    final MixtureOptions options;
    final Progress progress;
    final Execution execution;
    final Kernels kernels;
    final List<String> columnNames;
    final SortedMap<Integer, Double> constantColumns = new TreeMap<>(); // with their values
    final Rows all;
    final Rows rows; // the columns that are not constant
    final ColumnSummary summary; // of these rows
    final Family<C, S> family;
    final double totalWeight;
    final @Nullable Noise noise; // as it begins
    private final int[] modelled;
    private final long began = System.nanoTime();

    EmProblem(Rows all, Family<C, S> family, MixtureOptions options, Progress progress) {
        this.all = all;
        this.options = options;
        this.progress = progress;
        this.execution = Execution.of(options.threads());
        this.kernels = Kernels.forWork(options.kernels(), (double) all.rowCount() * options.k() * all.dimension());
        this.columnNames = all.columnNames();
        KnownClasses.check(options.known(), all, options);
        options.frozen().check(family, options);
        ColumnSummary everything = Door.open(all, family, options.missing(), execution, options.sharedRows());
        for (int j = 0; j < all.dimension(); j++) {
            if (family.leavesOutConstantColumns() && everything.isConstant(j))
                constantColumns.put(j, everything.minimum(j));
        }
        this.modelled = IntStream.range(0, all.dimension())
                .filter(j -> !constantColumns.containsKey(j))
                .toArray();
        if (modelled.length == 0) {
            throw new DataException(
                    "every column is constant: there is nothing to model", "give columns in which the rows differ");
        }
        this.rows = all.select(modelled);
        this.summary = constantColumns.isEmpty() ? everything : ColumnSummary.of(rows, execution);
        this.totalWeight = summary.totalWeight();
        boolean sharesAddUp = options.outliers() instanceof Outliers.None;
        this.family = (sharesAddUp ? family : family.withFreeShares()).boundTo(rows, summary, options.k(), execution);
        this.noise = OutlierRules.noise(rows, summary, family, options, execution);
    }

    Fit<Mixture<C>> fit() {
        return new Restarts<>(this).fit();
    }

    /// Proportions of the components among themselves.
    double[] clusters(Parameters<C> at) {
        return family.ownProportions(at.components())
                .orElse(noise == null ? at.proportions() : OutlierRules.clusters(at.proportions()));
    }

    Initialisation<C, S> initialisation(Start start, Execution walks, RandomGenerator random) {
        MixtureOptions from = options.withStart(start).withThreads(walks.threads());
        return new Initialisation<>(rows, summary, modelled, columnNames.size(), family, from, walks, random);
    }

    SplitAndMerge<C, S> splitAndMerge(Parameters<C> at) {
        Rows clustered = family.forClusters(Start.filled(rows, summary));
        return new SplitAndMerge<>(rows, clustered, family, clusters(at), at.components(), kernels, execution);
    }

    /// Seconds since the fit began.
    double seconds() {
        return (System.nanoTime() - began) * 1e-9;
    }
}
