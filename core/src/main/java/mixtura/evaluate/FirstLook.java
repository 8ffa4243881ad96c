package mixtura.evaluate;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;

/// Fits that are good enough to say which ones are worth making to the end: in rounds to a loose tolerance, after each
/// of which those go on that may come near the best; of many rows first to a sample, from where a few iterations on all
/// rows follow. Its criteria are those of all rows.
final class FirstLook {
    /// The rise of the log-likelihood per row at which such a fit stops, about half of that at which mclust's do:
    /// 1e-5 of the log-likelihood.
    static final double TOLERANCE = 1e-4;

    /// Iterations of each round. After five of them half of 126 fits to a few hundred rows are out of the race.
    private static final int[] ROUNDS = {5, 5, 10, 20, 60};

    static final int ALL_ROUNDS = ROUNDS.length;

    private static final int EARLY = 3;

    /// On all rows, after a fit to the sample.
    private static final int LAST_ITERATIONS = 10;

    private static final int LEAST_SAMPLE = 2000;

    /// Of the sample, so that the largest of the fits is one to believe.
    private static final int ROWS_PER_PARAMETER = 5;

    /// A sample pays when there are so many times as many rows.
    private static final int WORTH = 4;

    private final Optional<SampleRace> race;
    private final Optional<SampleScores> scores;

    private final Map<Candidate, Optional<Fit<? extends Mixture<?>>>> begunAgain = new ConcurrentHashMap<>();

    private FirstLook(Optional<SampleRace> race, Optional<SampleScores> scores) {
        this.race = race;
        this.scores = scores;
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
        SampleRace race = new SampleRace(sample.rows(), within, sample.weightOfAll(), criterion, watch);
        return new FirstLook(Optional.of(race), Optional.of(race.scores(rows, options.kernels(), options.threads())));
    }

    /// No look at all.
    static FirstLook none() {
        return new FirstLook(Optional.empty(), Optional.empty());
    }

    /// Whether fits go by way of a sample.
    boolean isOfSample() {
        return race.isPresent();
    }

    /// Fits to the sample; empty where there is none.
    List<Optional<Fit<? extends Mixture<?>>>> inSample(List<Candidate> candidates, int threads) {
        return race.map(one -> one.run(candidates, scores.orElseThrow(), threads))
                .orElseGet(() -> Collections.nCopies(candidates.size(), Optional.empty()));
    }

    /// What is expected of fits to all rows, of each fit to the sample.
    List<Optional<InformationCriteria>> expected(
            List<Candidate> candidates, List<Optional<Fit<? extends Mixture<?>>>> fits) {
        return scores.map(one -> one.of(candidates, fits))
                .orElseGet(() -> Collections.nCopies(candidates.size(), Optional.empty()));
    }

    /// The first round of a fit to all rows.
    ///
    /// @throws DataException if the rows cannot be fitted at all
    Fit<? extends Mixture<?>> fit(Rows rows, Family<?, ?> family, MixtureOptions options, Progress watch) {
        return Families.fit(rows, family, loose(options, ROUNDS[0]), watch);
    }

    /// All rounds of one in one go.
    Fit<? extends Mixture<?>> loosely(Rows rows, Family<?, ?> family, MixtureOptions options, Progress watch) {
        return Families.fit(rows, family, loose(options, Arrays.stream(ROUNDS).sum()), watch);
    }

    /// Whether there is another round after so many.
    static boolean goesOnAfter(int rounds) {
        return rounds < ALL_ROUNDS;
    }

    /// Whether a fit may still rest on the plateau where it began.
    static boolean isEarly(int rounds) {
        return rounds < EARLY;
    }

    /// The next round of one, or a few iterations from the end of a fit to the sample.
    ///
    /// @param rounds  that were made; 0 after a fit to the sample
    Fit<? extends Mixture<?>> onwards(
            Rows rows, Family<?, ?> family, MixtureOptions options, Mixture<?> from, int rounds, Progress watch) {
        MixtureOptions further =
                loose(options, rounds == 0 ? LAST_ITERATIONS : ROUNDS[rounds]).withStart(Start.from(from));
        return Families.fit(rows, family, further, watch);
    }

    /// A fit to the sample from k-means, made when it is first asked for.
    Optional<Fit<? extends Mixture<?>>> inSampleAgain(Candidate candidate) {
        return begunAgain.computeIfAbsent(candidate, any -> race.flatMap(one -> one.fit(candidate, Start.kMeans())));
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

    private static MixtureOptions loose(MixtureOptions options, int iterations) {
        return options.withTolerance(TOLERANCE).withMaxIterations(Math.min(options.maxIterations(), iterations));
    }
}
