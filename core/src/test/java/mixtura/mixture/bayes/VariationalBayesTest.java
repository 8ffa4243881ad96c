package mixtura.mixture.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.Start;
import mixtura.mixture.VariationalPrior;
import mixtura.mixture.VariationalPrior.Weights;
import mixtura.mixture.gaussian.Problems;
import mixtura.save.ModelFile;
import mixtura.save.SavedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Gaussian mixtures by variational Bayes.
class VariationalBayesTest {
    private static double[][] rows() {
        return Arrays.stream(Reference.table("vb/rows.csv").matrix())
                .map(row -> Arrays.copyOf(row, 2))
                .toArray(double[][]::new);
    }

    private static int[] classes() {
        return Arrays.stream(Reference.table("vb/rows.csv").numbers("class"))
                .mapToInt(c -> (int) c)
                .toArray();
    }

    private static MixtureOptions options(String covariance, String weights) {
        return MixtureOptions.of(5)
                .withCovariance(Covariance.ofWord(covariance))
                .withVariationalPrior(VariationalPrior.standard().withWeights(Weights.ofWord(weights)))
                .withStart(Start.labels(classes()))
                .withTolerance(0)
                .withMaxIterations(4000);
    }

    @ParameterizedTest
    @CsvSource({
        "full, dirichlet", "full, process", "tied, dirichlet", "tied, process",
        "diag, dirichlet", "diag, process", "spherical, dirichlet", "spherical, process"
    })
    void fromTheSameClassesParametersAndWeightsEndWhereScikitLearnsDo(String covariance, String weights) {
        Fit<BayesianMixture> fit = BayesianMixture.fit(Rows.of(rows()), options(covariance, weights));
        Reference ends = Reference.table("vb/ends.csv");
        int first = 0;
        while (!ends.text("covariance")[first].equals(covariance) || !ends.text("weights")[first].equals(weights))
            first++;
        for (int k = 0; k < 5; k++) {
            int at = first + k;
            BayesianGaussian component = fit.model().components().get(k);
            double[][] sigma = fit.model().plugIn().covariance(k);
            close(fit.model().mixingProportions()[k], ends.numbers("proportion")[at]);
            close(component.mean()[0], ends.numbers("m1")[at]);
            close(component.mean()[1], ends.numbers("m2")[at]);
            close(sigma[0][0], ends.numbers("s11")[at]);
            close(sigma[0][1], ends.numbers("s12")[at]);
            close(sigma[1][1], ends.numbers("s22")[at]);
            close(component.meanPrecision(), ends.numbers("beta")[at]);
            close(component.degreesOfFreedom(), ends.numbers("nu")[at]);
        }
    }

    private static void close(double ours, double theirs) {
        assertThat(ours).isCloseTo(theirs, offset(1e-6 * (1 + Math.abs(theirs))));
    }

    @ParameterizedTest
    @CsvSource({
        "full, dirichlet", "full, process", "tied, dirichlet", "tied, process",
        "diag, dirichlet", "diag, process", "spherical, dirichlet", "spherical, process"
    })
    void theEvidenceLowerBoundNeverFalls(String covariance, String weights) {
        for (long seed = 1; seed <= 4; seed++) {
            var fit = BayesianMixture.fit(
                    Rows.of(Problems.clouds(seed, 150, 3, 3, 3)),
                    options(covariance, weights)
                            .withK(6)
                            .withStart(Start.partition())
                            .withSeed(seed)
                            .withTolerance(1e-10));
            assertThat(fit.certificate().monotone()).isTrue();
            assertThat(fit.certificate().objective()).isEqualTo("elbo");
            for (int t = 1; t < fit.trace().size(); t++) {
                double before = fit.trace().get(t - 1).objective();
                assertThat(fit.trace().get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
            }
        }
    }

    /// With one component q is exact, so that the bound is the evidence itself: a multivariate Student-t
    /// density of all rows, Γ_d(ν_n/2) |Λ_0|^{ν_0/2} (κ_0/κ_n)^{d/2} / (Γ_d(ν_0/2) |Λ_n|^{ν_n/2}
    /// π^{nd/2}) (Murphy 2007, eq. 266).
    @Test
    void withOneComponentTheBoundIsTheEvidenceInOneColumn() {
        double[][] x = Problems.clouds(3, 40, 1, 1, 1);
        var fit = BayesianMixture.fit(Rows.of(x), MixtureOptions.of(1));
        int n = x.length;
        double mean = Arrays.stream(x).mapToDouble(row -> row[0]).average().orElseThrow();
        double scatter = Arrays.stream(x)
                .mapToDouble(row -> (row[0] - mean) * (row[0] - mean))
                .sum();
        double lambda = scatter / (n - 1);
        double evidence = GammaFunction.log((1 + n) / 2.0)
                - GammaFunction.log(0.5)
                + 0.5 * Math.log(lambda)
                - 0.5 * (1 + n) * Math.log(lambda + scatter)
                + 0.5 * Math.log(1.0 / (1 + n))
                - 0.5 * n * Math.log(Math.PI);
        assertThat(fit.objective()).isCloseTo(evidence, offset(1e-8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void superfluousComponentsVanishAndAreReported(long seed) {
        RandomGenerator random = Problems.random(seed);
        int planted = 2 + (int) (seed % 3);
        double[][] x = new double[400][];
        for (int n = 0; n < x.length; n++) {
            double angle = 2 * Math.PI * (n % planted) / planted;
            x[n] = new double[] {
                12 * Math.cos(angle) + random.nextGaussian(),
                12 * Math.sin(angle) + (0.5 + n % planted) * random.nextGaussian()
            };
        }
        for (Weights weights : Weights.values()) {
            var fit = BayesianMixture.fit(
                    Rows.of(x),
                    MixtureOptions.of(6)
                            .withVariationalPrior(VariationalPrior.standard()
                                    .withWeights(weights)
                                    .withConcentration(1e-3))
                            .withRestarts(5)
                            .withMaxIterations(5000)
                            .withTolerance(1e-12));
            long inUse =
                    Arrays.stream(fit.certificate().mass()).filter(m -> m >= 1).count();
            assertThat(inUse).as("%s", weights).isEqualTo(planted);
            assertThat(fit.warnings()).anyMatch(w -> w.contains(planted + " of 6 components are in use"));
            assertThat(Arrays.stream(fit.model().predict(Rows.of(x))).distinct().count())
                    .isEqualTo(planted);
        }
    }

    @Test
    void thePredictiveDensityIntegratesToOne() {
        var fit = BayesianMixture.fit(Rows.of(Problems.clouds(4, 25, 1, 2, 2)), MixtureOptions.of(2));
        double sum = 0;
        double step = 0.01;
        for (double t = -12; t < 12; t += step) { // x = sinh t reaches far into heavy tails
            sum += Math.exp(fit.model().logDensity(new double[] {Math.sinh(t)})) * Math.cosh(t) * step;
        }
        assertThat(sum).isCloseTo(1, offset(1e-4));
    }

    @Test
    void aModelReadsBackAsItWas() throws IOException {
        Rows rows = Rows.of(rows());
        for (String weights : new String[] {"dirichlet", "process"}) {
            var fit = BayesianMixture.fit(rows, options("diag", weights).withMaxIterations(20));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ModelFile.write(SavedModel.of(fit, 0), out);
            BayesianMixture read =
                    (BayesianMixture) ModelFile.read(new ByteArrayInputStream(out.toByteArray()), "vb.json")
                            .model();
            assertThat(read.logDensity(rows)).isEqualTo(fit.model().logDensity(rows));
            assertThat(read.mixingProportions()).isEqualTo(fit.model().mixingProportions());
        }
    }

    @Test
    void whatItCannotDoIsRefusedWithASentence() {
        Rows rows = Rows.of(rows());
        MixtureOptions options = MixtureOptions.of(2);
        assertThatThrownBy(() -> BayesianMixture.fit(rows, options.withOutliers(Outliers.noise(0.05))))
                .hasMessageContaining("variational Bayes");
        var model = BayesianMixture.fit(rows, options).model();
        assertThatThrownBy(() -> BayesianMixture.fit(
                        rows, options.withStart(Start.from(model)).withFrozen(Frozen.components(0))))
                .hasMessageContaining("frozen");
        assertThatThrownBy(() -> BayesianMixture.fit(
                        rows,
                        options.withVariationalPrior(VariationalPrior.standard().withDegreesOfFreedom(0.5))))
                .hasMessageContaining("above 1");
        assertThatThrownBy(() -> VariationalPrior.standard().withConcentration(0))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> BayesianMixture.fit(Rows.of(new double[][] {{1, Double.NaN}, {2, 3}}), options))
                .isInstanceOf(DataException.class);
    }
}
