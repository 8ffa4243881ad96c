package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same start as scikit-learn: the same log-likelihood after every iteration.
class GaussianReferenceTest {
    private static final List<Covariance> OF_SCIKIT_LEARN =
            List.of(Covariance.FULL, Covariance.TIED, Covariance.DIAGONAL, Covariance.SPHERICAL);
    private static final int ITERATIONS = 20;

    private static Fit<GaussianMixture> fit(String problem, Covariance covariance, String kernels) {
        Rows rows = Npy.map(Reference.path("gaussian/" + problem + ".npy"));
        double[][] means = Reference.table("gaussian/" + problem + "-means.csv").matrix();
        return GaussianMixture.fit(
                rows,
                MixtureOptions.of(means.length)
                        .withStart(Start.means(means))
                        .withCovariance(covariance)
                        .withRidge(Ridge.none())
                        .withTolerance(0)
                        .withMaxIterations(ITERATIONS)
                        .withKernels(kernels));
    }

    @ParameterizedTest
    @CsvSource({"300x1-k2", "500x2-k3", "1000x4-k3", "800x8-k5", "1500x25-k4", "2000x64-k3"})
    void theLogLikelihoodEqualsScikitLearnsAfterEveryIteration(String problem) {
        Reference reference = Reference.table("gaussian/" + problem + "-trace.csv");
        for (Covariance covariance : OF_SCIKIT_LEARN) {
            double[] expected = reference.numbers(covariance.word());
            for (String kernels : List.of("scalar", "simd", "auto")) {
                Fit<GaussianMixture> fit = fit(problem, covariance, kernels);
                double n =
                        Npy.map(Reference.path("gaussian/" + problem + ".npy")).rowCount();
                for (var step : fit.trace()) {
                    double l = expected[step.iteration()];
                    assertThat(step.objective())
                            .as("%s, %s kernels, iteration %d", covariance, kernels, step.iteration())
                            .isCloseTo(l, org.assertj.core.data.Offset.offset(1e-9 * (n + Math.abs(l))));
                }
                // where ours stopped because nothing rose any more, theirs does not rise either
                double last = expected[ITERATIONS];
                assertThat(fit.objective())
                        .isCloseTo(last, org.assertj.core.data.Offset.offset(1e-9 * (n + Math.abs(last))));
            }
        }
    }

    @Test
    void theParametersEqualScikitLearns() {
        Reference reference = Reference.table("gaussian/500x2-k3-parameters.csv");
        for (Covariance covariance : OF_SCIKIT_LEARN) {
            GaussianMixture model = fit("500x2-k3", covariance, "auto").model();
            for (String[] row : reference.rows()) {
                if (!row[0].equals(covariance.word())) continue;
                int k = Integer.parseInt(row[2]);
                int i = Integer.parseInt(row[3]);
                int j = Integer.parseInt(row[4]);
                double ours = switch (row[1]) {
                    case "mixingProportions" -> model.mixingProportions()[k];
                    case "means" -> model.means()[k][Math.max(i, j)];
                    case "covariances" -> model.covariance(k)[i][j];
                    case "precisionsCholesky" -> model.precisionsCholesky(k)[i][j];
                    default -> throw new AssertionError(row[1]);
                };
                double theirs = Double.parseDouble(row[5]);
                assertThat(ours)
                        .as("%s %s[%d][%d][%d]", row[0], row[1], k, i, j)
                        .isCloseTo(theirs, org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(theirs))));
            }
        }
    }
}
