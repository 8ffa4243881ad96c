package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// From mclust's responsibilities each structure ends where mclust ends.
class StructuresReferenceTest {
    static Stream<Arguments> maxima() {
        return Reference.table("structures/maxima.csv").rows().stream()
                .map(row -> Arguments.of(
                        row[0], Integer.parseInt(row[1]), row[2], Long.parseLong(row[3]), Double.parseDouble(row[4])));
    }

    private static Rows rows(String data) {
        String file = data.equals("waiting") ? "faithful" : data;
        double[][] x = Reference.table("data/" + file + ".csv").rows().stream()
                .map(row -> Arrays.stream(row, data.equals("waiting") ? 1 : 0, data.equals("iris") ? 4 : 2)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        return Rows.of(x);
    }

    private static double[][] responsibilities(String data, int k, String structure) {
        Reference table = Reference.table("structures/" + data + "-k" + k + ".csv");
        double[][] columns = IntStream.rangeClosed(1, k)
                .mapToObj(c -> table.numbers(structure + "." + c))
                .toArray(double[][]::new);
        return IntStream.range(0, columns[0].length)
                .mapToObj(n ->
                        Arrays.stream(columns).mapToDouble(column -> column[n]).toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("maxima")
    void theLogLikelihoodEndsAtMclusts(String data, int k, String structure, long parameters, double maximum) {
        Rows rows = rows(data);
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                rows,
                MixtureOptions.of(k)
                        .withCovariance(Covariance.ofWord(structure))
                        .withStart(Start.responsibilities(responsibilities(data, k, structure)))
                        .withRidge(Ridge.none())
                        .withTolerance(1e-12)
                        .withMaxIterations(100_000));
        assertThat(fit.certificate().monotone()).isTrue();
        double rounding = 1e-8 * (rows.rowCount() + Math.abs(maximum));
        if (structure.equals("VVE")) {
            // mclust's axes leave the volumes out of Σ_k tr(Dᵀ W_k D A_k⁻¹) / λ_k: reference/structures.R shows that
            // they
            // are no maximum of its own M-step
            assertThat(fit.objective()).isGreaterThanOrEqualTo(maximum - rounding);
        } else {
            assertThat(fit.objective()).isCloseTo(maximum, within(rounding));
        }
        assertThat(fit.model().parameterCount()).isEqualTo(parameters);
    }
}
