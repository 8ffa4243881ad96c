package mixtura.mixture.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.TreeMap;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.mixture.Collapse;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StudentTest {
    private static final Rows ROWS =
            Rows.of(Reference.table("student/160x2-k2.csv").matrix());

    private static StudentFamily family(Covariance structure, DegreesOfFreedom degreesOfFreedom) {
        return StudentFamily.of(GaussianFamily.of(structure, Ridge.none(), Collapse.FAIL, "auto"), degreesOfFreedom);
    }

    private static MixtureOptions fromReferenceMeans() {
        return MixtureOptions.of(2)
                .withStart(Start.means(
                        Reference.table("student/160x2-k2-means.csv").matrix()))
                .withTolerance(0)
                .withMaxIterations(20_000);
    }

    @ParameterizedTest
    @CsvSource({
        "full, estimate", "full, common", "full, 4", "tied, estimate", "tied, common", "tied, 4",
        "diag, estimate", "diag, common", "diag, 4", "spherical, estimate", "spherical, common", "spherical, 4"
    })
    void theMaximumIsThatOfAGeneralOptimiser(String structure, String dof) {
        Fit<Mixture<StudentT>> fit = Mixture.fit(
                ROWS, family(Covariance.ofWord(structure), DegreesOfFreedom.parse(dof)), fromReferenceMeans());
        assertThat(fit.certificate().monotone()).isTrue();
        for (String[] row : Reference.table("student/160x2-k2-maximum.csv").rows()) {
            if (!row[0].equals(structure) || !row[1].equals(dof)) continue;
            int k = Integer.parseInt(row[3]);
            int i = Integer.parseInt(row[4]);
            int j = Integer.parseInt(row[5]);
            StudentT component = fit.model().components().get(k);
            double expected = Double.parseDouble(row[6]);
            double ours = switch (row[2]) {
                case "logLikelihood" -> fit.objective();
                case "mixingProportions" -> fit.model().mixingProportions()[k];
                case "degreesOfFreedom" -> component.degreesOfFreedom();
                case "means" -> component.mean()[i];
                case "scales" -> component.scale(i, j);
                default -> throw new AssertionError(row[2]);
            };
            // the log-likelihood is flat at its maximum, so that both stop a square root of its error away from it
            double tolerance = row[2].equals("logLikelihood") ? 1e-6 : 1e-3 * (1 + Math.abs(expected));
            assertThat(ours).as("%s %d %d %d", row[2], k, i, j).isCloseTo(expected, offset(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void theLogLikelihoodNeverFalls(Covariance structure) {
        for (long seed = 0; seed < 8; seed++) {
            double[][] rows = Problems.clouds(seed, 120, 3, 3, 1);
            for (int n = 0; n < rows.length; n += 17) rows[n][(int) seed % 3] *= 20;
            for (DegreesOfFreedom dof : List.of(DegreesOfFreedom.estimated(), DegreesOfFreedom.common())) {
                var trace = Mixture.fit(
                                Rows.of(rows),
                                family(structure, dof),
                                MixtureOptions.of(2)
                                        .withStart(Start.partition())
                                        .withSeed(seed)
                                        .withTolerance(0)
                                        .withMaxIterations(200))
                        .trace();
                for (int t = 1; t < trace.size(); t++) {
                    double before = trace.get(t - 1).objective();
                    assertThat(trace.get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void withEndlessDegreesOfFreedomItIsTheGaussianMixture(Covariance structure) {
        MixtureOptions options = fromReferenceMeans()
                .withCovariance(structure)
                .withRidge(Ridge.none())
                .withMaxIterations(15);
        Fit<GaussianMixture> normal = GaussianMixture.fit(ROWS, options);
        Fit<Mixture<StudentT>> student = Mixture.fit(ROWS, family(structure, DegreesOfFreedom.fixed(1e12)), options);
        for (int t = 0; t <= 15; t++) {
            assertThat(student.trace().get(t).objective())
                    .isCloseTo(normal.trace().get(t).objective(), offset(1e-6));
        }
        assertThat(student.model().parameterCount()).isEqualTo(normal.model().parameterCount());
    }

    @Test
    void oneFarRowHardlyMovesTheMeanThatItWouldDragAwayFromAGaussian() {
        double[][] clean = Problems.clouds(3, 200, 2, 1, 1);
        double[][] spoilt = clean.clone();
        spoilt[0] = new double[] {1e4, -1e4};
        StudentFamily family = family(Covariance.FULL, DegreesOfFreedom.estimated());
        double[] before = Mixture.fit(Rows.of(clean), family, MixtureOptions.of(1))
                .model()
                .components()
                .getFirst()
                .mean();
        double[] after = Mixture.fit(Rows.of(spoilt), family, MixtureOptions.of(1))
                .model()
                .components()
                .getFirst()
                .mean();
        for (int j = 0; j < 2; j++) assertThat(after[j]).isCloseTo(before[j], offset(0.1));
    }

    @Test
    void theDegreesOfFreedomOfASampleAreFoundAndABoundReachedIsReported() {
        StudentT truth = new StudentT(new double[] {1, -2}, new double[] {2, 0.5, 0.5, 1}, Covariance.FULL, 5);
        var mixture = new Mixture<>(
                StudentFamily.of(Covariance.FULL),
                new double[] {1},
                List.of(truth),
                List.of("a", "b"),
                new TreeMap<>());
        Fit<Mixture<StudentT>> fit = Mixture.fit(
                mixture.sample(20_000, 4), family(Covariance.FULL, DegreesOfFreedom.estimated()), MixtureOptions.of(1));
        // the information about ν per row is 0.0058 here, so its standard error is 0.09
        StudentT found = fit.model().components().getFirst();
        assertThat(found.degreesOfFreedom()).isCloseTo(5, offset(0.5));
        assertThat(found.scale(0, 1)).isCloseTo(0.5, offset(0.1));
        Fit<Mixture<StudentT>> normal = Mixture.fit(
                Rows.of(new double[][] {{-1}, {-0.5}, {0}, {0.5}, {1}}),
                family(Covariance.FULL, DegreesOfFreedom.estimated()),
                MixtureOptions.of(1).withTolerance(0).withMaxIterations(5000));
        assertThat(normal.model().components().getFirst().degreesOfFreedom()).isEqualTo(DegreesOfFreedom.MOST);
        assertThat(normal.warnings()).anyMatch(w -> w.contains("component 1 reached their bound of 200"));
    }

    @Test
    void eachEstimatedDegreeOfFreedomCountsAsAParameter() {
        assertThat(family(Covariance.FULL, DegreesOfFreedom.estimated()).parameterCount(3, 2, Frozen.none()))
                .isEqualTo(3 * (2 + 3) + 3);
        assertThat(family(Covariance.FULL, DegreesOfFreedom.common()).parameterCount(3, 2, Frozen.none()))
                .isEqualTo(3 * (2 + 3) + 1);
        assertThat(family(Covariance.FULL, DegreesOfFreedom.fixed(4)).parameterCount(3, 2, Frozen.none()))
                .isEqualTo(3 * (2 + 3));
    }
}
