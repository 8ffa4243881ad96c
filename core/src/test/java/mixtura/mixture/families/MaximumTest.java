package mixtura.mixture.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.Reference;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.discrete.Multinomial;
import mixtura.mixture.discrete.Poisson;
import mixtura.mixture.positive.Exponential;
import mixtura.mixture.positive.Gamma;
import mixtura.mixture.positive.LogNormal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// EM ends where a general optimiser finds the maximum of the log-likelihood (`reference/families.py`): on plain rows,
/// on weighted ones, and where cells are missing.
class MaximumTest {
    @ParameterizedTest
    @CsvSource({
        "poisson, plain",
        "poisson, weighted",
        "poisson, gaps",
        "multinomial, plain",
        "multinomial, weighted",
        "categorical, plain",
        "categorical, weighted",
        "categorical, gaps",
        "exponential, plain",
        "exponential, weighted",
        "exponential, gaps",
        "gamma, plain",
        "gamma, weighted",
        "gamma, gaps",
        "lognormal, plain",
        "lognormal, weighted",
        "lognormal, gaps"
    })
    void theFitEndsAtTheMaximumOfAGeneralOptimiser(String name, String run) {
        double[][] table = Reference.table("families/" + name + ".csv").matrix();
        int[] drawnFrom = Arrays.stream(table).mapToInt(row -> (int) row[0]).toArray();
        double[][] x = Arrays.stream(table)
                .map(row -> Arrays.copyOfRange(row, 1, row.length))
                .toArray(double[][]::new);
        if (run.equals("gaps")) leaveOut(x);
        Rows rows = Rows.of(x);
        if (run.equals("weighted"))
            rows = rows.weighted(
                    IntStream.range(0, x.length).mapToDouble(n -> 1 + n % 3).toArray());
        Fit<? extends Mixture<?>> fit = Families.fit(
                rows,
                Families.named(name).orElseThrow(),
                MixtureOptions.of(2)
                        .withStart(Start.labels(drawnFrom))
                        .withCovariance(Covariance.DIAGONAL)
                        .withRidge(Ridge.none())
                        .withTolerance(0)
                        .withMaxIterations(20_000)
                        .withMissing(Missing.EM),
                Progress.silent());
        assertThat(fit.certificate().monotone()).isTrue();
        for (String[] row : Reference.table("families/" + name + "-maximum.csv").rows()) {
            if (!row[0].equals(run)) continue;
            int k = Integer.parseInt(row[2]);
            double expected = Double.parseDouble(row[4]);
            switch (row[1]) {
                case "logLikelihood" -> assertThat(fit.objective()).isCloseTo(expected, offset(1e-6));
                case "mixingProportions" ->
                    assertThat(fit.model().mixingProportions()[k]).isCloseTo(expected, offset(1e-5));
                default -> {
                    double ours = parameter(fit.model().components().get(k), row[1])[Integer.parseInt(row[3])];
                    assertThat(ours).as(row[1]).isCloseTo(expected, offset(1e-4 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    private static void leaveOut(double[][] x) {
        for (int n = 0; n < x.length; n++) {
            for (int j = 0; j < x[n].length; j++) if ((n + 2 * j) % 5 == 0) x[n][j] = Double.NaN;
        }
    }

    private static double[] parameter(Component component, String name) {
        return switch (component) {
            case Poisson poisson -> poisson.rates();
            case Multinomial multinomial -> multinomial.theta();
            case Categorical categorical ->
                Arrays.stream(categorical.theta())
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
            case Exponential exponential -> exponential.means();
            case Gamma gamma -> name.equals("shapes") ? gamma.shapes() : gamma.scales();
            case LogNormal logNormal ->
                name.equals("logMeans")
                        ? logNormal.logs().mean()
                        : logNormal.logs().covariance();
            default -> throw new AssertionError("no parameter " + name + " of " + component);
        };
    }
}
