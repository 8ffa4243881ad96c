package mixtura.evaluate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /// The same in a sample, where iterations are cheap: of 20 000 rows the fit that was planted lay behind a plateau.
    private static final double TOLERANCE_IN_SAMPLE = 2e-5;

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

    private final Optional<Rows> sample;
    private final Map<Family<?, ?>, Start> starts; // in the sample

    private FirstLook(Optional<Rows> sample, Map<Family<?, ?>, Start> starts) {
        this.sample = sample;
        this.starts = starts;
    }

    /// @param mostComponents  of the fits to come
    static FirstLook at(Rows rows, List<Family<?, ?>> families, MixtureOptions options, int mostComponents) {
        long d = rows.dimension();
        long count = Math.max(LEAST_SAMPLE, (long) ROWS_PER_PARAMETER * mostComponents * ((d + 1) * (d + 2) / 2));
        // labels, responsibilities and classes belong to the rows that they were given for
        boolean movable = options.known() == null
                && (!options.start().isFixed() || options.start() instanceof Start.Agglomerative);
        if (!movable || rows.rowCount() < WORTH * count || rows.rowCount() > Integer.MAX_VALUE - 8) {
            return new FirstLook(Optional.empty(), Map.of());
        }
        Rows sample = sample(rows, (int) count, new SplittableRandom(options.seed()));
        Map<Family<?, ?>, Start> starts = new HashMap<>();
        for (Family<?, ?> family : families) {
            starts.put(family, options.start().sharedBySizes(sample, family, options));
        }
        return new FirstLook(Optional.of(sample), starts);
    }

    /// Rows drawn at random without replacement, in their order, with their weights.
    private static Rows sample(Rows rows, int count, SplittableRandom random) {
        Set<Integer> drawn = new HashSet<>();
        while (drawn.size() < count) drawn.add(random.nextInt((int) rows.rowCount()));
        int[] chosen = drawn.stream().mapToInt(n -> n).sorted().toArray();
        double[][] values = new double[count][rows.dimension()];
        double[] weights = new double[count];
        for (int n = 0; n < count; n++) {
            rows.copyRow(chosen[n], values[n]);
            weights[n] = rows.weight(chosen[n]);
        }
        return Rows.of(values).weighted(weights);
    }

    /// A loose fit to all rows.
    ///
    /// @param patient  whether it goes on when a component rests on too little
    /// @throws DataException if the rows cannot be fitted at all
    Fit<? extends Mixture<?>> fit(
            Rows rows, Family<?, ?> family, MixtureOptions options, boolean patient, Progress watch) {
        MixtureOptions loose = options.withTolerance(TOLERANCE)
                .withMaxIterations(Math.min(options.maxIterations(), ITERATIONS))
                .withPatience(patient ? ITERATIONS : PATIENCE);
        Optional<Mixture<?>> rough = ofSample(family, loose, watch);
        if (rough.isEmpty()) return Families.fit(rows, family, loose, watch);
        MixtureOptions onwards = loose.withStart(Start.from(rough.get()))
                .withOwnStarts()
                .withMaxIterations(Math.min(options.maxIterations(), LAST_ITERATIONS));
        return Families.fit(rows, family, onwards, watch);
    }

    /// Whether a fit ended because a component of it rests on too little.
    static boolean gaveUp(Fit<? extends Mixture<?>> fit) {
        boolean flagged = !fit.certificate().flagged().isEmpty();
        return flagged && !fit.converged() && fit.iterations() < ITERATIONS && fit.iterations() % PATIENCE == 0;
    }

    /// The fit to the sample, where there is one to go on from.
    private Optional<Mixture<?>> ofSample(Family<?, ?> family, MixtureOptions loose, Progress watch) {
        if (sample.isEmpty()) return Optional.empty();
        try {
            Start start = starts.getOrDefault(family, loose.start());
            MixtureOptions closer = loose.withStart(start).withOwnStarts().withTolerance(TOLERANCE_IN_SAMPLE);
            Fit<? extends Mixture<?>> fit = Families.fit(sample.get(), family, closer, watch);
            return fit.certificate().flagged().isEmpty() ? Optional.of(fit.model()) : Optional.empty();
        } catch (DataException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty(); // of all rows there may be one
        }
    }
}
