package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.DataException;
import mixtura.data.Missing;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// k-means over rows with gaps: expected and partial squared distances.
class KMeansMissingTest {
    private static final double NA = Double.NaN;

    private static double[][] rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[300][4];
        for (int n = 0; n < x.length; n++) {
            for (int j = 0; j < 4; j++) {
                x[n][j] = random.nextDouble() < 0.2 ? NA : 3 * ((n + j) % 3) + (j + 1) * random.nextGaussian();
            }
            if (Double.isNaN(x[n][0])) x[n][1] = random.nextGaussian(); // no row without a cell
        }
        return x;
    }

    private static double[][] filled(double[][] rows, double[] values) {
        return Arrays.stream(rows)
                .map(row -> {
                    double[] full = row.clone();
                    for (int j = 0; j < row.length; j++) if (Double.isNaN(row[j])) full[j] = values[j];
                    return full;
                })
                .toArray(double[][]::new);
    }

    private static final double[] M = {0.5, -1, 2, 0};

    /// E‖x − c‖² under x ~ N(m, c_j), term by term.
    private static double expected(double[] row, double[] centroid, double[] variance) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            boolean gap = Double.isNaN(row[j]);
            sum += Math.pow((gap ? M[j] : row[j]) - centroid[j], 2) + (gap ? variance[j] : 0);
        }
        return sum;
    }

    /// With one shared c and with one for each column alike, c adds a constant: the assignment, the centroids and the
    /// number of iterations are those of imputation by m.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void expectedDistancesAreImputationByTheirMeansPlusAConstant(long seed) {
        double[][] x = rows(seed);
        KMeansOptions options = KMeansOptions.of(3).withSeed(seed);
        Fit<KMeansModel> imputed = KMeans.fit(Rows.of(filled(x, M)), options);
        for (double[] variance : new double[][] {{1, 1, 1, 1}, {0, 4, 0.5, 9}}) {
            Fit<KMeansModel> fit = KMeans.fit(Rows.of(x), options.withMissing(Missing.expected(M, variance)));
            assertThat(fit.model().centroids()).isDeepEqualTo(imputed.model().centroids());
            assertThat(fit.model().predict(Rows.of(x)))
                    .isEqualTo(imputed.model().predict(Rows.of(filled(x, M))));
            assertThat(fit.iterations()).isEqualTo(imputed.iterations());
            double constant = 0;
            double objective = 0;
            for (double[] row : x) {
                for (int j = 0; j < 4; j++) if (Double.isNaN(row[j])) constant += variance[j];
                objective += Arrays.stream(fit.model().centroids())
                        .mapToDouble(c -> expected(row, c, variance))
                        .min()
                        .orElseThrow();
            }
            assertThat(fit.objective()).isCloseTo(imputed.objective() + constant, offset(1e-9 * objective));
            assertThat(fit.objective()).isCloseTo(objective, offset(1e-9 * objective));
            assertThat(fit.model().distortion(Rows.of(x))).isCloseTo(objective, offset(1e-9 * objective));
        }
    }

    @Test
    void theMeanAndVarianceOfAMissingCellAreThoseOfItsColumnUnlessGiven() {
        Rows rows = Rows.of(new double[][] {{1, 5}, {3, NA}, {NA, 7}, {9, 8}});
        Missing missing = KMeans.fit(rows, KMeansOptions.of(2).withMissing(Missing.EXPECTED))
                .model()
                .missing();
        assertThat(missing.means()).containsExactly(new double[] {13 / 3.0, 20 / 3.0}, offset(1e-12));
        assertThat(missing.variances()).containsExactly(new double[] {104 / 9.0, 14 / 9.0}, offset(1e-12));
    }

    private static double partial(double[] row, double[] centroid) {
        double sum = 0;
        int there = 0;
        for (int j = 0; j < row.length; j++) {
            if (Double.isNaN(row[j])) continue;
            sum += Math.pow(row[j] - centroid[j], 2);
            there++;
        }
        return sum * row.length / there;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partialDistancesNeverRiseAndBelongToTheModel(long seed) {
        double[][] x = rows(seed);
        Fit<KMeansModel> fit =
                KMeans.fit(Rows.of(x), KMeansOptions.of(4).withSeed(seed).withMissing(Missing.PARTIAL));
        double before = Double.POSITIVE_INFINITY;
        for (Step step : fit.trace()) {
            assertThat(step.objective()).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = step.objective();
        }
        double[][] c = fit.model().centroids();
        int[] labels = fit.model().predict(Rows.of(x));
        double sum = 0;
        double[][] weight = new double[4][4];
        double[][] mean = new double[4][4];
        for (int n = 0; n < x.length; n++) {
            double distance = partial(x[n], c[labels[n]]);
            for (double[] other : c) assertThat(distance).isLessThanOrEqualTo(partial(x[n], other) * (1 + 1e-12));
            sum += distance;
            long there = Arrays.stream(x[n]).filter(v -> !Double.isNaN(v)).count();
            for (int j = 0; j < 4; j++) {
                if (Double.isNaN(x[n][j])) continue;
                weight[labels[n]][j] += 4.0 / there;
                mean[labels[n]][j] += 4.0 / there * x[n][j];
            }
        }
        assertThat(fit.objective()).isCloseTo(sum, offset(1e-9 * sum));
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 4; j++) assertThat(c[k][j]).isCloseTo(mean[k][j] / weight[k][j], offset(1e-9));
        }
    }

    @Test
    void partialDistancesOfCompleteRowsAreKMeans() {
        double[][] x = filled(rows(5), M);
        KMeansOptions options = KMeansOptions.of(3);
        Fit<KMeansModel> plain = KMeans.fit(Rows.of(x), options);
        Fit<KMeansModel> partial = KMeans.fit(Rows.of(x), options.withMissing(Missing.PARTIAL));
        assertThat(partial.objective()).isCloseTo(plain.objective(), offset(1e-9 * plain.objective()));
    }

    @Test
    void aRowOfWhichNothingIsThereHasNoSayInPartialDistances() {
        double[][] x = rows(6);
        double[][] more = Arrays.copyOf(x, x.length + 2);
        more[x.length] = new double[] {NA, NA, NA, NA};
        more[x.length + 1] = more[x.length];
        KMeansOptions options = KMeansOptions.of(3)
                .withStart(mixtura.seeding.Seeding.given(new double[][] {{0, 3, 6, 0}, {3, 6, 0, 3}, {6, 0, 3, 6}}))
                .withMissing(Missing.PARTIAL);
        Fit<KMeansModel> without = KMeans.fit(Rows.of(x), options);
        Fit<KMeansModel> with = KMeans.fit(Rows.of(more), options);
        assertThat(with.objective()).isCloseTo(without.objective(), offset(1e-9 * without.objective()));
        assertThat(Arrays.stream(with.model().mass()).sum()).isEqualTo(300);
    }

    @Test
    void aColumnOfWhichNothingIsThereIsNamed() {
        Rows rows = Rows.of(new double[][] {{1, NA}, {2, NA}, {3, NA}}).named(java.util.List.of("a", "b"));
        for (Missing missing : new Missing[] {Missing.PARTIAL, Missing.EXPECTED}) {
            assertThatThrownBy(() -> KMeans.fit(rows, KMeansOptions.of(2).withMissing(missing)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("every cell of column 'b' is missing");
        }
    }
}
