package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of few rows, what cannot be the best is left after a few iterations.
class SelectionRoundsTest {
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withStart(Start.agglomerative());

    private static Rows table(String name, int columns) {
        return Rows.of(Reference.table("data/" + name + ".csv").rows().stream()
                .map(row -> Arrays.stream(row)
                        .limit(columns)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    private static Selection.Entry toTheEnd(Rows rows, Selection.Entry entry) {
        MixtureOptions options = OPTIONS.withK(entry.k()).withCovariance(Covariance.ofWord(entry.structure()));
        Fit<? extends Mixture<?>> fit = GaussianMixture.fit(rows, options);
        InformationCriteria criteria = InformationCriteria.of(fit.model(), rows);
        boolean sound = fit.certificate().flagged().isEmpty();
        return new Selection.Entry(
                "gmm",
                entry.structure(),
                entry.k(),
                Optional.of(fit),
                Optional.of(criteria),
                criteria.bic(),
                false,
                false,
                sound ? "" : "a component rests on too little");
    }

    /// The best fit of faithful, tied with k = 3, rests on a plateau after five iterations.
    @ParameterizedTest
    @CsvSource({"faithful, 2", "iris, 4"})
    void theChosenFitIsTheBestOfAllFitsToTheEnd(String name, int columns) {
        Rows rows = table(name, columns);
        Selection selection = ChooseComponents.of(1, 6).run(rows, OPTIONS);
        Selection.Entry best = selection.table().stream()
                .map(entry -> toTheEnd(rows, entry))
                .filter(Selection.Entry::isEligible)
                .min(Comparator.comparingDouble(Selection.Entry::value))
                .orElseThrow();
        Selection.Entry chosen = selection.best().orElseThrow();
        assertThat(chosen.name()).isEqualTo(best.name());
        assertThat(chosen.value()).isEqualTo(best.value());
    }

    @Test
    void whatIsLeftEarlyIsFarFromTheBestAndNeverBelowItsEnd() {
        Rows rows = table("faithful", 2);
        Selection selection = ChooseComponents.of(1, 6).run(rows, OPTIONS);
        double best = selection.best().orElseThrow().value();
        assertThat(selection.table())
                .filteredOn(entry -> !entry.fit().orElseThrow().converged())
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.screened()).isTrue();
                    assertThat(toTheEnd(rows, entry).value()).isLessThan(entry.value());
                    if (entry.isEligible()) assertThat(entry.value()).isGreaterThan(best + 10);
                });
    }

    @Test
    void aRoundThatTheTimeCutsShortLeavesWhatTheRoundsBeforeFound() {
        int fits = 18;
        AtomicInteger heard = new AtomicInteger();
        Selection selection = ChooseComponents.of(1, 6)
                .covariances(Covariance.FULL, Covariance.TIED, Covariance.VEE)
                .budget(Duration.ofSeconds(3))
                .listener(entry -> {
                    if (heard.incrementAndGet() == fits + 1) sleep(3100);
                })
                .run(table("faithful", 2), OPTIONS.withThreads(1));
        assertThat(heard.get()).isGreaterThan(fits + 1);
        assertThat(selection.table()).noneMatch(entry -> entry.trouble().startsWith("not tried"));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
