package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Other programs' k-medians, spherical, trimmed, fuzzy and bisecting k-means: `reference/relatives.py` and
/// `relatives.R`.
class RelativesReferenceTest {
    private static double[][] data(String name) {
        if (name.contains("x")) {
            Rows rows = Npy.map(Reference.path("gaussian/" + name + ".npy"));
            double[][] values = new double[(int) rows.rowCount()][rows.dimension()];
            for (int n = 0; n < values.length; n++) rows.copyRow(n, values[n]);
            return values;
        }
        Reference table = Reference.table("data/" + name + ".csv");
        return table.rows().stream()
                .map(row -> Arrays.stream(row)
                        .limit(name.equals("iris") ? 4 : 2)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static List<String[]> lines(String table, String... first) {
        return Reference.table("relatives/" + table + ".csv").rows().stream()
                .filter(row -> Arrays.equals(Arrays.copyOf(row, first.length), first))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "iris, kmedians", "faithful, kmedians", "1000x4-k3, kmedians", "800x8-k5, kmedians",
        "iris, spherical", "faithful, spherical", "1000x4-k3, spherical", "800x8-k5, spherical"
    })
    void everyIterationHasTheObjectiveOfAnIndependentProgram(String name, String method) {
        double[][] x = data(name);
        List<String[]> lines = lines("trace", name, method);
        int k = Integer.parseInt(lines.getFirst()[2]);
        Geometry geometry = Variant.ofWord(method).orElseThrow().geometry();
        Fit<KMeansModel> fit =
                KMeans.fit(Rows.of(x), KMeansProblems.from(Problems.first(x, k)).withGeometry(geometry));
        double[] expected =
                lines.stream().mapToDouble(line -> Double.parseDouble(line[4])).toArray();
        // There, the end is when no label changes; here, when nothing falls, which may be one iteration earlier.
        assertThat(fit.iterations()).isBetween(expected.length - 2, expected.length);
        for (int t = 0; t < Math.min(expected.length, fit.trace().size()); t++) {
            assertThat(fit.trace().get(t).objective())
                    .as("iteration %d", t)
                    .isCloseTo(expected[t], within(1e-10 * expected[0]));
        }
    }

    /// The best of many starts on both sides.
    @ParameterizedTest
    @CsvSource({"iris, 3", "faithful, 2"})
    void trimmedKMeansFindsTheOptimumOfTrimcluster(String name, int k) {
        for (String[] line : lines("trimmed", name)) {
            double trim = Double.parseDouble(line[1]);
            double expected = Double.parseDouble(line[3]);
            var fit = KMeans.fit(
                    Rows.of(data(name)), KMeansOptions.of(k).withTrim(trim).withRestarts(60));
            assertThat(fit.objective()).isCloseTo(expected, within(1e-9 * expected));
            assertThat(DoubleStream.of(fit.model().mass()).sum()).isCloseTo(Double.parseDouble(line[2]), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"iris, 3", "faithful, 2"})
    void fuzzyCMeansHasTheCentroidsAndMassesOfE1071(String name, int k) {
        double[][] x = data(name);
        List<String[]> lines = lines("fuzzy", name);
        for (int i = 0; i < lines.size(); i++) {
            String[] line = lines.get(i);
            double m = Double.parseDouble(line[1]);
            var fit = KMeans.fit(
                    Rows.of(x),
                    KMeansProblems.from(Problems.first(x, k)).withFuzzifier(m).withMaxIterations(2000));
            double expected = Double.parseDouble(line[3]);
            assertThat(fit.objective()).isCloseTo(expected, within(1e-9 * expected));
            // Clusters may be numbered otherwise: the one with the nearest first column is meant.
            double column = Double.parseDouble(line[4]);
            double[][] centroids = fit.model().centroids();
            int nearest = 0;
            for (int c = 1; c < k; c++) {
                if (Math.abs(centroids[c][0] - column) < Math.abs(centroids[nearest][0] - column)) nearest = c;
            }
            assertThat(centroids[nearest][0]).isCloseTo(column, within(1e-4));
            assertThat(centroids[nearest][1]).isCloseTo(Double.parseDouble(line[5]), within(1e-3));
            assertThat(fit.model().mass()[nearest]).isCloseTo(Double.parseDouble(line[6]), within(1e-3));
        }
    }

    /// Both take the best of twenty starts for each split, and split the cluster of the largest distortion. Where eight
    /// clusters are more than the data have, the best of twenty is not always the same.
    @Test
    void bisectingKMeansFindsScikitLearnsClusters() {
        for (String[] line : Reference.table("relatives/bisecting.csv").rows()) {
            var fit = KMeans.fit(
                    Rows.of(data(line[0])),
                    KMeansOptions.of(Integer.parseInt(line[1]))
                            .withBisecting(true)
                            .withRestarts(20));
            double expected = Double.parseDouble(line[2]);
            assertThat(fit.objective())
                    .as("%s, k = %s", line[0], line[1])
                    .isCloseTo(expected, within((line[1].equals("8") ? 1e-3 : 1e-9) * expected));
        }
    }
}
