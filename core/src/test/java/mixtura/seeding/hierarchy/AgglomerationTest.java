package mixtura.seeding.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mixtura.Reference;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgglomerationTest {
    private static final int LARGEST = 9;

    /// Points without equal distances: nothing but the criterion decides. The last set has one column.
    @ParameterizedTest
    @ValueSource(strings = {"drawn1", "drawn2", "drawn3", "drawn4", "drawn5"})
    void partitionsOfPointsEqualThoseOfMclust(String name) {
        Reference table = Reference.table("hierarchy/" + name + ".csv");
        int d = (int) table.header().stream().filter(c -> c.startsWith("x")).count();
        equalThoseOfMclust(table, points(table.rows().stream(), 0, d));
    }

    @Test
    void partitionsOfIrisEqualThoseOfMclust() {
        equalThoseOfMclust(
                Reference.table("hierarchy/iris.csv"), points(Reference.table("data/iris.csv").rows().stream(), 0, 4));
    }

    /// Whole minutes and tenths in two columns: a great many distances are equal, and which comes first is rounding.
    @Test
    void partitionOfOldFaithfulIsAlmostThatOfMclust() {
        Reference table = Reference.table("hierarchy/faithful.csv");
        double[][] points = points(Reference.table("data/faithful.csv").rows().stream(), 0, 2);
        assertThat(agreement(table, 2, agglomerated(points))).isGreaterThan(0.94);
    }

    @ParameterizedTest
    @CsvSource({
        "diabetes_corrected, 1, 3",
        "banknote, 1, 6",
        "wine, 0, 13",
        "acidity, 0, 1",
        "galaxies, 0, 1",
        "seeds, 0, 7"
    })
    void partitionsOfTheClassicsEqualThoseOfMclust(String name, int from, int d) throws IOException {
        Path file = TestData.file("classic/" + name + ".csv");
        Stream<String[]> cells = Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1));
        equalThoseOfMclust(Reference.table("hierarchy/" + name + ".csv"), points(cells, from, d));
    }

    @Test
    void aPartitionIntoOneGroupMoreSplitsOneGroup() {
        Partitions partitions = agglomerated(drawn(50, 3, 5));
        for (int k = 1; k < 50; k++) {
            int[] coarse = partitions.labels(k);
            int[] fine = partitions.labels(k + 1);
            long pairs = IntStream.range(0, coarse.length)
                    .mapToObj(n -> fine[n] + "of" + coarse[n])
                    .distinct()
                    .count();
            assertThat(pairs).isEqualTo(k + 1);
        }
    }

    /// The first to ask for two groups makes the merges, and the others wait for them.
    @Test
    void whoeverAsksFirstAllThreadsSeeTheSamePartitions() {
        double[][] points = drawn(300, 3, 7);
        Partitions alone = agglomerated(points);
        Partitions shared = agglomerated(points);
        List<int[]> labels = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> shared.labels(1 + i % LARGEST))
                .toList();
        for (int i = 0; i < labels.size(); i++) assertThat(labels.get(i)).isEqualTo(alone.labels(1 + i % LARGEST));
    }

    /// The criterion knows the columns up to rotation and scale of each: the search starts from standardised ones.
    @Test
    void theUnitsOfTheColumnsDoNotMatter() {
        double[][] points = drawn(80, 3, 6);
        double[][] scaled = Arrays.stream(points)
                .map(x -> new double[] {x[0] * 1024, x[1] / 64 + 3, -x[2]})
                .toArray(double[][]::new);
        assertThat(agglomerated(scaled).labels(4))
                .isEqualTo(agglomerated(points).labels(4));
    }

    @Test
    void rowsOfWeightZeroHaveNoGroupAndChangeNothing() {
        double[][] points = drawn(60, 2, 7);
        double[] weights = new double[60];
        Arrays.fill(weights, 0, 40, 1);
        int[] labels = Agglomeration.of(Rows.of(points).weighted(weights), new SplittableRandom(0))
                .labels(3);
        assertThat(Arrays.copyOf(labels, 40))
                .isEqualTo(agglomerated(Arrays.copyOf(points, 40)).labels(3));
        assertThat(Arrays.copyOfRange(labels, 40, 60)).containsOnly(-1);
    }

    @Test
    void aSampleStandsForManyRows() {
        int[] labels = agglomerated(drawn(5000, 2, 8)).labels(3);
        assertThat(Arrays.stream(labels).filter(label -> label >= 0).count()).isEqualTo(Agglomeration.SAMPLE);
        assertThat(Arrays.stream(labels).max()).hasValue(2);
    }

    @Test
    void constantAndRepeatedColumnsArePassedOver() {
        double[][] points = drawn(70, 2, 9);
        double[][] more = Arrays.stream(points)
                .map(x -> new double[] {5, x[0], x[1], x[0]})
                .toArray(double[][]::new);
        assertThat(agglomerated(more).labels(2)).containsOnly(0, 1);
    }

    @Test
    void moreGroupsThanRowsAreRefused() {
        assertThatThrownBy(() -> agglomerated(drawn(5, 2, 1)).labels(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k is 6");
        assertThatThrownBy(() -> agglomerated(new double[][] {{1}, {2}, {1}}).labels(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 distinct values");
    }

    private static void equalThoseOfMclust(Reference table, double[][] points) {
        Partitions partitions = agglomerated(points);
        for (int k = 2; k <= LARGEST; k++) {
            assertThat(agreement(table, k, partitions)).as("k = " + k).isEqualTo(1);
        }
    }

    private static double[][] points(Stream<String[]> cells, int from, int d) {
        return cells.map(row -> Arrays.stream(row)
                        .skip(from)
                        .limit(d)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static Partitions agglomerated(double[][] points) {
        return Agglomeration.of(Rows.of(points), new SplittableRandom(0));
    }

    private static double[][] drawn(int n, int d, long seed) {
        java.util.Random random = new java.util.Random(seed);
        double[][] points = new double[n][d];
        for (int i = 0; i < n; i++) for (int j = 0; j < d; j++) points[i][j] = random.nextGaussian() + 3 * (i % 3) * j;
        return points;
    }

    private static double agreement(Reference table, int k, Partitions partitions) {
        int[] theirs =
                Arrays.stream(table.numbers("k" + k)).mapToInt(c -> (int) c).toArray();
        return Agreement.of(theirs, partitions.labels(k)).ari();
    }
}
