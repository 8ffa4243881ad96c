package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.seeding.RandomPartition;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The relatives of k-means over rows with gaps: distances are those over the cells that are there.
class RelativesMissingTest {
    private static final double NA = Double.NaN;

    private enum Relative {
        MEDIANS(options -> options.withGeometry(Geometry.MANHATTAN)),
        TRIMMED(options -> options.withTrim(0.1)),
        TRIMMED_MEDIANS(options -> options.withGeometry(Geometry.MANHATTAN).withTrim(0.1)),
        FUZZY(options -> options.withFuzzifier(2).withTolerance(1e-12)),
        BISECTING(options -> options.withBisecting(true));

        private final UnaryOperator<KMeansOptions> change;

        Relative(UnaryOperator<KMeansOptions> change) {
            this.change = change;
        }

        KMeansOptions of(int k) {
            return change.apply(KMeansOptions.of(k).withSeed(3));
        }
    }

    private static double[][] complete(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[count][4];
        for (int n = 0; n < count; n++) {
            for (int j = 0; j < 4; j++) x[n][j] = 4 * ((n + j) % 3) + (j + 1) * random.nextGaussian();
        }
        return x;
    }

    private static double[][] withGaps(long seed, int count, double share) {
        SplittableRandom random = new SplittableRandom(seed + 100);
        double[][] x = complete(seed, count);
        for (double[] row : x) {
            int kept = random.nextInt(4); // no row without a cell
            for (int j = 0; j < 4; j++) if (j != kept && random.nextDouble() < share) row[j] = NA;
        }
        return x;
    }

    private static double manhattan(double[] row, double[] centroid) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) if (!Double.isNaN(row[j])) sum += Math.abs(row[j] - centroid[j]);
        return sum;
    }

    private static double squared(double[] row, double[] centroid) {
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
    @EnumSource
    void withEveryCellThereItIsTheMethodForCompleteRows(Relative relative) {
        Rows rows = Rows.of(complete(1, 400));
        Fit<KMeansModel> whole = KMeans.fit(rows, relative.of(3));
        Fit<KMeansModel> partial = KMeans.fit(rows, relative.of(3).withMissing(Missing.PARTIAL));
        assertThat(partial.objective()).isCloseTo(whole.objective(), offset(1e-9 * whole.objective()));
        assertThat(partial.model().predict(rows)).isEqualTo(whole.model().predict(rows));
        for (int k = 0; k < 3; k++) {
            assertThat(partial.model().centroids()[k])
                    .containsExactly(whole.model().centroids()[k], offset(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theObjectiveNeverRisesAndIsThatOfTheModel(Relative relative) {
        Rows rows = Rows.of(withGaps(2, 500, 0.3));
        Fit<KMeansModel> fit = KMeans.fit(rows, relative.of(4).withMissing(Missing.PARTIAL));
        double before = Double.POSITIVE_INFINITY;
        for (Step step : fit.trace()) {
            assertThat(step.objective()).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = step.objective();
        }
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().takesMissingCells()).isTrue();
        if (fit.model().cutoff() < Double.POSITIVE_INFINITY) return; // rows at the cutoff count in part
        assertThat(fit.model().distortion(rows)).isCloseTo(fit.objective(), offset(1e-9 * fit.objective()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aMedianIsThatOfTheCellsThatAreThereAndEveryRowIsWhereTheyAreNearest(long seed) {
        double[][] x = withGaps(seed, 301, 0.35);
        double[] weights = new double[x.length];
        Arrays.setAll(weights, n -> 1 + n % 3);
        Rows rows = Rows.of(x).weighted(weights);
        Fit<KMeansModel> fit = KMeans.fit(
                rows,
                KMeansOptions.of(4)
                        .withGeometry(Geometry.MANHATTAN)
                        .withMissing(Missing.PARTIAL)
                        .withSeed(seed));
        double[][] c = fit.model().centroids();
        int[] labels = fit.model().predict(rows);
        double sum = 0;
        for (int n = 0; n < x.length; n++) {
            double distance = manhattan(x[n], c[labels[n]]);
            for (int k = 0; k < 4; k++) {
                double other = manhattan(x[n], c[k]);
                assertThat(distance).isLessThanOrEqualTo(other);
                if (k < labels[n]) assertThat(distance).isLessThan(other); // ties to the lowest index
            }
            sum += weights[n] * distance;
        }
        assertThat(fit.objective()).isCloseTo(sum, offset(1e-10 * sum));
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 4; j++) assertThat(c[k][j]).isEqualTo(median(x, weights, labels, k, j));
        }
    }

    /// By sorting: each value as often as its weight says.
    private static double median(double[][] x, double[] weights, int[] labels, int k, int j) {
        double[] sample = IntStream.range(0, x.length)
                .filter(n -> labels[n] == k && !Double.isNaN(x[n][j]))
                .boxed()
                .flatMap(n -> Collections.nCopies((int) weights[n], x[n][j]).stream())
                .mapToDouble(v -> v)
                .sorted()
                .toArray();
        return sample[(sample.length - 1) / 2] / 2 + sample[sample.length / 2] / 2;
    }

    /// Eight rows in two columns have 2⁷ partitions in two; each has its medians, and the least sum of
    /// distances is known.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theBestOfManyStartsIsTheLeastOfAllPartitions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[8][2];
        for (int n = 0; n < 8; n++) {
            x[n][0] = random.nextInt(20);
            x[n][1] = random.nextInt(20);
            if (n % 3 == 0) x[n][n % 2] = NA;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int partition = 1; partition < 128; partition++) {
            int[] labels = new int[8];
            for (int n = 0; n < 7; n++) labels[n] = partition >> n & 1;
            double sum = 0;
            for (int k = 0; k < 2; k++) {
                for (int j = 0; j < 2; j++) sum += deviations(x, labels, k, j);
            }
            least = Math.min(least, sum);
        }
        Fit<KMeansModel> fit = KMeans.fit(
                Rows.of(x),
                KMeansOptions.of(2)
                        .withGeometry(Geometry.MANHATTAN)
                        .withMissing(Missing.PARTIAL)
                        .withStart(new RandomPartition())
                        .withRestarts(200)
                        .withSeed(seed));
        assertThat(fit.objective()).isEqualTo(least);
    }

    private static double deviations(double[][] x, int[] labels, int k, int j) {
        double[] sample = IntStream.range(0, x.length)
                .filter(n -> labels[n] == k && !Double.isNaN(x[n][j]))
                .mapToDouble(n -> x[n][j])
                .sorted()
                .toArray();
        double sum = 0;
        for (double value : sample) sum += Math.abs(value - sample[sample.length / 2]);
        return sum;
    }

    /// At a minimum of J_m each centroid is the mean of the cells that are there by w u^m d/o.
    @Test
    void centroidsOfMembershipsAreMeansOfTheCellsThatAreThere() {
        double[][] x = withGaps(7, 300, 0.3);
        KMeansModel model = KMeans.fit(
                        Rows.of(x),
                        KMeansOptions.of(3)
                                .withFuzzifier(1.7)
                                .withTolerance(1e-14)
                                .withMaxIterations(5000)
                                .withMissing(Missing.PARTIAL))
                .model();
        double[][] u = model.memberships(Rows.of(x));
        double[][] c = model.centroids();
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                double weight = 0;
                double sum = 0;
                for (int n = 0; n < x.length; n++) {
                    double total = 0;
                    for (double[] other : c) total += Math.pow(squared(x[n], c[k]) / squared(x[n], other), 1 / 0.7);
                    assertThat(u[n][k]).isCloseTo(1 / total, offset(1e-9));
                    if (Double.isNaN(x[n][j])) continue;
                    long there =
                            Arrays.stream(x[n]).filter(v -> !Double.isNaN(v)).count();
                    double share = Math.pow(u[n][k], 1.7) * 4 / there;
                    weight += share;
                    sum += share * x[n][j];
                }
                assertThat(c[k][j]).isCloseTo(sum / weight, offset(1e-5));
            }
        }
    }

    /// Columns 2 and 3 are never there together: a half of a split can lack a column altogether.
    @Test
    void aSplitMayLackAColumn() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[120][];
        for (int n = 0; n < x.length; n++) {
            boolean left = n % 2 == 0;
            double first = (left ? 0 : 50) + random.nextGaussian();
            double other = 10 * (n % 4 / 2) + random.nextGaussian();
            x[n] = left ? new double[] {first, other, NA} : new double[] {first, NA, other};
        }
        Rows rows = Rows.of(x);
        Fit<KMeansModel> fit =
                KMeans.fit(rows, KMeansOptions.of(4).withBisecting(true).withMissing(Missing.PARTIAL));
        int[] labels = fit.model().predict(rows);
        for (int n = 4; n < x.length; n++) assertThat(labels[n]).isEqualTo(labels[n % 4]);
        assertThat(Arrays.stream(labels, 0, 4).distinct().count()).isEqualTo(4);
    }

    @Test
    void aRowWithoutACellCountsNowhere() {
        double[][] x = Arrays.copyOf(withGaps(8, 200, 0.2), 201);
        x[200] = new double[] {NA, NA, NA, NA};
        for (Relative relative : Relative.values()) {
            Fit<KMeansModel> fit = KMeans.fit(Rows.of(x), relative.of(2).withMissing(Missing.PARTIAL));
            double mass = Arrays.stream(fit.model().mass()).sum();
            double counted = fit.model().cutoff() < Double.POSITIVE_INFINITY ? 180 : 200;
            assertThat(mass).as("%s", relative).isCloseTo(counted, offset(1e-9));
        }
    }

    @Test
    void anEmptyClusterTakesTheCellsOfARowAndKeepsTheRest() {
        double[][] x = {{0, 0}, {1, 1}, {0, 1}, {40, NA}, {9, 9}, {9, 8}};
        Fit<KMeansModel> fit = KMeans.fit(
                Rows.of(x),
                KMeansOptions.of(3)
                        .withGeometry(Geometry.MANHATTAN)
                        .withMissing(Missing.PARTIAL)
                        .withStart(Seeding.given(new double[][] {{0, 0}, {9, 9}, {-500, 7}})));
        assertThat(fit.model().centroids()[2]).containsExactly(40, 7);
    }

    @Test
    void directionsAreRefusedAndTheWayOutIsNamed() {
        assertThatThrownBy(() -> KMeans.fit(
                        Rows.of(withGaps(1, 20, 0.2)),
                        KMeansOptions.of(2).withGeometry(Geometry.COSINE).withMissing(Missing.PARTIAL)))
                .hasMessageContaining("no direction")
                .hasMessageContaining("--missing drop");
    }

    /// Old rows count with N_k in every column, new ones by d/o.
    @Test
    void aBatchWithGapsMovesTheCellsThatAreThere() {
        KMeansModel model = KMeansModel.of(new double[][] {{0, 0}, {10, 10}}, new double[] {3, 5}, List.of("a", "b"))
                .withMissing(Missing.PARTIAL);
        KMeansModel after = model.partialFit(Rows.of(new double[][] {{1, NA}, {11, 12}, {NA, NA}}));
        assertThat(after.centroids()[0]).containsExactly(new double[] {2.0 / 5, 0}, offset(1e-15));
        assertThat(after.centroids()[1]).containsExactly(new double[] {10 + 1.0 / 6, 10 + 2.0 / 6}, offset(1e-14));
        assertThat(after.mass()).containsExactly(4, 6);
        assertThat(after.missing().treatment()).isEqualTo(Missing.Treatment.PARTIAL);
    }
}
