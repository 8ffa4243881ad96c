package mixtura.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How sure the share of the noise is.
class NoiseShareTest {
    private static final MixtureOptions OPTIONS = MixtureOptions.of(2)
            .withRidge(Ridge.none())
            .withOutliers(Outliers.noise(0.1))
            .withTolerance(1e-10);

    /// Two small clouds in a wide box with `share` of the rows spread evenly: what is noise stands apart.
    private static Rows rows(int count, double share, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[count][2];
        for (double[] row : x) {
            if (random.nextDouble() < share) {
                for (int j = 0; j < 2; j++) row[j] = 200 * random.nextDouble() - 100;
            } else {
                double centre = random.nextBoolean() ? 8 : -8;
                for (int j = 0; j < 2; j++) row[j] = centre + random.nextGaussian();
            }
        }
        return Rows.of(x);
    }

    private static Estimate share(List<Estimate> estimates) {
        Estimate last = estimates.getLast();
        assertThat(last.parameter().label()).isEqualTo("noise.proportion");
        assertThat(last.parameter().component()).isEqualTo(-1);
        return last;
    }

    /// √(π₀ (1 − π₀) / n), and hardly more where no row is in doubt.
    @ParameterizedTest
    @EnumSource(Resampling.class)
    void noiseThatStandsApartHasTheErrorOfAShare(Resampling resampling) {
        Rows rows = rows(1000, 0.15, 3);
        GaussianMixture model = GaussianMixture.fit(rows, OPTIONS).model();
        double proportion = model.noise().orElseThrow().proportion();
        double error = Math.sqrt(proportion * (1 - proportion) / 1000);
        Estimate drawn = share(
                Bootstrap.of(model, rows, OPTIONS, BootstrapOptions.of(300).withResampling(resampling))
                        .estimates());
        assertThat(drawn.value()).isEqualTo(proportion);
        // the standard deviation of 300 replicates is known to 4 %: three of these, and 3 % for rows in doubt
        assertThat(drawn.standardError()).isCloseTo(error, within(0.15 * error));
        assertThat(drawn.lower()).isLessThan(proportion);
        assertThat(drawn.upper()).isGreaterThan(proportion);
        Estimate known = share(
                InformationMatrix.estimates(model, rows, 0.95, Execution.of(1)).orElseThrow());
        assertThat(known.standardError()).isCloseTo(error, within(0.05 * error));
    }

    @Test
    void intervalsHoldThePlantedShareAboutAsOftenAsTheySay() {
        int held = 0;
        for (long seed = 0; seed < 100; seed++) {
            Rows rows = rows(400, 0.2, 100 + seed);
            GaussianMixture model = GaussianMixture.fit(rows, OPTIONS).model();
            Estimate known = share(InformationMatrix.estimates(model, rows, 0.95, Execution.of(1))
                    .orElseThrow());
            if (known.lower() <= 0.2 && 0.2 <= known.upper()) held++;
        }
        assertThat(held).isBetween(88, 100); // 95, give or take three standard deviations
    }

    @Test
    void theOtherErrorsAreThoseOfTheMixtureWithItsNoise() {
        Rows rows = rows(1500, 0.2, 9);
        GaussianMixture model = GaussianMixture.fit(rows, OPTIONS).model();
        List<Estimate> information =
                InformationMatrix.estimates(model, rows, 0.95, Execution.of(1)).orElseThrow();
        List<Estimate> drawn =
                Bootstrap.of(model, rows, OPTIONS, BootstrapOptions.of(200)).estimates();
        assertThat(information).hasSize(2 + 4 + 6 + 1).hasSameSizeAs(drawn);
        for (int i = 0; i < drawn.size(); i++) {
            assertThat(information.get(i).standardError())
                    .as(drawn.get(i).parameter().label())
                    .isBetween(
                            0.7 * drawn.get(i).standardError(),
                            1.4 * drawn.get(i).standardError());
        }
    }
}
