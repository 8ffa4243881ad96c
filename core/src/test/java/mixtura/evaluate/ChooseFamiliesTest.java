package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.families.Families;
import org.junit.jupiter.api.Test;

/// Families side by side: their likelihoods are compared where they are densities of the same kind.
class ChooseFamiliesTest {
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withRestarts(2);

    private static List<Family<?, ?>> families(String... names) {
        return List.of(names).stream()
                .<Family<?, ?>>map(name -> Families.named(name).orElseThrow())
                .toList();
    }

    /// Two clouds; each row's deviations are divided by the root of χ² / ν, as Student-t rows are, or not.
    private static Rows clouds(int rows, double nu) {
        Random random = new Random(3);
        double[][] table = new double[rows][2];
        for (int n = 0; n < rows; n++) {
            double squares = 0;
            for (int i = 0; i < nu; i++) squares += Math.pow(random.nextGaussian(), 2);
            double stretch = nu > 0 ? Math.sqrt(nu / squares) : 1;
            table[n][0] = random.nextGaussian() * stretch + (n % 2 == 0 ? 20 : 40);
            table[n][1] = random.nextGaussian() * stretch + 30;
        }
        return Rows.of(table);
    }

    @Test
    void heavyTailsAreStudentsAndLightOnesAreNormal() {
        ChooseComponents choose =
                ChooseComponents.of(1, 3).covariances(Covariance.TIED).families(families("gmm", "student"));
        Selection heavy = choose.run(clouds(300, 3), OPTIONS);
        Selection.Entry best = heavy.best().orElseThrow();
        assertThat(best.family()).isEqualTo("student");
        assertThat(best.k()).isEqualTo(2);
        assertThat(heavy.reason())
                .startsWith("student tied, k = 2 has the lowest BIC")
                .contains("gmm");
        assertThat(choose.run(clouds(300, 0), OPTIONS).best().orElseThrow().family())
                .isEqualTo("gmm");
    }

    @Test
    void theTableHoldsWhatEachFamilyGivesAlone() {
        Rows rows = clouds(120, 4);
        ChooseComponents choose = ChooseComponents.of(1, 2).covariances(Covariance.FULL, Covariance.DIAGONAL);
        Selection together =
                choose.families(families("gmm", "lognormal", "gamma")).run(rows, OPTIONS);
        assertThat(together.table()).hasSize(2 * (2 + 2 + 1));
        for (String name : new String[] {"gmm", "lognormal", "gamma"}) {
            Selection alone = choose.families(families(name)).run(rows, OPTIONS);
            assertThat(together.table().stream()
                            .filter(entry -> entry.family().equals(name))
                            .map(Selection.Entry::value))
                    .containsExactlyElementsOf(
                            alone.table().stream().map(Selection.Entry::value).toList());
        }
    }

    /// A table of one family names structures alone, one of several the family too.
    @Test
    void labelsTellFamiliesApart() {
        Rows rows = clouds(60, 0);
        ChooseComponents choose = ChooseComponents.of(1, 1).covariances(Covariance.FULL);
        Selection one = choose.run(rows, OPTIONS);
        assertThat(one.label(one.table().getFirst())).isEqualTo("full");
        Selection two = choose.families(families("gmm", "gamma")).run(rows, OPTIONS);
        assertThat(two.table().stream().map(two::label)).containsExactly("gmm full", "gamma");
    }

    @Test
    void densitiesAreNotComparedWithProbabilitiesNorLikelihoodsWithTheirBounds() {
        ChooseComponents choose = ChooseComponents.of(1, 2);
        assertThatThrownBy(() -> choose.families(families("gmm", "poisson")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("probabilities of counts");
        assertThatThrownBy(() -> choose.families(families("gmm", "vmf"))).hasMessageContaining("sphere");
        assertThatThrownBy(() -> choose.families(families("poisson", "multinomial")))
                .hasMessageContaining("total is known");
        assertThatThrownBy(() -> choose.families(families("gmm", "vb"))).hasMessageContaining("elbo");
    }
}
