package mixtura.mixture.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.TreeMap;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BernoulliTest {
    private static MixtureOptions from(double[][] theta) {
        return MixtureOptions.of(theta.length)
                .withStart(Start.means(theta))
                .withTolerance(0)
                .withMaxIterations(20);
    }

    @ParameterizedTest
    @CsvSource({
        "120x16-k4, learned",
        "120x16-k4, uniform",
        "120x16-k4, weighted",
        "400x30-k5, learned",
        "400x30-k5, uniform",
        "400x30-k5, weighted"
    })
    void theTraceAndTheParametersEqualAnIndependentProgram(String problem, String run) {
        Rows rows = Rows.of(Reference.table("bernoulli/" + problem + ".csv").matrix());
        if (run.equals("weighted"))
            rows = rows.weighted(
                    Reference.table("bernoulli/" + problem + "-weights.csv").numbers("w"));
        double[][] theta =
                Reference.table("bernoulli/" + problem + "-theta.csv").matrix();
        Fit<Mixture<Bernoulli>> fit =
                Mixture.fit(rows, Bernoulli.family(), from(theta).withUniformProportions(run.equals("uniform")));
        double[] expected =
                Reference.table("bernoulli/" + problem + "-trace.csv").numbers(run);
        for (var step : fit.trace()) {
            double l = expected[step.iteration()];
            assertThat(step.objective()).isCloseTo(l, offset(1e-11 * Math.abs(l)));
        }
        for (String[] row :
                Reference.table("bernoulli/" + problem + "-parameters.csv").rows()) {
            if (!row[0].equals(run)) continue;
            int k = Integer.parseInt(row[2]);
            double ours = row[1].equals("theta")
                    ? fit.model().overAllColumns(fit.model().components().get(k).theta())[Integer.parseInt(row[3])]
                    : fit.model().mixingProportions()[k];
            assertThat(ours).isCloseTo(Double.parseDouble(row[4]), offset(1e-9));
        }
    }

    @Test
    void theDensityAddsUpToOneOverAllRows() {
        var mixture = new Mixture<>(
                Bernoulli.family(),
                new double[] {0.3, 0.7},
                java.util.List.of(
                        new Bernoulli(new double[] {0.2, 1, 0.5, 0}), new Bernoulli(new double[] {0.9, 0.1, 0, 0.4})),
                java.util.List.of("a", "b", "c", "d"),
                new TreeMap<>());
        double sum = 0;
        for (int bits = 0; bits < 16; bits++) {
            int b = bits;
            sum += Math.exp(mixture.logDensity(
                    IntStream.range(0, 4).mapToDouble(j -> b >> j & 1).toArray()));
        }
        assertThat(sum).isCloseTo(1, offset(1e-9));
    }

    @Test
    void probabilitiesOfZeroAndOneGiveNoNaNAndNewRowsAFiniteDensity() {
        double[][] x = {{1, 0, 1}, {1, 0, 0}, {0, 1, 1}, {0, 1, 0}};
        Fit<Mixture<Bernoulli>> fit = Mixture.fit(
                Rows.of(x),
                Bernoulli.family(),
                from(new double[][] {{0.9, 0.1, 0.4}, {0.1, 0.9, 0.6}}).withMaxIterations(200));
        assertThat(fit.certificate().monotone()).isTrue();
        double[] theta = fit.model().components().getFirst().theta();
        assertThat(theta[0]).isCloseTo(1, offset(1e-6));
        double stranger = fit.model().logDensity(new double[] {1, 1, 1});
        assertThat(stranger).isFinite().isLessThan(-15);
        assertThat(fit.model().logLikelihood(Rows.of(x))).isCloseTo(fit.objective(), offset(1e-8));
    }

    @Test
    void smoothingKeepsThetaInsideAndTheLogPosteriorNeverFalls() {
        Rows rows = Rows.of(Reference.table("bernoulli/120x16-k4.csv").matrix());
        Fit<Mixture<Bernoulli>> fit = Mixture.fit(
                rows,
                Bernoulli.family().withSmoothing(0.5),
                MixtureOptions.of(6)
                        .withStart(Start.partition())
                        .withTolerance(0)
                        .withMaxIterations(300)
                        .withSeed(3));
        for (int t = 1; t < fit.trace().size(); t++) {
            double before = fit.trace().get(t - 1).logPosterior();
            assertThat(fit.trace().get(t).logPosterior()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
        for (Bernoulli component : fit.model().components()) {
            for (double theta : component.theta()) assertThat(theta).isStrictlyBetween(0.0, 1.0);
        }
    }

    @Test
    void aCellThatIsNeitherZeroNorOneIsRefused() {
        assertThatThrownBy(() -> Mixture.fit(
                        Rows.of(new double[][] {{1, 0}, {0, 0.5}}), Bernoulli.family(), MixtureOptions.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("'x2'");
    }

    @Test
    void aSampleHasTheMeansOfItsComponents() {
        var mixture = new Mixture<>(
                Bernoulli.family(),
                new double[] {1},
                java.util.List.of(new Bernoulli(new double[] {0.25, 1})),
                java.util.List.of("a", "b"),
                new TreeMap<>());
        int count = 100_000;
        Rows drawn = mixture.sample(count, 1);
        double ones = 0;
        double[] row = new double[2];
        for (int n = 0; n < count; n++) {
            drawn.copyRow(n, row);
            ones += row[0];
            assertThat(row[1]).isEqualTo(1);
        }
        assertThat(ones / count).isCloseTo(0.25, offset(5 * Math.sqrt(0.25 * 0.75 / count)));
    }
}
