package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.Fit;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.robust.StudentFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// The eigenvalue ratio of components that share a part of their covariances.
class BoundedCovariancesTest {
    /// Columns on scales of their own, the second component thin.
    private static double[][] rows(long seed) {
        double[][] x = Problems.clouds(seed, 240, 3, 3, 3);
        for (int n = 0; n < x.length; n++) {
            x[n][1] *= 4;
            if (n % 3 == 1) x[n][2] = 0.05 * x[n][2] + x[n][0];
        }
        return x;
    }

    private static double[] deviations(double[][] x) {
        double[] sd = new double[x[0].length];
        for (int j = 0; j < sd.length; j++) {
            double mean = 0;
            for (double[] row : x) mean += row[j] / x.length;
            for (double[] row : x) sd[j] += (row[j] - mean) * (row[j] - mean) / x.length;
            sd[j] = Math.sqrt(sd[j]);
        }
        return sd;
    }

    /// Largest to smallest eigenvalue, where the structure has them: on standardised columns or in the data's units.
    private static double ratio(Mixture<Gaussian> mixture, Covariance structure, double[][] x) {
        double[] sd = deviations(x);
        if (!structure.isTheSameInAllUnits()) Arrays.fill(sd, 1);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Gaussian component : mixture.components()) {
            int d = sd.length;
            double[] standardised = new double[d * d];
            for (int i = 0; i < d * d; i++)
                standardised[i] = component.covariance(i / d, i % d) / sd[i / d] / sd[i % d];
            double[] values = SymmetricEigen.of(standardised, d).values();
            smallest = Math.min(smallest, values[0]);
            largest = Math.max(largest, values[d - 1]);
        }
        return largest / smallest;
    }

    private static void assertInStructure(Mixture<Gaussian> mixture, Covariance structure) {
        double[] equal = new double[mixture.componentCount()];
        Arrays.fill(equal, 1);
        List<Gaussian> projected = SharedStep.project(structure, mixture.components(), equal);
        for (int k = 0; k < equal.length; k++) {
            double[] here = mixture.components().get(k).covariance();
            double[] there = projected.get(k).covariance();
            double size = Arrays.stream(here).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < here.length; i++)
                assertThat(there[i]).as("%s, component %d", structure, k).isCloseTo(here[i], offset(1e-6 * size));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            mode = Mode.EXCLUDE,
            names = {"FULL", "TIED", "DIAGONAL", "SPHERICAL", "EEI", "EII"})
    void fromRandomStartsTheLikelihoodNeverFallsInTheStructureAndUnderTheBound(Covariance covariance) {
        for (double ratio : new double[] {1, 2, 5, 30, 400}) {
            for (long seed = 0; seed < 5; seed++) {
                double[][] x = rows(seed);
                Fit<GaussianMixture> fit = GaussianMixture.fit(
                        Rows.of(x),
                        MixtureOptions.of(3)
                                .withCovariance(covariance)
                                .withEigenvalueRatio(ratio)
                                .withStart(Start.rows())
                                .withSeed(seed)
                                .withTolerance(1e-9));
                assertThat(ratio(fit.model(), covariance, x))
                        .as("%s, c = %f", covariance, ratio)
                        .isLessThanOrEqualTo(ratio * (1 + 1e-9));
                assertThat(fit.certificate().monotone()).isTrue();
                assertThat(fit.certificate().repairs()).isEmpty();
                for (int t = 1; t < fit.trace().size(); t++) {
                    double before = fit.trace().get(t - 1).objective();
                    assertThat(fit.trace().get(t).objective())
                            .as("%s, c = %f, seed %d, step %d", covariance, ratio, seed, t)
                            .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
                }
                assertInStructure(fit.model(), covariance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aBoundThatIsKeptChangesNothing(Covariance covariance) {
        Rows rows = Rows.of(Problems.clouds(2, 200, 2, 2, 5));
        MixtureOptions options =
                MixtureOptions.of(2).withCovariance(covariance).withTolerance(0).withMaxIterations(30);
        var free = GaussianMixture.fit(rows, options.withRidge(Ridge.none()));
        var bounded = GaussianMixture.fit(rows, options.withEigenvalueRatio(1e6));
        assertThat(bounded.objective()).isCloseTo(free.objective(), offset(1e-9 * Math.abs(free.objective())));
    }

    @Test
    void aWiderBoundHasAHigherMaximum() {
        double[][] x = rows(3);
        for (Covariance covariance : Covariance.values()) {
            Start start = Start.labels(java.util.stream.IntStream.range(0, x.length)
                    .map(n -> n % 3)
                    .toArray());
            double before = Double.NEGATIVE_INFINITY;
            for (double ratio : new double[] {1, 3, 10, 100}) {
                var fit = GaussianMixture.fit(
                        Rows.of(x),
                        MixtureOptions.of(3)
                                .withCovariance(covariance)
                                .withEigenvalueRatio(ratio)
                                .withStart(start)
                                .withTolerance(0)
                                .withMaxIterations(2000));
                assertThat(fit.objective()).as("%s, c = %f", covariance, ratio).isGreaterThanOrEqualTo(before - 1e-6);
                before = fit.objective();
                start = Start.from(fit.model());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aHeapOfEqualRowsCollapsesNoComponent(Covariance covariance) {
        double[][] x = Problems.clouds(1, 60, 2, 1, 1);
        for (int n = 45; n < 60; n++) x[n] = new double[] {20, 20};
        var fit = GaussianMixture.fit(
                Rows.of(x), MixtureOptions.of(2).withCovariance(covariance).withEigenvalueRatio(50));
        assertThat(fit.certificate().repairs()).isEmpty();
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().covariance(1)[0][0]).isPositive();
        assertThat(ratio(fit.model(), covariance, x)).isLessThanOrEqualTo(50 * (1 + 1e-9));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void underABoundAndAPriorThePosteriorDensityNeverFalls(Covariance covariance) {
        double[][] x = rows(4);
        var fit = GaussianMixture.fit(
                Rows.of(x),
                MixtureOptions.of(4)
                        .withCovariance(covariance)
                        .withEigenvalueRatio(6)
                        .withPrior(ConjugatePrior.fraleyRaftery())
                        .withTolerance(1e-9));
        assertThat(fit.certificate().monotone()).isTrue();
        for (int t = 1; t < fit.trace().size(); t++) {
            double before = fit.trace().get(t - 1).logPosterior();
            assertThat(fit.trace().get(t).logPosterior()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
        assertThat(ratio(fit.model(), covariance, x)).isLessThanOrEqualTo(6 * (1 + 1e-9));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aRowOfWeightTwoIsTheRowTwice(Covariance covariance) {
        double[][] x = rows(5);
        double[] weights = new double[x.length];
        List<double[]> twice = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int[] classes = new int[x.length];
        for (int n = 0; n < x.length; n++) {
            classes[n] = n % 3;
            weights[n] = 1 + n % 2;
            for (int copy = 0; copy < weights[n]; copy++) {
                twice.add(x[n]);
                labels.add(classes[n]);
            }
        }
        MixtureOptions options = MixtureOptions.of(3)
                .withCovariance(covariance)
                .withEigenvalueRatio(4)
                .withTolerance(0)
                .withMaxIterations(6);
        var one = GaussianMixture.fit(Rows.of(x).weighted(weights), options.withStart(Start.labels(classes)));
        var other = GaussianMixture.fit(
                Rows.of(twice.toArray(double[][]::new)),
                options.withStart(
                        Start.labels(labels.stream().mapToInt(Integer::intValue).toArray())));
        assertThat(one.objective()).isCloseTo(other.objective(), offset(1e-7 * Math.abs(other.objective())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"VEI", "EVI", "VEE", "EVV"})
    void scalingAColumnChangesNothingWhereTheStructureIsTheSameInAllUnits(Covariance covariance) {
        double[][] x = rows(6);
        double[][] scaled = Arrays.stream(x)
                .map(row -> new double[] {row[0] * 1024, row[1], row[2] / 64})
                .toArray(double[][]::new);
        MixtureOptions options = MixtureOptions.of(3)
                .withCovariance(covariance)
                .withEigenvalueRatio(4)
                .withStart(Start.labels(java.util.stream.IntStream.range(0, x.length)
                        .map(n -> n % 3)
                        .toArray()));
        var one = GaussianMixture.fit(Rows.of(x), options);
        var other = GaussianMixture.fit(Rows.of(scaled), options);
        assertThat(other.model().predict(Rows.of(scaled))).isEqualTo(one.model().predict(Rows.of(x)));
        assertThat(other.iterations()).isEqualTo(one.iterations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VEI", "EVE", "VEV", "EVV"})
    void studentScalesGapsAndFixedMeansKeepItToo(String name) {
        Covariance covariance = Covariance.valueOf(name);
        double[][] x = rows(7);
        MixtureOptions options = MixtureOptions.of(3)
                .withCovariance(covariance)
                .withEigenvalueRatio(8)
                .withTolerance(1e-9);
        var student = Mixture.fit(Rows.of(x), StudentFamily.of(covariance).withOptions(options), options);
        assertThat(student.certificate().monotone()).isTrue();
        double[][] gappy = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
        for (int n = 0; n < gappy.length; n += 7) gappy[n][n % 3] = Double.NaN;
        var filled = GaussianMixture.fit(Rows.of(gappy), options.withMissing(Missing.EM));
        assertThat(filled.certificate().monotone()).isTrue();
        assertInStructure(filled.model(), covariance);
        var fixed = GaussianMixture.fit(
                Rows.of(x),
                options.withStart(Start.from(filled.model()))
                        .withFrozen(Frozen.none().withMeans()));
        assertThat(fixed.certificate().monotone()).isTrue();
        assertThat(fixed.model().means()).isDeepEqualTo(filled.model().means());
        assertThat(ratio(fixed.model(), covariance, x)).isLessThanOrEqualTo(8 * (1 + 1e-9));
    }
}
