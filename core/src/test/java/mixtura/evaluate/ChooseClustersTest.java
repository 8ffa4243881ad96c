package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeansOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The number of clusters by silhouette, gap, elbow and the two variance ratios.
class ChooseClustersTest {
    private static final KMeansOptions OPTIONS =
            KMeansOptions.of(1).withRestarts(10).withThreads(2);

    private static Rows blobs(int clusters, int rowsEach) {
        Random random = new Random(3);
        double[][] rows = new double[clusters * rowsEach][2];
        for (int n = 0; n < rows.length; n++) {
            double angle = 2 * Math.PI * (n % clusters) / clusters;
            rows[n][0] = 10 * Math.cos(angle) + random.nextGaussian();
            rows[n][1] = 10 * Math.sin(angle) + random.nextGaussian();
        }
        return Rows.of(rows);
    }

    private static Rows reference(String name, int dimension) {
        return Rows.of(ReferenceTable.read("data/" + name + ".csv").cells().stream()
                .map(cells -> Arrays.stream(cells)
                        .limit(dimension)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    @ParameterizedTest
    @EnumSource(ClusterCriterion.class)
    void everyCriterionFindsFourBlobsThatStandApart(ClusterCriterion criterion) {
        ClusterSelection selection = ChooseClusters.of(1, 8)
                .by(criterion)
                .references(10, GapReference.PRINCIPAL_AXES)
                .run(blobs(4, 60), OPTIONS);
        assertThat(selection.best().orElseThrow().k()).isEqualTo(4);
        assertThat(selection.reason()).contains("k = 4");
        assertThat(selection.table()).hasSize(8);
    }

    @Test
    void theGapOfOneNormalCloudSaysThatThereAreNoClusters() {
        ClusterSelection selection = ChooseClusters.of(1, 5)
                .by(ClusterCriterion.GAP)
                .references(20, GapReference.BOX)
                .run(blobs(1, 200), OPTIONS);
        assertThat(selection.best().orElseThrow().k()).isEqualTo(1);
        assertThat(selection.reason()).contains("the rows show no clusters");
    }

    /// clusGap of the R package cluster; its log W is ours less log 2, its reference sets are others.
    @ParameterizedTest
    @CsvSource({"faithful,2,PRINCIPAL_AXES", "faithful,2,BOX", "iris,4,PRINCIPAL_AXES", "iris,4,BOX"})
    void gapsEqualThoseOfAnotherProgramUpToTheirSampling(String data, int dimension, GapReference box) {
        ReferenceTable expected =
                ReferenceTable.read("gap/gap.csv").where("data", data).where("reference", box.word());
        ClusterSelection selection = ChooseClusters.of(1, 6)
                .by(ClusterCriterion.GAP)
                .references(100, box)
                .run(reference(data, dimension), OPTIONS);
        for (int i = 0; i < 6; i++) {
            GapStatistic gap = selection.table().get(i).gap().orElseThrow();
            // more clusters, more local optima: Hartigan and Wong's exchanges end a little lower there
            assertThat(gap.logDistortion() - Math.log(2))
                    .as("log W, k = " + (i + 1))
                    .isCloseTo(expected.numbers("logDistortion")[i], within(i < 4 ? 1e-9 : 0.02));
            double error = expected.numbers("standardError")[i];
            // means of 200 and of 100 sets differ by s √(1/200 + 1/100) in the mean square: five of these
            assertThat(gap.expected() - Math.log(2))
                    .as("mean of log W, k = " + (i + 1))
                    .isCloseTo(expected.numbers("expected")[i], within(5 * 0.1225 * error));
            assertThat(gap.standardError()).isBetween(0.7 * error, 1.4 * error);
        }
        if (data.equals("faithful"))
            assertThat(selection.best().orElseThrow().k()).isEqualTo(expected.integers("chosen")[0]);
    }

    @Test
    void theTableIsTheSameOnOneAndOnTwoThreads() {
        ChooseClusters choose = ChooseClusters.of(1, 4).by(ClusterCriterion.GAP).references(5, GapReference.BOX);
        ClusterSelection one = choose.run(blobs(3, 40), OPTIONS.withThreads(1));
        ClusterSelection two = choose.run(blobs(3, 40), OPTIONS.withThreads(2));
        for (int i = 0; i < 4; i++) {
            assertThat(two.table().get(i).gap()).isEqualTo(one.table().get(i).gap());
            if (i == 0) continue; // one cluster has no silhouette
            assertThat(two.table().get(i).silhouette())
                    .isEqualTo(one.table().get(i).silhouette());
        }
    }

    @Test
    void rowsDrawnFromTheBoxStayInTheRangesOfThePrincipalAxes() {
        Rows rows = reference("iris", 4);
        Rows drawn = ReferenceBox.of(rows, GapReference.PRINCIPAL_AXES, Execution.of(1))
                .draw(new Random(1));
        Rows again = ReferenceBox.of(rows, GapReference.BOX, Execution.of(1)).draw(new Random(1));
        assertThat(drawn.rowCount()).isEqualTo(150);
        double[] row = new double[4];
        for (int n = 0; n < 150; n++) {
            again.copyRow(n, row);
            assertThat(row[0]).isBetween(4.3, 7.9);
            assertThat(row[3]).isBetween(0.1, 2.5);
        }
    }

    @Test
    void relativesAreJudgedWhereTheRuleMakesSense() {
        Rows rows = blobs(3, 50);
        KMeansOptions medians = OPTIONS.withGeometry(Geometry.MANHATTAN);
        assertThat(ChooseClusters.of(1, 6)
                        .by(ClusterCriterion.ELBOW)
                        .run(rows, medians)
                        .best()
                        .orElseThrow()
                        .k())
                .isEqualTo(3);
        assertThatThrownBy(() -> ChooseClusters.of(1, 6).run(rows, medians)).hasMessageContaining("Manhattan");
        KMeansOptions fuzzy = OPTIONS.withFuzzifier(2).withTolerance(1e-8);
        assertThat(ChooseClusters.of(2, 5).run(rows, fuzzy).best().orElseThrow().k())
                .isEqualTo(3);
        assertThat(ChooseClusters.of(2, 5)
                        .run(rows, OPTIONS.withTrim(0.05))
                        .best()
                        .orElseThrow()
                        .k())
                .isEqualTo(3);
    }

    @Test
    void sizesBeyondTheRowsAndTheTimeAreInTheTableWithTheReason() {
        ClusterSelection few = ChooseClusters.of(1, 4).run(Rows.of(new double[][] {{1, 2}, {5, 2}, {3, 9}}), OPTIONS);
        assertThat(few.table().get(3).trouble()).isNotEmpty();
        ClusterSelection none = ChooseClusters.of(2, 4).budget(Duration.ZERO).run(blobs(2, 20), OPTIONS);
        assertThat(none.best()).isEmpty();
        assertThat(none.reason()).contains("the time was up");
    }

    @Test
    void aLineHasNoKneeAndABentCurveHasOne() {
        assertThat(Knee.of(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1}))
                .isEqualTo(-1);
        assertThat(Knee.of(new double[] {1, 2, 3, 4, 5}, new double[] {100, 20, 15, 12, 10}))
                .isEqualTo(1);
    }
}
