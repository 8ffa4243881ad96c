package mixtura.evaluate;

import java.util.Optional;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;

/// What it takes to make one fit of the table of [ChooseComponents].
///
/// @param ofSample  the fit of it to the sample, where there is one
/// @param expected  the criteria of all rows that are expected of that fit; empty where they are not known yet
/// @param present   what stands in the table
/// @param rounds    of the first look that were made on all rows
/// @param own       the start of fits to other rows than all
/// @param end       when the time is up, by [System#nanoTime]
record Trial(
        Rows rows,
        Candidate candidate,
        Optional<Fit<? extends Mixture<?>>> ofSample,
        Optional<InformationCriteria> expected,
        Optional<Selection.Entry> present,
        int rounds,
        Start own,
        Folds folds,
        Criterion criterion,
        long end,
        Progress watch) {
    Selection.Entry entry(Stage stage, FirstLook look) {
        if (System.nanoTime() > end) return candidate.without("not tried: the time was up");
        try {
            return stage == Stage.ANOTHER_START
                    ? fromAnotherStart(present.orElseThrow(), look)
                    : entry(fit(stage, look), stage, look);
        } catch (DataException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return candidate.without(String.valueOf(e.getMessage()));
        }
    }

    private Selection.Entry entry(Fit<? extends Mixture<?>> fit, Stage stage, FirstLook look) {
        MixtureOptions options = candidate.options();
        boolean estimated = stage == Stage.FIRST_LOOK && ofSample.isPresent();
        InformationCriteria criteria =
                estimated && expected.isPresent() ? expected.get() : criteria(fit, estimated, look);
        double heldOut =
                folds.heldOut(rows, candidate.family(), options.withStart(own).withOwnRows(), watch);
        String trouble = "";
        if (fit.certificate().interrupted()) trouble = "stopped: the time was up";
        else if (!isSound(fit)) trouble = "a component rests on too little";
        return new Selection.Entry(
                candidate.family().name(),
                candidate.structure(),
                options.k(),
                Optional.of(estimated ? fit.warnedOf(look.sentence()) : fit),
                Optional.of(criteria),
                criterion.of(criteria, heldOut),
                stage != Stage.TO_THE_END,
                estimated,
                trouble);
    }

    private InformationCriteria criteria(Fit<? extends Mixture<?>> fit, boolean estimated, FirstLook look) {
        if (!estimated && saysHowLikely()) {
            return InformationCriteria.of(fit.model(), fit.objective(), RowSample.weight(rows));
        }
        InformationCriteria criteria = InformationCriteria.of(
                fit.model(), rows, Execution.of(candidate.options().threads()));
        return estimated ? criteria.scaled(1, look.rise(fit.model())) : criteria;
    }

    /// Whether what a fit reaches is all that the criterion asks for: it takes no walk over the rows.
    private boolean saysHowLikely() {
        MixtureOptions options = candidate.options();
        return criterion.isOfLikelihoodAlone()
                && candidate.family().objective().equals("logLikelihood")
                && options.outliers() instanceof Outliers.None
                && options.known() == null;
    }

    private static boolean isSound(Fit<? extends Mixture<?>> fit) {
        return fit.certificate().flagged().isEmpty();
    }

    private Fit<? extends Mixture<?>> fit(Stage stage, FirstLook look) {
        Family<?, ?> family = candidate.family();
        MixtureOptions options = candidate.options();
        return switch (stage) {
            case FIRST_LOOK -> ofSample.isPresent() ? ofSample.get() : look.fit(rows, family, options, watch);
            case CLOSER_LOOK -> look.onwards(rows, family, options, reached().model(), rounds, watch);
            case TO_THE_END, ANOTHER_START -> asAskedFor();
        };
    }

    private Fit<? extends Mixture<?>> reached() {
        return present.flatMap(Selection.Entry::fit).orElseThrow();
    }

    /// From the start that was asked for; from where the look ended if that is better already: in the sample
    /// it may have begun from a fit that this one contains.
    private Fit<? extends Mixture<?>> asAskedFor() {
        Fit<? extends Mixture<?>> asked = Families.fit(rows, candidate.family(), candidate.options(), watch);
        Optional<Fit<? extends Mixture<?>>> looked =
                present.filter(entry -> !entry.estimated()).flatMap(Selection.Entry::fit);
        boolean behind = looked.filter(fit -> isSound(fit) && fit.objective() > asked.objective() + clearly())
                .isPresent();
        return behind && isSound(asked) ? onwardsToTheEnd(looked.orElseThrow()) : asked;
    }

    private Fit<? extends Mixture<?>> onwardsToTheEnd(Fit<? extends Mixture<?>> from) {
        MixtureOptions options = candidate.options().withStart(Start.from(from.model()));
        return Families.fit(rows, candidate.family(), options, watch);
    }

    /// By how much a log-likelihood is larger that belongs to another maximum.
    private double clearly() {
        return FirstLook.TOLERANCE * rows.rowCount();
    }

    /// The fit in the table, or one that begins with k-means if it is better: of many rows it is tried in the
    /// sample.
    private Selection.Entry fromAnotherStart(Selection.Entry now, FirstLook look) {
        Family<?, ?> family = candidate.family();
        MixtureOptions options = candidate.options().withStart(Start.kMeans());
        Fit<? extends Mixture<?>> other;
        if (look.isOfSample()) {
            Optional<Fit<? extends Mixture<?>>> found = look.inSampleAgain(candidate);
            double before = ofSample.map(Fit::objective).orElse(Double.NEGATIVE_INFINITY);
            if (found.isEmpty() || found.get().objective() <= before + look.clearlyInSample()) return now;
            other = found.get();
        } else {
            other = look.loosely(rows, family, options, watch);
            double before = now.isEligible() ? now.fit().orElseThrow().objective() : Double.NEGATIVE_INFINITY;
            double toCome = Math.max(other.certificate().expectedRise(), clearly());
            if (!isSound(other) || other.objective() + Contenders.CAUTION * toCome <= before) return now;
        }
        if (now.estimated()) {
            Trial again = new Trial(
                    rows,
                    candidate,
                    Optional.of(other),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    own,
                    folds,
                    criterion,
                    end,
                    watch);
            return again.entry(other, Stage.FIRST_LOOK, look);
        }
        Selection.Entry ended = entry(onwardsToTheEnd(other), Stage.TO_THE_END, look);
        if (!ended.isEligible()) return now;
        return !now.isEligible() || ended.value() < now.value() - 2 * clearly() ? ended : now;
    }
}
