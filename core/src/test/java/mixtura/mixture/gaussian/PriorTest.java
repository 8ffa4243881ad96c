package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fits of the largest posterior density under the conjugate prior of Fraley and Raftery 2007.
class PriorTest {
    private static final String[] STRUCTURES = {"FULL", "TIED", "DIAGONAL", "SPHERICAL"};

    private static double[][] rows() {
        double[][] table = Reference.table("prior/rows.csv").matrix();
        return Arrays.stream(table).map(row -> Arrays.copyOf(row, 3)).toArray(double[][]::new);
    }

    private static int[] classes() {
        return Arrays.stream(Reference.table("prior/rows.csv").numbers("class"))
                .mapToInt(c -> (int) c - 1)
                .toArray();
    }

    private static MixtureOptions options(Covariance covariance) {
        return MixtureOptions.of(3)
                .withCovariance(covariance)
                .withPrior(ConjugatePrior.fraleyRaftery())
                .withStart(Start.labels(classes()))
                .withTolerance(0)
                .withMaxIterations(20_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"FULL", "TIED", "DIAGONAL", "SPHERICAL"})
    void fromTheSameClassesEmEndsWhereMclustDoes(Covariance covariance) {
        Fit<GaussianMixture> fit = GaussianMixture.fit(Rows.of(rows()), options(covariance));
        Reference ends = Reference.table("prior/ends.csv");
        int first = Arrays.asList(STRUCTURES).indexOf(covariance.name()) * 3;
        double expected = ends.numbers("logLikelihood")[first];
        assertThat(fit.objective()).isCloseTo(expected, offset(1e-6 * (120 + Math.abs(expected))));
        for (int k = 0; k < 3; k++) {
            assertThat(fit.model().mixingProportions()[k])
                    .isCloseTo(ends.numbers("proportion")[first + k], offset(1e-6));
            for (int i = 0; i < 3; i++) {
                double mean = ends.numbers("X" + (i + 1))[first + k];
                assertThat(fit.model().means()[k][i]).isCloseTo(mean, offset(1e-6 * (1 + Math.abs(mean))));
                for (int j = 0; j < 3; j++) {
                    double sigma = ends.numbers("s" + (i + 1) + (j + 1))[first + k];
                    assertThat(fit.model().covariance(k)[i][j])
                            .as("%s, component %d, %d %d", covariance, k + 1, i, j)
                            .isCloseTo(sigma, offset(1e-6 * (1 + Math.abs(sigma))));
                }
            }
        }
    }

    @Test
    void soItDoesInOneColumn() {
        double[][] column =
                Arrays.stream(rows()).map(row -> new double[] {row[0]}).toArray(double[][]::new);
        Fit<GaussianMixture> fit = GaussianMixture.fit(Rows.of(column), options(Covariance.FULL));
        Reference ends = Reference.table("prior/one-column.csv");
        // mclust stops a little short of the top, which is flat: the likelihood agrees in more digits than what it is
        // of
        assertThat(fit.objective()).isCloseTo(ends.numbers("logLikelihood")[0], offset(1e-6 * 300));
        for (int k = 0; k < 3; k++) {
            assertThat(fit.model().mixingProportions()[k]).isCloseTo(ends.numbers("proportion")[k], offset(1e-5));
            assertThat(fit.model().means()[k][0]).isCloseTo(ends.numbers("mean")[k], offset(1e-5));
            assertThat(fit.model().covariance(k)[0][0]).isCloseTo(ends.numbers("variance")[k], offset(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void thePosteriorDensityNeverFalls(Covariance covariance) {
        Rows rows = Rows.of(rows());
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, options(covariance));
        assertThat(fit.certificate().monotone()).isTrue();
        for (int t = 1; t < fit.trace().size(); t++) {
            double before = fit.trace().get(t - 1).logPosterior();
            assertThat(fit.trace().get(t).logPosterior()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
        assertThat(fit.trace().getLast().logPosterior()).isNotEqualTo(fit.objective());
        assertThat(fit.objective()).isCloseTo(fit.model().logLikelihood(rows), offset(1e-8));
    }

    /// Fraley and Raftery 2007, table 1: where the fit has ended, its means and its one set of variances are what
    /// the formulas give for the responsibilities. mclust 6.0.0 leaves ς² out of EII, and in EEI the shrinkage
    /// of the means, so that its ends are others.
    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"EEI", "EII"})
    void variancesInCommonEndWhereTheFormulasSay(Covariance covariance) {
        double[][] x = rows();
        GaussianMixture model =
                GaussianMixture.fit(Rows.of(x), options(covariance)).model();
        double[][] r = model.responsibilities(Rows.of(x));
        double[] centre = new double[3];
        double meanVariance = 0;
        for (int j = 0; j < 3; j++) {
            for (double[] row : x) centre[j] += row[j] / x.length;
            for (double[] row : x) meanVariance += Math.pow(row[j] - centre[j], 2) / (x.length - 1) / 3;
        }
        double[] sums = new double[3];
        for (int k = 0; k < 3; k++) {
            double mass = 0;
            for (double[] share : r) mass += share[k];
            for (int j = 0; j < 3; j++) {
                double mean = 0;
                for (int n = 0; n < x.length; n++) mean += r[n][k] * x[n][j] / mass;
                for (int n = 0; n < x.length; n++) sums[j] += r[n][k] * Math.pow(x[n][j] - mean, 2);
                sums[j] += 0.01 * mass / (0.01 + mass) * Math.pow(mean - centre[j], 2);
                double moved = (mass * mean + 0.01 * centre[j]) / (mass + 0.01);
                assertThat(model.means()[k][j]).isCloseTo(moved, offset(1e-7 * (1 + Math.abs(moved))));
            }
        }
        double scale = meanVariance / Math.pow(3, 2.0 / 3);
        double all = (scale + Arrays.stream(sums).sum()) / (5 + (x.length + 3) * 3 + 2);
        for (int j = 0; j < 3; j++) {
            double variance = covariance == Covariance.EII ? all : (scale + sums[j]) / (5 + x.length + 3 + 2);
            assertThat(model.covariance(1)[j][j]).isCloseTo(variance, offset(1e-7 * variance));
        }
    }

    @Test
    void theTraceFollowsAChangeOfUnitsByItsJacobianAlone() {
        double[][] shifted = Arrays.stream(rows())
                .map(row -> new double[] {7 * row[0] + 1e4, 7 * row[1], 7 * row[2] - 3})
                .toArray(double[][]::new);
        for (Covariance covariance : new Covariance[] {Covariance.FULL, Covariance.TIED, Covariance.DIAGONAL}) {
            var one = GaussianMixture.fit(Rows.of(rows()), options(covariance).withMaxIterations(9));
            var other =
                    GaussianMixture.fit(Rows.of(shifted), options(covariance).withMaxIterations(9));
            double early =
                    other.trace().get(1).logPosterior() - one.trace().get(1).logPosterior();
            double late =
                    other.trace().get(8).logPosterior() - one.trace().get(8).logPosterior();
            assertThat(late).isCloseTo(early, offset(1e-7));
        }
    }

    @Test
    void componentsOnEqualRowsKeepAnExtent() {
        double[][] x = Problems.clouds(3, 60, 2, 1, 1);
        for (int n = 40; n < 60; n++) x[n] = new double[] {30, 30};
        var fit = GaussianMixture.fit(
                Rows.of(x),
                MixtureOptions.of(2).withPrior(ConjugatePrior.fraleyRaftery()).withTolerance(1e-10));
        assertThat(fit.certificate().repairs()).isEmpty();
        assertThat(fit.model().covariance(0)[0][0]).isGreaterThan(1e-2);
        assertThat(fit.model().covariance(1)[0][0]).isGreaterThan(1e-2);
    }

    @Test
    void aComponentThatLosesItsRowsTakesThePriorsParameters() {
        double[][] x = Problems.clouds(4, 50, 2, 1, 1);
        var fit = GaussianMixture.fit(
                Rows.of(x),
                MixtureOptions.of(2).withPrior(ConjugatePrior.fraleyRaftery()).withStart(Start.means(new double[][] {
                    x[0], {1e9, 1e9}
                })));
        assertThat(fit.model().covariance(1)[0][0]).isPositive();
        assertThat(fit.objective()).isFinite();
    }

    @Test
    void frozenPartsAreRefusedWithASentence() {
        var fit = GaussianMixture.fit(Rows.of(rows()), options(Covariance.FULL));
        assertThatThrownBy(() -> GaussianMixture.fit(
                        Rows.of(rows()),
                        options(Covariance.FULL)
                                .withStart(Start.from(fit.model()))
                                .withFrozen(Frozen.none().withMeans())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--prior");
        assertThatThrownBy(() -> new ConjugatePrior(0, Double.NaN)).hasMessageContaining("shrinkage");
        assertThatThrownBy(() -> GaussianMixture.fit(
                        Rows.of(new double[][] {{1, 2}, {1, 2}}),
                        MixtureOptions.of(1).withPrior(ConjugatePrior.fraleyRaftery())))
                .isInstanceOf(DataException.class);
    }
}
