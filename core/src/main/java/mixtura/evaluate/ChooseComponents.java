package mixtura.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;

/// Chooses the number of components and their shape: fits every combination and compares them by a criterion.
///
/// A fit of which a component rests on too little (definitions.md: flagged) is never chosen: the likelihood of a
/// Gaussian mixture has no upper bound, so its criterion says nothing.
public final class ChooseComponents {
    /// Cells up to which a fit is one thread's work, and several fits run side by side.
    private static final long CELLS_FOR_ONE_THREAD = 1_000_000;

    private final int from;
    private final int to;
    private final List<Covariance> covariances;
    private final Family<?, ?> family;
    private final Criterion criterion;
    private final Duration budget;
    private final Consumer<Selection.Entry> listener;

    private ChooseComponents(
            int from,
            int to,
            List<Covariance> covariances,
            Family<?, ?> family,
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
        this.family = family;
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
                Families.named("gmm").orElseThrow(),
                Criterion.BIC,
                Duration.ofDays(3650),
                entry -> {});
    }

    /// The same with these structures alone.
    public ChooseComponents covariances(Covariance... only) {
        return new ChooseComponents(from, to, List.of(only), family, criterion, budget, listener);
    }

    /// The same with mixtures of another family.
    public ChooseComponents family(Family<?, ?> other) {
        return new ChooseComponents(from, to, covariances, other, criterion, budget, listener);
    }

    /// The same by another criterion.
    public ChooseComponents by(Criterion other) {
        return new ChooseComponents(from, to, covariances, family, other, budget, listener);
    }

    /// The same within a time: fits that it leaves no room for are not tried, and the table says so.
    public ChooseComponents budget(Duration time) {
        return new ChooseComponents(from, to, covariances, family, criterion, time, listener);
    }

    /// The same with somebody who hears of every fit when it is done, on any thread, one at a time.
    public ChooseComponents listener(Consumer<Selection.Entry> heard) {
        return new ChooseComponents(from, to, covariances, family, criterion, budget, heard);
    }

    /// Fits everything and compares. The table does not depend on the number of threads, as long as the time
    /// suffices.
    ///
    /// @param options  of every fit; its k and covariance are passed over
    /// @throws DataException            if the rows cannot be fitted at all
    /// @throws PassInterruptedException if the thread is interrupted
    public Selection run(Rows rows, MixtureOptions options) {
        boolean sideBySide = rows.rowCount() * rows.dimension() <= CELLS_FOR_ONE_THREAD && options.threads() > 1;
        int threads = sideBySide ? options.threads() : 1;
        Start own = options.start();
        MixtureOptions prepared = options.withStart(own.sharedBySizes(rows, family, options));
        MixtureOptions each = (sideBySide ? prepared.withThreads(1) : prepared).withSharedStarts();
        long end = System.nanoTime() + Math.min(budget.toNanos(), Long.MAX_VALUE / 4);
        Folds folds = criterion == Criterion.CROSS_VALIDATION ? Folds.of(rows, options.seed()) : Folds.NONE;
        List<Callable<Selection.Entry>> tasks = new ArrayList<>();
        boolean shaped = family.options().contains(FamilyOption.COVARIANCE);
        for (int k = from; k <= to; k++) {
            MixtureOptions ofSize = each.withK(k);
            for (Covariance shape : shaped ? structures(rows.dimension()) : List.of(Covariance.FULL)) {
                String structure = shaped ? name(shape, rows.dimension()) : family.name();
                tasks.add(() -> entry(rows, ofSize.withCovariance(shape), own, structure, folds, end));
            }
        }
        return new Selection(criterion, SideBySide.all(tasks, threads, PassInterruptedException::new));
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

    private Selection.Entry entry(
            Rows rows, MixtureOptions options, Start own, String structure, Folds folds, long end) {
        Selection.Entry entry = tried(rows, options, own, structure, folds, end);
        synchronized (listener) {
            listener.accept(entry);
        }
        return entry;
    }

    /// @param own  the start of fits to other rows than all
    private Selection.Entry tried(
            Rows rows, MixtureOptions options, Start own, String structure, Folds folds, long end) {
        if (System.nanoTime() > end) return without(options, structure, "not tried: the time was up");
        Progress watch = report -> System.nanoTime() > end ? Progress.Answer.STOP : Progress.Answer.CONTINUE;
        try {
            Fit<? extends Mixture<?>> fit = Families.fit(rows, family, options, watch);
            InformationCriteria criteria = InformationCriteria.of(fit.model(), rows, Execution.of(options.threads()));
            double heldOut = folds.heldOut(rows, family, options.withStart(own).withOwnStarts(), watch);
            String trouble = "";
            if (fit.certificate().interrupted()) trouble = "stopped: the time was up";
            else if (!fit.certificate().flagged().isEmpty()) trouble = "a component rests on too little";
            return new Selection.Entry(
                    family.name(),
                    structure,
                    options.k(),
                    Optional.of(fit),
                    Optional.of(criteria),
                    criterion.of(criteria, heldOut),
                    trouble);
        } catch (DataException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return without(options, structure, String.valueOf(e.getMessage()));
        }
    }

    private Selection.Entry without(MixtureOptions options, String structure, String trouble) {
        return new Selection.Entry(
                family.name(), structure, options.k(), Optional.empty(), Optional.empty(), Double.NaN, trouble);
    }
}
