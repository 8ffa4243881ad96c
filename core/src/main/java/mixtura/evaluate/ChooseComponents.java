package mixtura.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;
import mixtura.mixture.gaussian.GaussianFamily;
import org.jspecify.annotations.Nullable;

/// Chooses the number of components and their shape: fits every combination and compares them by a criterion.
///
/// A fit of which a component rests on too little (definitions.md: flagged) is never chosen: the likelihood of a
/// Gaussian mixture has no upper bound, so its criterion says nothing.
///
/// Every fit is first made in a few iterations, those that may come near the best in more, to a loose tolerance
/// ([FirstLook]); of many rows to a sample ([SampleRace]), from where those go on that
/// may be the best; the others are estimates ([Selection.Entry#estimated]). Those that come near the best
/// one are then made again as they were asked for: what is chosen is what a fit of that size and shape alone
/// would be. The others stay as they are ([Selection.Entry#screened]), and so does one that is sound to the loose
/// tolerance and becomes flagged beyond it; it says so.
public final class ChooseComponents {
    /// Cells up to which a fit is one thread's work, and several fits run side by side.
    private static final long CELLS_FOR_ONE_THREAD = 1_000_000;

    /// EM had all but arrived, and went on to a singularity of the likelihood from there: the criterion says what it
    /// says of the others, and nothing at the end of that path.
    private static final String BEFORE_COLLAPSE = "fitted to a tolerance of " + FirstLook.TOLERANCE
            + " per row alone: with a smaller one a component comes to rest on too little";

    private final int from;
    private final int to;
    private final List<Covariance> covariances;
    private final List<Family<?, ?>> families;
    private final Criterion criterion;
    private final Duration budget;
    private final Consumer<Selection.Entry> listener;

    private ChooseComponents(
            int from,
            int to,
            List<Covariance> covariances,
            List<Family<?, ?>> families,
            Criterion criterion,
            Duration budget,
            Consumer<Selection.Entry> listener) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException(
                    "k goes from " + from + " to " + to + "; it begins at 1 or above and does not fall");
        }
        this.from = from;
        this.to = to;
        this.covariances = List.copyOf(covariances);
        this.families = List.copyOf(families);
        this.criterion = criterion;
        this.budget = budget;
        this.listener = listener;
    }

    /// Gaussian mixtures of `from` to `to` components, every covariance structure, by BIC, in any time.
    public static ChooseComponents of(int from, int to) {
        return new ChooseComponents(
                from,
                to,
                List.of(Covariance.values()),
                List.of(Families.named("gmm").orElseThrow()),
                Criterion.BIC,
                Duration.ofDays(3650),
                entry -> {});
    }

    /// The same with these structures alone.
    public ChooseComponents covariances(Covariance... only) {
        return new ChooseComponents(from, to, List.of(only), families, criterion, budget, listener);
    }

    /// The same with mixtures of another family.
    public ChooseComponents family(Family<?, ?> other) {
        return families(List.of(other));
    }

    /// The same with mixtures of several families side by side: Gaussian beside Student-t, say.
    ///
    /// @throws IllegalArgumentException if their likelihoods cannot be compared
    public ChooseComponents families(List<? extends Family<?, ?>> others) {
        if (others.isEmpty()) throw new IllegalArgumentException("there is no family to choose from");
        Family<?, ?> first = others.getFirst();
        for (Family<?, ?> other : others) {
            if (other.measure() != first.measure()) throw incomparable(first, other);
            if (!other.objective().equals(first.objective())) {
                throw new IllegalArgumentException("a " + first.title() + " is fitted by its " + first.objective()
                        + ", a " + other.title() + " by its " + other.objective() + "; they cannot be compared");
            }
        }
        return new ChooseComponents(from, to, covariances, List.copyOf(others), criterion, budget, listener);
    }

    private static IllegalArgumentException incomparable(Family<?, ?> one, Family<?, ?> other) {
        return new IllegalArgumentException("the likelihood of a " + one.title() + " is made of "
                + one.measure().title() + ", that of a " + other.title() + " of "
                + other.measure().title() + "; they cannot be compared");
    }

    /// The same by another criterion.
    public ChooseComponents by(Criterion other) {
        return new ChooseComponents(from, to, covariances, families, other, budget, listener);
    }

    /// The same within a time: fits that it leaves no room for are not tried, and the table says so.
    public ChooseComponents budget(Duration time) {
        return new ChooseComponents(from, to, covariances, families, criterion, time, listener);
    }

    /// The same with somebody who hears of every fit when it is done, on any thread, one at a time. Of criteria that
    /// the choice is not made by they hear later: until then ICL takes the classes to be certain.
    public ChooseComponents listener(Consumer<Selection.Entry> heard) {
        return new ChooseComponents(from, to, covariances, families, criterion, budget, heard);
    }

    /// Fits everything and compares. The table does not depend on the number of threads, as long as the time
    /// suffices.
    ///
    /// @param options  of every fit; its k and covariance are passed over
    /// @throws DataException            if the rows cannot be fitted at all
    /// @throws PassInterruptedException if the thread is interrupted
    public Selection run(Rows rows, MixtureOptions options) {
        boolean sideBySide = rows.rowCount() * rows.dimension() <= CELLS_FOR_ONE_THREAD;
        try (SideBySide workers = new SideBySide(sideBySide ? options.threads() : 1)) {
            return runWith(rows, options.withKernels(kernels(options.kernels(), rows)), workers);
        }
    }

    /// What every fit is asked for: multiplications of one walk over the rows by all of them, about, decide.
    private String kernels(String name, Rows rows) {
        double d = rows.dimension();
        double components = (from + to) / 2.0 * (to - from + 1);
        double work = rows.rowCount() * d * (d + 1) / 2 * components;
        boolean whitened = families.stream().anyMatch(family -> family.options().contains(FamilyOption.COVARIANCE))
                && covariances.stream().anyMatch(structure -> GaussianFamily.whitens(structure, rows.dimension()));
        return Kernels.nameForAll(name, work * covariances.size() * families.size(), whitened ? work : 0);
    }

    private Selection runWith(Rows rows, MixtureOptions options, SideBySide workers) {
        long end = System.nanoTime() + Math.min(budget.toNanos(), Long.MAX_VALUE / 4);
        Folds folds = criterion == Criterion.CROSS_VALIDATION ? Folds.of(rows, options.seed()) : Folds.NONE;
        Map<Family<?, ?>, Start> starts = new LinkedHashMap<>();
        for (Family<?, ?> family : families) {
            starts.put(family, options.start().sharedBySizes(rows, family, options));
        }
        List<Candidate> candidates = candidates(rows.dimension(), options, starts, workers.threads() > 1);
        Progress watch = report -> System.nanoTime() > end ? Progress.Answer.STOP : Progress.Answer.CONTINUE;
        // folds fit rows of their own, with which a first look at all rows helps little
        boolean screens = folds == Folds.NONE && options.tolerance() < FirstLook.TOLERANCE && candidates.size() > 1;
        FirstLook look = screens ? FirstLook.at(rows, starts, options, to, criterion, watch) : FirstLook.none();
        List<Optional<Fit<? extends Mixture<?>>>> rough = look.inSample(candidates, options.threads());
        List<Optional<InformationCriteria>> expected = System.nanoTime() > end
                ? Collections.nCopies(candidates.size(), Optional.empty())
                : look.expected(candidates, rough);
        Selection.Entry[] table = new Selection.Entry[candidates.size()];
        Stage[] reached = new Stage[candidates.size()];
        int[] rounds = new int[candidates.size()]; // of the first look, on all rows
        boolean startsAgain = screens && mayStartAgain(options);
        BitSet again = new BitSet(); // what began from another start as well
        double gained = 0; // by another start, at most
        Stage stage = screens ? Stage.FIRST_LOOK : Stage.TO_THE_END;
        List<Integer> next = IntStream.range(0, candidates.size()).boxed().toList();
        while (!next.isEmpty()) {
            Stage now = stage;
            List<Callable<Selection.Entry>> tasks = new ArrayList<>();
            for (int i : next) {
                Optional<Selection.Entry> present = Optional.ofNullable(table[i]);
                Trial trial = new Trial(
                        rows,
                        candidates.get(i),
                        present.filter(Selection.Entry::estimated)
                                .flatMap(Selection.Entry::fit)
                                .or(() -> rough.get(i)),
                        expected.get(i),
                        present,
                        rounds[i],
                        options.start(),
                        folds,
                        criterion,
                        end,
                        watch);
                tasks.add(() -> entry(trial, now, look));
            }
            if (now == Stage.TO_THE_END && startsAgain && look.isOfSample()) {
                // threads that would wait begin what most likely comes next
                next.stream()
                        .filter(i -> candidates.get(i).options().k() > 1 && !again.get(i))
                        .limit(Math.max(0, workers.threads() - next.size()))
                        .forEach(i -> tasks.add(() -> {
                            look.inSampleAgain(candidates.get(i));
                            return Objects.requireNonNull(table[i]);
                        }));
            }
            List<Selection.Entry> entries = workers.all(tasks, PassInterruptedException::new);
            boolean inTime = System.nanoTime() <= end;
            for (int i = 0; i < next.size(); i++) {
                int place = next.get(i);
                boolean another = now == Stage.ANOTHER_START;
                if (another && table[place].isEligible())
                    gained = Math.max(
                            gained, table[place].value() - entries.get(i).value());
                if (another) again.set(place);
                else reached[place] = now;
                // after a fit to the sample there is one look alone at all rows
                if (!entries.get(i).estimated())
                    rounds[place] = rough.get(place).isPresent() ? FirstLook.ALL_ROUNDS : rounds[place] + 1;
                table[place] = another ? entries.get(i) : betterFounded(table[place], entries.get(i), inTime);
            }
            if (!inTime) break;
            // a fit that becomes flagged at its end lets others come near the best
            next = new ArrayList<>(Contenders.worthGoingOn(table, rounds));
            if (look.isOfSample()) next.addAll(Contenders.worthCloserLook(look, table));
            stage = Stage.CLOSER_LOOK;
            if (!next.isEmpty()) continue;
            next = Contenders.near(table, reached);
            stage = Stage.TO_THE_END;
            if (!next.isEmpty() || !startsAgain) continue;
            next = Contenders.worthAnotherStart(table, again, gained);
            stage = Stage.ANOTHER_START;
        }
        return new Selection(criterion, withAllCriteria(table, rows, workers, candidates));
    }

    private List<Selection.Entry> withAllCriteria(
            Selection.Entry[] table, Rows rows, SideBySide workers, List<Candidate> candidates) {
        if (!criterion.isOfLikelihoodAlone()) return List.of(table); // all of them were worked out
        Execution walks = Execution.of(candidates.getFirst().options().threads());
        List<Callable<Selection.Entry>> tasks = new ArrayList<>();
        for (Selection.Entry entry : table) tasks.add(() -> entry.withCriteriaOf(rows, criterion, walks));
        return workers.all(tasks, PassInterruptedException::new);
    }

    /// Whether nobody asked for more than one start, or for another.
    private static boolean mayStartAgain(MixtureOptions options) {
        return options.start() instanceof Start.Agglomerative
                && options.restarts() == 1
                && options.known() == null
                && options.outliers() instanceof Outliers.None;
    }

    /// Everything that is to be tried, by k.
    private List<Candidate> candidates(
            int dimension, MixtureOptions options, Map<Family<?, ?>, Start> starts, boolean sideBySide) {
        Map<Family<?, ?>, MixtureOptions> prepared = new HashMap<>();
        starts.forEach((family, start) -> {
            MixtureOptions shared = options.withStart(start);
            prepared.put(family, (sideBySide ? shared.withThreads(1) : shared).withSharedRows());
        });
        List<Candidate> candidates = new ArrayList<>();
        for (int k = from; k <= to; k++) {
            for (Family<?, ?> family : families) {
                MixtureOptions ofSize =
                        Objects.requireNonNull(prepared.get(family)).withK(k);
                boolean shaped = family.options().contains(FamilyOption.COVARIANCE);
                for (Covariance shape : shaped ? structures(dimension) : List.of(Covariance.FULL)) {
                    String structure = shaped ? name(shape, dimension) : family.name();
                    candidates.add(new Candidate(family, structure, ofSize.withCovariance(shape)));
                }
            }
        }
        return candidates;
    }

    /// Which of two fits of one size and shape stands in the table.
    private static Selection.Entry betterFounded(
            Selection.@Nullable Entry earlier, Selection.Entry later, boolean inTime) {
        if (earlier == null || !earlier.isEligible() || later.isEligible()) return later;
        if (!inTime) return earlier; // one that the time cut short is worth less
        boolean arrived = !earlier.estimated() && earlier.fit().orElseThrow().converged();
        boolean flagged = later.fit()
                .filter(fit -> !fit.certificate().flagged().isEmpty())
                .isPresent();
        return arrived && flagged ? earlier.warnedOf(BEFORE_COLLAPSE) : later;
    }

    /// What is to be tried, each distribution once: of one column there are E and V.
    private List<Covariance> structures(int dimension) {
        if (dimension > 1) return covariances;
        return Covariance.distinct(1).stream()
                .filter(one -> covariances.stream().anyMatch(c -> c.volume() == one.volume()))
                .toList();
    }

    private static String name(Covariance structure, int dimension) {
        return dimension == 1 ? structure.code(1) : structure.word();
    }

    private Selection.Entry entry(Trial trial, Stage stage, FirstLook look) {
        Selection.Entry entry = trial.entry(stage, look);
        synchronized (listener) {
            listener.accept(entry);
        }
        return entry;
    }
}
