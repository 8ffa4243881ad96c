package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whitening in registers against the scalar kernels, which multiply features.
class WhitenedPassTest {
    @BeforeEach
    void thereAreVectors() {
        assumeThat(Kernels.all().get("simd"))
                .as("the JDK's module jdk.incubator.vector and a processor with fused multiply-add")
                .startsWith("vector");
    }

    private static MixtureOptions options(double[][] x, int k, String kernels) {
        return MixtureOptions.of(k)
                .withStart(Start.means(Problems.first(x, k)))
                .withRidge(Ridge.none())
                .withTolerance(0)
                .withMaxIterations(15)
                .withKernels(kernels);
    }

    private static void assertSameFit(Rows rows, double[][] x, int k) {
        Fit<GaussianMixture> whitened = GaussianMixture.fit(rows, options(x, k, "simd"));
        assertThat(whitened.certificate().kernels()).startsWith("whitened in registers");
        Fit<GaussianMixture> scalar = GaussianMixture.fit(rows, options(x, k, "scalar"));
        int steps = Math.min(whitened.trace().size(), scalar.trace().size()); // rounding ends a converged fit
        for (int t = 0; t < steps; t++) {
            double expected = scalar.trace().get(t).objective();
            double scale = rows.rowCount() + Math.abs(expected);
            assertThat(whitened.trace().get(t).objective()).isCloseTo(expected, offset(1e-9 * scale));
        }
        for (int c = 0; c < k; c++) {
            assertThat(whitened.model().means()[c])
                    .containsExactly(scalar.model().means()[c], offset(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"24, 3, 1.5", "25, 4, 0.5", "27, 2, 4", "32, 3, 0.4", "47, 2, 1", "71, 2, 0.5"})
    void theFitIsThatOfTheScalarKernels(int d, int k, double separation) {
        double[][] x = Problems.clouds(d, 60 * d + 7, d, k, separation);
        assertSameFit(Rows.of(x), x, k);
    }

    @Test
    void weightsCountAsRepeatedRows() {
        double[][] x = Problems.clouds(3, 1900, 26, 3, 2);
        double[] weights = new double[x.length];
        for (int n = 0; n < weights.length; n++) weights[n] = n % 4 * 0.75;
        assertSameFit(Rows.of(x).weighted(weights), x, 3);
    }

    /// Far from each other, and so thin in one direction that λ_max ‖z‖² is some 10¹⁰.
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4})
    void componentsFarApartAndThinHaveTheDensitiesWorkedOutAboutTheirMeans(double thinness) {
        double[][] x = Problems.clouds(4, 900, 24, 3, 30);
        for (double[] row : x) row[23] = row[0] + thinness * row[23] / 30;
        GaussianMixture model =
                GaussianMixture.fit(Rows.of(x), options(x, 3, "simd")).model();
        double logLikelihood = GaussianMixture.fit(
                        Rows.of(x),
                        options(x, 3, "simd").withStart(Start.from(model)).withMaxIterations(0))
                .objective();
        double[][] withStranger = Arrays.copyOf(x, x.length + 1);
        withStranger[x.length] = x[0].clone();
        withStranger[x.length][0] += 1e9; // rows beside it are scored about each mean
        double[] logDensity = model.logDensity(Rows.of(withStranger));
        double sum = Arrays.stream(logDensity, 0, x.length).sum();
        assertThat(logLikelihood).isCloseTo(sum, offset(1e-9 * (x.length + Math.abs(sum))));
    }

    /// One of the new rows is so far out that its block is scored about each mean; other blocks are whitened.
    @ParameterizedTest
    @CsvSource({"25, 4", "50, 3", "71, 2"})
    void newRowsHaveTheDensitiesOfTheScalarKernels(int d, int k) {
        double[][] x = Problems.clouds(11, 30 * d, d, k, 2);
        GaussianMixture model =
                GaussianMixture.fit(Rows.of(x), options(x, k, "simd")).model();
        double[][] rows = Problems.clouds(12, 900, d, k, 2);
        rows[300][d - 1] += 1e12;
        double[] densities = model.withKernels("simd").logDensity(Rows.of(rows));
        double[] scalar = model.withKernels("scalar").logDensity(Rows.of(rows));
        for (int n = 0; n < rows.length; n++) {
            assertThat(densities[n]).as("row %d", n).isCloseTo(scalar[n], offset(1e-10 * (d + Math.abs(scalar[n]))));
        }
    }

    @Test
    void theLogLikelihoodNeverFalls() {
        double[][] x = Problems.clouds(6, 3000, 24, 5, 0.6);
        Fit<GaussianMixture> fit =
                GaussianMixture.fit(Rows.of(x), options(x, 5, "simd").withMaxIterations(80));
        double[] trace = fit.trace().stream().mapToDouble(Step::objective).toArray();
        for (int t = 1; t < trace.length; t++) {
            assertThat(trace[t]).isGreaterThanOrEqualTo(trace[t - 1] - 1e-10 * Math.abs(trace[t]));
        }
        assertThat(fit.certificate().monotone()).isTrue();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        double[][] x = Problems.clouds(2, 3000, 28, 6, 9);
        var one = GaussianMixture.fit(Rows.of(x), options(x, 6, "simd").withThreads(1));
        var three = GaussianMixture.fit(Rows.of(x), options(x, 6, "simd").withThreads(3));
        assertThat(three.trace()).isEqualTo(one.trace());
        for (int k = 0; k < 6; k++) {
            assertThat(three.model().covariance(k)).isDeepEqualTo(one.model().covariance(k));
        }
    }
}
