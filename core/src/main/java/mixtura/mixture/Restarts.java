package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Fit;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// All starts of one fit, of which the best wins, and the search that goes on from it.
///
/// Every start has a random stream of its own, split off before any of them runs: what one draws is
/// nothing to the others, so they may run one after the other or side by side.
final class Restarts<C extends Component, S extends Statistics<S>> {
    /// Cells up to which a start is one thread's work, and several run side by side.
    private static final long CELLS_FOR_ONE_THREAD = 1_000_000;

    /// Starts that are made for one that was asked for, when components collapse.
    private static final int ATTEMPTS = 10;

    /// Split-and-merge moves that are kept at most.
    private static final int MOST_MOVES = 10;

    private final EmProblem<C, S> problem;
    private final MixtureOptions options;
    private final Rows rows;
    private final Execution execution;

    Restarts(EmProblem<C, S> problem) {
        this.problem = problem;
        this.options = problem.options;
        this.rows = problem.rows;
        this.execution = problem.execution;
    }

    /// What came of one start: a run, or the reason why there is none.
    private final class Outcome {
        private @Nullable ExpectationMaximization<C, S> run;
        private @Nullable CollapsedException refused;
        private boolean interrupted;
    }

    Fit<Mixture<C>> fit() {
        int restarts = options.isStartFixed() ? 1 : options.restarts();
        SplittableGenerator source = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<SplittableGenerator> streams = new ArrayList<>();
        for (int restart = 0; restart < restarts; restart++) streams.add(source.split());
        boolean sideBySide =
                restarts > 1 && execution.threads() > 1 && rows.rowCount() * rows.dimension() <= CELLS_FOR_ONE_THREAD;
        List<ExpectationMaximization<C, S>> runs = runs(sideBySide ? sideBySide(streams) : oneByOne(streams));
        ExpectationMaximization<C, S> winner = runs.getFirst();
        for (var run : runs) if (run.isBetterThan(winner)) winner = run;
        if (options.splitAndMerge() && !winner.interrupted) {
            int place = runs.indexOf(winner);
            winner = searchedOnFrom(winner, source.split());
            runs.set(place, winner);
        }
        return new Conclusion<>(problem, winner).fit(runs);
    }

    /// The runs that led to a model.
    private List<ExpectationMaximization<C, S>> runs(List<Outcome> outcomes) {
        List<ExpectationMaximization<C, S>> runs = new ArrayList<>();
        for (Outcome outcome : outcomes) if (outcome.run != null) runs.add(outcome.run);
        for (Outcome outcome : outcomes) {
            boolean allMustDo = options.collapse() != Collapse.RESTART || runs.isEmpty();
            if (outcome.refused != null && allMustDo) throw outcome.refused;
        }
        if (runs.isEmpty()) throw new PassInterruptedException();
        return runs;
    }

    private List<Outcome> oneByOne(List<SplittableGenerator> streams) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int restart = 0; restart < streams.size(); restart++) {
            Outcome outcome = new Outcome();
            outcomes.add(outcome);
            start(outcome, restart, streams, execution);
            if (outcome.interrupted || (outcome.refused != null && options.collapse() != Collapse.RESTART)) break;
        }
        return outcomes;
    }

    /// Each start on one thread: the same runs as one by one.
    private List<Outcome> sideBySide(List<SplittableGenerator> streams) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int restart = 0; restart < streams.size(); restart++) {
            int number = restart;
            Outcome outcome = new Outcome();
            outcomes.add(outcome);
            tasks.add(() -> start(outcome, number, streams, Execution.of(1)));
        }
        if (SideBySide.run(tasks, execution.threads())) {
            for (Outcome outcome : outcomes) if (outcome.run != null) outcome.run.interrupted = true;
        }
        return outcomes;
    }

    private void start(Outcome outcome, int restart, List<SplittableGenerator> streams, Execution walks) {
        SplittableGenerator random = streams.get(restart);
        List<String> collapsed = new ArrayList<>();
        while (true) {
            var run = new ExpectationMaximization<>(
                    problem, restart, streams.size(), walks, ExpectationMaximization.FULL_LENGTH);
            run.repairs.addAll(collapsed);
            try {
                run.start(collapsed.isEmpty() ? random : random.split());
                outcome.run = run;
                outcome.interrupted = run.interrupted;
                return;
            } catch (PassInterruptedException e) {
                Thread.interrupted(); // the answer is the best model so far; what writes it must not be interrupted
                run.interrupted = true;
                outcome.interrupted = true;
                if (run.best() != null) outcome.run = run;
                return;
            } catch (CollapsedException e) {
                boolean again = options.collapse() == Collapse.RESTART
                        && e.component() != CollapsedException.ALL
                        && !options.isStartFixed();
                if (!again || collapsed.size() + 1 >= ATTEMPTS) {
                    String where = collapsed.isEmpty() ? "" : " in the last of " + (collapsed.size() + 1) + " starts";
                    outcome.refused = new CollapsedException(
                            e.component(),
                            e.getMessage() + where + "; use fewer components, a larger --ridge, --eigenvalue-ratio 100"
                                    + (options.isStartFixed() ? "" : ", or another seed"));
                    return;
                }
                collapsed.add("a start was begun again: " + e.getMessage());
            }
        }
    }

    /// The best run that split-and-merge moves lead to; `start` itself when there is no better one.
    private ExpectationMaximization<C, S> searchedOnFrom(
            ExpectationMaximization<C, S> start, SplittableGenerator random) {
        boolean free = options.known() == null
                && options.frozen().isNone()
                && options.k() > 2
                && rows.rowCount() <= Integer.MAX_VALUE - 8;
        if (!free) return start;
        ExpectationMaximization<C, S> best = start;
        int tried = 0;
        int kept = 0;
        boolean better = true;
        try {
            while (better && kept < MOST_MOVES && !best.hasDropped() && !best.interrupted) {
                better = false;
                var search = problem.splitAndMerge(
                        Objects.requireNonNull(best.best()).at());
                for (SplitAndMerge.Move move : search.moves()) {
                    var allocation = search.allocation(move, random.nextLong());
                    if (allocation.isEmpty()) continue;
                    tried++;
                    var run = new ExpectationMaximization<>(
                            problem, start.restart, start.restarts, execution, ExpectationMaximization.FULL_LENGTH);
                    if (!run.goFrom(allocation.get(), random)) continue;
                    better = run.isClearlyBetterThan(best);
                    if (run.interrupted) best.interrupted = true;
                    if (better) best = run;
                    if (better) kept++;
                    if (better || best.interrupted) break;
                }
            }
        } catch (PassInterruptedException e) {
            Thread.interrupted();
            best.interrupted = true;
        }
        best.description += "; " + tried + " splits with merges tried, " + kept + " kept";
        return best;
    }
}
