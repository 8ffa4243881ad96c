package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mixtura.data.DataException;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.discrete.Multinomial;
import mixtura.mixture.discrete.Poisson;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.mixed.MixedFamily;
import mixtura.mixture.positive.Exponential;
import mixtura.mixture.positive.Gamma;
import mixtura.mixture.positive.LogNormal;
import mixtura.mixture.robust.StudentFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams whose rows lack cells, and streams of mixed tables.
class StepwiseEmMissingTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private enum Kind {
        NUMBERS,
        POSITIVE,
        COUNTS,
        BINARY,
        LEVELS,
        MIXED
    }

    /// Two components in four columns.
    private static double[][] table(Kind kind, int count) {
        Random random = new Random(kind.ordinal() + 1);
        double[][] x = new double[count][4];
        for (double[] row : x) {
            boolean second = random.nextDouble() < 0.4;
            for (int j = 0; j < 4; j++) {
                Kind column = kind == Kind.MIXED
                        ? List.of(Kind.NUMBERS, Kind.LEVELS, Kind.COUNTS, Kind.BINARY)
                                .get(j)
                        : kind;
                double normal = (second ? 2.5 : 0) + (j + 1) * 0.5 * random.nextGaussian();
                row[j] = switch (column) {
                    case NUMBERS -> normal + 0.3 * row[0];
                    case POSITIVE -> Math.exp(0.4 * normal);
                    case COUNTS -> Math.floor(-(second ? 9 : 2) * Math.log(1 - random.nextDouble()));
                    case BINARY -> random.nextDouble() < (second ? 0.85 : 0.2) ? 1 : 0;
                    case LEVELS -> (random.nextInt(3) + (second && random.nextInt(5) > 0 ? 2 : 0)) % 4;
                    case MIXED -> throw new AssertionError("each column has a kind of its own");
                };
            }
        }
        return x;
    }

    /// A fifth of the cells hidden, and now and then a whole row.
    private static double[][] withGaps(double[][] x) {
        Random random = new Random(9);
        double[][] gaps = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : gaps) {
            boolean blank = random.nextInt(200) == 0;
            for (int j = 0; j < row.length; j++) if (blank || random.nextInt(5) == 0) row[j] = Double.NaN;
        }
        return gaps;
    }

    private static MixtureOptions options(Covariance covariance) {
        return MixtureOptions.of(2).withCovariance(covariance).withRidge(Ridge.none());
    }

    private static Arguments arguments(String name, Kind kind, Family<?, ?> family) {
        return Arguments.of(name, kind, family);
    }

    private static Stream<Arguments> families() {
        Stream<Arguments> normal = Arrays.stream(Covariance.values())
                .map(covariance -> arguments(
                        "Gaussian, " + covariance.word(),
                        Kind.NUMBERS,
                        GaussianFamily.of(covariance).withOptions(options(covariance))));
        Stream<Arguments> heavy = Arrays.stream(Covariance.values())
                .map(covariance -> arguments(
                        "Student-t, " + covariance.word(),
                        Kind.NUMBERS,
                        StudentFamily.of(covariance).withOptions(options(covariance))));
        MixedFamily mixed = MixedFamily.of(Map.of(
                        "a",
                        ColumnKind.NUMERIC,
                        "b",
                        ColumnKind.CATEGORICAL,
                        "c",
                        ColumnKind.COUNT,
                        "d",
                        ColumnKind.BINARY))
                .withOptions(options(Covariance.FULL));
        Stream<Arguments> others = Stream.of(
                arguments("Bernoulli", Kind.BINARY, Bernoulli.family()),
                arguments("categorical", Kind.LEVELS, Categorical.family()),
                arguments("Poisson", Kind.COUNTS, Poisson.family()),
                arguments("exponential", Kind.POSITIVE, Exponential.family()),
                arguments("gamma", Kind.POSITIVE, Gamma.family()),
                arguments(
                        "log-normal",
                        Kind.POSITIVE,
                        LogNormal.family(Covariance.FULL).withOptions(options(Covariance.FULL))),
                arguments("mixed", Kind.MIXED, mixed));
        return Stream.of(normal, heavy, others).flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <C extends Component, S extends Statistics<S>>
            void afterTenPassesOverRowsWithGapsTheMeanLogDensityIsWithinAHundredthOfThatOfBatchEm(
                    String name, Kind kind, Family<C, S> family) {
        agree(withGaps(table(kind, 3000)), family, Missing.EM);
    }

    @Test
    void mixedTablesWithoutGapsAreLearntFromBatches() {
        MixedFamily mixed = MixedFamily.of(Map.of(
                        "a",
                        ColumnKind.NUMERIC,
                        "b",
                        ColumnKind.CATEGORICAL,
                        "c",
                        ColumnKind.COUNT,
                        "d",
                        ColumnKind.BINARY))
                .withOptions(options(Covariance.FULL));
        agree(table(Kind.MIXED, 3000), mixed, Missing.ERROR);
    }

    private static <C extends Component, S extends Statistics<S>> void agree(
            double[][] x, Family<C, S> family, Missing missing) {
        Rows all = Rows.of(x).named(NAMES);
        MixtureOptions options = options(Covariance.FULL).withMissing(missing).withSeed(2);
        Mixture<C> start =
                Mixture.fit(all, family, options.withMaxIterations(0)).model();
        double batch = Mixture.fit(
                        all,
                        family,
                        options.withStart(Start.from(start)).withTolerance(1e-9).withMaxIterations(3000))
                .model()
                .meanLogDensity(all);
        StepwiseEm<C> stream = StepwiseEm.from(start, 0).withMissing(missing);
        for (int pass = 0; pass < 10; pass++) {
            for (int from = 0; from < x.length; from += 100) {
                stream = stream.partialFit(
                        Rows.of(Arrays.copyOfRange(x, from, from + 100)).named(NAMES));
            }
        }
        assertThat(stream.model().meanLogDensity(all)).isCloseTo(batch, offset(0.01));
    }

    /// Independent columns keep sums of the cells that are there, so one component forgets nothing and confuses
    /// nothing.
    @ParameterizedTest
    @EnumSource(names = {"DIAGONAL", "SPHERICAL"})
    void withOneComponentAndExponentOneTheStreamIsTheFitToAllRowsGapsIncluded(Covariance covariance) {
        double[][] x = withGaps(Problems.clouds(54, 500, 3, 2, 2));
        MixtureOptions options = MixtureOptions.of(1)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withMissing(Missing.EM);
        double[][] whole = Arrays.stream(Arrays.copyOf(x, 100))
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
        double[][] rest = IntStream.range(0, 500)
                .filter(n -> n >= 100 || Arrays.stream(x[n]).anyMatch(Double::isNaN))
                .mapToObj(n -> x[n])
                .toArray(double[][]::new);
        GaussianMixture first = GaussianMixture.fit(Rows.of(whole), options).model();
        StepwiseEm<Gaussian> stream = StepwiseEm.from(first, whole.length)
                .withExponent(1)
                .withMissing(Missing.EM)
                .partialFit(Rows.of(Arrays.copyOf(rest, 1)))
                .partialFit(Rows.of(Arrays.copyOfRange(rest, 1, 60)))
                .partialFit(Rows.of(Arrays.copyOfRange(rest, 60, rest.length)));
        GaussianMixture all = GaussianMixture.fit(Rows.of(x), options).model();
        GaussianMixture streamed = (GaussianMixture) stream.model();
        assertThat(streamed.means()[0]).containsExactly(all.means()[0], offset(1e-10));
        for (int i = 0; i < 3; i++) {
            assertThat(streamed.covariance(0)[i]).containsExactly(all.covariance(0)[i], offset(1e-9));
        }
    }

    @Test
    void gapsAreRefusedUnlessTheyAreAskedForAndWhereAFamilyHasNoDensityOfAPart() {
        Rows batch = Rows.of(new double[][] {{1, Double.NaN}, {2, 3}});
        GaussianMixture normal = GaussianMixture.fit(Rows.of(Problems.clouds(58, 60, 2, 1, 3)), MixtureOptions.of(1))
                .model();
        assertThatThrownBy(() -> StepwiseEm.from(normal, 0).partialFit(batch))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1");
        Mixture<Multinomial> counts = Mixture.fit(
                        Rows.of(new double[][] {{1, 4}, {2, 3}, {5, 1}}), Multinomial.family(), MixtureOptions.of(1))
                .model();
        assertThatThrownBy(
                        () -> StepwiseEm.from(counts, 0).withMissing(Missing.EM).partialFit(batch))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(Multinomial.family().whyNoMissingCells().orElseThrow());
    }

    @Test
    void aBatchMayLackAColumn() {
        GaussianMixture normal = GaussianMixture.fit(Rows.of(Problems.clouds(59, 60, 2, 1, 3)), MixtureOptions.of(1))
                .model();
        GaussianMixture after = (GaussianMixture) StepwiseEm.from(normal, 60)
                .withMissing(Missing.EM)
                .partialFit(Rows.of(new double[][] {{1, Double.NaN}, {2, Double.NaN}}))
                .model();
        assertThat(after.means()[0][0]).isNotEqualTo(normal.means()[0][0]);
        assertThat(after.means()[0][1]).isFinite();
    }
}
