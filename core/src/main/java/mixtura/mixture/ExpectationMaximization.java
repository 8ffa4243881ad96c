package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.Step;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// Expectation maximization (Dempster, Laird and Rubin 1977) for a mixture of any family: the only EM loop in
/// the house.
///
/// Each iteration walks once over the rows. The E-step bounds the log-likelihood from below by a function of
/// the parameters that touches it at the current ones; the M-step maximises that bound, so the log-likelihood
/// cannot fall.
final class ExpectationMaximization<C extends Component, S extends Statistics<S>> {
    /// A fall of the log-likelihood by no more than this share of n + |L| is rounding.
    private static final double ROUNDING = 1e-10;

    /// The same where a component is a thin sheet (definitions.md: flagged): covariances there lose the digits of their
    /// condition. A far outlier under a prior, whose scale it makes a needle, costs up to 4e-9 of it.
    private static final double ROUNDING_OF_SHEETS = 1e-7;

    /// A component with less than this share of the weight has lost its rows.
    private static final double EMPTY = 1e-12;

    /// The run of one start, which the options alone end.
    static final Length FULL_LENGTH = new Length(Integer.MAX_VALUE, 0, true);

    /// A short run ends when an iteration adds less than this share of what it has gained (Biernacki et al.
    /// 2003, section 3).
    private static final double SHORT = 0.01;

    /// Iterations left out of the median time: the first ones run before the code is compiled.
    private static final int WARM_UP = 3;

    private final MixtureOptions options;
    private final Progress progress;
    private final Execution execution;
    private final Kernels kernels;
    private final List<String> columnNames;
    private final SortedMap<Integer, Double> constantColumns = new TreeMap<>();
    private final int[] modelled;
    private final Rows all;
    private final Rows rows; // the columns that are not constant
    private final ColumnSummary summary; // of these rows
    private final Family<C, S> family;
    private final double totalWeight;
    private final @Nullable Noise noise; // as it begins
    private final long began = System.nanoTime();

    ExpectationMaximization(Rows all, Family<C, S> family, MixtureOptions options, Progress progress) {
        this.all = all;
        this.options = options;
        this.progress = progress;
        this.execution = Execution.of(options.threads());
        this.kernels = Kernels.forWork(options.kernels(), (double) all.rowCount() * options.k() * all.dimension());
        this.columnNames = all.columnNames();
        KnownClasses.check(options.known(), all, options);
        options.frozen().check(family, options);
        ColumnSummary everything = Door.open(all, family, options.missing(), execution);
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
        return new Restarts<>(this, options, rows, execution).fit();
    }

    /// Proportions of the components among themselves.
    private double[] clusters(State<C> state) {
        return family.ownProportions(state.components())
                .orElse(noise == null ? state.proportions() : OutlierRules.clusters(state.proportions()));
    }

    SplitAndMerge<C, S> splitAndMerge(State<C> state) {
        Rows clustered = family.forClusters(Start.filled(rows, summary));
        return new SplitAndMerge<>(rows, clustered, family, clusters(state), state.components(), kernels, execution);
    }

    private Initialisation<C, S> initialisation(Start start, Execution walks, RandomGenerator random) {
        MixtureOptions from = options.withStart(start).withThreads(walks.threads());
        return new Initialisation<>(rows, summary, modelled, columnNames.size(), family, from, walks, random);
    }

    /// When a run ends, besides what the options say.
    ///
    /// @param iterations  at most
    /// @param share       of what it has gained so far; it ends when an iteration adds less
    /// @param heard       whether its steps are reported
    record Length(int iterations, double share, boolean heard) {
        boolean isReached(Step step, double gain, Step first) {
            boolean slow = share > 0 && gain < share * (step.logPosterior() - first.logPosterior());
            return slow || step.iteration() >= iterations;
        }
    }

    /// Parameters with the log-likelihood that belongs to them.
    record State<C>(double[] proportions, List<C> components, double[] mass) {}

    /// One start and what came of it.
    final class Run {
        final int restart;
        final int restarts;
        private final Execution walks;
        private final Length length;
        private final List<Step> trace = new ArrayList<>();
        final List<String> repairs = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
        private @Nullable State<C> best;
        private @Nullable Diagnosis diagnosis;
        String description = "";
        private boolean converged;
        boolean interrupted;
        private double largestSetback;
        private boolean monotone = true;
        private long impossibleRow = -1;
        private final DroppedComponents dropped = new DroppedComponents(options.k());
        private final double[] logDensity; // of every row, where the lowest are left out
        private Trimming trimming = Trimming.NONE;
        private boolean lately; // a component was dropped in the step before this one
        private double rise; // expected of further steps

        Run(int restart, int restarts, Execution walks, Length length) {
            this.restart = restart;
            this.restarts = restarts;
            this.walks = walks;
            this.length = length;
            this.logDensity = new double[options.outliers() instanceof Outliers.Trimmed ? (int) rows.rowCount() : 0];
        }

        @Nullable
        State<C> best() {
            return best;
        }

        /// Whether it ended with fewer components than it was to have.
        boolean hasDropped() {
            return dropped.remaining() < options.k();
        }

        /// Begins where the options say and goes on from there.
        void start(SplittableGenerator random) {
            Start start =
                    options.start() instanceof Start.Varied varied ? varied.of(restart, options.k()) : options.start();
            go(
                    start instanceof Start.ShortRuns(int runs, int iterations)
                            ? bestOf(runs, iterations, random)
                            : initialisation(start, walks, random).parameters());
        }

        private Initialisation.Parameters<C> bestOf(int runs, int iterations, SplittableGenerator random) {
            Run winner = null;
            CollapsedException refused = null;
            for (int i = 0; i < runs; i++) {
                Run brief = new Run(restart, restarts, walks, new Length(iterations, SHORT, false));
                Start place = i % 2 == 0 ? Start.rows() : Start.kMeansPlusPlus();
                try {
                    brief.go(initialisation(place, walks, random.split()).parameters());
                } catch (CollapsedException e) {
                    refused = e;
                    continue;
                }
                if (winner == null || brief.isBetterThan(winner)) winner = brief;
            }
            if (winner == null && refused != null) throw refused;
            State<C> state = Objects.requireNonNull(Objects.requireNonNull(winner).best);
            return new Initialisation.Parameters<>(state.proportions(), state.components());
        }

        /// Goes on from an allocation of the rows.
        ///
        /// @return whether no component collapsed
        boolean goFrom(IntFunction<Initialisation.Allocation> newAllocation, RandomGenerator random) {
            try {
                go(initialisation(options.start(), walks, random).fromAllocations(newAllocation));
                return true;
            } catch (CollapsedException e) {
                return false;
            }
        }

        private void go(Initialisation.Parameters<C> from) {
            Squarem<C> squarem = acceleration();
            Initialisation.Parameters<C> at = new Initialisation.Parameters<>(
                    withNoise(from.proportions()), family.admissible(from.components()));
            Initialisation.Parameters<C> plain = null; // the step of EM that `at` was tried instead of
            while (true) {
                long iterationBegan = System.nanoTime();
                double[] proportions = at.proportions();
                List<C> components = at.components();
                EStep.Sums<S> sums = walk(proportions, components);
                S statistics = sums.statistics();
                double posterior = sums.logLikelihood() + family.logPrior(components);
                boolean bound = family.ownProportions(components).isPresent();
                Step step = new Step(trace.size(), bound ? posterior : sums.logLikelihood(), posterior);
                double gain = trace.isEmpty()
                        ? Double.NaN
                        : step.logPosterior() - trace.getLast().logPosterior();
                boolean extrapolated = squarem != null && plain != null;
                if (squarem != null && plain != null) {
                    if (!(gain >= 0)) { // NaN as well
                        squarem.drop();
                        at = plain;
                        plain = null;
                        continue;
                    }
                    squarem.keep();
                }
                impossibleRow = sums.impossibleRow();
                trace.add(step);
                best = new State<>(proportions, components, statistics.mass().clone());
                boolean stopped = length.heard() && isStoppedAfter(step, gain);
                converged = !extrapolated && isConverged(step, gain);
                boolean last = stopped
                        || step.iteration() >= options.maxIterations()
                        || isGivenUp(step, best)
                        || length.isReached(step, gain, trace.getFirst());
                int repaired = repairs.size();
                Initialisation.Parameters<C> next = new Initialisation.Parameters<>(proportions, components);
                if (last || (converged && !dropsFlagged(best))) {
                    interrupted = stopped && !converged;
                    if (squarem == null) rise = expectedRise(trace);
                    else if (!extrapolated) rise = squarem.expectedRise(gain);
                    break;
                }
                if (converged) next = new Initialisation.Parameters<>(dropped.without(proportions), components);
                else next = updated(sums, proportions, components);
                plain = null;
                if (squarem != null) {
                    if (repairs.size() > repaired) squarem.startAgain();
                    Optional<Initialisation.Parameters<C>> instead = squarem.instead(at, next);
                    if (instead.isPresent()) plain = next;
                    next = instead.orElse(next);
                }
                at = next;
                seconds.add(secondsSince(iterationBegan));
            }
            refuseFlagged(diagnosis());
            if (squarem != null) description += "; " + squarem.description();
        }

        /// The M-step, or the same parameters without a component that collapsed in it.
        private Initialisation.Parameters<C> updated(EStep.Sums<S> sums, double[] proportions, List<C> components) {
            S statistics = sums.statistics();
            try {
                double[] shares = shares(sums, proportions);
                List<C> moved = family.maximize(statistics, components, dropped.and(options.frozen()), repairs);
                if (options.collapse() == Collapse.DROP) dropEmpty(statistics.mass());
                return new Initialisation.Parameters<>(shares, moved);
            } catch (CollapsedException e) {
                if (options.collapse() != Collapse.DROP || !canDrop(e.component())) throw e;
                drop(e.component(), e.getMessage());
                return new Initialisation.Parameters<>(dropped.without(proportions), components);
            }
        }

        /// Proportions with that of the noise behind them, where there is one.
        private double[] withNoise(double[] proportions) {
            if (noise == null || proportions.length > options.k()) return proportions; // another run's have it already
            return OutlierRules.joined(proportions, noise.proportion());
        }

        /// The M-step of the proportions.
        private double[] shares(EStep.Sums<S> sums, double[] current) {
            double[] mass = sums.statistics().mass();
            if (noise == null) return dropped.without(options.proportions(mass, current));
            double share = options.frozen().proportions()
                    ? current[mass.length]
                    : sums.noiseMass() / (sums.noiseMass() + Arrays.stream(mass).sum());
            double[] clusters = options.proportions(mass, OutlierRules.clusters(current));
            return OutlierRules.joined(dropped.without(clusters), share);
        }

        private boolean canDrop(int k) {
            return k >= 0 && !dropped.contains(k) && dropped.remaining() > 1 && options.known() == null;
        }

        private void drop(int k, @Nullable String why) {
            dropped.drop(k);
            lately = true;
            repairs.add("dropped at iteration " + (trace.size() - 1) + ": " + why);
        }

        private void dropEmpty(double[] mass) {
            for (int k = 0; k < mass.length; k++) {
                if (mass[k] <= EMPTY * totalWeight && canDrop(k)) {
                    drop(k, "component " + (k + 1) + " has lost all its rows");
                }
            }
        }

        /// With [Collapse#DROP], drops the lightest flagged component of a fit that has converged, unless all
        /// are.
        private boolean dropsFlagged(State<C> end) {
            if (options.collapse() != Collapse.DROP) return false;
            State<C> left = withoutDropped(end);
            Diagnosis found = family.diagnose(left.components(), left.mass(), summary);
            if (found.flagged().isEmpty() || found.flagged().size() == dropped.remaining()) return false;
            int lightest = found.flagged().getFirst();
            for (int k : found.flagged()) if (left.mass()[k] < left.mass()[lightest]) lightest = k;
            int k = dropped.original(lightest);
            if (!canDrop(k)) return false;
            drop(k, "component " + (k + 1) + " " + found.reasons().getOrDefault(lightest, "rests on too little"));
            return true;
        }

        /// With [Collapse#RESTART] and [Collapse#FAIL], a fit that ends with a flagged component is none.
        private void refuseFlagged(Diagnosis found) {
            boolean refuses = options.collapse() == Collapse.RESTART || options.collapse() == Collapse.FAIL;
            if (!refuses || interrupted || found.flagged().isEmpty()) return;
            int k = found.flagged().getFirst();
            boolean all = found.flagged().size() == options.k() && options.k() > 1;
            throw new CollapsedException(
                    all ? CollapsedException.ALL : k,
                    (all ? "every component" : "component " + (k + 1)) + " "
                            + found.reasons().getOrDefault(k, "rests on too little"));
        }

        /// Whether a component is flagged now that patience is at an end.
        private boolean isGivenUp(Step step, State<C> now) {
            boolean asked = step.iteration() > 0 && step.iteration() % options.patience() == 0;
            if (!asked || options.collapse() != Collapse.REPAIR) return false;
            return !family.diagnose(now.components(), now.mass(), summary)
                    .flagged()
                    .isEmpty();
        }

        private State<C> withoutDropped(State<C> state) {
            return new State<>(
                    dropped.kept(state.proportions()), dropped.kept(state.components()), dropped.kept(state.mass()));
        }

        private boolean isStoppedAfter(Step step, double gain) {
            Progress.Report report = new Progress.Report(
                    restart, restarts, step.iteration(), step.objective(), gain, secondsSince(began));
            synchronized (progress) { // starts side by side report one at a time
                return progress.step(report) == Progress.Answer.STOP;
            }
        }

        private @Nullable Squarem<C> acceleration() {
            return options.acceleration() == Acceleration.NONE
                    ? null
                    : new Squarem<>(family.coordinates()
                            .orElseThrow(() -> new IllegalArgumentException("the steps of a " + family.title()
                                    + " cannot be extrapolated; fit it without --accelerate")));
        }

        private EStep.Sums<S> walk(double[] proportions, List<C> components) {
            Prepared<S> prepared = family.prepare(components);
            double[] shares = family.ownProportions(components)
                    .map(own -> {
                        Arrays.fill(own, 1); // the pass has them in its densities
                        return own;
                    })
                    .orElse(proportions);
            int blockRows = prepared.blockRows(rows.rowCount());
            description = prepared.description();
            Execution inBlocks = walks.withBlockRows(prepared.readRows());
            Supplier<Expectation<S>> expectation =
                    () -> new Expectation<>(prepared, shares, noise, blockRows, kernels, options.known());
            if (options.outliers() instanceof Outliers.Trimmed(double share)) {
                rows.aggregate(inBlocks, () -> new Trimming.Densities<>(expectation.get(), logDensity));
                trimming = Trimming.of(logDensity, rows, share);
            }
            return rows.aggregate(inBlocks, () -> new EStep<>(expectation.get(), shares.length, trimming));
        }

        private boolean isConverged(Step step, double gain) {
            if (Double.isNaN(gain)) return false;
            if (lately) { // with fewer components the likelihood may be lower
                lately = false;
                return false;
            }
            if (gain < 0) {
                largestSetback = Math.max(largestSetback, -gain);
                boolean beyondRounding = isBeyondRounding(-gain, totalWeight + Math.abs(step.logPosterior()));
                if (beyondRounding && family.isMaximiser() && repairs.isEmpty()) monotone = false;
                if (beyondRounding && -gain > options.tolerance() * totalWeight) return false;
            }
            return gain <= options.tolerance() * totalWeight;
        }

        private boolean isBeyondRounding(double fall, double size) {
            if (!(fall > ROUNDING * size)) return false;
            State<C> here = best;
            boolean isThin = here != null
                    && !family.diagnose(here.components(), here.mass(), summary)
                            .flagged()
                            .isEmpty();
            return fall > (isThin ? ROUNDING_OF_SHEETS : ROUNDING) * size;
        }

        boolean isBetterThan(Run other) {
            boolean doubtful = !flagged().isEmpty();
            boolean otherDoubtful = !other.flagged().isEmpty();
            if (doubtful != otherDoubtful) return otherDoubtful;
            return trace.getLast().logPosterior() > other.trace.getLast().logPosterior();
        }

        /// By more than the tolerance.
        boolean isClearlyBetterThan(Run other) {
            if (flagged().isEmpty() != other.flagged().isEmpty())
                return flagged().isEmpty();
            double gain = trace.getLast().logPosterior() - other.trace.getLast().logPosterior();
            return gain > options.tolerance() * totalWeight;
        }

        private List<Integer> flagged() {
            return diagnosis().flagged();
        }

        private Diagnosis diagnosis() {
            if (diagnosis == null) {
                State<C> end = best == null ? null : withoutDropped(best);
                diagnosis = end == null ? Diagnosis.NOTHING : family.diagnose(end.components(), end.mass(), summary);
            }
            return diagnosis;
        }

        Fit<Mixture<C>> result(List<Run> runs) {
            if (best == null) throw new IllegalStateException("a run without a model cannot win");
            State<C> state = withoutDropped(best);
            Mixture<C> mixture = family.mixture(
                            new Outline(clusters(state), columnNames, constantColumns), state.components())
                    .describedBy(componentNames(), freeParameters(state.components()))
                    .withNoise(
                            noise == null
                                    ? null
                                    : noise.withProportion(state.proportions()[
                                            state.components().size()]))
                    .withCutoff(cutoff(state));
            boolean anyInterrupted = runs.stream().anyMatch(run -> run.interrupted);
            Certificate certificate = new Certificate(
                    family.objective(),
                    monotone,
                    largestSetback,
                    state.mass(),
                    diagnosis().conditionNumbers(),
                    flagged(),
                    repairs,
                    description,
                    runs.stream()
                            .mapToDouble(run -> run.trace.getLast().logPosterior())
                            .toArray(),
                    restart,
                    anyInterrupted,
                    secondsSince(began),
                    medianSeconds(),
                    0,
                    rise);
            return new Fit<>(mixture, trace, converged, trace.size() - 1, warnings(mixture, state.mass()), certificate);
        }

        /// Between the rows that the model's own walk left out and those that it kept.
        private double cutoff(State<C> state) {
            if (!(options.outliers() instanceof Outliers.Trimmed)) return Double.NEGATIVE_INFINITY;
            walk(state.proportions(), state.components()); // another walk may have been the last
            return trimming.boundary();
        }

        private List<String> componentNames() {
            Labels known = options.known();
            return known == null ? List.of() : known.levels();
        }

        private long freeParameters(List<C> components) {
            boolean fixed = options.uniformProportions() || options.frozen().proportions();
            return (fixed ? 0 : components.size() - 1)
                    + (noise == null ? 0 : 2)
                    + family.parameterCount(components, options.frozen());
        }

        private double medianSeconds() {
            double[] warm =
                    seconds.stream().skip(WARM_UP).mapToDouble(s -> s).sorted().toArray();
            return warm.length == 0 ? Double.NaN : warm[warm.length / 2];
        }

        private List<String> warnings(Mixture<C> mixture, double[] mass) {
            List<String> warnings = new ArrayList<>();
            if (!monotone) {
                warnings.add("the log-likelihood fell by " + largestSetback
                        + " in one iteration, which it must not: please report this with the data");
            }
            if (!converged && !interrupted) {
                warnings.add("not converged after " + (trace.size() - 1) + " iterations; raise --max-iter or --tol");
            }
            if (!flagged().isEmpty()) warnings.addAll(doubts(mixture, mass));
            if (impossibleRow >= 0) {
                warnings.add("row " + (impossibleRow + 1)
                        + " has probability 0 under every component; use --smoothing 0.5 or another start");
            }
            if (!constantColumns.isEmpty()) warnings.add(constantColumnsSentence());
            warnings.addAll(diagnosis().notes());
            warnings.addAll(repairs.stream().distinct().limit(5).toList());
            return warnings;
        }

        /// Which components rest on too little, on which rows, and which columns are to blame.
        private List<String> doubts(Mixture<C> mixture, double[] mass) {
            List<String> doubts = new ArrayList<>();
            boolean every = flagged().size() == mixture.componentCount();
            boolean shaped = family.options().contains(FamilyOption.COVARIANCE)
                    && options.covariance().parameterCount(1, 2) > 2;
            if (every && shaped) doubts.addAll(Collinearity.sentences(rows, summary, execution));
            doubts.add((flagged().size() == 1 ? "component " : "components ") + ordinals(flagged())
                    + (flagged().size() == 1 ? " rests on" : " rest on")
                    + " too little data or collapsed to a thin sheet, so the log-likelihood says"
                    + " little about the fit; use fewer components, --collapse drop, --eigenvalue-ratio 100, a larger"
                    + " --ridge, or --covariance diag");
            doubts.addAll(RestingRows.sentences(mixture, all, diagnosis(), mass, execution));
            return doubts;
        }

        private static String ordinals(List<Integer> components) {
            return components.stream().map(k -> String.valueOf(k + 1)).collect(Collectors.joining(", "));
        }

        private String constantColumnsSentence() {
            String names = constantColumns.keySet().stream()
                    .limit(8)
                    .map(j -> "'" + columnNames.get(j) + "'")
                    .collect(Collectors.joining(", "));
            int more = constantColumns.size() - 8;
            return (constantColumns.size() == 1 ? "column " : constantColumns.size() + " columns ") + names
                    + (more > 0 ? " and " + more + " more" : "")
                    + (constantColumns.size() == 1 ? " is" : " are") + " constant and left out of the density";
        }
    }

    /// What is still to be had when the gains go on falling by the factor r of the last two: g r / (1 − r),
    /// since EM converges linearly (Aitken 1926; McLachlan and Krishnan 2008, section 4.9).
    static double expectedRise(List<Step> trace) {
        int last = trace.size() - 1;
        if (last < 2) return 0;
        double before = trace.get(last - 1).logPosterior() - trace.get(last - 2).logPosterior();
        double gain = trace.get(last).logPosterior() - trace.get(last - 1).logPosterior();
        return gain > 0 && gain < before ? gain * gain / (before - gain) : 0;
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) * 1e-9;
    }
}
