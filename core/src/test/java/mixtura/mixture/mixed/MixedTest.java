package mixtura.mixture.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.DataException;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedTest {
    private static final Map<String, ColumnKind> KINDS = Map.of(
            "x1", ColumnKind.NUMERIC,
            "x2", ColumnKind.NUMERIC,
            "x3", ColumnKind.COUNT,
            "x4", ColumnKind.BINARY,
            "x5", ColumnKind.CATEGORICAL);

    private static Rows rows(String name) {
        return Rows.of(Reference.table("mixed/" + name + ".csv").matrix());
    }

    private static MixtureOptions options() {
        int[] labels = Arrays.stream(Reference.table("mixed/labels.csv").numbers("label"))
                .mapToInt(label -> (int) label)
                .toArray();
        return MixtureOptions.of(2)
                .withStart(Start.labels(labels))
                .withRidge(Ridge.none())
                .withMissing(Missing.EM)
                .withTolerance(0)
                .withMaxIterations(20_000);
    }

    /// A level that a component never has, and a rate of 0: what stands in for them is said.
    @Test
    void aFloorAtScoringIsReported() {
        double[][] x = {{0, 0}, {0, 1}, {0, 0}, {0, 1}, {0, 1}, {3, 2}, {4, 2}, {5, 2}, {4, 2}};
        Map<String, ColumnKind> kinds = Map.of("x1", ColumnKind.COUNT, "x2", ColumnKind.CATEGORICAL);
        MixtureOptions options = MixtureOptions.of(2)
                .withStart(Start.labels(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1}))
                .withTolerance(0)
                .withMaxIterations(20_000);
        Mixture<Mixed> sharp =
                Mixture.fit(Rows.of(x), MixedFamily.of(kinds), options).model();
        for (double logDensity : sharp.logDensity(Rows.of(new double[][] {{9, 0}, {0, 2}})))
            assertThat(logDensity).isFinite();
        assertThat(sharp.scoringNote())
                .hasValueSatisfying(note -> assertThat(note).containsOnlyOnce("1.0E-10"));
        MixtureOptions smooth = options.withSmoothing(1);
        Mixture<Mixed> soft = Mixture.fit(Rows.of(x), MixedFamily.of(kinds).withOptions(smooth), smooth)
                .model();
        assertThat(soft.scoringNote()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "gaps"})
    void theMaximumIsThatOfAGeneralOptimiser(String name) {
        Fit<Mixture<Mixed>> fit = Mixture.fit(rows(name), MixedFamily.of(KINDS).withOptions(options()), options());
        assertThat(fit.certificate().monotone()).isTrue();
        for (String[] row : Reference.table("mixed/maximum.csv").rows()) {
            if (!row[0].equals(name)) continue;
            int k = Integer.parseInt(row[2]);
            double expected = Double.parseDouble(row[3]);
            Mixed component = fit.model().components().get(k);
            Gaussian gaussian = (Gaussian) component.parts().getFirst().component();
            double ours = switch (row[1]) {
                case "logLikelihood" -> fit.objective();
                case "mixingProportions" -> fit.model().mixingProportions()[k];
                case "mean1" -> component.mean()[0];
                case "mean2" -> component.mean()[1];
                case "covariance11" -> gaussian.covariance(0, 0);
                case "covariance12" -> gaussian.covariance(0, 1);
                case "covariance22" -> gaussian.covariance(1, 1);
                case "rate" -> component.mean()[2];
                case "theta" -> component.mean()[3];
                case "level0" -> component.levelProbabilities(4)[0];
                case "level1" -> component.levelProbabilities(4)[1];
                default -> throw new AssertionError(row[1]);
            };
            double tolerance = row[1].equals("logLikelihood") ? 1e-6 : 1e-3 * (1 + Math.abs(expected));
            assertThat(ours).as("%s %d", row[1], k).isCloseTo(expected, offset(tolerance));
        }
        // 1 proportion; each component 2 + 3 numbers, a rate, a probability and two of three levels
        assertThat(fit.model().parameterCount()).isEqualTo(1 + 2 * (5 + 1 + 1 + 2));
    }

    @Test
    void theLogLikelihoodNeverFallsFromAnyStart() {
        for (long seed = 0; seed < 5; seed++) {
            for (Start start : new Start[] {Start.kMeans(), Start.partition(), Start.rows()}) {
                var trace = Mixture.fit(
                                rows("gaps"),
                                MixedFamily.of(KINDS).withOptions(options()),
                                options().withStart(start).withSeed(seed).withMaxIterations(200))
                        .trace();
                for (int t = 1; t < trace.size(); t++) {
                    double before = trace.get(t - 1).objective();
                    assertThat(trace.get(t).objective()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
                }
            }
        }
    }

    @Test
    void numericColumnsAloneAreTheGaussianMixture() {
        Rows numbers = rows("whole").select(0, 1);
        var mixed = Mixture.fit(
                numbers, MixedFamily.of(KINDS).withOptions(options()), options().withMaxIterations(20));
        var gaussian = GaussianMixture.fit(numbers, options().withMaxIterations(20));
        assertThat(mixed.objective()).isCloseTo(gaussian.objective(), offset(1e-9 * Math.abs(gaussian.objective())));
    }

    @Test
    void aColumnWithoutATypeIsNamed() {
        assertThatThrownBy(() -> Mixture.fit(
                        rows("whole").named(List.of("a", "x2", "x3", "x4", "x5")),
                        MixedFamily.of(KINDS),
                        MixtureOptions.of(2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'a' has no type");
    }
}
