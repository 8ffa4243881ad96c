package mixtura.mixture.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.Step;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.Frozen;
import mixtura.mixture.Imputation;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Student-t mixtures of rows whose cells are missing at random.
class StudentGapsTest {
    private static final double NA = Double.NaN;

    /// Clouds with far rows; every cell whose place is a multiple of `every` is missing.
    private static double[][] rows(long seed, int n, int every) {
        double[][] x = Problems.clouds(seed, n, 3, 2, 2);
        for (int i = 0; i < n; i += 23) x[i][i % 3] *= 4;
        if (every > 0) {
            for (int place = 0; place < 3 * n; place += every) x[place / 3][place % 3] = NA;
            for (int i = 5; i < n; i += 30) Arrays.fill(x[i], 1, 3, NA);
        }
        return x;
    }

    private static MixtureOptions options(Covariance structure) {
        return MixtureOptions.of(2)
                .withCovariance(structure)
                .withRidge(Ridge.none())
                .withMissing(Missing.EM)
                .withStart(Start.partition())
                .withTolerance(0);
    }

    private static Mixture<StudentT> mixture(StudentT... components) {
        double[] proportions = new double[components.length];
        Arrays.fill(proportions, 1.0 / components.length);
        List<String> names = IntStream.range(0, components[0].dimension())
                .mapToObj(j -> "x" + j)
                .toList();
        return new Mixture<>(
                StudentFamily.of(components[0].structure()), proportions, List.of(components), names, new TreeMap<>());
    }

    /// reference/missing_student.py.
    @ParameterizedTest
    @CsvSource({"full, FULL", "full, TIED", "diag, DIAGONAL", "spherical, SPHERICAL"})
    void oneComponentIsTheMaximumThatAGeneralOptimiserFinds(String name, Covariance structure) {
        Rows rows = Rows.of(Reference.table("student/gaps.csv").matrix());
        Fit<StudentMixture> fit = StudentMixture.fit(
                rows,
                MixtureOptions.of(1)
                        .withCovariance(structure)
                        .withRidge(Ridge.none())
                        .withMissing(Missing.EM)
                        .withTolerance(0)
                        .withMaxIterations(5000));
        StudentT found = fit.model().components().getFirst();
        for (String[] row : Reference.table("student/gaps-maximum.csv").rows()) {
            if (!row[0].equals(name)) continue;
            int i = Integer.parseInt(row[2]);
            int j = Integer.parseInt(row[3]);
            double ours = switch (row[1]) {
                case "logLikelihood" -> fit.objective();
                case "degreesOfFreedom" -> found.degreesOfFreedom();
                case "mean" -> found.mean()[i];
                case "scale" -> found.scale(i, j);
                default -> throw new AssertionError(row[1]);
            };
            // the plain step of tied scales ends where the log-likelihood gains no digit more
            double tolerance = structure == Covariance.TIED ? 1e-5 : 1e-6;
            assertThat(ours).as("%s %d %d", row[1], i, j).isCloseTo(Double.parseDouble(row[4]), offset(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDensityOfARowIsThatOfItsCells(Covariance structure) {
        boolean matrix = structure.orientation() != Covariance.Aspect.IDENTITY;
        boolean ball = structure.shape() == Covariance.Aspect.IDENTITY;
        double[] scale = ball ? new double[] {1.3} : new double[] {2, 1, 0.5};
        if (matrix) scale = new double[] {2, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 0.5};
        StudentT t = new StudentT(new double[] {1, -2, 3}, scale, structure, 4);
        Mixture<StudentT> mixture = mixture(t);
        double pair = t.scale(0, 0) * t.scale(2, 2) - t.scale(0, 2) * t.scale(0, 2);
        double square = (t.scale(2, 2) * 4 * 4 - 2 * t.scale(0, 2) * 4 * -2 + t.scale(0, 0) * 2 * 2) / pair;
        assertThat(mixture.logDensity(new double[] {5, NA, 1}))
                .isCloseTo(logDensity(4, 2, Math.log(pair), square), offset(1e-12));
        assertThat(mixture.logDensity(new double[] {NA, 0, NA}))
                .isCloseTo(logDensity(4, 1, Math.log(t.scale(1, 1)), 4 / t.scale(1, 1)), offset(1e-12));
        assertThat(mixture.logDensity(new double[] {NA, NA, NA})).isZero();
    }

    private static double logDensity(double nu, int cells, double logDeterminant, double square) {
        return GammaFunction.log((nu + cells) / 2)
                - GammaFunction.log(nu / 2)
                - cells / 2.0 * Math.log(nu * Math.PI)
                - logDeterminant / 2
                - (nu + cells) / 2 * Math.log1p(square / nu);
    }

    @ParameterizedTest
    @EnumSource
    void completeRowsAreFittedAsIfNothingWereAllowedToBeMissing(Covariance structure) {
        Rows rows = Rows.of(rows(1, 300, 0));
        MixtureOptions options = options(structure).withMaxIterations(20);
        StudentMixture allowed = StudentMixture.fit(rows, options).model();
        StudentMixture refused =
                StudentMixture.fit(rows, options.withMissing(Missing.ERROR)).model();
        assertSame(allowed, refused, 1e-10);
    }

    /// The pass over rows with gaps against the one over complete rows: one row more, of which nothing is there.
    @ParameterizedTest
    @EnumSource
    void completeRowsCountTheSameBesideARowWithGaps(Covariance structure) {
        double[][] x = rows(2, 200, 0);
        double[][] more = Arrays.copyOf(x, 201);
        more[200] = new double[] {NA, NA, NA};
        MixtureOptions options = options(structure)
                .withStart(Start.from(
                        StudentMixture.fit(Rows.of(x), options(structure).withMaxIterations(2))
                                .model()))
                .withMaxIterations(10);
        Fit<StudentMixture> with = StudentMixture.fit(Rows.of(more), options);
        assertSame(with.model(), StudentMixture.fit(Rows.of(x), options).model(), 1e-9);
        assertThat(with.model().responsibilities(more[200]))
                .isEqualTo(with.model().mixingProportions());
    }

    private static void assertSame(StudentMixture a, StudentMixture b, double tolerance) {
        for (int k = 0; k < a.componentCount(); k++) {
            assertThat(a.means()[k]).containsExactly(b.means()[k], offset(tolerance));
            for (int j = 0; j < 3; j++) {
                assertThat(a.scale(k)[j]).containsExactly(b.scale(k)[j], offset(tolerance * 10));
            }
            assertThat(a.degreesOfFreedom()[k]).isCloseTo(b.degreesOfFreedom()[k], offset(tolerance * 100));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLogLikelihoodNeverFalls(Covariance structure) {
        for (long seed = 0; seed < 5; seed++) {
            Rows rows = Rows.of(rows(seed, 400, 4)); // so many that no component collapses
            for (DegreesOfFreedom dof : List.of(DegreesOfFreedom.estimated(), DegreesOfFreedom.common())) {
                for (boolean fixedMeans : new boolean[] {false, true}) {
                    MixtureOptions options = options(structure)
                            .withSeed(seed)
                            .withDegreesOfFreedom(dof)
                            .withMaxIterations(120);
                    if (fixedMeans) {
                        StudentMixture start = StudentMixture.fit(rows, options.withMaxIterations(3))
                                .model();
                        options = options.withStart(Start.from(start))
                                .withFrozen(Frozen.none().withMeans());
                    }
                    List<Step> trace = StudentMixture.fit(rows, options).trace();
                    for (int t = 1; t < trace.size(); t++) {
                        double before = trace.get(t - 1).objective();
                        assertThat(trace.get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
                    }
                }
            }
        }
    }

    /// At the end of a fit with means held where they were, no other scale has a higher likelihood.
    @ParameterizedTest
    @EnumSource
    void scalesAboutFixedMeansAreThoseOfHighestLikelihood(Covariance structure) {
        Rows rows = Rows.of(rows(3, 200, 4));
        MixtureOptions options = MixtureOptions.of(1)
                .withCovariance(structure)
                .withRidge(Ridge.none())
                .withMissing(Missing.EM)
                .withTolerance(0);
        StudentMixture start =
                StudentMixture.fit(rows, options.withMaxIterations(1)).model();
        Fit<StudentMixture> fit = StudentMixture.fit(
                rows,
                options.withStart(Start.from(start))
                        .withFrozen(Frozen.none().withMeans())
                        .withMaxIterations(3000));
        for (int entry = 0; entry < fit.model().components().getFirst().scale().length; entry++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                List<StudentT> near = new ArrayList<>();
                for (StudentT t : fit.model().components()) near.add(scaled(t, entry, 1 + step));
                Mixture<StudentT> moved = new Mixture<>(
                        StudentFamily.of(structure),
                        fit.model().mixingProportions(),
                        near,
                        fit.model().columnNames(),
                        new TreeMap<>());
                double sum = Arrays.stream(moved.logDensity(rows)).sum();
                assertThat(sum).isLessThanOrEqualTo(fit.objective() + 1e-9);
            }
        }
    }

    /// With one number of the scale, and its mirror image, multiplied.
    private static StudentT scaled(StudentT t, int entry, double factor) {
        double[] scale = t.scale();
        int d = t.dimension();
        int mirror = scale.length == d * d ? entry % d * d + entry / d : entry;
        scale[entry] *= factor;
        if (mirror != entry) scale[mirror] *= factor;
        return new StudentT(t.mean(), scale, t.structure(), t.degreesOfFreedom());
    }

    @ParameterizedTest
    @EnumSource
    void theSameBitsComeOutOfAnyNumberOfThreads(Covariance structure) {
        Rows rows = Rows.of(rows(4, 4000, 5));
        MixtureOptions options = options(structure).withMaxIterations(6);
        StudentMixture one = StudentMixture.fit(rows, options.withThreads(1)).model();
        StudentMixture two = StudentMixture.fit(rows, options.withThreads(2)).model();
        for (int k = 0; k < 2; k++) {
            assertThat(two.means()[k]).isEqualTo(one.means()[k]);
            assertThat(two.scale(k)).isDeepEqualTo(one.scale(k));
        }
        assertThat(two.degreesOfFreedom()).isEqualTo(one.degreesOfFreedom());
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfWeightTwoCountsLikeTheRowTwice(Covariance structure) {
        double[][] x = rows(5, 300, 4);
        double[][] twice = Arrays.copyOf(x, 400);
        double[] weights = new double[300];
        Arrays.fill(weights, 1);
        for (int n = 0; n < 100; n++) {
            weights[n] = 2;
            twice[300 + n] = x[n];
        }
        StudentMixture start = StudentMixture.fit(Rows.of(x), options(structure).withMaxIterations(2))
                .model();
        MixtureOptions options = options(structure).withStart(Start.from(start)).withMaxIterations(5);
        Fit<StudentMixture> weighted = StudentMixture.fit(Rows.of(x).weighted(weights), options);
        Fit<StudentMixture> repeated = StudentMixture.fit(Rows.of(twice), options);
        assertThat(weighted.objective()).isCloseTo(repeated.objective(), offset(1e-8));
        assertSame(weighted.model(), repeated.model(), 1e-9);
    }

    @Test
    void aMissingCellHasTheConditionalMeanAndTheVarianceOfTheConditionalStudentT() {
        StudentT t = new StudentT(new double[] {0, 10}, new double[] {1, 1.6, 1.6, 4}, Covariance.FULL, 5);
        Imputation imputation = mixture(t).impute(Rows.of(new double[][] {{3, NA}, {NA, NA}}));
        double[] row = new double[2];
        imputation.rows().copyRow(0, row);
        double variance = (5 + 9) / (5 + 1 - 2.0) * (4 - 1.6 * 1.6); // δ = 3² / 1
        assertThat(row).containsExactly(new double[] {3, 10 + 1.6 * 3}, offset(1e-12));
        assertThat(imputation.deviation()[1]).isCloseTo(Math.sqrt(variance), offset(1e-12));
        assertThat(imputation.deviation()[2]).isCloseTo(Math.sqrt(5 / 3.0), offset(1e-12));
    }

    /// Of 40 000 draws the mean is within 5 standard errors, the deviation within 3 per cent.
    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void drawsHaveTheExpectedMoments(Covariance structure) {
        double[] scale = structure == Covariance.FULL ? new double[] {1, 1.6, 1.6, 4} : new double[] {1, 4};
        StudentT t = new StudentT(new double[] {0, 10}, scale, structure, 7);
        double[][] x = new double[40_000][];
        Arrays.setAll(x, n -> new double[] {3, NA});
        Mixture<StudentT> mixture = mixture(t);
        Imputation expected = mixture.impute(Rows.of(new double[][] {x[0]}));
        double[] row = new double[2];
        expected.rows().copyRow(0, row);
        double mean = row[1];
        double deviation = expected.deviation()[1];
        Rows drawn = mixture.impute(Rows.of(x), 3).rows();
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < x.length; n++) {
            drawn.copyRow(n, row);
            sum += row[1];
            squares += (row[1] - mean) * (row[1] - mean);
        }
        assertThat(sum / x.length).isCloseTo(mean, offset(5 * deviation / 200));
        assertThat(Math.sqrt(squares / x.length)).isCloseTo(deviation, offset(0.03 * deviation));
    }
}
