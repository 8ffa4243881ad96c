package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// Components of two models, matched and compared; clusters of two labellings.
class DriftTest {
    private static ClusterProfiles profiles(double[] shares, double[][] means, double deviation) {
        double[][] deviations = new double[means.length][means[0].length];
        for (double[] row : deviations) Arrays.fill(row, deviation);
        return new ClusterProfiles(List.of("a", "b"), shares, means, deviation == 0 ? new double[0][] : deviations);
    }

    @Test
    void permutedComponentsAreFoundAgainAndHaveNotMoved() {
        ClusterProfiles one = profiles(new double[] {.2, .3, .5}, new double[][] {{0, 0}, {5, 0}, {0, 5}}, 1);
        ClusterProfiles other = profiles(new double[] {.5, .2, .3}, new double[][] {{0, 5}, {0, 0}, {5, 0}}, 1);
        int[] counterpart = ComponentMatch.ofParameters(one, other);
        assertThat(counterpart).containsExactly(2, 0, 1);
        Drift drift = Drift.between(one, other, counterpart);
        assertThat(drift.moves())
                .allSatisfy(move -> assertThat(move.rootMeanSquare()).isZero());
        assertThat(drift.lost()).isEmpty();
    }

    @Test
    void aShiftIsMeasuredInStandardDeviationsWithinTheComponents() {
        ClusterProfiles one = profiles(new double[] {.5, .5}, new double[][] {{0, 0}, {9, 9}}, 2);
        ClusterProfiles other = profiles(new double[] {.4, .6}, new double[][] {{1, 0}, {9, 9}}, 2);
        Drift.Move move = Drift.between(one, other, new int[] {0, 1}).moves().getFirst();
        assertThat(move.shift()[0]).isCloseTo(0.5, within(1e-15));
        assertThat(move.rootMeanSquare()).isCloseTo(0.5 / Math.sqrt(2), within(1e-15));
        assertThat(move.mostMoved()).isZero();
        assertThat(move.laterShare() - move.earlierShare()).isCloseTo(-0.1, within(1e-15));
    }

    @Test
    void componentsBeyondTheOtherModelsAreNewOrLost() {
        ClusterProfiles two = profiles(new double[] {.5, .5}, new double[][] {{0, 0}, {9, 9}}, 0);
        ClusterProfiles three = profiles(new double[] {.2, .3, .5}, new double[][] {{9, 9}, {40, 0}, {0, 1}}, 0);
        Drift grown = Drift.between(two, three, ComponentMatch.ofParameters(two, three));
        assertThat(grown.moves().stream().map(Drift.Move::earlier)).containsExactly(1, -1, 0);
        Drift shrunk = Drift.between(three, two, ComponentMatch.ofParameters(three, two));
        assertThat(shrunk.lost()).containsExactly(1);
        assertThat(shrunk.scale()).isEqualTo(Drift.Scale.BETWEEN_CENTRES);
    }

    @Test
    void componentsWithOneMeanAreToldApartByTheirSpread() {
        List<String> columns = List.of("a");
        ClusterProfiles one = new ClusterProfiles(
                columns, new double[] {.5, .5}, new double[][] {{0}, {0.1}}, new double[][] {{1}, {9}});
        ClusterProfiles other = new ClusterProfiles(
                columns, new double[] {.5, .5}, new double[][] {{0.1}, {0}}, new double[][] {{8.5}, {1.1}});
        assertThat(ComponentMatch.ofParameters(one, other)).containsExactly(1, 0);
    }

    @Test
    void modelsOfOtherColumnsAreNotCompared() {
        ClusterProfiles one = profiles(new double[] {1}, new double[][] {{0, 0}}, 1);
        KMeansModel other = KMeansModel.of(new double[][] {{1, 2}}, new double[] {3}, List.of("x", "y"));
        assertThatThrownBy(() -> ComponentMatch.ofParameters(one, ClusterProfiles.of(other)))
                .hasMessageContaining("a, b")
                .hasMessageContaining("x, y");
    }

    @Test
    void pairsOfClustersHaveTheirJaccardIndex() {
        int[] a = {0, 0, 0, 1, 1, 2};
        int[] b = {5, 5, 7, 7, 7, 7};
        ClusterMatches matches = ClusterMatches.of(Contingency.of(a, b));
        assertThat(matches.pairs().getFirst().second()).isEqualTo(5);
        assertThat(matches.pairs().getFirst().jaccard()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(matches.pairs().get(1).jaccard()).isCloseTo(2 / 4.0, within(1e-15));
        assertThat(matches.pairs().get(2).second()).isEqualTo(-1);
        assertThat(matches.pairs().get(2).jaccard()).isZero();
        assertThat(matches.leftOver()).isEmpty();
    }

    @Test
    void theDifferenceOfLogLikelihoodsIsTheSumOverRows() {
        Random random = new Random(1);
        double[][] table = new double[80][2];
        for (double[] row : table)
            for (int j = 0; j < 2; j++) row[j] = random.nextGaussian() + (row == table[0] ? 3 : 0);
        Rows rows = Rows.of(table);
        GaussianMixture one = GaussianMixture.fit(rows, MixtureOptions.of(1)).model();
        GaussianMixture two = GaussianMixture.fit(rows, MixtureOptions.of(2).withCovariance(Covariance.SPHERICAL))
                .model();
        LikelihoodDifference difference = LikelihoodDifference.of(one, two, rows, Execution.of(2));
        assertThat(difference.difference()).isCloseTo(two.logLikelihood(rows) - one.logLikelihood(rows), within(1e-9));
        double[] a = one.logDensity(rows);
        double[] b = two.logDensity(rows);
        double mean = difference.difference() / 80;
        double squares = 0;
        for (int n = 0; n < 80; n++) squares += (b[n] - a[n] - mean) * (b[n] - a[n] - mean);
        assertThat(difference.standardError()).isCloseTo(Math.sqrt(squares), within(1e-9));
    }
}
