package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import mixtura.data.Execution;
import mixtura.data.Rows;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Silhouette, Caliński–Harabasz and Davies–Bouldin, which share most of their theorems.
class ClusterIndicesTest {
    private static final Execution TWO = Execution.of(2);
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-9); // relative 1e-11

    private static double[] indices(Rows rows, int[] labels, int k) {
        return indices(rows, labels, k, TWO);
    }

    private static double[] indices(Rows rows, int[] labels, int k, Execution execution) {
        return new double[] {
            Silhouette.exact(rows, labels, k, execution).mean(),
            Silhouette.simplified(rows, labels, k, execution).mean(),
            CalinskiHarabasz.of(rows, labels, k, execution),
            DaviesBouldin.of(rows, labels, k, execution)
        };
    }

    private static void assertClose(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i]).as("index " + i).isCloseTo(expected[i], ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"iris,2,4", "iris,3,4", "iris,6,4", "faithful,2,2", "faithful,5,2"})
    void equalsScikitLearn(String data, String k, int dimension) {
        ReferenceTable table = ReferenceTable.read("data/" + data + ".csv");
        double[][] rows = table.cells().stream()
                .map(cells -> Arrays.stream(cells)
                        .limit(dimension)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        ReferenceTable assigned = ReferenceTable.read("metrics/quality-labels.csv")
                .where("data", data)
                .where("k", k);
        ReferenceTable expected =
                ReferenceTable.read("metrics/quality.csv").where("data", data).where("k", k);
        int[] labels = assigned.integers("cluster");
        int clusters = Integer.parseInt(k);

        Silhouette silhouette = Silhouette.of(Rows.of(rows), labels, clusters, TWO);
        assertThat(silhouette.method()).isEqualTo(Silhouette.Method.EXACT);
        assertThat(silhouette.mean()).isCloseTo(expected.numbers("silhouette")[0], within(1e-12));
        // scikit-learn takes distances from ‖x‖² − 2xᵀy + ‖y‖², which costs it digits for single rows
        assertThat(silhouette.widths()).containsExactly(assigned.numbers("silhouette"), within(1e-11));
        assertThat(CalinskiHarabasz.of(Rows.of(rows), labels, clusters, TWO))
                .isCloseTo(expected.numbers("calinskiHarabasz")[0], Percentage.withPercentage(1e-10));
        assertThat(DaviesBouldin.of(Rows.of(rows), labels, clusters, TWO))
                .isCloseTo(expected.numbers("daviesBouldin")[0], within(1e-12));
    }

    /// Rousseeuw's definition, written down; many clusters, so that the rows are taken in several portions.
    @ParameterizedTest
    @CsvSource({"300,1,3,3", "200,5,4,9", "1400,3,90,3000", "65,2,2,2", "500,40,5,5"})
    void silhouetteWidthsFollowTheirDefinition(int n, int dimension, int used, int k) {
        int[] labels = Problems.labels(n, used, n);
        labels[7] = -1;
        double[][] x = Problems.rows(labels, dimension, n + 1);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            double[] sum = new double[k];
            int[] count = new int[k];
            for (int m = 0; m < n; m++) {
                if (m == i || labels[m] < 0) continue;
                double squares = 0;
                for (int j = 0; j < dimension; j++) squares += (x[i][j] - x[m][j]) * (x[i][j] - x[m][j]);
                sum[labels[m]] += Math.sqrt(squares);
                count[labels[m]]++;
            }
            if (labels[i] < 0 || count[labels[i]] == 0) continue;
            double a = sum[labels[i]] / count[labels[i]];
            double b = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) if (c != labels[i] && count[c] > 0) b = Math.min(b, sum[c] / count[c]);
            expected[i] = (b - a) / Math.max(a, b);
        }
        Silhouette silhouette = Silhouette.exact(Rows.of(x), labels, k, TWO);
        int[] rows = silhouette.rows();
        assertThat(rows).hasSize(n - 1);
        for (int r = 0; r < rows.length; r++)
            assertThat(silhouette.widths()[r]).isCloseTo(expected[rows[r]], within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neitherTheOrderOfRowsNorTheNamesOfClustersMatter(long seed) {
        int[] labels = Problems.labels(700, 4, seed);
        double[][] x = Problems.rows(labels, 3, seed);
        int[] order = Problems.permutation(700, seed);
        double[][] moved = Arrays.stream(order).mapToObj(i -> x[i]).toArray(double[][]::new);
        int[] renamed = Arrays.stream(Problems.reordered(labels, order))
                .map(label -> 6 - label)
                .toArray();
        assertClose(indices(Rows.of(moved), renamed, 7), indices(Rows.of(x), labels, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRowOfWeightTwoCountsLikeTheRowTwiceAndOneOfWeightZeroNotAtAll(long seed) {
        int[] labels = Problems.labels(300, 3, seed);
        double[][] x = Problems.rows(labels, 2, seed);
        int[] times = Problems.labels(300, 4, seed + 9);
        assertClose(
                indices(Rows.of(x).weighted(Problems.toDouble(times)), labels, 3),
                indices(Problems.repeated(x, times), Problems.repeated(labels, times), 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 40})
    void rowsFarFromZeroKeepTheirDigits(int dimension) {
        int[] labels = Problems.labels(500, 3, 4);
        double[][] x = Problems.rows(labels, dimension, 4);
        double[][] shifted = Problems.mapped(x, value -> value + 0x1p27);
        assertClose(indices(Rows.of(shifted), labels, 3), indices(Rows.of(x), labels, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1000, -400, 400, 1000})
    void theScaleDoesNotMatter(int exponent) {
        int[] labels = Problems.labels(400, 3, 5);
        double[][] x = Problems.rows(labels, 3, 5);
        double[][] scaled = Problems.mapped(x, value -> Math.scalb(value, exponent));
        assertClose(indices(Rows.of(scaled), labels, 3), indices(Rows.of(x), labels, 3));
    }

    /// In 40 columns distances come from a matrix product, of which nothing is left within clusters as tight
    /// as these.
    @Test
    void tightClustersFarApartKeepTheirDigits() {
        int[] labels = Problems.labels(300, 4, 8);
        double[][] x = Problems.rows(new int[300], 40, 8);
        double expected = 0;
        for (int i = 0; i < 4; i++) expected += meanDistance(x, labels, i) / 4;
        for (int n = 0; n < 300; n++) x[n][labels[n]] += 0x1p40;
        double[] widths = Silhouette.exact(Rows.of(x), labels, 4, TWO).clusterMeans();
        double separation = 0x1p40 * Math.sqrt(2);
        assertThat((1 - Arrays.stream(widths).average().orElseThrow()) * separation)
                .isCloseTo(expected, Percentage.withPercentage(0.1)); // 1 − width ≈ 1e-11 keeps 5 digits
    }

    private static double meanDistance(double[][] x, int[] labels, int cluster) {
        double sum = 0;
        int pairs = 0;
        for (int n = 0; n < x.length; n++) {
            for (int m = 0; m < x.length; m++) {
                if (n == m || labels[n] != cluster || labels[m] != cluster) continue;
                double squares = 0;
                for (int j = 0; j < x[n].length; j++) squares += (x[n][j] - x[m][j]) * (x[n][j] - x[m][j]);
                sum += Math.sqrt(squares);
                pairs++;
            }
        }
        return sum / pairs;
    }

    @Test
    void eightThreadsGiveTheBitsOfOneThread() {
        int[] labels = Problems.labels(5000, 6, 6);
        Rows rows = Rows.of(Problems.rows(labels, 9, 6));
        assertThat(indices(rows, labels, 6, Execution.of(8)))
                .containsExactly(indices(rows, labels, 6, Execution.of(1)));
        double[] one =
                Silhouette.sampled(rows, labels, 6, 500, 1, Execution.of(1)).widths();
        assertThat(Silhouette.sampled(rows, labels, 6, 500, 1, Execution.of(8)).widths())
                .containsExactly(one);
    }

    @Test
    void manyRowsAreSampledAndTheSampleSaysWhatAllRowsSay() {
        int[] labels = Problems.labels(12_000, 3, 7);
        for (int n = 0; n < 5; n++) labels[n] = 3; // a cluster that plain sampling would often miss
        Rows rows = Rows.of(Problems.rows(labels, 2, 7));
        Silhouette sampled = Silhouette.of(rows, labels, 4, TWO);
        assertThat(sampled.method()).isEqualTo(Silhouette.Method.SAMPLED);
        assertThat(sampled.rows()).hasSizeBetween(9_990, 10_010).isSorted().doesNotHaveDuplicates();
        Silhouette small = Silhouette.sampled(rows, labels, 4, 1000, 3, TWO);
        assertThat(small.clusterMass()[3]).isEqualTo(5);
        assertThat(Arrays.stream(small.rows()).filter(n -> n < 5).count()).isEqualTo(2);
        double exact = Silhouette.exact(rows, labels, 4, TWO).mean();
        double spread = Arrays.stream(small.widths())
                .map(w -> (w - exact) * (w - exact))
                .average()
                .orElseThrow();
        assertThat(small.mean()).isCloseTo(exact, within(4 * Math.sqrt(spread / 1000)));
        assertThat(sampled.mean()).isCloseTo(exact, within(4 * Math.sqrt(spread / 10_000)));
    }

    @Test
    void clustersOfOneRowHaveWidthZero() {
        Rows rows = Rows.of(new double[][] {{0}, {1}, {5}});
        assertThat(Silhouette.exact(rows, new int[] {0, 0, 1}, 2, TWO).widths()).containsExactly(0.8, 0.75, 0);
        assertThat(Silhouette.exact(rows, new int[] {0, 1, 2}, 3, TWO).mean()).isZero();
        assertThat(Silhouette.simplified(rows, new int[] {0, 1, 2}, 3, TWO).mean())
                .isZero();
        assertThat(CalinskiHarabasz.of(rows, new int[] {0, 1, 2}, 3, TWO)).isEqualTo(1);
        assertThat(DaviesBouldin.of(rows, new int[] {0, 1, 2}, 3, TWO)).isZero();
    }

    @Test
    void oneClusterHasNoneOfThese() {
        Rows rows = Rows.of(new double[][] {{0}, {1}, {5}});
        assertThat(indices(rows, new int[] {1, 1, 1}, 4)).containsOnly(Double.NaN);
        assertThat(indices(rows, new int[] {-1, -1, -1}, 4)).containsOnly(Double.NaN);
    }

    @Test
    void equalRowsInTwoClustersAreNoReasonToDivideByZero() {
        Rows rows = Rows.of(new double[][] {{2, 2}, {2, 2}, {2, 2}, {2, 2}});
        assertThat(indices(rows, new int[] {0, 0, 1, 1}, 2)).containsExactly(0, 0, 1, 0);
    }

    @Test
    void whatCannotBeJudgedIsRefusedWithAReason() {
        Rows rows = Rows.of(new double[][] {{0}, {Double.NaN}}).named(List.of("age"));
        assertThatThrownBy(() -> DaviesBouldin.of(rows, new int[] {0, 1}, 2, TWO))
                .hasMessageContaining("row 2, column 'age'");
        assertThatThrownBy(() -> DaviesBouldin.of(rows, new int[] {0}, 2, TWO))
                .hasMessageContaining("1 labels for 2 rows");
        assertThatThrownBy(() -> DaviesBouldin.of(rows, new int[] {0, 2}, 2, TWO))
                .hasMessageContaining("row 2 has the label 2");
    }
}
