package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import mixtura.TestData;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Components put together by the entropy of the classification.
class ComponentMergingTest {
    private static GaussianMixture mixture(double[] shares, double[][] means, double[][] covariances) {
        List<Gaussian> components = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int j = 0; j < means[0].length; j++) names.add("x" + (j + 1));
        for (int k = 0; k < means.length; k++) components.add(new Gaussian(means[k], covariances[k], Covariance.FULL));
        return new GaussianMixture(shares, components, names, new TreeMap<>());
    }

    /// clustCombi on the simulated examples of its paper, from the same parameters.
    @ParameterizedTest
    @ValueSource(strings = {"baudry_ex4_1", "baudry_ex4_2", "baudry_ex4_3", "baudry_ex4_4_1", "baudry_ex4_4_2"})
    void mergesAsMclustDoes(String name) {
        Rows rows = Csv.read(TestData.file("classic/" + name + ".csv"), CsvOptions.auto())
                .rows()
                .rows();
        ReferenceTable parts = ReferenceTable.read("merging/components.csv").where("data", name);
        double[][] parameters = parts.texts("parameters").stream()
                .map(text -> Arrays.stream(text.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        int d = rows.dimension();
        GaussianMixture mixture = mixture(
                parts.numbers("share"),
                Arrays.stream(parameters).map(p -> Arrays.copyOf(p, d)).toArray(double[][]::new),
                Arrays.stream(parameters)
                        .map(p -> Arrays.copyOfRange(p, d, d + d * d))
                        .toArray(double[][]::new));
        ComponentMerging merging = ComponentMerging.of(mixture, rows, Execution.of(2));
        ReferenceTable expected = ReferenceTable.read("merging/stages.csv").where("data", name);
        assertThat(merging.stages()).hasSize(expected.cells().size());
        for (int i = 0; i < merging.stages().size(); i++) {
            ComponentMerging.Stage stage = merging.stages().get(i);
            double entropy = expected.numbers("entropy")[i];
            assertThat(stage.clusters()).isEqualTo(expected.integers("clusters")[i]);
            assertThat(stage.entropy()).isCloseTo(entropy, within(1e-6 * (1e-3 + Math.abs(entropy))));
            assertThat(partition(stage.clusterOf()))
                    .isEqualTo(partition(
                            Arrays.stream(expected.texts("clusterOf").get(i).split(" "))
                                    .mapToInt(Integer::parseInt)
                                    .toArray()));
        }
        assertThat(merging.chosen()).isEqualTo(expected.integers("chosen")[0]);
        int[] labels = merging.labels(mixture, rows, merging.chosen(), Execution.of(2));
        assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(merging.chosen());
    }

    /// A partition whatever its groups are called: each component's first companion.
    private static List<Integer> partition(int[] clusterOf) {
        List<Integer> first = new ArrayList<>();
        for (int cluster : clusterOf) {
            int k = 0;
            while (clusterOf[k] != cluster) k++;
            first.add(k);
        }
        return first;
    }

    @Test
    void entropyNeverRisesAndEndsAtZero() {
        GaussianMixture mixture =
                mixture(new double[] {.3, .3, .4}, new double[][] {{0, 0}, {1, 0}, {9, 9}}, new double[][] {
                    {1, 0, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 1}
                });
        Rows rows = mixture.sample(300, 1);
        ComponentMerging merging = ComponentMerging.of(mixture, rows, Execution.of(1));
        for (int i = 1; i < 3; i++)
            assertThat(merging.stages().get(i).entropy())
                    .isLessThanOrEqualTo(merging.stages().get(i - 1).entropy() + 1e-9);
        assertThat(merging.stages().getLast().entropy()).isCloseTo(0, within(1e-9));
        assertThat(merging.stage(2).clusterOf()).containsExactly(0, 0, 1);
        assertThat(merging.chosen()).isEqualTo(2);
        assertThatThrownBy(() -> merging.stage(4)).hasMessageContaining("1 to 3");
    }

    /// Four balls that touch alike, as in the tetra set: no union is better than the next.
    @Test
    void whereTheEntropyFallsEvenlyNothingIsMerged() {
        double[] unit = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double a = 1.6;
        GaussianMixture mixture = mixture(
                new double[] {.25, .25, .25, .25},
                new double[][] {{a, a, a}, {a, -a, -a}, {-a, a, -a}, {-a, -a, a}},
                new double[][] {unit, unit, unit, unit});
        ComponentMerging merging = ComponentMerging.of(mixture, mixture.sample(4000, 2), Execution.of(2));
        assertThat(merging.ending()).isEqualTo(ComponentMerging.Ending.EVEN);
        assertThat(merging.chosen()).isEqualTo(4);
    }

    @Test
    void whereRowsDoNotHesitateNothingIsMerged() {
        double[] unit = {1, 0, 0, 1};
        GaussianMixture mixture = mixture(
                new double[] {.3, .3, .4}, new double[][] {{0, 0}, {9, 0}, {0, 9}}, new double[][] {unit, unit, unit});
        ComponentMerging merging = ComponentMerging.of(mixture, mixture.sample(900, 2), Execution.of(2));
        assertThat(merging.ending()).isEqualTo(ComponentMerging.Ending.CLEAR);
        assertThat(merging.chosen()).isEqualTo(3);
    }

    /// Every union counts with the rows of its two clusters, a row of weight 2 twice.
    @Test
    void theWeightPutTogetherIsThatOfTheTwoClusters() {
        double[] unit = {1, 0, 0, 1};
        GaussianMixture mixture = mixture(
                new double[] {.3, .3, .4}, new double[][] {{0, 0}, {2, 0}, {9, 9}}, new double[][] {unit, unit, unit});
        Rows rows = mixture.sample(1000, 5);
        double[] twice = new double[1000];
        Arrays.fill(twice, 2);
        double[] united = ComponentMerging.of(mixture, rows, Execution.of(1)).united();
        double[] weighted = ComponentMerging.of(mixture, rows.weighted(twice), Execution.of(1))
                .united();
        assertThat(united[0]).isZero();
        assertThat(united[1]).isCloseTo(600, within(40.0));
        assertThat(united[2]).isCloseTo(united[1] + 1000, within(1e-6));
        for (int i = 0; i < 3; i++) assertThat(weighted[i]).isCloseTo(2 * united[i], within(1e-6));
    }

    @Test
    void aBendIsWhereTwoStraightLinesMeet() {
        double[] x = {0, 1, 3, 4, 8, 10};
        double[] y = {20, 17, 11, 8, 6, 5};
        EntropyBend bend = EntropyBend.of(x, y);
        assertThat(bend.at()).isEqualTo(3);
        assertThat(bend.before().slope()).isCloseTo(-3, within(1e-12));
        assertThat(bend.after().slope()).isCloseTo(-0.5, within(1e-12));
        assertThat(bend.isSteeperBefore(6)).isTrue();
        assertThat(bend.isSteeperBefore(6.1)).isFalse();
        assertThatThrownBy(() -> EntropyBend.of(new double[2], new double[2])).hasMessageContaining("three");
    }

    @Test
    void theMergersAreTheSameOnOneAndOnTwoThreads() {
        GaussianMixture mixture = mixture(new double[] {.5, .5}, new double[][] {{0}, {1}}, new double[][] {{1}, {2}});
        Rows rows = mixture.sample(5000, 3);
        assertThat(ComponentMerging.of(mixture, rows, Execution.of(1))
                        .stages()
                        .getFirst()
                        .entropy())
                .isEqualTo(ComponentMerging.of(mixture, rows, Execution.of(2))
                        .stages()
                        .getFirst()
                        .entropy());
    }
}
