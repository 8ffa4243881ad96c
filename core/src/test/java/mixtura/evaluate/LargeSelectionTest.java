package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.families.Families;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// Of 20 000 rows most sizes and shapes are seen in a sample alone. What is chosen is what all fits to the end choose.
class LargeSelectionTest {
    private static final int N = 20_000;
    private static final int D = 10;
    private static final double[] SHARES = {0.4, 0.3, 0.2, 0.1};
    private static final Covariance[] STRUCTURES = {
        Covariance.FULL, Covariance.EEV, Covariance.EVV, Covariance.TIED, Covariance.DIAGONAL, Covariance.SPHERICAL
    };
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withStart(Start.agglomerative());

    private static final Rows ROWS = clouds();

    private static final Selection SELECTION =
            ChooseComponents.of(1, 6).covariances(STRUCTURES).run(ROWS, OPTIONS);

    /// Four clouds whose shares, volumes, shapes and orientations differ, and which overlap.
    private static Rows clouds() {
        Random random = new Random(20);
        double[][][] factors = new double[SHARES.length][D][D];
        double[][] means = new double[SHARES.length][D];
        for (int k = 0; k < SHARES.length; k++) {
            for (int i = 0; i < D; i++) {
                means[k][i] = 1.2 * random.nextGaussian();
                double deviation = Math.exp(1.7 * random.nextDouble() - 1);
                for (int j = 0; j < D; j++) factors[k][i][j] = deviation * random.nextGaussian() / Math.sqrt(D);
            }
        }
        double[][] rows = new double[N][D];
        double[] z = new double[D];
        for (double[] row : rows) {
            double u = random.nextDouble();
            int k = 0;
            for (double share = SHARES[0]; u > share; share += SHARES[k]) k++;
            for (int j = 0; j < D; j++) z[j] = random.nextGaussian();
            for (int i = 0; i < D; i++) {
                row[i] = means[k][i];
                for (int j = 0; j < D; j++) row[i] += factors[k][i][j] * z[j];
            }
        }
        return Rows.of(rows);
    }

    private record Whole(String name, double bic) {}

    /// The sizes beside the chosen one, each structure, and the chosen structure in every size: the rest is thousands
    /// above.
    private static List<Whole> toTheEnd(Selection.Entry chosen) {
        Start merged = OPTIONS.start().sharedBySizes(ROWS, Families.named("gmm").orElseThrow(), OPTIONS);
        List<Whole> whole = new ArrayList<>();
        for (Selection.Entry entry : SELECTION.table()) {
            boolean close = Math.abs(entry.k() - chosen.k()) <= 1;
            if (!close && !entry.structure().equals(chosen.structure())) continue;
            MixtureOptions alone =
                    OPTIONS.withStart(merged).withK(entry.k()).withCovariance(Covariance.ofWord(entry.structure()));
            var fit = GaussianMixture.fit(ROWS, alone);
            if (!fit.certificate().flagged().isEmpty()) continue;
            whole.add(new Whole(
                    entry.name(), InformationCriteria.of(fit.model(), ROWS).bic()));
        }
        return whole;
    }

    @Test
    void theChosenSizeAndShapeAndItsCriterionAreThoseOfAllFitsToTheEnd() {
        Selection.Entry chosen = SELECTION.best().orElseThrow();
        Whole best = toTheEnd(chosen).stream()
                .min(Comparator.comparingDouble(Whole::bic))
                .orElseThrow();
        assertThat(chosen.name()).isEqualTo(best.name());
        assertThat(chosen.screened()).isFalse();
        assertThat(chosen.value()).isLessThan(best.bic() + 1e-6 * N);
    }

    /// A fit to m of n rows is less likely on all of them than one to all by p n / 2m on average, which estimates
    /// allow for.
    @Test
    void estimatesAreCloseToTheEndsOfTheirFits() {
        assertThat(SELECTION.table()).filteredOn(Selection.Entry::estimated).hasSizeGreaterThan(20);
        for (Selection.Entry entry : SELECTION.table()) {
            if (!entry.estimated() || entry.k() > 1) continue;
            MixtureOptions alone = OPTIONS.withK(1).withCovariance(Covariance.ofWord(entry.structure()));
            InformationCriteria toTheEnd =
                    InformationCriteria.of(GaussianMixture.fit(ROWS, alone).model(), ROWS);
            double expected = (double) toTheEnd.parameters() * N / 2000;
            double off = Math.max(2 * expected, 1e-3 * toTheEnd.bic()); // one ball does not describe the rows
            assertThat(entry.value()).as(entry.name()).isCloseTo(toTheEnd.bic(), within(off));
            assertThat(entry.fit().orElseThrow().warnings()).anyMatch(text -> text.contains("sample"));
        }
    }
}
