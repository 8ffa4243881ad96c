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
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;

/// What it takes to make one fit of the table of [ChooseComponents].
///
/// @param ofSample  the fit of it to the sample, where there is one
/// @param own       the start of fits to other rows than all
/// @param end       when the time is up, by [System#nanoTime]
record Trial(
        Rows rows,
        Candidate candidate,
        Optional<Fit<? extends Mixture<?>>> ofSample,
        Start own,
        Folds folds,
        Criterion criterion,
        long end,
        Progress watch) {
    Selection.Entry entry(Stage stage, FirstLook look) {
        if (System.nanoTime() > end) return candidate.without("not tried: the time was up");
        MixtureOptions options = candidate.options();
        try {
            Fit<? extends Mixture<?>> fit = fit(stage, look);
            InformationCriteria criteria = InformationCriteria.of(fit.model(), rows, Execution.of(options.threads()));
            boolean estimated = stage == Stage.FIRST_LOOK && ofSample.isPresent();
            if (estimated) criteria = criteria.scaled(1, look.rise(fit.model()));
            double heldOut = folds.heldOut(
                    rows, candidate.family(), options.withStart(own).withOwnStarts(), watch);
            String trouble = "";
            if (fit.certificate().interrupted()) trouble = "stopped: the time was up";
            else if (!fit.certificate().flagged().isEmpty()) trouble = "a component rests on too little";
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
        } catch (DataException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return candidate.without(String.valueOf(e.getMessage()));
        }
    }

    private Fit<? extends Mixture<?>> fit(Stage stage, FirstLook look) {
        Family<?, ?> family = candidate.family();
        MixtureOptions options = candidate.options();
        return switch (stage) {
            case FIRST_LOOK -> ofSample.isPresent() ? ofSample.get() : look.fit(rows, family, options, false, watch);
            case CLOSER_LOOK ->
                look.onwards(rows, family, options, ofSample.orElseThrow().model(), watch);
            case PATIENT_LOOK -> look.fit(rows, family, options, true, watch);
            case TO_THE_END -> Families.fit(rows, family, options, watch);
        };
    }
}
