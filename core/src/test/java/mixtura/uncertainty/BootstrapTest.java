package mixtura.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Standard errors and intervals by drawing rows again, and from the information matrix.
class BootstrapTest {
    private static final MixtureOptions PLAIN = MixtureOptions.of(2).withRidge(Ridge.none());

    private static List<String[]> table(String path) throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(BootstrapTest.class.getResourceAsStream("/reference/" + path), path);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        }
    }

    private static Rows faithful() throws IOException {
        return Rows.of(table("data/faithful.csv").stream()
                .map(cells -> new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])})
                .toArray(double[][]::new));
    }

    private static Rows twoClouds(int rows, long seed) {
        Random random = new Random(seed);
        double[][] table = new double[rows][2];
        for (double[] row : table) {
            boolean first = random.nextDouble() < 0.4;
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            row[0] = first ? a : 6 + 1.5 * a;
            row[1] = first ? 0.6 * a + 0.8 * b : 3 + b;
        }
        return Rows.of(table);
    }

    private static Estimate find(List<Estimate> estimates, String label) {
        return estimates.stream()
                .filter(e -> e.parameter().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /// mclust's MclustBootstrap of 999 replicates; ours are 500, whose standard errors vary by some 4 %.
    @ParameterizedTest
    @EnumSource(Resampling.class)
    void standardErrorsEqualThoseOfMclustUpToTheirSampling(Resampling resampling) throws IOException {
        Rows rows = faithful();
        GaussianMixture model =
                GaussianMixture.fit(rows, PLAIN.withTolerance(1e-10)).model();
        boolean swapped = model.mixingProportions()[0] < 0.5;
        Bootstrap bootstrap = Bootstrap.of(
                model,
                rows,
                PLAIN,
                BootstrapOptions.of(500).withResampling(resampling).withThreads(2));
        assertThat(bootstrap.failed()).isZero();
        for (String[] cells : table("bootstrap/faithful.csv")) {
            if (cells[0].equals("lrt")) continue;
            int k = Integer.parseInt(cells[1]);
            String label = cells[0] + "[" + (swapped ? 3 - k : k) + "]";
            for (int i = 2; i < 4; i++) if (!cells[i].equals("0")) label += "[" + cells[i] + "]";
            Estimate estimate = find(bootstrap.estimates(), label);
            double expected = Double.parseDouble(cells[resampling == Resampling.NONPARAMETRIC ? 5 : 6]);
            // mclust starts each replicate anew and stops earlier; its value differs from the maximum in the fourth
            // digit
            assertThat(estimate.value())
                    .isCloseTo(Double.parseDouble(cells[4]), within(5e-3 * Math.abs(estimate.value())));
            assertThat(estimate.standardError()).as(label).isBetween(0.82 * expected, 1.22 * expected);
            assertThat(estimate.value()).isBetween(estimate.lower(), estimate.upper());
        }
    }

    @Test
    void theNumbersAreTheSameOnOneAndOnTwoThreads() {
        Rows rows = twoClouds(200, 1);
        GaussianMixture model = GaussianMixture.fit(rows, PLAIN).model();
        BootstrapOptions options = BootstrapOptions.of(10);
        assertThat(Bootstrap.of(model, rows, PLAIN, options.withThreads(1)).estimates().stream()
                        .map(Estimate::standardError))
                .isEqualTo(Bootstrap.of(model, rows, PLAIN, options.withThreads(2)).estimates().stream()
                        .map(Estimate::standardError)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void weightsAddUpToTheRowsAndHaveTheirMean(Resampling resampling) {
        Rows rows = Rows.of(new double[][] {{1}, {2}, {3}}).weighted(new double[] {1, 0, 3});
        double[] sum = new double[3];
        Random random = new Random(8);
        for (int b = 0; b < 4000; b++) {
            double[] weights = resampling.weights(rows, 4, random);
            assertThat(Arrays.stream(weights).sum()).isCloseTo(4, within(1e-9));
            for (int n = 0; n < 3; n++) sum[n] += weights[n] / 4000;
        }
        assertThat(sum[1]).isZero();
        assertThat(sum[0]).isCloseTo(1, within(5 * Math.sqrt(0.75 / 4000)));
    }

    /// For one normal component every term is known: Σ s sᵀ with s = ((x − μ)/σ², ((x − μ)² −
    /// σ²)/(2σ⁴)).
    @Test
    void theInformationOfOneNormalComponentIsTheSumOfItsSquaredScores() {
        Random random = new Random(9);
        double[][] table = new double[400][1];
        for (double[] row : table) row[0] = 100 + 7 * Math.exp(0.3 * random.nextGaussian());
        Rows rows = Rows.of(table);
        GaussianMixture model = GaussianMixture.fit(rows, PLAIN.withK(1)).model();
        double mean = model.means()[0][0];
        double variance = model.covariance(0)[0][0];
        double a = 0;
        double b = 0;
        double c = 0;
        for (double[] row : table) {
            double x = row[0] - mean;
            double first = x / variance;
            double second = (x * x - variance) / (2 * variance * variance);
            a += first * first;
            b += first * second;
            c += second * second;
        }
        double determinant = a * c - b * b;
        List<Estimate> estimates =
                InformationMatrix.estimates(model, rows, 0.95, Execution.of(2)).orElseThrow();
        assertThat(find(estimates, "means[1][1]").standardError())
                .isCloseTo(Math.sqrt(c / determinant), within(1e-6 * Math.sqrt(c / determinant)));
        assertThat(find(estimates, "covariances[1][1][1]").standardError())
                .isCloseTo(Math.sqrt(a / determinant), within(1e-6 * Math.sqrt(a / determinant)));
        Estimate mu = find(estimates, "means[1][1]");
        assertThat((mu.upper() - mu.lower()) / 2 / mu.standardError()).isCloseTo(1.959963984540054, within(1e-12));
    }

    @Test
    void theInformationMatrixAgreesWithTheBootstrapWhereTheModelIsTrue() {
        Rows rows = twoClouds(3000, 5);
        GaussianMixture model =
                GaussianMixture.fit(rows, PLAIN.withTolerance(1e-10)).model();
        List<Estimate> information =
                InformationMatrix.estimates(model, rows, 0.95, Execution.of(2)).orElseThrow();
        List<Estimate> resampled =
                Bootstrap.of(model, rows, PLAIN, BootstrapOptions.of(300)).estimates();
        for (int i = 0; i < information.size(); i++) {
            assertThat(information.get(i).standardError())
                    .as(information.get(i).parameter().label())
                    .isCloseTo(
                            resampled.get(i).standardError(),
                            within(0.2 * resampled.get(i).standardError()));
        }
    }

    @Test
    void probabilitiesHaveStandardErrorsToo() {
        Random random = new Random(2);
        double[][] table = new double[1500][4];
        for (double[] row : table) {
            boolean first = random.nextBoolean();
            for (int j = 0; j < 4; j++) row[j] = random.nextDouble() < (first ? 0.15 : 0.8) ? 1 : 0;
        }
        Rows rows = Rows.of(table);
        Mixture<Bernoulli> model = Mixture.fit(
                        rows,
                        Bernoulli.family(),
                        MixtureOptions.of(2).withTolerance(1e-11).withRestarts(3))
                .model();
        List<Estimate> information =
                InformationMatrix.estimates(model, rows, 0.9, Execution.of(2)).orElseThrow();
        List<Estimate> resampled = Bootstrap.of(
                        model,
                        rows,
                        MixtureOptions.of(2),
                        BootstrapOptions.of(200).withLevel(0.9))
                .estimates();
        assertThat(information).hasSize(2 + 8);
        for (int i = 0; i < information.size(); i++)
            assertThat(information.get(i).standardError())
                    .isBetween(
                            0.7 * resampled.get(i).standardError(),
                            1.4 * resampled.get(i).standardError());
    }

    @Test
    void symmetricMatricesCountOnce() {
        GaussianMixture model = GaussianMixture.fit(twoClouds(100, 3), PLAIN).model();
        List<String> labels = new ArrayList<>();
        for (Parameter parameter : ParameterVector.of(model).parameters()) labels.add(parameter.label());
        assertThat(labels)
                .hasSize(2 + 4 + 6)
                .contains("mixingProportions[2]", "covariances[2][2][1]")
                .doesNotContain("covariances[2][1][2]");
    }

    /// A matrix whose two triangles differ in a last digit would have more parameters in one replicate than in the
    /// next.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void everyStructureIsSymmetricToTheBitFreeUnderAPriorAndUnderABound(Covariance structure) {
        MixtureOptions free = PLAIN.withCovariance(structure);
        for (MixtureOptions options : List.of(
                free,
                free.withPrior(ConjugatePrior.fraleyRaftery()),
                free.withEigenvalueRatio(1.5),
                free.withEigenvalueRatio(3).withPrior(ConjugatePrior.fraleyRaftery()))) {
            Random random = new Random(5);
            double[][] table = new double[150][3];
            for (double[] row : table) {
                double shift = random.nextBoolean() ? 0 : 7;
                for (int j = 0; j < 3; j++) row[j] = shift + random.nextGaussian();
                row[1] += 0.7 * row[0];
                row[2] *= 3.3;
            }
            Rows rows = Rows.of(table);
            GaussianMixture model = GaussianMixture.fit(rows, options).model();
            for (int k = 0; k < 2; k++) {
                double[][] sigma = model.covariance(k);
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < i; j++) assertThat(sigma[i][j]).isEqualTo(sigma[j][i]);
            }
            Bootstrap bootstrap = Bootstrap.of(model, rows, options, BootstrapOptions.of(6));
            assertThat(bootstrap.failed()).as("%s", structure).isZero();
        }
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> BootstrapOptions.of(1)).hasMessageContaining("no spread");
        assertThatThrownBy(() -> BootstrapOptions.of(9).withLevel(95)).hasMessageContaining("0.95");
    }

    @Test
    void quantilesOfTheNormalDistributionHaveTheirFifteenDigits() {
        assertThat(NormalQuantile.of(0.5)).isCloseTo(0, within(1e-15));
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-13));
        assertThat(NormalQuantile.of(0.0005)).isCloseTo(-3.2905267314919255, within(1e-12));
    }
}
