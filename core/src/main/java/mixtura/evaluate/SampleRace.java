package mixtura.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.Step;
import mixtura.data.DataException;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;
import org.jspecify.annotations.Nullable;

/// Fits of many sizes and shapes to a sample, in rounds: after each, those go on that may yet be the best.
///
/// A fit that is below one whose mixtures it contains (VVV below EVV, of one k) rests on a plateau or in a poor
/// maximum: it begins again from there, which is at least as good.
final class SampleRace {
    /// Iterations of each round. After ten of them 114 of 126 fits to 20 000 rows were out of the race, and where they
    /// stood was about as near to their ends as after twenty.
    private static final int[] ROUNDS = {10, 20, 30, 50};

    /// Iterations after which a component that rests on too little ends a fit.
    private static final int PATIENCE = 20;

    /// The rise of the log-likelihood per row at which a fit is done: of 20 000 rows the fit that was planted
    /// lay behind a plateau.
    private static final double TOLERANCE = 2e-5;

    private final Rows sample;
    private final Map<Family<?, ?>, Start> starts; // in the sample
    private final Map<Family<?, ?>, MixtureOptions> sharing = new ConcurrentHashMap<>();
    private final double scale; // weight of all rows over that of the sample
    private final double weight; // of all rows
    private final Criterion criterion;
    private final Progress watch;

    /// @param starts  of each family in the sample
    /// @param weight  of all rows
    SampleRace(Rows sample, Map<Family<?, ?>, Start> starts, double weight, Criterion criterion, Progress watch) {
        this.sample = sample;
        this.starts = Map.copyOf(starts);
        this.weight = weight;
        this.scale = weight / RowSample.weight(sample);
        this.criterion = criterion;
        this.watch = watch;
    }

    /// What the fits to the sample let expect of fits to all rows.
    ///
    /// @param kernels  of the fits
    SampleScores scores(Rows rows, String kernels, int threads) {
        return new SampleScores(rows, sample, this::rise, weight, scale, criterion, kernels, threads);
    }

    /// Options that share what fits of a family to the sample need not find out again.
    private MixtureOptions sharing(Family<?, ?> family) {
        return sharing.computeIfAbsent(family, any -> MixtureOptions.of(1).withSharedRows());
    }

    long rowCount() {
        return sample.rowCount();
    }

    /// How much less likely all rows are by a fit to the sample than by one to them all: p / 2 times the ratio of
    /// their weights, since θ is off by a normal deviate of variance I⁻¹ / m. The sample's own rows are by as
    /// much too likely.
    double rise(Mixture<?> model) {
        return model.parameterCount() / 2.0 * scale;
    }

    /// One of them and how far it is.
    private final class Runner {
        final Candidate candidate;
        private @Nullable Fit<? extends Mixture<?>> fit; // without a flagged component
        private double objective = Double.NEGATIVE_INFINITY; // of the fit
        private boolean failed; // a component came to rest on too little
        private double value = Double.POSITIVE_INFINITY; // what the criterion of all rows is expected to be

        Runner(Candidate candidate) {
            this.candidate = candidate;
        }

        private void reach(Fit<? extends Mixture<?>> further) {
            fit = further;
            objective = further.objective();
        }

        /// Some iterations more.
        void run(int iterations, SampleScores scores) {
            Fit<? extends Mixture<?>> now = fit;
            Fit<? extends Mixture<?>> further = fitted(now == null ? own() : Start.from(now.model()), iterations);
            if (further == null) failed = true;
            else reach(further);
            if (further != null && further.converged() && candidate.options().k() == 1) scores.ahead(further.model());
        }

        private Start own() {
            return starts.getOrDefault(candidate.family(), candidate.options().start());
        }

        /// From the end of another, which it contains.
        void runFrom(Mixture<?> other, int iterations) {
            Fit<? extends Mixture<?>> from = fitted(Start.from(other), iterations);
            if (from != null && from.objective() > objective) reach(from);
        }

        private @Nullable Fit<? extends Mixture<?>> fitted(Start start, int iterations) {
            MixtureOptions options = candidate
                    .options()
                    .withStart(start)
                    .withSharedRowsOf(sharing(candidate.family()))
                    .withThreads(1)
                    .withTolerance(TOLERANCE)
                    .withPatience(PATIENCE)
                    .withMaxIterations(Math.min(candidate.options().maxIterations(), iterations));
            try {
                Fit<? extends Mixture<?>> found = Families.fit(sample, candidate.family(), options, watch);
                return found.certificate().flagged().isEmpty() ? found : null;
            } catch (DataException | IllegalArgumentException | ArithmeticException e) {
                return null; // of all rows there may be one
            }
        }

        void judge() {
            if (fit == null) return;
            Mixture<?> model = fit.model();
            // what it has of the sample's own, and what it lacks of the other rows
            double rise = -rise(model);
            boolean likely = candidate.family().objective().equals("logLikelihood");
            if (criterion == Criterion.ICL || !likely) {
                value = criterion.of(InformationCriteria.of(model, sample).scaled(scale, rise), Double.NaN);
            } else {
                value = criterion.of(InformationCriteria.of(model, fit.objective() * scale + rise, weight), Double.NaN);
            }
        }

        boolean mayBeat(double best) {
            if (fit == null || failed || fit.converged()) return false;
            double off = Math.max(Contenders.CAUTION * scale * toCome(fit.trace()), rise(fit.model()));
            return value - 2 * off <= best;
        }
    }

    /// What Aitken's extrapolation expects of further iterations; anything while the gains grow.
    static double toCome(List<Step> trace) {
        int last = trace.size() - 1;
        if (last < 2) return Double.POSITIVE_INFINITY;
        double before = trace.get(last - 1).logPosterior() - trace.get(last - 2).logPosterior();
        double gain = trace.get(last).logPosterior() - trace.get(last - 1).logPosterior();
        if (gain <= 0) return 0;
        return gain < before ? gain * gain / (before - gain) : Double.POSITIVE_INFINITY;
    }

    /// The fit of each of them; empty where a component rests on too little in the sample.
    ///
    /// @param scores  are asked for one component at once, which they will be anyway: a thread does that while the
    ///                other fits wait for their start
    /// @throws PassInterruptedException if the thread is interrupted
    List<Optional<Fit<? extends Mixture<?>>>> run(List<Candidate> candidates, SampleScores scores, int threads) {
        List<Runner> runners = candidates.stream().map(Runner::new).toList();
        List<Runner> open = runners;
        for (int iterations : ROUNDS) {
            allOf(inTurn(open), threads, runner -> runner.run(iterations, scores));
            Map<Runner, Mixture<?>> better = new HashMap<>();
            for (Runner runner : runners) {
                if (!runner.failed) within(runner, runners).ifPresent(model -> better.put(runner, model));
            }
            List<Runner> behind = runners.stream().filter(better::containsKey).toList();
            allOf(behind, threads, runner -> runner.runFrom(Objects.requireNonNull(better.get(runner)), iterations));
            for (Runner runner : runners) runner.judge();
            double best = runners.stream().mapToDouble(r -> r.value).min().orElse(Double.POSITIVE_INFINITY);
            open = runners.stream().filter(runner -> runner.mayBeat(best)).toList();
        }
        List<Optional<Fit<? extends Mixture<?>>>> fits = new ArrayList<>();
        for (Runner runner : runners) fits.add(Optional.ofNullable(runner.fit));
        return fits;
    }

    /// The order that keeps all threads busy: one of several components, whose start all others wait for,
    /// beside those of one component, which need none; then the longest first.
    private static List<Runner> inTurn(List<Runner> runners) {
        Comparator<Runner> bySize =
                Comparator.comparingInt(runner -> runner.candidate.options().k());
        List<Runner> turn = new ArrayList<>(runners);
        turn.sort(bySize.reversed());
        List<Runner> single =
                turn.stream().filter(r -> r.candidate.options().k() == 1).toList();
        turn.removeAll(single);
        turn.addAll(Math.min(1, turn.size()), single);
        return turn;
    }

    /// A fit from another start, outside the race; empty where a component rests on too little.
    Optional<Fit<? extends Mixture<?>>> fit(Candidate candidate, Start start) {
        return Optional.ofNullable(
                new Runner(candidate).fitted(start, Arrays.stream(ROUNDS).sum()));
    }

    private interface Work {
        void on(Runner runner);
    }

    private static void allOf(List<Runner> runners, int threads, Work work) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (Runner runner : runners) {
            tasks.add(() -> {
                work.on(runner);
                return true;
            });
        }
        SideBySide.all(tasks, threads, PassInterruptedException::new);
    }

    /// The best of those that it contains, if it is clearly behind.
    private Optional<Mixture<?>> within(Runner runner, List<Runner> runners) {
        Runner best = runner;
        for (Runner other : runners) {
            if (other.objective > best.objective && runner.candidate.contains(other.candidate)) best = other;
        }
        boolean clearly = best.objective > runner.objective + TOLERANCE * weight / scale;
        return clearly && best.fit != null ? Optional.of(best.fit.model()) : Optional.empty();
    }
}
