package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// Of many rows, sizes and shapes are first tried on a sample.
class FirstLookTest {
    private static final int N = 12_000;
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withStart(Start.agglomerative());

    /// Three clouds of unequal volume, shape and share that overlap a little.
    private static final Rows ROWS = clouds();

    private static final Selection SELECTION = ChooseComponents.of(1, 5)
            .covariances(Covariance.FULL, Covariance.DIAGONAL, Covariance.SPHERICAL)
            .run(ROWS, OPTIONS);

    private static Rows clouds() {
        Random random = new Random(5);
        double[][] rows = new double[N][2];
        for (double[] row : rows) {
            double u = random.nextDouble();
            int cloud = u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            row[0] = 4 * cloud + a * (cloud + 1) / 2;
            row[1] = (cloud == 1 ? 5 : 0) + 0.8 * a + b / 2;
        }
        return Rows.of(rows);
    }

    @Test
    void theChosenFitIsThatOfAllRowsToTheEnd() {
        Selection.Entry best = SELECTION.best().orElseThrow();
        assertThat(best.name()).isEqualTo("full, k = 3");
        assertThat(best.screened()).isFalse();
        double alone = GaussianMixture.fit(ROWS, OPTIONS.withK(3)).objective();
        assertThat(best.fit().orElseThrow().objective()).isCloseTo(alone, within(1e-10 * N));
    }

    @Test
    void otherFitsComeCloseToTheirEndsThoughASampleCarriedThemThere() {
        assertThat(SELECTION.table()).filteredOn(Selection.Entry::estimated).isNotEmpty();
        for (Selection.Entry entry : SELECTION.table()) {
            MixtureOptions alone = OPTIONS.withK(entry.k()).withCovariance(Covariance.ofWord(entry.structure()));
            InformationCriteria toTheEnd =
                    InformationCriteria.of(GaussianMixture.fit(ROWS, alone).model(), ROWS);
            InformationCriteria found = entry.criteria().orElseThrow();
            assertThat(found.weight()).isEqualTo(N);
            assertThat(found.logLikelihood()).as(entry.name()).isCloseTo(toTheEnd.logLikelihood(), within(0.005 * N));
        }
    }

    @Test
    void theTableDoesNotDependOnTheNumberOfThreads() {
        Selection one = ChooseComponents.of(1, 5)
                .covariances(Covariance.FULL, Covariance.DIAGONAL, Covariance.SPHERICAL)
                .run(ROWS, OPTIONS.withThreads(1));
        for (int i = 0; i < one.table().size(); i++) {
            assertThat(one.table().get(i).value())
                    .isEqualTo(SELECTION.table().get(i).value());
        }
    }
}
