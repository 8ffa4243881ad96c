package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Reference;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import org.junit.jupiter.api.Test;

/// A mixture all of whose rows are labelled is discriminant analysis: scikit-learn's, on iris.
class DiscriminantAnalysisTest {
    private static final Reference IRIS = Reference.table("data/iris.csv");
    private static final double[][] X = IRIS.rows().stream()
            .map(row -> IntStream.range(0, 4)
                    .mapToDouble(j -> Double.parseDouble(row[j]))
                    .toArray())
            .toArray(double[][]::new);

    private static Labels species() {
        List<String> names =
                Arrays.stream(IRIS.text("Species")).distinct().sorted().toList();
        return new Labels(
                Arrays.stream(IRIS.text("Species")).mapToInt(names::indexOf).toArray(), names);
    }

    private static GaussianMixture fit(Covariance covariance) {
        MixtureOptions options = MixtureOptions.of(3)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withKnown(species());
        return GaussianMixture.fit(Rows.of(X), options).model();
    }

    private static void assertSame(double[][] actual, double[][] expected, double tolerance) {
        for (int n = 0; n < expected.length; n++)
            assertThat(actual[n]).as("row %d", n + 1).containsExactly(expected[n], offset(tolerance));
    }

    @Test
    void tiedCovariancesGiveLinearDiscriminantAnalysis() {
        GaussianMixture model = fit(Covariance.TIED);
        assertSame(model.means(), Reference.table("discriminant/means.csv").matrix(), 1e-12);
        assertSame(
                model.covariance(0),
                Reference.table("discriminant/lda-covariance.csv").matrix(),
                1e-12);
        assertSame(
                model.responsibilities(Rows.of(X)),
                Reference.table("discriminant/lda-probabilities.csv").matrix(),
                1e-10);
    }

    /// scikit-learn divides by n_k − 1 = 49, a mixture by n_k = 50.
    @Test
    void fullCovariancesGiveQuadraticDiscriminantAnalysisUpToTheDivisor() {
        GaussianMixture model = fit(Covariance.FULL);
        double[][] expected =
                Reference.table("discriminant/qda-covariances.csv").matrix();
        List<Gaussian> unbiased = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            double[][] covariance = model.covariance(k);
            double[] scaled = new double[16];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    scaled[i * 4 + j] = covariance[i][j] * 50 / 49;
                    assertThat(scaled[i * 4 + j]).isCloseTo(expected[k * 4 + i][j], offset(1e-12));
                }
            }
            unbiased.add(new Gaussian(model.means()[k], scaled, Covariance.FULL));
        }
        GaussianMixture theirs = new GaussianMixture(
                model.mixingProportions(), unbiased, model.columnNames(), new java.util.TreeMap<>());
        assertSame(
                theirs.responsibilities(Rows.of(X)),
                Reference.table("discriminant/qda-probabilities.csv").matrix(),
                1e-8);
    }
}
