package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
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
import mixtura.data.PassInterruptedException;
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

    /// A component with less than this share of the weight has lost its rows.
    private static final double EMPTY = 1e-12;

    /// Starts that are made for one that was asked for, when components collapse.
    private static final int ATTEMPTS = 10;

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
        this.family = family.boundTo(rows, summary, options.k(), execution);
    }

    Fit<Mixture<C>> fit() {
        int restarts = options.isStartFixed() ? 1 : options.restarts();
        SplittableGenerator random = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<Run> runs = new ArrayList<>();
        CollapsedException refused = null;
        for (int restart = 0; restart < restarts; restart++) {
            Run run = new Run(restart, restarts);
            try {
                run = attempts(restart, restarts, random, runs);
            } catch (CollapsedException e) {
                refused = e;
                if (options.collapse() == Collapse.RESTART) continue; // another start may do without
                throw e;
            }
            if (run.best() != null) runs.add(run);
            if (run.interrupted) break;
        }
        if (runs.isEmpty() && refused != null) throw refused;
        Run winner = runs.getFirst();
        for (Run run : runs) if (run.isBetterThan(winner)) winner = run;
        return winner.result(runs);
    }

    /// One start; with [Collapse#RESTART] another one instead of each in which a component collapses.
    private Run attempts(int restart, int restarts, SplittableGenerator random, List<Run> runs) {
        List<String> collapsed = new ArrayList<>();
        while (true) {
            Run run = new Run(restart, restarts);
            run.repairs.addAll(collapsed);
            try {
                run.go(new Initialisation<>(
                        rows, summary, modelled, columnNames.size(), family, options, execution, random.split()));
                return run;
            } catch (PassInterruptedException e) {
                Thread.interrupted(); // the answer is the best model so far; what writes it must not be interrupted
                if (runs.isEmpty() && run.best() == null) throw e;
                run.interrupted = true;
                return run;
            } catch (CollapsedException e) {
                boolean again = options.collapse() == Collapse.RESTART
                        && e.component() != CollapsedException.ALL
                        && !options.isStartFixed();
                if (!again || collapsed.size() + 1 >= ATTEMPTS) {
                    String where = collapsed.isEmpty() ? "" : " in the last of " + (collapsed.size() + 1) + " starts";
                    throw new CollapsedException(
                            e.component(),
                            e.getMessage() + where + "; use fewer components, a larger --ridge, --eigenvalue-ratio 100"
                                    + (options.isStartFixed() ? "" : ", or another seed"));
                }
                collapsed.add("a start was begun again: " + e.getMessage());
            }
        }
    }

    /// Parameters with the log-likelihood that belongs to them.
    private record State<C>(double[] proportions, List<C> components, double[] mass) {}

    /// One start and what came of it.
    private final class Run {
        private final int restart;
        private final int restarts;
        private final List<Step> trace = new ArrayList<>();
        private final List<String> repairs = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
        private @Nullable State<C> best;
        private @Nullable Diagnosis diagnosis;
        private String description = "";
        private boolean converged;
        private boolean interrupted;
        private double largestSetback;
        private boolean monotone = true;
        private long impossibleRow = -1;
        private final DroppedComponents dropped = new DroppedComponents(options.k());
        private boolean lately; // a component was dropped in the step before this one

        Run(int restart, int restarts) {
            this.restart = restart;
            this.restarts = restarts;
        }

        @Nullable
        State<C> best() {
            return best;
        }

        void go(Initialisation<C, S> initialisation) {
            Squarem<C> squarem = acceleration();
            Initialisation.Parameters<C> at = initialisation.parameters();
            at = new Initialisation.Parameters<>(at.proportions(), family.admissible(at.components()));
            Initialisation.Parameters<C> plain = null; // the step of EM that `at` was tried instead of
            while (true) {
                long iterationBegan = System.nanoTime();
                double[] proportions = at.proportions();
                List<C> components = at.components();
                EStep.Sums<S> sums = walk(proportions, components);
                S statistics = sums.statistics();
                Step step = new Step(
                        trace.size(), sums.logLikelihood(), sums.logLikelihood() + family.logPrior(components));
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
                boolean stopped = progress.step(new Progress.Report(
                                restart, restarts, step.iteration(), step.objective(), gain, secondsSince(began)))
                        == Progress.Answer.STOP;
                converged = !extrapolated && isConverged(step, gain);
                boolean last = stopped || step.iteration() >= options.maxIterations();
                int repaired = repairs.size();
                Initialisation.Parameters<C> next = new Initialisation.Parameters<>(proportions, components);
                if (last || (converged && !dropsFlagged(best))) {
                    interrupted = stopped && !converged;
                    break;
                }
                if (converged) next = new Initialisation.Parameters<>(dropped.without(proportions), components);
                else next = updated(statistics, proportions, components);
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
        private Initialisation.Parameters<C> updated(S statistics, double[] proportions, List<C> components) {
            try {
                double[] shares = options.proportions(statistics.mass(), proportions);
                List<C> moved = family.maximize(statistics, components, dropped.and(options.frozen()), repairs);
                if (options.collapse() == Collapse.DROP) dropEmpty(statistics.mass());
                return new Initialisation.Parameters<>(dropped.without(shares), moved);
            } catch (CollapsedException e) {
                if (options.collapse() != Collapse.DROP || !canDrop(e.component())) throw e;
                drop(e.component(), e.getMessage());
                return new Initialisation.Parameters<>(dropped.without(proportions), components);
            }
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

        private State<C> withoutDropped(State<C> state) {
            return new State<>(
                    dropped.kept(state.proportions()), dropped.kept(state.components()), dropped.kept(state.mass()));
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
            int blockRows = prepared.blockRows();
            description = prepared.description();
            return rows.aggregate(
                    execution.withBlockRows(prepared.readRows()),
                    () -> new EStep<>(prepared, proportions, blockRows, kernels, options.known()));
        }

        private boolean isConverged(Step step, double gain) {
            if (Double.isNaN(gain)) return false;
            if (lately) { // with fewer components the likelihood may be lower
                lately = false;
                return false;
            }
            if (gain < 0) {
                largestSetback = Math.max(largestSetback, -gain);
                boolean beyondRounding = -gain > ROUNDING * (totalWeight + Math.abs(step.logPosterior()));
                if (beyondRounding && family.isMaximiser()) monotone = false;
                if (beyondRounding && -gain > options.tolerance() * totalWeight) return false;
            }
            return gain <= options.tolerance() * totalWeight;
        }

        boolean isBetterThan(Run other) {
            boolean doubtful = !flagged().isEmpty();
            boolean otherDoubtful = !other.flagged().isEmpty();
            if (doubtful != otherDoubtful) return otherDoubtful;
            return trace.getLast().logPosterior() > other.trace.getLast().logPosterior();
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
                            new Outline(state.proportions(), columnNames, constantColumns), state.components())
                    .describedBy(componentNames(), freeParameters(state.components()));
            boolean anyInterrupted = runs.stream().anyMatch(run -> run.interrupted);
            Certificate certificate = new Certificate(
                    "logLikelihood",
                    monotone,
                    largestSetback,
                    state.mass(),
                    diagnosis().conditionNumbers(),
                    flagged(),
                    repairs,
                    description,
                    runs.stream()
                            .mapToDouble(run -> run.trace.getLast().objective())
                            .toArray(),
                    restart,
                    anyInterrupted,
                    secondsSince(began),
                    medianSeconds(),
                    0,
                    options.acceleration() == Acceleration.NONE ? expectedRise(trace) : 0);
            return new Fit<>(mixture, trace, converged, trace.size() - 1, warnings(mixture, state.mass()), certificate);
        }

        private List<String> componentNames() {
            Labels known = options.known();
            return known == null ? List.of() : known.levels();
        }

        private long freeParameters(List<C> components) {
            boolean fixed = options.uniformProportions() || options.frozen().proportions();
            return (fixed ? 0 : components.size() - 1) + family.parameterCount(components, options.frozen());
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

    /// What is still to be had when the gains go on falling by the factor r of the last two: g r / (1 − r), since EM
    /// converges linearly (Aitken 1926; McLachlan and Krishnan 2008, section 4.9).
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
