package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import mixtura.Progress;
import mixtura.Step;
import mixtura.data.Execution;
import org.jspecify.annotations.Nullable;

/// Expectation maximization (Dempster, Laird and Rubin 1977) for a mixture of any family, from one start: the only EM
/// loop in the house.
///
/// Each iteration walks once over the rows. The E-step bounds the log-likelihood from below by a function of
/// the parameters that touches it at the current ones; the M-step maximises that bound, so the log-likelihood
/// cannot fall.
final class ExpectationMaximization<C extends Component, S extends Statistics<S>> {
    /// A component with less than this share of the weight has lost its rows.
    private static final double EMPTY = 1e-12;

    /// The run of one start, which the options alone end.
    static final Length FULL_LENGTH = new Length(Integer.MAX_VALUE, 0, true);

    /// A short run ends when an iteration adds less than this share of what it has gained (Biernacki et al.
    /// 2003, section 3).
    private static final double SHORT = 0.01;

    /// When a run ends, besides what the options say.
    ///
    /// @param iterations  at most
    /// @param share       of what it has gained so far; it ends when an iteration adds less
    /// @param heard       whether its steps are reported
    record Length(int iterations, double share, boolean heard) {
        boolean isReached(Ascent ascent, double gain) {
            return (share > 0 && gain < share * ascent.rise()) || ascent.iterations() >= iterations;
        }
    }

    private final EmProblem<C, S> problem;
    private final MixtureOptions options;
    private final Family<C, S> family;
    private final Execution walks;
    private final Length length;
    final int restart;
    final int restarts;
    final Ascent ascent;
    final List<String> repairs = new ArrayList<>();
    final List<Double> seconds = new ArrayList<>(); // of each iteration
    private @Nullable State<C> best;
    private @Nullable Diagnosis diagnosis;
    String description = "";
    boolean converged;
    boolean interrupted;
    long impossibleRow = -1;
    double rise; // expected of further steps
    private final DroppedComponents dropped;
    private final double[] logDensity; // of every row, where the lowest are left out
    private Trimming trimming = Trimming.NONE;
    private boolean lately; // a component was dropped in the step before this one

    /// @param restart   its place among the starts
    /// @param restarts  how many starts there are
    /// @param walks     on how many threads it walks over the rows
    ExpectationMaximization(EmProblem<C, S> problem, int restart, int restarts, Execution walks, Length length) {
        this.problem = problem;
        this.options = problem.options;
        this.family = problem.family;
        this.restart = restart;
        this.restarts = restarts;
        this.walks = walks;
        this.length = length;
        this.ascent = new Ascent(problem.totalWeight, options.tolerance());
        this.dropped = new DroppedComponents(options.k());
        boolean trims = options.outliers() instanceof Outliers.Trimmed;
        this.logDensity = new double[trims ? (int) problem.rows.rowCount() : 0];
    }

    /// Parameters with the weight of the rows that belongs to each component.
    record State<C>(Parameters<C> at, double[] mass) {}

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
                        : problem.initialisation(start, walks, random).parameters());
    }

    private Parameters<C> bestOf(int runs, int iterations, SplittableGenerator random) {
        ExpectationMaximization<C, S> winner = null;
        CollapsedException refused = null;
        for (int i = 0; i < runs; i++) {
            var brief = new ExpectationMaximization<>(
                    problem, restart, restarts, walks, new Length(iterations, SHORT, false));
            Start place = i % 2 == 0 ? Start.rows() : Start.kMeansPlusPlus();
            try {
                brief.go(problem.initialisation(place, walks, random.split()).parameters());
            } catch (CollapsedException e) {
                refused = e;
                continue;
            }
            if (winner == null || brief.isBetterThan(winner)) winner = brief;
        }
        if (winner == null && refused != null) throw refused;
        return Objects.requireNonNull(Objects.requireNonNull(winner).best).at();
    }

    /// Goes on from an allocation of the rows.
    ///
    /// @return whether no component collapsed
    boolean goFrom(IntFunction<Initialisation.Allocation> newAllocation, RandomGenerator random) {
        try {
            go(problem.initialisation(options.start(), walks, random).fromAllocations(newAllocation));
            return true;
        } catch (CollapsedException e) {
            return false;
        }
    }

    private void go(Parameters<C> from) {
        Squarem<C> squarem = acceleration();
        Parameters<C> at = new Parameters<>(withNoise(from.proportions()), family.admissible(from.components()));
        Parameters<C> plain = null; // the step of EM that `at` was tried instead of
        while (true) {
            long iterationBegan = System.nanoTime();
            EStep.Sums<S> sums = walk(at);
            double posterior = sums.logLikelihood() + family.logPrior(at.components());
            boolean bound = family.ownProportions(at.components()).isPresent();
            Step step = new Step(ascent.steps().size(), bound ? posterior : sums.logLikelihood(), posterior);
            double gain = ascent.gain(step);
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
            ascent.add(step);
            best = new State<>(at, sums.statistics().mass().clone());
            boolean stopped = length.heard() && isStoppedAfter(step, gain);
            converged = !extrapolated && isConverged(gain, best);
            boolean last = stopped
                    || step.iteration() >= options.maxIterations()
                    || isGivenUp(step, best)
                    || length.isReached(ascent, gain);
            int repaired = repairs.size();
            if (last || (converged && !dropsFlagged(best))) {
                interrupted = stopped && !converged;
                if (squarem == null) rise = ascent.expectedRise();
                else if (!extrapolated) rise = squarem.expectedRise(gain);
                break;
            }
            Parameters<C> next = converged ? withoutDropped(at) : updated(sums, at);
            plain = null;
            if (squarem != null) {
                if (repairs.size() > repaired) squarem.startAgain();
                Optional<Parameters<C>> instead = squarem.instead(at, next);
                if (instead.isPresent()) plain = next;
                next = instead.orElse(next);
            }
            at = next;
            seconds.add((System.nanoTime() - iterationBegan) * 1e-9);
        }
        refuseFlagged(diagnosis());
        if (squarem != null) description += "; " + squarem.description();
    }

    /// The M-step, or the same parameters without a component that collapsed in it.
    private Parameters<C> updated(EStep.Sums<S> sums, Parameters<C> at) {
        S statistics = sums.statistics();
        try {
            double[] shares = shares(sums, at.proportions());
            List<C> moved = family.maximize(statistics, at.components(), dropped.and(options.frozen()), repairs);
            if (options.collapse() == Collapse.DROP) dropEmpty(statistics.mass());
            return new Parameters<>(shares, moved);
        } catch (CollapsedException e) {
            if (options.collapse() != Collapse.DROP || !canDrop(e.component())) throw e;
            drop(e.component(), e.getMessage());
            return withoutDropped(at);
        }
    }

    /// The same components, of which those that were dropped have no share.
    private Parameters<C> withoutDropped(Parameters<C> at) {
        return new Parameters<>(dropped.without(at.proportions()), at.components());
    }

    /// Proportions with that of the noise behind them, where there is one.
    private double[] withNoise(double[] proportions) {
        if (problem.noise == null || proportions.length > options.k())
            return proportions; // another run's have it already
        return OutlierRules.joined(proportions, problem.noise.proportion());
    }

    /// The M-step of the proportions.
    private double[] shares(EStep.Sums<S> sums, double[] current) {
        double[] mass = sums.statistics().mass();
        if (problem.noise == null) return dropped.without(options.proportions(mass, current));
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
        repairs.add("dropped at iteration " + ascent.iterations() + ": " + why);
    }

    private void dropEmpty(double[] mass) {
        for (int k = 0; k < mass.length; k++) {
            if (mass[k] <= EMPTY * problem.totalWeight && canDrop(k)) {
                drop(k, "component " + (k + 1) + " has lost all its rows");
            }
        }
    }

    /// With [Collapse#DROP], drops the lightest flagged component of a fit that has converged, unless all
    /// are.
    private boolean dropsFlagged(State<C> end) {
        if (options.collapse() != Collapse.DROP) return false;
        State<C> left = kept(end);
        Diagnosis found = diagnosed(left);
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
        return isFlagged(now);
    }

    /// @throws IllegalStateException  without a single step
    State<C> end() {
        if (best == null) throw new IllegalStateException("a run without a model cannot win");
        return kept(best);
    }

    /// What is left of a state without the components that were dropped.
    private State<C> kept(State<C> state) {
        Parameters<C> at = state.at();
        return new State<>(
                new Parameters<>(dropped.kept(at.proportions()), dropped.kept(at.components())),
                dropped.kept(state.mass()));
    }

    private Diagnosis diagnosed(State<C> state) {
        return family.diagnose(state.at().components(), state.mass(), problem.summary);
    }

    private boolean isFlagged(State<C> state) {
        return !diagnosed(state).flagged().isEmpty();
    }

    private boolean isConverged(double gain, State<C> now) {
        if (lately) { // with fewer components the likelihood may be lower
            lately = false;
            return false;
        }
        return ascent.isConverged(gain, family.isMaximiser() && repairs.isEmpty(), () -> isFlagged(now));
    }

    private boolean isStoppedAfter(Step step, double gain) {
        Progress.Report report =
                new Progress.Report(restart, restarts, step.iteration(), step.objective(), gain, problem.seconds());
        synchronized (problem.progress) { // starts side by side report one at a time
            return problem.progress.step(report) == Progress.Answer.STOP;
        }
    }

    private @Nullable Squarem<C> acceleration() {
        return options.acceleration() == Acceleration.NONE
                ? null
                : new Squarem<>(family.coordinates()
                        .orElseThrow(() -> new IllegalArgumentException("the steps of a " + family.title()
                                + " cannot be extrapolated; fit it without --accelerate")));
    }

    private EStep.Sums<S> walk(Parameters<C> at) {
        Prepared<S> prepared = family.prepare(at.components());
        double[] shares = family.ownProportions(at.components())
                .map(own -> {
                    Arrays.fill(own, 1); // the pass has them in its densities
                    return own;
                })
                .orElse(at.proportions());
        int blockRows = prepared.blockRows(problem.rows.rowCount());
        description = prepared.description();
        Execution inBlocks = walks.withBlockRows(prepared.readRows());
        Supplier<Expectation<S>> expectation =
                () -> new Expectation<>(prepared, shares, problem.noise, blockRows, problem.kernels, options.known());
        if (options.outliers() instanceof Outliers.Trimmed(double share)) {
            problem.rows.aggregate(inBlocks, () -> new Trimming.Densities<>(expectation.get(), logDensity));
            trimming = Trimming.of(logDensity, problem.rows, share);
        }
        return problem.rows.aggregate(inBlocks, () -> new EStep<>(expectation.get(), shares.length, trimming));
    }

    /// Between the rows that the model's own walk leaves out and those that it keeps.
    double cutoff() {
        if (!(options.outliers() instanceof Outliers.Trimmed)) return Double.NEGATIVE_INFINITY;
        walk(end().at()); // another walk may have been the last
        return trimming.boundary();
    }

    boolean isBetterThan(ExpectationMaximization<C, S> other) {
        boolean doubtful = !flagged().isEmpty();
        boolean otherDoubtful = !other.flagged().isEmpty();
        if (doubtful != otherDoubtful) return otherDoubtful;
        return ascent.end() > other.ascent.end();
    }

    /// By more than the tolerance.
    boolean isClearlyBetterThan(ExpectationMaximization<C, S> other) {
        if (flagged().isEmpty() != other.flagged().isEmpty()) return flagged().isEmpty();
        return ascent.end() - other.ascent.end() > options.tolerance() * problem.totalWeight;
    }

    private List<Integer> flagged() {
        return diagnosis().flagged();
    }

    /// What is doubtful in the components of its end.
    Diagnosis diagnosis() {
        if (diagnosis == null) diagnosis = best == null ? Diagnosis.NOTHING : diagnosed(kept(best));
        return diagnosis;
    }
}
