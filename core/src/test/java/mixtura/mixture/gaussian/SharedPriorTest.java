package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.mixture.Collapse;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The conjugate prior of components that share a part of their covariances.
class SharedPriorTest {
    private static final ConjugatePrior PRIOR = ConjugatePrior.fraleyRaftery();

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
                .withPrior(PRIOR)
                .withStart(Start.labels(classes()))
                .withTolerance(0)
                .withMaxIterations(20_000);
    }

    private static GaussianFamily family(Covariance covariance, Rows rows) {
        return GaussianFamily.of(covariance, Ridge.none(), Collapse.FAIL, "scalar")
                .withPrior(PRIOR)
                .boundTo(rows, ColumnSummary.of(rows, Execution.of(1)), 3, Execution.of(1));
    }

    private static double logPosterior(GaussianFamily family, GaussianMixture mixture, Rows rows) {
        return mixture.logLikelihood(rows) + family.logPrior(mixture.components());
    }

    /// Components a little elsewhere, in the same structure.
    private static GaussianMixture neighbour(GaussianMixture mixture, Covariance structure, RandomGenerator random) {
        List<Gaussian> moved = new ArrayList<>();
        for (Gaussian component : mixture.components()) {
            int d = component.dimension();
            double[] mean = new double[d];
            double[] covariance = new double[d * d];
            double[] turn = new double[d * d];
            for (int i = 0; i < d * d; i++) turn[i] = (i % (d + 1) == 0 ? 1 : 0) + 1e-3 * random.nextGaussian();
            for (int i = 0; i < d; i++) {
                mean[i] = component.mean(i) + 1e-3 * random.nextGaussian();
                for (int j = 0; j < d; j++) {
                    for (int a = 0; a < d; a++) {
                        for (int b = 0; b < d; b++)
                            covariance[i * d + j] += turn[i * d + a] * component.covariance(a, b) * turn[j * d + b];
                    }
                }
            }
            moved.add(new Gaussian(mean, covariance, Covariance.FULL).as(structure));
        }
        double[] equal = {1, 1, 1};
        return new GaussianMixture(
                mixture.mixingProportions(),
                SharedStep.project(structure, moved, equal),
                mixture.columnNames(),
                mixture.constantColumns());
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            mode = Mode.EXCLUDE,
            names = {"FULL", "TIED", "DIAGONAL", "SPHERICAL", "EEI", "EII"})
    void noNeighbourOfTheEndHasAHigherPosteriorDensity(Covariance covariance) {
        Rows rows = Rows.of(rows());
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, options(covariance));
        GaussianFamily family = family(covariance, rows);
        double here = logPosterior(family, fit.model(), rows);
        assertThat(here).isCloseTo(fit.trace().getLast().logPosterior(), offset(1e-8));
        RandomGenerator random = Problems.random(7);
        for (int trial = 0; trial < 300; trial++) {
            assertThat(logPosterior(family, neighbour(fit.model(), covariance, random), rows))
                    .isLessThanOrEqualTo(here + 1e-8);
        }
    }

    /// The prior of a structure is that of VVV or VVI looked at on fewer covariances, so the posterior densities of two
    /// structures are heights of one and the same hill.
    @ParameterizedTest
    @CsvSource({
        "VEI, DIAGONAL",
        "EVI, DIAGONAL",
        "VEE, FULL",
        "EVE, VVE",
        "VVE, FULL",
        "EEV, VEV",
        "VEV, FULL",
        "EEV, EVV",
        "EVV, FULL"
    })
    void theEndOfANarrowerStructureIsABeginningOfTheWiderOne(Covariance narrow, Covariance wide) {
        Rows rows = Rows.of(rows());
        Fit<GaussianMixture> first = GaussianMixture.fit(rows, options(narrow));
        Fit<GaussianMixture> next = GaussianMixture.fit(rows, options(wide).withStart(Start.from(first.model())));
        assertThat(next.trace().getFirst().logPosterior())
                .isCloseTo(first.trace().getLast().logPosterior(), offset(1e-7));
        assertThat(next.trace().getLast().logPosterior())
                .isGreaterThan(first.trace().getLast().logPosterior());
    }

    /// mclust 6.0.0 has the same scatters in its M-step. It divides by other numbers in each structure, such as
    /// no one prior density gives: here its own are put in.
    @ParameterizedTest
    @CsvSource({"EVI, 10, 0, 0.01", "VEI, 0, 2.6666666666666665, 0.01", "EEV, 9, 0, 1e-300", "VEV, 0, 0, 0.01"})
    void theScattersAreThoseOfMclust(Covariance covariance, double once, double each, double shrinkage) {
        double[][] x = rows();
        int[] classes = classes();
        Rows rows = Rows.of(x);
        ColumnSummary summary = ColumnSummary.of(rows, Execution.of(1));
        Kernels kernels = ScalarKernels.INSTANCE;
        Frame unit = new Frame(new double[3], new double[] {1, 1, 1});
        NormalWishart prior = NormalWishart.of(
                new ConjugatePrior(shrinkage, Double.NaN),
                rows,
                summary,
                unit,
                covariance,
                3,
                kernels,
                Execution.of(1));
        int stored = Form.of(covariance).length(3);
        double[] counts = new double[3];
        double[][] scatter = new double[3][stored];
        double[][] now = new double[3][stored];
        for (int k = 0; k < 3; k++) {
            double[] mean = new double[3];
            for (int n = 0; n < x.length; n++) {
                if (classes[n] != k) continue;
                counts[k]++;
                for (int j = 0; j < 3; j++) mean[j] += x[n][j];
            }
            for (int j = 0; j < 3; j++) {
                mean[j] /= counts[k];
                now[k][stored == 3 ? j : j * 4] = 1;
            }
            for (int n = 0; n < x.length; n++) {
                if (classes[n] != k) continue;
                for (int i = 0; i < stored; i++) {
                    int a = stored == 3 ? i : i / 3;
                    int b = stored == 3 ? i : i % 3;
                    scatter[k][i] += (x[n][a] - mean[a]) * (x[n][b] - mean[b]);
                }
            }
            prior.addTo(mean, scatter[k], counts[k]);
            counts[k] += each + once / 3;
        }
        double[][] sigma = SharedCovariances.of(covariance).estimate(new Scatters(counts, scatter, now, 3, kernels));
        Reference table = Reference.table("prior/shared.csv");
        int first = Arrays.asList(table.text("covariance")).indexOf(covariance.name());
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double expected = table.numbers("s" + (i + 1) + (j + 1))[first + k];
                    double ours = stored == 9 ? sigma[k][i * 3 + j] : i == j ? sigma[k][i] : 0;
                    assertThat(ours)
                            .as("component %d, %d %d", k + 1, i, j)
                            .isCloseTo(expected, offset(1e-8 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void aRowOfWeightTwoIsTheRowTwice(Covariance covariance) {
        double[][] x = rows();
        double[] weights = new double[x.length];
        List<double[]> twice = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int n = 0; n < x.length; n++) {
            weights[n] = 1 + n % 2;
            for (int copy = 0; copy < weights[n]; copy++) {
                twice.add(x[n]);
                labels.add(classes()[n]);
            }
        }
        MixtureOptions options = options(covariance).withMaxIterations(6);
        var one = GaussianMixture.fit(Rows.of(x).weighted(weights), options);
        var other = GaussianMixture.fit(
                Rows.of(twice.toArray(double[][]::new)),
                options.withStart(
                        Start.labels(labels.stream().mapToInt(Integer::intValue).toArray())));
        double expected = other.trace().getLast().logPosterior();
        assertThat(one.trace().getLast().logPosterior()).isCloseTo(expected, offset(1e-8 * Math.abs(expected)));
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void componentsOnEqualRowsKeepAnExtentAndLostOnesTakeThePriors(Covariance covariance) {
        double[][] x = Problems.clouds(3, 60, 2, 1, 1);
        for (int n = 40; n < 60; n++) x[n] = new double[] {30, 30};
        var fit = GaussianMixture.fit(
                Rows.of(x),
                MixtureOptions.of(3).withCovariance(covariance).withPrior(PRIOR).withStart(Start.means(new double[][] {
                    x[0], x[59], {1e9, 1e9}
                })));
        assertThat(fit.certificate().repairs()).isEmpty();
        assertThat(fit.certificate().monotone()).isTrue();
        for (int k = 0; k < 3; k++) assertThat(fit.model().covariance(k)[1][1]).isGreaterThan(1e-2);
    }

    /// The start that wins has the highest posterior density, whatever the likelihoods are.
    @Test
    void startsAreComparedByWhatTheyMakeLarge() {
        for (long seed = 0; seed < 5; seed++) {
            var fit = GaussianMixture.fit(
                    Rows.of(rows()),
                    MixtureOptions.of(5)
                            .withCovariance(Covariance.VVE)
                            .withPrior(PRIOR)
                            .withStart(Start.rows())
                            .withRestarts(6)
                            .withSeed(seed));
            double[] ends = fit.certificate().restartObjectives();
            double won = ends[fit.certificate().winner()];
            assertThat(won).isEqualTo(fit.trace().getLast().logPosterior());
            if (fit.certificate().flagged().isEmpty())
                assertThat(Arrays.stream(ends).max().orElseThrow()).isEqualTo(won);
        }
    }

    /// In one column there are volumes alone.
    @Test
    void inOneColumnTheFourteenAreTwo() {
        double[][] column =
                Arrays.stream(rows()).map(row -> new double[] {row[0]}).toArray(double[][]::new);
        for (Covariance covariance : Covariance.values()) {
            Covariance same = covariance.volume() == Covariance.Aspect.EQUAL ? Covariance.TIED : Covariance.FULL;
            double expected = GaussianMixture.fit(Rows.of(column), options(same).withMaxIterations(50))
                    .trace()
                    .getLast()
                    .logPosterior();
            assertThat(GaussianMixture.fit(Rows.of(column), options(covariance).withMaxIterations(50))
                            .trace()
                            .getLast()
                            .logPosterior())
                    .as(covariance.name())
                    .isCloseTo(expected, offset(1e-8 * Math.abs(expected)));
        }
    }
}
