package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static List<String> pairs() {
        return ReferenceTable.read("metrics/agreement.csv").texts("pair");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void equalsScikitLearn(String pair) {
        ReferenceTable labels = ReferenceTable.read("metrics/labels.csv").where("pair", pair);
        ReferenceTable expected = ReferenceTable.read("metrics/agreement.csv").where("pair", pair);
        Agreement agreement = Agreement.of(labels.integers("cluster"), labels.integers("class"));
        assertThat(agreement.ari()).isCloseTo(expected.numbers("ari")[0], ROUNDING);
        assertThat(agreement.nmi()).isCloseTo(expected.numbers("nmi")[0], ROUNDING);
        // 0/0, of which scikit-learn makes 0 for two rows and 1 for three
        double ami = pair.equals("two-rows-apart") ? 1 : expected.numbers("ami")[0];
        assertThat(agreement.ami()).isCloseTo(ami, ROUNDING);
        assertThat(agreement.purity()).isCloseTo(expected.numbers("purity")[0], ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theTableHoldsTheCountsOfEveryCell(String pair) {
        ReferenceTable labels = ReferenceTable.read("metrics/labels.csv").where("pair", pair);
        ReferenceTable expected = ReferenceTable.read("metrics/confusion.csv").where("pair", pair);
        Contingency table = Contingency.of(labels.integers("class"), labels.integers("cluster"));
        double[][] counts = table.toArray();
        assertThat(table.cellCount()).isEqualTo(expected.cells().size());
        for (int c = 0; c < expected.cells().size(); c++) {
            int i = Arrays.binarySearch(table.clusters(), expected.integers("class")[c]);
            int j = Arrays.binarySearch(table.classes(), expected.integers("cluster")[c]);
            assertThat(counts[i][j]).isEqualTo(expected.numbers("count")[c]);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPartitionAgreesWithItselfUnderWhateverNames(long seed) {
        int[] labels = Problems.labels(200, 7, seed);
        int[] renamed = Arrays.stream(labels).map(label -> 1000 - 37 * label).toArray();
        Agreement agreement = Agreement.of(labels, renamed);
        assertThat(agreement.ari()).isEqualTo(1);
        assertThat(agreement.rand()).isEqualTo(1);
        assertThat(agreement.nmi()).isEqualTo(1);
        assertThat(agreement.ami()).isEqualTo(1);
        assertThat(agreement.purity()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherNamesNorTheOrderOfRowsMatter(long seed) {
        int[] classes = Problems.labels(300, 5, seed);
        int[] clusters = Problems.noisy(classes, 8, 0.6, seed + 100);
        int[] order = Problems.permutation(300, seed);
        int[] renamed = Arrays.stream(Problems.reordered(clusters, order))
                .map(label -> 50 - label)
                .toArray();
        assertEqual(Agreement.of(renamed, Problems.reordered(classes, order)), Agreement.of(clusters, classes));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothSidesMayBeExchangedExceptForPurity(long seed) {
        int[] a = Problems.labels(150, 4, seed);
        int[] b = Problems.noisy(a, 6, 0.5, seed + 100);
        Agreement one = Agreement.of(a, b);
        Agreement other = Agreement.of(b, a);
        assertThat(one.ari()).isCloseTo(other.ari(), ROUNDING);
        assertThat(one.nmi()).isCloseTo(other.nmi(), ROUNDING);
        assertThat(one.ami()).isCloseTo(other.ami(), ROUNDING);
    }

    @Test
    void labelsDealtOutAtRandomGiveZeroOnAverage() {
        int[] classes = Problems.labels(60, 4, 11);
        int[] clusters = Problems.labels(60, 5, 12);
        assertMeanIsZero(clusters, classes, Agreement::ari);
        assertMeanIsZero(clusters, classes, Agreement::ami);
    }

    private static void assertMeanIsZero(int[] clusters, int[] classes, ToDoubleFunction<Agreement> index) {
        int deals = 4000;
        double[] values = IntStream.range(0, deals)
                .mapToDouble(t -> index.applyAsDouble(
                        Agreement.of(Problems.reordered(clusters, Problems.permutation(clusters.length, t)), classes)))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (deals - 1);
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / deals)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRowOfWeightTwoCountsLikeTheRowTwiceAndOneOfWeightZeroNotAtAll(long seed) {
        int[] classes = Problems.labels(120, 3, seed);
        int[] clusters = Problems.noisy(classes, 4, 0.5, seed + 100);
        int[] times = Problems.labels(120, 4, seed + 200);
        assertEqual(
                Agreement.of(clusters, classes, Problems.toDouble(times)),
                Agreement.of(Problems.repeated(clusters, times), Problems.repeated(classes, times)));
    }

    @Test
    void rowsWithoutALabelDoNotCount() {
        Agreement all = Agreement.of(new int[] {0, 0, 1, -1, 1, 2, 0}, new int[] {5, 5, 6, 5, -1, 6, -7});
        assertEqual(all, Agreement.of(new int[] {0, 0, 1, 2}, new int[] {5, 5, 6, 6}));
        assertThat(all.contingency().total()).isEqualTo(4);
    }

    @Test
    void fractionalWeightsHaveNoAmiBecauseSuchRowsCannotBeDealtOut() {
        Agreement agreement =
                Agreement.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, new double[] {1.5, 2, 2.25, 1});
        assertThat(agreement.ami()).isNaN();
        assertThat(agreement.ari()).isBetween(-1.0, 1.0);
        assertThat(agreement.purity()).isCloseTo((2 + 3.25) / 6.75, ROUNDING);
    }

    @Test
    void theRandIndexIsTheShareOfPairsThatAgree() {
        Random random = new Random(5);
        int[] a = random.ints(40, 0, 3).toArray();
        int[] b = random.ints(40, 0, 4).toArray();
        int agree = 0;
        for (int n = 0; n < 40; n++) {
            for (int m = 0; m < n; m++) {
                if ((a[n] == a[m]) == (b[n] == b[m])) agree++;
            }
        }
        assertThat(Agreement.of(a, b).rand()).isCloseTo(agree / (40 * 39 / 2.0), ROUNDING);
    }

    @Test
    void aHundredThousandClustersOfOneRowTakeNoTable() {
        int[] rows = IntStream.range(0, 100_000).toArray();
        int[] classes = Problems.labels(100_000, 10, 1);
        Agreement agreement = Agreement.of(rows, classes);
        assertThat(agreement.ari()).isCloseTo(0, within(1e-12));
        // mutual information and its expectation are both the entropy of the classes; their difference is rounding
        assertThat(agreement.ami()).isCloseTo(0, within(1e-9));
        assertThat(agreement.purity()).isEqualTo(1);
        assertThatThrownBy(() -> Agreement.of(rows, rows).confusion())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100000 clusters × 100000 classes");
    }

    @Test
    void whatCannotBeComparedIsRefusedWithAReason() {
        assertThatThrownBy(() -> Agreement.of(new int[2], new int[3]))
                .hasMessageContaining("2 cluster labels, 3 class labels");
        assertThatThrownBy(() -> Agreement.of(new int[] {-1, 0}, new int[] {0, -1}))
                .hasMessageContaining("label on both sides");
        assertThatThrownBy(() -> Agreement.of(new int[] {1, 0}, new int[] {0, 1}, new double[] {1, -2}))
                .hasMessageContaining("row 2 has the weight -2.0");
    }

    private static void assertEqual(Agreement one, Agreement other) {
        assertThat(one.ari()).isCloseTo(other.ari(), ROUNDING);
        assertThat(one.rand()).isCloseTo(other.rand(), ROUNDING);
        assertThat(one.nmi()).isCloseTo(other.nmi(), ROUNDING);
        assertThat(one.ami()).isCloseTo(other.ami(), ROUNDING);
        assertThat(one.purity()).isCloseTo(other.purity(), ROUNDING);
    }
}
