package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.Collapse;
import mixtura.mixture.CollapsedException;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollapseTest {
    /// Twenty spread rows, and a value that occurs five times far away from them.
    private static double[][] heap() {
        double[][] x = Problems.clouds(1, 25, 2, 1, 1);
        for (int n = 20; n < 25; n++) x[n] = new double[] {100, 100};
        return x;
    }

    private static MixtureOptions options(Covariance covariance) {
        double[][] x = heap();
        return MixtureOptions.of(2)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withStart(Start.means(new double[][] {x[0], x[24]}));
    }

    /// Where volumes are equal a component cannot collapse alone.
    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"TIED", "E.."})
    void aComponentOnEqualRowsIsRepairedNamedAndFlagged(Covariance covariance) {
        var fit = GaussianMixture.fit(Rows.of(heap()), options(covariance));
        assertThat(fit.certificate().repairs()).anyMatch(repair -> repair.contains("component 2"));
        assertThat(fit.certificate().flagged()).contains(1);
        assertThat(fit.warnings()).anyMatch(w -> w.contains("component 2"));
        assertThat(fit.model().logDensity(Rows.of(heap()))).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void orRefusedWithTheComponentsName() {
        assertThatThrownBy(() -> GaussianMixture.fit(
                        Rows.of(heap()), options(Covariance.FULL).withCollapse(Collapse.FAIL)))
                .isInstanceOf(CollapsedException.class)
                .hasMessageContaining("component 2")
                .hasMessageContaining("--ridge");
    }

    @Test
    void orDropped() {
        Rows rows = Rows.of(heap());
        var fit = GaussianMixture.fit(rows, options(Covariance.FULL).withCollapse(Collapse.DROP));
        assertThat(fit.model().componentCount()).isEqualTo(1);
        assertThat(fit.model().parameterCount()).isEqualTo(5);
        assertThat(fit.certificate().mass()).hasSize(1);
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.certificate().repairs())
                .anyMatch(line -> line.contains("component 2") && line.contains("dropped"));
        assertThat(fit.objective())
                .isCloseTo(fit.model().logLikelihood(rows), org.assertj.core.data.Offset.offset(1e-8));
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"TIED", "E.."})
    void whatEndsFlaggedIsDroppedEvenWithARidge(Covariance covariance) {
        var fit = GaussianMixture.fit(
                Rows.of(heap()), options(covariance).withRidge(Ridge.auto()).withCollapse(Collapse.DROP));
        assertThat(fit.model().componentCount()).isEqualTo(1);
        assertThat(fit.certificate().flagged()).isEmpty();
    }

    /// Three clouds, and a start that puts one component on five equal rows: others do not.
    @Test
    void orAnotherStartIsMade() {
        double[][] x = Problems.clouds(6, 90, 2, 3, 12);
        MixtureOptions options = MixtureOptions.of(4)
                .withStart(Start.rows())
                .withRidge(Ridge.none())
                .withSeed(3);
        for (int n = 0; n < 4; n++) x[n] = new double[] {1, 1};
        int restarted = 0;
        for (int seed = 0; seed < 12; seed++) {
            try {
                var fit = GaussianMixture.fit(Rows.of(x), options.withSeed(seed).withCollapse(Collapse.RESTART));
                assertThat(fit.certificate().flagged()).isEmpty();
                if (fit.certificate().repairs().stream().anyMatch(line -> line.contains("begun again"))) restarted++;
            } catch (CollapsedException e) {
                assertThat(e).hasMessageContaining("10 starts").hasMessageContaining("--eigenvalue-ratio");
            }
        }
        assertThat(restarted).isPositive();
    }

    @Test
    void aFixedStartIsNotMadeAgain() {
        assertThatThrownBy(() -> GaussianMixture.fit(
                        Rows.of(heap()), options(Covariance.FULL).withCollapse(Collapse.RESTART)))
                .isInstanceOf(CollapsedException.class)
                .hasMessageContaining("component 2");
    }

    @Test
    void whatASpuriousComponentRestsOnIsNamed() {
        double[][] x = Problems.clouds(1, 40, 2, 1, 1);
        for (int n = 17; n < 20; n++) x[n] = new double[] {8, 100 + n};
        var fit = GaussianMixture.fit(
                Rows.of(x).named(java.util.List.of("height", "weight")),
                MixtureOptions.of(2).withStart(Start.means(new double[][] {x[0], x[18]})));
        assertThat(fit.warnings())
                .anyMatch(w -> w.contains("component 2 is spurious")
                        && w.contains("almost no extent in 'height'")
                        && w.contains("rows 18, 19, 20"));
    }

    @Test
    void collinearAndDuplicateColumnsAreNamed() {
        double[][] x = Problems.clouds(2, 100, 2, 2, 3);
        double[][] more = new double[100][];
        for (int n = 0; n < 100; n++) {
            more[n] = new double[] {x[n][0], x[n][1], x[n][0], 3 * x[n][0] - x[n][1] + 7};
        }
        var names = java.util.List.of("a", "b", "twin", "sum");
        var fit = GaussianMixture.fit(Rows.of(more).named(names), MixtureOptions.of(2));
        assertThat(fit.warnings())
                .anyMatch(w -> w.contains("column 'twin' follows from 'a',"))
                .anyMatch(w -> w.contains("column 'sum' follows from 'a', 'b',"));
        var diagonal = GaussianMixture.fit(
                Rows.of(more).named(names), MixtureOptions.of(2).withCovariance(Covariance.DIAGONAL));
        assertThat(diagonal.certificate().flagged()).isEmpty();
    }

    @Test
    void fewerRowsThanColumnsAreSaidToBe() {
        var fit = GaussianMixture.fit(Rows.of(Problems.clouds(2, 5, 8, 1, 3)), MixtureOptions.of(1));
        assertThat(fit.warnings()).anyMatch(w -> w.contains("5 rows in 8 columns lie in a flat"));
    }

    @Test
    void aRidgePreventsIt() {
        var fit = GaussianMixture.fit(Rows.of(heap()), options(Covariance.FULL).withRidge(Ridge.absolute(0.01)));
        assertThat(fit.certificate().repairs()).isEmpty();
        assertThat(fit.model().covariance(1)[0][0]).isCloseTo(0.01, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void collinearColumnsAreRepaired() {
        double[][] x = Problems.clouds(2, 100, 1, 2, 3);
        double[][] twice = new double[100][];
        for (int n = 0; n < 100; n++) twice[n] = new double[] {x[n][0], 2 * x[n][0]};
        var fit = GaussianMixture.fit(Rows.of(twice), MixtureOptions.of(2).withRidge(Ridge.none()));
        assertThat(fit.certificate().repairs()).isNotEmpty();
        assertThat(fit.objective()).isFinite();
    }

    @Test
    void missingAndInfiniteCellsAreRefusedWithRowAndColumn() {
        double[][] x = {{1, 2}, {3, Double.NaN}, {5, 6}};
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(x), MixtureOptions.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("'x2'");
        x[1][1] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(x), MixtureOptions.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("infinite");
    }

    @Test
    void aTableOfConstantsHasNothingToModel() {
        assertThatThrownBy(() -> GaussianMixture.fit(Rows.of(new double[][] {{1, 2}, {1, 2}}), MixtureOptions.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("constant");
    }
}
