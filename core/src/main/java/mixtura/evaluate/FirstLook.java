package mixtura.evaluate;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;

/// Fits that are good enough to say which ones are worth making to the end: to a loose tolerance, and of many
/// rows first to a sample, from where a few iterations on all rows follow. Its criteria are those of all rows.
final class FirstLook {
    /// The rise of the log-likelihood per row at which such a fit stops, about half of that at which mclust's do:
    /// 1e-5 of the log-likelihood.
    static final double TOLERANCE = 1e-4;

    private static final int ITERATIONS = 100;

    /// Iterations after which a component that rests on too little ends the fit, unless its criterion would make it
    /// the best: it goes on for long, and is not chosen.
    private static final int PATIENCE = 20;

    /// On all rows, after a fit to the sample.
    private static final int LAST_ITERATIONS = 10;

    private static final int LEAST_SAMPLE = 2000;

    /// Of the sample, so that the largest of the fits is one to believe.
    private static final int ROWS_PER_PARAMETER = 5;

    /// A sample pays when there are so many times as many rows.
    private static final int WORTH = 4;

    private final Optional<SampleRace> race;

    private FirstLook(Optional<SampleRace> race) {
        this.race = race;
    }

    /// @param starts          of each family, with what does not depend on k worked out
    /// @param options         of all fits
    /// @param mostComponents  of the fits to come
    static FirstLook at(
            Rows rows,
            Map<Family<?, ?>, Start> starts,
            MixtureOptions options,
            int mostComponents,
            Criterion criterion,
            Progress watch) {
        long d = rows.dimension();
        long count = Math.max(LEAST_SAMPLE, (long) ROWS_PER_PARAMETER * mostComponents * ((d + 1) * (d + 2) / 2));
        // labels, responsibilities and classes belong to the rows that they were given for
        boolean movable = options.known() == null
                && (!options.start().isFixed() || options.start() instanceof Start.Agglomerative);
        if (!movable || rows.rowCount() < WORTH * count || rows.rowCount() > Integer.MAX_VALUE - 8) {
            return none();
        }
        RowSample sample = RowSample.of(rows, (int) count, starts.values(), new SplittableRandom(options.seed()));
        if (!sample.variesWhere(rows)) return none();
        Map<Family<?, ?>, Start> within = new HashMap<>();
        starts.forEach((family, start) -> within.put(family, sample.of(start)));
        return new FirstLook(
                Optional.of(new SampleRace(sample.rows(), within, sample.weightOfAll(), criterion, watch)));
    }

    /// No look at all.
    static FirstLook none() {
        return new FirstLook(Optional.empty());
    }

    /// Whether fits go by way of a sample.
    boolean isOfSample() {
        return race.isPresent();
    }

    /// Fits to the sample; empty where there is none.
    List<Optional<Fit<? extends Mixture<?>>>> inSample(List<Candidate> candidates, int threads) {
        return race.map(one -> one.run(candidates, threads))
                .orElseGet(() -> Collections.nCopies(candidates.size(), Optional.empty()));
    }

    /// What is expected of fits to all rows, of each fit to the sample.
    List<Optional<InformationCriteria>> expected(
            Rows rows, List<Candidate> candidates, List<Optional<Fit<? extends Mixture<?>>>> fits, int threads) {
        return race.map(one -> one.scores(rows, threads).of(candidates, fits))
                .orElseGet(() -> Collections.nCopies(candidates.size(), Optional.empty()));
    }

    /// A loose fit to all rows.
    ///
    /// @param patient  whether it goes on when a component rests on too little
    /// @throws DataException if the rows cannot be fitted at all
    Fit<? extends Mixture<?>> fit(
            Rows rows, Family<?, ?> family, MixtureOptions options, boolean patient, Progress watch) {
        return Families.fit(rows, family, loose(options, patient ? ITERATIONS : PATIENCE), watch);
    }

    /// A fit to the sample from another start.
    Optional<Fit<? extends Mixture<?>>> inSample(Candidate candidate, Start start) {
        return race.flatMap(one -> one.fit(candidate, start));
    }

    /// By how much a log-likelihood of the sample is larger that belongs to another maximum.
    double clearlyInSample() {
        return TOLERANCE * race.orElseThrow().rowCount();
    }

    /// How far the log-likelihood of all rows by a fit to the sample is expected to be below that of a fit to them.
    double rise(Mixture<?> ofSample) {
        return race.orElseThrow().rise(ofSample);
    }

    /// What is said of a fit to the sample.
    String sentence() {
        return "fitted to a sample of " + race.orElseThrow().rowCount() + " rows alone: it cannot be the best";
    }

    /// A few iterations on all rows from the end of a fit to the sample.
    Fit<? extends Mixture<?>> onwards(
            Rows rows, Family<?, ?> family, MixtureOptions options, Mixture<?> from, Progress watch) {
        MixtureOptions few = loose(options, PATIENCE)
                .withStart(Start.from(from))
                .withOwnStarts()
                .withMaxIterations(Math.min(options.maxIterations(), LAST_ITERATIONS));
        return Families.fit(rows, family, few, watch);
    }

    private static MixtureOptions loose(MixtureOptions options, int patience) {
        return options.withTolerance(TOLERANCE)
                .withMaxIterations(Math.min(options.maxIterations(), ITERATIONS))
                .withPatience(patience);
    }

    /// Whether a fit ended because a component of it rests on too little.
    static boolean gaveUp(Fit<? extends Mixture<?>> fit) {
        boolean flagged = !fit.certificate().flagged().isEmpty();
        return flagged && !fit.converged() && fit.iterations() < ITERATIONS && fit.iterations() % PATIENCE == 0;
    }
}
