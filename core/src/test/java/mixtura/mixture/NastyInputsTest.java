package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import mixtura.Fit;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.robust.StudentMixture;
import mixtura.mixture.robust.StudentT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Sixty inputs that break programs, under seven methods, and under priors and eigenvalue ratios: a fit without a NaN
/// that says what is doubtful about it, or a sentence that says why there is none.
class NastyInputsTest {
    /// An input, and the number of components to ask for.
    private record Input(Rows rows, int k) {}

    /// Cells of `count × d` rows, from a generator of their own.
    private interface Cells {
        double at(RandomGenerator random, int n, int j);
    }

    private static Rows table(int count, int d, Cells cells) {
        RandomGenerator random = Problems.random(41);
        double[][] x = new double[count][d];
        for (int n = 0; n < count; n++) for (int j = 0; j < d; j++) x[n][j] = cells.at(random, n, j);
        return Rows.of(x);
    }

    private static Rows clouds(int count, int d) {
        return Rows.of(Problems.clouds(5, count, d, 2, 4));
    }

    private static Rows changed(Rows rows, Cells change) {
        double[][] x = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < x.length; n++) {
            rows.copyRow(n, x[n]);
            double[] before = x[n].clone();
            for (int j = 0; j < before.length; j++) {
                double value = change.at(Problems.random(n * 31L + j), n, j);
                x[n][j] = Double.isNaN(value) ? before[j] : value;
            }
        }
        return Rows.of(x);
    }

    private static Rows scaled(Rows rows, double factor, double offset) {
        double[][] x = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < x.length; n++) {
            rows.copyRow(n, x[n]);
            for (int j = 0; j < x[n].length; j++) x[n][j] = x[n][j] * factor + offset;
        }
        return Rows.of(x);
    }

    private static Rows weighted(Rows rows, IntToDoubleFunction weight) {
        double[] weights = new double[(int) rows.rowCount()];
        for (int n = 0; n < weights.length; n++) weights[n] = weight.applyAsDouble(n);
        return rows.weighted(weights);
    }

    private static Map<String, Input> inputs() {
        Map<String, Input> all = new LinkedHashMap<>();
        Rows plain = clouds(80, 3);
        all.put("every row twice", new Input(table(80, 2, (r, n, j) -> Math.sin(n / 2 * 1.7 + j)), 3));
        all.put("every row forty times", new Input(table(120, 2, (r, n, j) -> n % 3 * (j + 1)), 3));
        all.put("three distinct rows, k = 4", new Input(table(120, 2, (r, n, j) -> n % 3 * (j + 1)), 4));
        all.put("half the rows equal", new Input(table(80, 2, (r, n, j) -> n < 40 ? 1 : r.nextGaussian()), 2));
        all.put("one constant column", new Input(changed(plain, (r, n, j) -> j == 1 ? 7 : Double.NaN), 2));
        all.put("all columns but one constant", new Input(changed(plain, (r, n, j) -> j > 0 ? 7 : Double.NaN), 2));
        all.put("every column constant", new Input(table(30, 3, (r, n, j) -> j), 2));
        all.put(
                "one row differs in a column",
                new Input(changed(plain, (r, n, j) -> j == 1 ? (n == 9 ? 1 : 0) : Double.NaN), 2));
        all.put(
                "a column nearly constant",
                new Input(changed(plain, (r, n, j) -> j == 1 ? 1e8 + 1e-7 * n : Double.NaN), 2));
        all.put("duplicate columns", new Input(table(80, 3, (r, n, j) -> Math.cos(n * 1.3 + (j == 2 ? 0 : j))), 2));
        all.put("all columns equal", new Input(table(80, 4, (r, n, j) -> Math.cos(n * 1.3)), 2));
        all.put(
                "collinear columns",
                new Input(
                        table(
                                80,
                                3,
                                (r, n, j) ->
                                        j < 2 ? Math.sin(n * (j + 1.1)) : Math.sin(n * 1.1) - 2 * Math.sin(n * 2.1)),
                        2));
        all.put(
                "nearly collinear columns",
                new Input(table(80, 2, (r, n, j) -> Math.sin(n) + j * 1e-9 * r.nextGaussian()), 2));
        all.put("rows on a line", new Input(table(60, 3, (r, n, j) -> n * (j + 1)), 2));
        all.put("rows on a circle", new Input(table(60, 2, (r, n, j) -> j == 0 ? Math.cos(n) : Math.sin(n)), 4));
        all.put("rows on a grid", new Input(table(100, 2, (r, n, j) -> j == 0 ? n % 10 : n / 10), 4));
        all.put("one far outlier", new Input(changed(plain, (r, n, j) -> n == 3 ? 1e6 : Double.NaN), 2));
        all.put("one outlier at 1e150", new Input(changed(plain, (r, n, j) -> n == 3 ? 1e150 : Double.NaN), 2));
        all.put("one outlier at 1e300", new Input(changed(plain, (r, n, j) -> n == 3 ? 1e300 : Double.NaN), 2));
        all.put(
                "outliers on both sides",
                new Input(changed(plain, (r, n, j) -> n == 3 ? 1e9 : n == 4 ? -1e9 : Double.NaN), 3));
        all.put("two identical clusters", new Input(table(100, 2, (r, n, j) -> Math.sin(n / 2 * 0.7 + j)), 2));
        all.put("one cluster, k = 6", new Input(table(60, 2, (r, n, j) -> r.nextGaussian()), 6));
        all.put("n = d + 1", new Input(clouds(6, 5), 1));
        all.put("n = d + 2, k = 2", new Input(clouds(7, 5), 2));
        all.put("n < d", new Input(clouds(5, 12), 1));
        all.put("n < d, k = 3", new Input(clouds(6, 20), 3));
        all.put(
                "single-row clusters",
                new Input(table(12, 2, (r, n, j) -> n < 9 ? 0.1 * r.nextGaussian() : 50 * n + j), 4));
        all.put(
                "heavy tails (Cauchy)",
                new Input(table(150, 2, (r, n, j) -> Math.tan(Math.PI * (r.nextDouble() - 0.5))), 2));
        all.put("very heavy tails", new Input(table(150, 2, (r, n, j) -> Math.pow(r.nextDouble(), -8)), 2));
        all.put("integers", new Input(table(90, 3, (r, n, j) -> r.nextInt(5)), 3));
        all.put("zeros and ones", new Input(table(90, 4, (r, n, j) -> r.nextInt(2)), 2));
        all.put("mostly zeros", new Input(table(90, 4, (r, n, j) -> r.nextInt(20) == 0 ? 1 : 0), 2));
        all.put(
                "two-valued columns far apart",
                new Input(table(90, 2, (r, n, j) -> (n + j) % 2 == 0 ? -1e12 : 1e12), 2));
        all.put(
                "alternating signs",
                new Input(table(90, 2, (r, n, j) -> (n % 2 == 0 ? 1 : -1) * (1 + 0.01 * r.nextDouble())), 2));
        all.put("scale 1e-300", new Input(scaled(plain, 1e-300, 0), 2));
        all.put("scale 1e-160", new Input(scaled(plain, 1e-160, 0), 2));
        all.put("denormals", new Input(scaled(plain, 1e-310, 0), 2));
        all.put("scale 1e150", new Input(scaled(plain, 1e150, 0), 2));
        all.put("scale 1e300", new Input(scaled(plain, 1e300, 0), 2));
        all.put(
                "the largest numbers",
                new Input(table(40, 2, (r, n, j) -> n % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE), 2));
        all.put(
                "columns of 1e-150 and 1e150",
                new Input(changed(plain, (r, n, j) -> r.nextGaussian() * (j == 0 ? 1e-150 : 1e150)), 2));
        all.put("offset 1e9 and noise", new Input(scaled(plain, 1, 1e9), 2));
        all.put("offset 1e15 and noise", new Input(scaled(plain, 1, 1e15), 2));
        all.put("one ulp apart", new Input(table(60, 2, (r, n, j) -> 1 + Math.ulp(1.0) * r.nextInt(3)), 2));
        all.put("one row", new Input(clouds(1, 3), 1));
        all.put("two rows, k = 2", new Input(clouds(2, 3), 2));
        all.put("k = n", new Input(clouds(10, 2), 10));
        all.put("k > n", new Input(clouds(5, 2), 9));
        all.put("one column", new Input(clouds(50, 1), 3));
        all.put("negative zeros", new Input(table(50, 2, (r, n, j) -> n % 2 == 0 ? -0.0 : r.nextGaussian()), 2));
        all.put("all weights but one 0", new Input(weighted(plain, n -> n == 7 ? 1 : 0), 1));
        all.put("half the weights 0", new Input(weighted(plain, n -> n % 2), 2));
        all.put("weights of 1e300", new Input(weighted(plain, n -> 1e300), 2));
        all.put("weights of 1e-300", new Input(weighted(plain, n -> 1e-300), 2));
        all.put("one weight of 1e12", new Input(weighted(plain, n -> n == 5 ? 1e12 : 1), 2));
        all.put("every cell missing", new Input(table(20, 2, (r, n, j) -> Double.NaN), 2));
        all.put("one cell missing", new Input(Rows.of(withGap(plain)), 2));
        all.put(
                "an infinite cell",
                new Input(changed(plain, (r, n, j) -> n == 3 && j == 1 ? Double.POSITIVE_INFINITY : Double.NaN), 2));
        all.put("sorted geometric growth", new Input(table(100, 1, (r, n, j) -> Math.pow(2, n)), 3));
        return all;
    }

    private static double[][] withGap(Rows rows) {
        double[][] x = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < x.length; n++) rows.copyRow(n, x[n]);
        x[4][1] = Double.NaN;
        return x;
    }

    /// A structure may have a prior, or a number behind it: the eigenvalue ratio.
    private static final List<String> METHODS = List.of(
            ("full, tied, diag, spherical, student, kmeans, kmedians, full prior, tied 50, VEI prior, EVI 50, VEE prior,"
                            + " EVE 50, EVE prior, VVE prior, VVE 50, EEV 50, VEV prior, VEV 1, EVV prior, EVV 50")
                    .split(", "));

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        inputs().forEach((name, input) -> METHODS.forEach(method -> all.add(Arguments.of(name, method, input))));
        return all.stream();
    }

    private static Fit<?> fit(String method, Input input) {
        MixtureOptions options =
                MixtureOptions.of(input.k()).withMaxIterations(100).withThreads(1);
        KMeansOptions clusters = KMeansOptions.of(input.k()).withThreads(1);
        return switch (method) {
            case "student" -> StudentMixture.fit(input.rows(), options);
            case "kmeans" -> KMeans.fit(input.rows(), clusters);
            case "kmedians" -> KMeans.fit(input.rows(), clusters.withGeometry(Geometry.MANHATTAN));
            default -> {
                String[] words = method.split(" ");
                MixtureOptions shaped = options.withCovariance(Covariance.ofWord(words[0]));
                yield GaussianMixture.fit(input.rows(), words.length == 1 ? shaped : restrained(shaped, words[1]));
            }
        };
    }

    private static MixtureOptions restrained(MixtureOptions options, String how) {
        return how.equals("prior")
                ? options.withPrior(ConjugatePrior.fraleyRaftery())
                : options.withEigenvalueRatio(Double.parseDouble(how));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void aFitWithoutNanOrASentence(String name, String method, Input input) {
        Fit<?> fit;
        try {
            fit = fit(method, input);
        } catch (DataException e) {
            assertThat(e.getMessage()).matches("[a-z'0-9].{15,}").doesNotContain("NaN");
            assertThat(e.hint()).isNotBlank();
            return;
        } catch (IllegalArgumentException e) { // k is no matter of the data alone
            assertThat(e.getMessage()).contains("distinct row");
            return;
        } catch (RuntimeException e) {
            fail(name + ", " + method + ": " + e, e);
            return;
        }
        assertThat(fit.objective()).as("objective").isNotNaN().isNotEqualTo(Double.NEGATIVE_INFINITY);
        for (double number : numbers(fit.model()))
            assertThat(number).as("a parameter").isFinite();
        if (fit.model() instanceof Mixture<?> mixture) {
            for (double density : mixture.logDensity(input.rows()))
                assertThat(density).as("a log density").isNotNaN();
            for (double[] row : mixture.responsibilities(input.rows())) {
                assertThat(Arrays.stream(row).sum()).as("responsibilities").isBetween(0.999999, 1.000001);
            }
        }
        if (!fit.certificate().flagged().isEmpty()) assertThat(fit.warnings()).isNotEmpty();
        for (String warning : fit.warnings())
            assertThat(warning).doesNotContain("NaN").doesNotContain("please report");
    }

    private static double[] numbers(Object model) {
        if (model instanceof KMeansModel means) {
            return Arrays.stream(means.centroids())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        List<Double> all = new ArrayList<>();
        Mixture<?> mixture = (Mixture<?>) model;
        for (double share : mixture.mixingProportions()) all.add(share);
        for (Component component : mixture.components()) {
            for (double mean : component.mean()) all.add(mean);
            double[] stored = component instanceof Gaussian gaussian
                    ? gaussian.covariance()
                    : ((StudentT) component).shape().covariance();
            for (double entry : stored) all.add(entry);
        }
        return all.stream().mapToDouble(x -> x).toArray();
    }
}
