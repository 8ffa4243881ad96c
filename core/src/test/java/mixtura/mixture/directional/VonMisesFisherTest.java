package mixtura.mixture.directional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.Problems;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VonMisesFisherTest {
    @ParameterizedTest
    @ValueSource(strings = {"120x2-k2", "170x3-k3", "160x10-k2"})
    void theMaximumIsThatOfAGeneralOptimiser(String problem) {
        Rows rows = Rows.of(Reference.table("vmf/" + problem + ".csv").matrix());
        double[][] start = Reference.table("vmf/" + problem + "-means.csv").matrix();
        Fit<Mixture<VonMisesFisher>> fit = Mixture.fit(
                rows,
                VonMisesFisherFamily.estimated(),
                MixtureOptions.of(start.length)
                        .withStart(Start.means(start))
                        .withTolerance(0)
                        .withMaxIterations(20_000));
        assertThat(fit.certificate().monotone()).isTrue();
        for (String[] row : Reference.table("vmf/" + problem + "-maximum.csv").rows()) {
            int k = Integer.parseInt(row[1]);
            int j = Integer.parseInt(row[2]);
            VonMisesFisher component = fit.model().components().get(k);
            double expected = Double.parseDouble(row[3]);
            double ours = switch (row[0]) {
                case "logLikelihood" -> fit.objective();
                case "mixingProportions" -> fit.model().mixingProportions()[k];
                case "concentrations" -> component.concentration();
                case "directions" -> component.direction()[j];
                default -> throw new AssertionError(row[0]);
            };
            // the log-likelihood is flat at its maximum, so that both stop a square root of its error away from it
            double tolerance = row[0].equals("logLikelihood") ? 1e-6 : 1e-4 * (1 + Math.abs(expected));
            assertThat(ours).as("%s %d %d", row[0], k, j).isCloseTo(expected, offset(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 100, 784, 10_000})
    void theConcentrationOfAMeanLengthHasThatMeanLength(int d) {
        for (double length : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.99, 0.9999, 1 - 1e-7}) {
            double concentration = Concentration.ofMeanLength(d, length);
            assertThat(Concentration.meanLength(d, concentration)).isCloseTo(length, offset(1e-14));
            // dκ/dA, so that what is missing to 1 is right to nine digits
            assertThat(1 - Concentration.meanLength(d, concentration))
                    .isCloseTo(1 - length, offset(1e-8 * (1 - length)));
        }
    }

    @Test
    void theSlopeOfTheMeanLengthIsItsDerivative() {
        for (int d : new int[] {2, 3, 50}) {
            for (double k : new double[] {0, 0.1, 3, 80, 2e4 * d}) {
                double h = 1e-4 * (1 + k);
                double low = Math.max(0, k - h);
                double difference =
                        (Concentration.meanLength(d, k + h) - Concentration.meanLength(d, low)) / (k + h - low);
                assertThat(Concentration.slope(d, k)).isCloseTo(difference, offset(2e-4 * difference));
            }
        }
    }

    /// Banerjee and others (2005), section 4.4: responsibilities become labels, directions those of the clusters.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anEndlessConcentrationTurnsTheMixtureIntoSphericalKMeans(long seed) {
        double[][] x = Problems.clouds(seed, 300, 4, 3, 1.5);
        for (int n = 0; n < x.length; n++) x[n] = VonMisesFisherContractTest.unit(x[n]);
        Rows rows = Rows.of(x);
        double[][] start = {x[0], x[1], x[2]};
        KMeansModel hard = KMeans.fit(
                        rows, KMeansOptions.of(3).withGeometry(Geometry.COSINE).withStart(Seeding.given(start)))
                .model();
        Mixture<VonMisesFisher> soft = Mixture.fit(
                        rows,
                        VonMisesFisherFamily.withConcentration(1e7),
                        MixtureOptions.of(3)
                                .withStart(Start.means(start))
                                .withUniformProportions(true)
                                .withTolerance(0))
                .model();
        assertThat(soft.predict(rows)).containsExactly(hard.predict(rows));
        for (int k = 0; k < 3; k++) {
            assertThat(soft.components().get(k).direction())
                    .containsExactly(VonMisesFisherContractTest.unit(hard.centroids()[k]), offset(1e-6));
        }
    }

    @Test
    void aSampleLiesOnTheSphereAndHasTheMeanOfItsComponent() {
        int count = 50_000;
        for (int d : new int[] {2, 3, 20}) {
            for (double kappa : new double[] {0, 0.5, 10, 2000}) {
                double[] direction = new double[d];
                direction[0] = 0.6;
                direction[1] = -0.8;
                VonMisesFisher component = new VonMisesFisher(direction, kappa);
                List<String> names =
                        IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
                Rows drawn = VonMisesFisherFamily.estimated()
                        .mixture(new Outline(new double[] {1}, names, new TreeMap<>()), List.of(component))
                        .sample(count, 3);
                double[] mean = new double[d];
                double[] squares = new double[d];
                double[] row = new double[d];
                for (int n = 0; n < count; n++) {
                    drawn.copyRow(n, row);
                    assertThat(VonMisesFisher.length(row)).isCloseTo(1, offset(1e-12));
                    for (int j = 0; j < d; j++) {
                        mean[j] += row[j] / count;
                        squares[j] += row[j] * row[j] / count;
                    }
                }
                for (int j = 0; j < d; j++) {
                    double deviation = component.deviation()[j];
                    assertThat(mean[j]).isCloseTo(component.mean()[j], offset(5 * deviation / Math.sqrt(count)));
                    assertThat(Math.sqrt(squares[j] - mean[j] * mean[j]))
                            .isCloseTo(deviation, offset(0.03 * deviation));
                }
            }
        }
    }

    @Test
    void rowsOffTheSphereAreRefusedByNumberWithTheWayOut() {
        assertThatThrownBy(() -> Mixture.fit(
                        Rows.of(new double[][] {{1, 0}, {0, 1}, {3, 4}}),
                        VonMisesFisherFamily.estimated(),
                        MixtureOptions.of(1)))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.hint()).contains("--scale unit"))
                .hasMessageContaining("row 3 has the length 5.0");
        assertThatThrownBy(() -> Mixture.fit(
                        Rows.of(new double[][] {{1, 0}, {0, 0}}),
                        VonMisesFisherFamily.estimated(),
                        MixtureOptions.of(1)))
                .hasMessageContaining("row 2 is 0 in every column");
    }

    @Test
    void aConstantCoordinateStaysInTheDirection() {
        double root = Math.sqrt(0.5);
        double[][] x = {{root, 0.5, 0.5}, {root, 0.5, -0.5}, {root, -0.5, 0.5}, {root, root, 0}, {root, 0, -root}};
        Fit<Mixture<VonMisesFisher>> fit =
                Mixture.fit(Rows.of(x), VonMisesFisherFamily.estimated(), MixtureOptions.of(1));
        assertThat(fit.model().constantColumns()).isEmpty();
        assertThat(fit.model().components().getFirst().mean()[0]).isCloseTo(root, offset(1e-12));
    }

    @Test
    void rowsOfOneDirectionAreReportedAsCollapsed() {
        double[][] x = {{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0.6, 0.8}, {0.8, 0.6}, {-0.6, 0.8}};
        Fit<Mixture<VonMisesFisher>> fit = Mixture.fit(
                Rows.of(x),
                VonMisesFisherFamily.estimated(),
                MixtureOptions.of(2).withStart(Start.labels(new int[] {0, 0, 0, 1, 1, 1, 1})));
        assertThat(fit.certificate().flagged()).contains(0);
        assertThat(fit.objective()).isFinite();
    }
}
