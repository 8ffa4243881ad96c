package mixtura.mixture.gaussian;

import static mixtura.mixture.Covariance.Aspect.EQUAL;
import static mixtura.mixture.Covariance.Aspect.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mixtura.Fit;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The fourteen structures: what their M-steps maximise, what fits of theirs have in common.
class StructuresTest {
    private static final int D = 3;
    private static final int K = 3;

    /// Scatter matrices of rows that lie about in different ways, one of them almost flat.
    private static double[][] scatters(long seed) {
        double[][] w = new double[K][D * D];
        SplittableRandom random = new SplittableRandom(seed);
        for (double[] one : w) {
            double size = Math.exp(random.nextGaussian());
            for (int n = 0; n < 12; n++) {
                double[] row = {random.nextGaussian(), random.nextGaussian(), 0};
                row[2] = 0.8 * row[0] + 0.3 * random.nextGaussian();
                for (int i = 0; i < D; i++) for (int j = 0; j < D; j++) one[i * D + j] += size * row[i] * row[j];
            }
        }
        return w;
    }

    private static final double[] COUNTS = {4, 12, 30};

    private static double[] stored(double[] matrix, Form form, boolean total) {
        double trace = matrix[0] + matrix[4] + matrix[8];
        return switch (form) {
            case FULL, TIED -> matrix;
            case DIAGONAL -> new double[] {matrix[0], matrix[4], matrix[8]};
            case SPHERICAL -> new double[] {total ? trace : trace / D};
        };
    }

    /// The Σ_k of a structure, `d × d` each.
    private static double[][] estimate(Covariance structure, double[][] w, double[][] current) {
        Form form = Form.of(structure);
        double[][] out = new double[K][];
        if (structure.isShared()) {
            double[][] scatter =
                    Arrays.stream(w).map(one -> stored(one, form, true)).toArray(double[][]::new);
            double[][] now =
                    Arrays.stream(current).map(one -> stored(one, form, false)).toArray(double[][]::new);
            out = SharedCovariances.of(structure)
                    .estimate(new Scatters(COUNTS, scatter, now, D, ScalarKernels.INSTANCE));
        } else {
            for (int k = 0; k < K; k++) {
                out[k] = stored(w[k], form, false).clone();
                for (int i = 0; i < out[k].length; i++) out[k][i] /= COUNTS[k];
            }
        }
        return Arrays.stream(out).map(StructuresTest::matrix).toArray(double[][]::new);
    }

    /// The estimate that steps from one to the next arrive at: axes in common are turned a little in each.
    private static double[][] settled(Covariance structure, double[][] w, double[][] current) {
        double[][] settled = estimate(structure, w, current);
        for (int step = 0; step < 100; step++) settled = estimate(structure, w, settled);
        return settled;
    }

    private static double[] matrix(double[] stored) {
        if (stored.length == D * D) return stored;
        double[] matrix = new double[D * D];
        for (int j = 0; j < D; j++) matrix[j * D + j] = stored[Math.min(j, stored.length - 1)];
        return matrix;
    }

    /// −½ Σ_k [n_k log |Σ_k| + tr(Σ_k⁻¹ W_k)].
    private static double objective(double[][] w, double[][] covariances) {
        double sum = 0;
        for (int k = 0; k < K; k++) {
            Cholesky cholesky = Cholesky.of(covariances[k], D, ScalarKernels.INSTANCE);
            double[] u = cholesky.inverseTransposed(ScalarKernels.INSTANCE);
            double trace = 0;
            for (int i = 0; i < D; i++) {
                for (int j = 0; j < D; j++) {
                    double precision = 0;
                    for (int l = 0; l < D; l++) precision += u[i * D + l] * u[j * D + l];
                    trace += precision * w[k][i * D + j];
                }
            }
            sum -= 0.5 * (COUNTS[k] * cholesky.logDeterminant() + trace);
        }
        return sum;
    }

    private static final double[] UNIT = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final double[][] UNITS = {UNIT, UNIT, UNIT};

    private static boolean isNarrower(Covariance a, Covariance b) {
        return a != b
                && a.volume().compareTo(b.volume()) <= 0
                && a.shape().compareTo(b.shape()) <= 0
                && a.orientation().compareTo(b.orientation()) <= 0;
    }

    @Test
    void aNarrowerStructureNeverHasTheHigherMaximum() {
        for (long seed = 0; seed < 40; seed++) {
            double[][] w = scatters(seed);
            Map<Covariance, Double> maxima = new EnumMap<>(Covariance.class);
            for (Covariance structure : Covariance.values()) {
                maxima.put(structure, objective(w, settled(structure, w, UNITS)));
            }
            for (Covariance a : Covariance.values()) {
                for (Covariance b : Covariance.values()) {
                    if (!isNarrower(a, b)) continue;
                    assertThat(maxima.get(a))
                            .as("%s within %s, seed %d", a, b, seed)
                            .isLessThanOrEqualTo(maxima.get(b) + 1e-9);
                }
            }
        }
    }

    /// Whatever the covariances were before, as long as they are in the structure, the estimate is no worse; and once
    /// settled it does not move.
    @ParameterizedTest
    @EnumSource(Covariance.class)
    void theMStepNeverEndsBelowWhereItBegins(Covariance structure) {
        for (long seed = 0; seed < 40; seed++) {
            double[][] w = scatters(seed);
            double[][] other = estimate(structure, scatters(seed + 1000), UNITS);
            double[][] found = estimate(structure, w, other);
            assertThat(objective(w, found)).isGreaterThanOrEqualTo(objective(w, other) - 1e-10);
            double[][] settled = settled(structure, w, found);
            double[][] again = estimate(structure, w, settled);
            assertThat(objective(w, again)).isCloseTo(objective(w, settled), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void ofOneComponentItIsTheCovarianceAsFarAsTheFormHoldsIt(Covariance structure) {
        double[][] x = Problems.clouds(5, 60, D, 2, 2);
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(x), MixtureOptions.of(1).withCovariance(structure).withRidge(Ridge.none()));
        double[] mean = new double[D];
        for (double[] row : x) for (int j = 0; j < D; j++) mean[j] += row[j] / x.length;
        double[] covariance = new double[D * D];
        for (double[] row : x) {
            for (int i = 0; i < D; i++) {
                for (int j = 0; j < D; j++) covariance[i * D + j] += (row[i] - mean[i]) * (row[j] - mean[j]) / x.length;
            }
        }
        double[] expected = matrix(stored(covariance, Form.of(structure), false));
        for (int i = 0; i < D; i++) {
            assertThat(fit.model().means()[0][i]).isCloseTo(mean[i], within(1e-12));
            for (int j = 0; j < D; j++) {
                assertThat(fit.model().covariance(0)[i][j]).isCloseTo(expected[i * D + j], within(1e-10));
            }
        }
    }

    /// mclust's nMclustParams less means and proportions: help('mclustModelNames') has the table.
    @Test
    void theParametersAreThoseOfTheTable() {
        for (long d = 1; d < 6; d++) {
            for (long k = 1; k < 5; k++) {
                long turn = d * (d - 1) / 2;
                long[] expected = {
                    1,
                    k,
                    d,
                    k + d - 1,
                    1 + k * (d - 1),
                    k * d,
                    d * (d + 1) / 2,
                    k + d - 1 + turn,
                    1 + k * (d - 1) + turn,
                    k * d + turn,
                    d + k * turn,
                    k + d - 1 + k * turn,
                    1 + k * (d - 1) + k * turn,
                    k * d * (d + 1) / 2
                };
                for (Covariance structure : Covariance.values()) {
                    assertThat(structure.parameterCount(k, d))
                            .as("%s", structure)
                            .isEqualTo(expected[structure.ordinal()]);
                }
            }
        }
    }

    @Test
    void namesAreReadInAnyCase() {
        assertThat(Covariance.ofWord("vev")).isEqualTo(Covariance.VEV);
        assertThat(Covariance.ofWord("Full")).isEqualTo(Covariance.ofWord("VVV"));
        assertThat(Covariance.ofWord("e").code(1)).isEqualTo("E");
        assertThat(Covariance.ofWord("V").code(1)).isEqualTo("V");
        assertThatThrownBy(() -> Covariance.ofWord("VIE")).hasMessageContaining("VVV (full)");
    }

    static Stream<Arguments> fits() {
        return Arrays.stream(Covariance.values())
                .flatMap(structure -> IntStream.range(0, 3).mapToObj(way -> Arguments.of(structure, way)));
    }

    /// With a ridge and with gaps too.
    @ParameterizedTest
    @MethodSource("fits")
    void whatIsSharedIsEqualInTheModel(Covariance structure, int way) {
        double[][] x = Problems.clouds(way, 150, D, 3, 3);
        SplittableRandom random = new SplittableRandom(way);
        if (way == 1) for (double[] row : x) if (random.nextInt(4) == 0) row[random.nextInt(D)] = Double.NaN;
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                Rows.of(x),
                MixtureOptions.of(3)
                        .withCovariance(structure)
                        .withRidge(way == 2 ? Ridge.absolute(0.05) : Ridge.none())
                        .withMissing(Missing.EM)
                        .withStart(Start.partition()));
        assertThat(fit.certificate().monotone()).isTrue();
        double[][] values = new double[3][];
        double[][] flat = new double[3][];
        for (int k = 0; k < 3; k++) {
            flat[k] = Arrays.stream(fit.model().covariance(k))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            values[k] = SymmetricEigen.values(flat[k], D);
        }
        for (int k = 1; k < 3; k++) {
            double ratio = Math.cbrt(volume(values[k]) / volume(values[0]));
            if (structure.volume() == EQUAL) assertThat(ratio).isCloseTo(1, within(1e-8));
            for (int j = 0; j < D && structure.shape() != Covariance.Aspect.VARIABLE; j++) {
                assertThat(values[k][j] / values[0][j]).isCloseTo(ratio, within(1e-7 * ratio));
            }
            if (structure.orientation() == EQUAL)
                assertThat(commutator(flat[k], flat[0])).isLessThan(1e-9);
            if (structure.orientation() == IDENTITY) assertThat(flat[k][1]).isZero();
        }
    }

    private static double volume(double[] values) {
        return Arrays.stream(values).reduce(1, (a, b) -> a * b);
    }

    /// max |AB − BA|: 0 when the axes are the same.
    private static double commutator(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                double sum = 0;
                for (int l = 0; l < D; l++) sum += a[i * D + l] * b[l * D + j] - b[i * D + l] * a[l * D + j];
                largest = Math.max(largest, Math.abs(sum));
            }
        }
        return largest;
    }

    @Test
    void aModelOfAnotherStructureStartsAFitInItsOwn() {
        Rows rows = Rows.of(Problems.clouds(9, 200, D, 3, 2));
        GaussianMixture full =
                GaussianMixture.fit(rows, MixtureOptions.of(3).withSeed(1)).model();
        for (Covariance structure : Covariance.values()) {
            Fit<GaussianMixture> fit = GaussianMixture.fit(
                    rows,
                    MixtureOptions.of(3)
                            .withCovariance(structure)
                            .withRidge(Ridge.none())
                            .withStart(Start.from(full)));
            assertThat(fit.certificate().monotone()).as("%s", structure).isTrue();
        }
    }

    @Test
    void responsibilitiesThatAreNoneAreRefusedWithTheRow() {
        Rows rows = Rows.of(Problems.clouds(2, 4, 2, 1, 1));
        double[][] wrong = {{1, 0}, {0.5, 0.5}, {0.5, 0.6}, {0, 1}};
        assertThatThrownBy(
                        () -> GaussianMixture.fit(rows, MixtureOptions.of(2).withStart(Start.responsibilities(wrong))))
                .hasMessageContaining("row 3");
        assertThatThrownBy(() -> GaussianMixture.fit(
                        rows, MixtureOptions.of(2).withStart(Start.responsibilities(Arrays.copyOf(wrong, 2)))))
                .hasMessageContaining("there are 4");
    }
}
