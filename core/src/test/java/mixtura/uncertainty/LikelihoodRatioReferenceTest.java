package mixtura.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The likelihood-ratio test beside mclust's `mclustBootstrapLRT` (`reference/lrt.R`), and beside its own theorem.
class LikelihoodRatioReferenceTest {
    /// A test of mclust's.
    ///
    /// @param larger  log-likelihood of its k + 1 components
    /// @param best    the same from forty random starts
    record Cell(String set, Covariance covariance, int k, double larger, double best, double statistic, double pValue) {
        boolean isAtTheMaximum() {
            return best - larger < 0.02;
        }
    }

    private static List<Cell> cells() {
        return Reference.table("lrt/tests.csv").rows().stream()
                .filter(row -> row[6].equals("FALSE"))
                .map(row -> new Cell(
                        row[0],
                        Covariance.ofWord(row[1]),
                        Integer.parseInt(row[2]),
                        Double.parseDouble(row[4]),
                        Double.parseDouble(row[5]),
                        Double.parseDouble(row[7]),
                        Double.parseDouble(row[8])))
                .toList();
    }

    private static Rows rows(String set) {
        if (set.equals("faithful"))
            return Rows.of(Reference.table("data/faithful.csv").matrix());
        return Rows.of(Reference.table("lrt/rows.csv").rows().stream()
                .filter(row -> row[0].equals(set))
                .map(row -> new double[] {Double.parseDouble(row[1]), Double.parseDouble(row[2])})
                .toArray(double[][]::new));
    }

    private static LikelihoodRatioTest test(Cell cell, int replicates) {
        MixtureOptions options =
                MixtureOptions.of(cell.k).withCovariance(cell.covariance).withRestarts(5);
        Rows rows = rows(cell.set);
        GaussianMixture smaller = GaussianMixture.fit(rows, options).model();
        return LikelihoodRatioTest.of(smaller, rows, options, BootstrapOptions.of(replicates));
    }

    /// Tables that have that many components or more, so that k are too few.
    static Stream<Cell> tooFew() {
        return cells().stream()
                .filter(cell -> cell.k == 1 && cell.statistic > 50 && cell.isAtTheMaximum() && !cell.set.equals("one"));
    }

    @ParameterizedTest
    @MethodSource("tooFew")
    void aStatisticFarOutIsThatOfMclustAndBothReject(Cell cell) {
        LikelihoodRatioTest test = test(cell, 19);
        assertThat(test.statistic()).isCloseTo(cell.statistic, offset(0.02));
        assertThat(test.pValue()).isEqualTo(1.0 / (1 + test.replicates()));
        assertThat(cell.pValue).isEqualTo(0.005);
    }

    /// Drawn from that many components, tied or not: as many are enough for both.
    static Stream<Cell> enough() {
        return cells().stream()
                .filter(cell -> cell.set.equals("one") && cell.k == 1 && cell.covariance != Covariance.EII
                        || cell.set.equals("three") && cell.k == 3
                        || cell.set.equals("two") && cell.k == 2 && cell.covariance == Covariance.FULL);
    }

    @ParameterizedTest
    @MethodSource("enough")
    void asManyComponentsAsThereAreAreEnoughForBoth(Cell cell) {
        assertThat(test(cell, 39).pValue()).isGreaterThan(0.05);
        assertThat(cell.pValue).isGreaterThan(0.05);
    }

    /// Full components of Old Faithful, 2 against 3: mclust's third component ends 8 nats lower, and so do its test's.
    @Test
    void aThirdFullComponentOfOldFaithfulIsSoundAndGainsMoreThanMclustSees() {
        Cell cell = cells().stream()
                .filter(c -> c.set.equals("faithful") && c.covariance == Covariance.FULL && c.k == 2)
                .findFirst()
                .orElseThrow();
        var fit = GaussianMixture.fit(
                rows("faithful"),
                MixtureOptions.of(3).withCovariance(Covariance.FULL).withRestarts(5));
        assertThat(fit.certificate().flagged()).isEmpty();
        assertThat(fit.objective()).isGreaterThan(cell.larger + 7.9).isLessThan(cell.best);
        for (double mass : fit.certificate().mass()) assertThat(mass).isGreaterThan(20);
    }

    /// Under the hypothesis the rank of the statistic among replicates is uniform: P(p ≤ α) = α. Of 100 tables
    /// fewer than 2 or more than 22 come with a chance below 0.001 at α = 0.1.
    @Test
    void thePValueIsUniformWhereTheHypothesisHolds() {
        Random random = new Random(8);
        MixtureOptions options =
                MixtureOptions.of(1).withCovariance(Covariance.TIED).withRestarts(3);
        int below = 0;
        for (int t = 0; t < 100; t++) {
            double[][] table = new double[100][2];
            for (double[] row : table) {
                row[0] = random.nextGaussian();
                row[1] = 0.5 * row[0] + random.nextGaussian();
            }
            Rows rows = Rows.of(table);
            GaussianMixture one = GaussianMixture.fit(rows, options).model();
            if (pValue(one, rows, options, t) <= 0.1) below++;
        }
        assertThat(below).isBetween(2, 22);
    }

    /// 1 where the larger mixture has a component of a row or two, whatever the start: no evidence either.
    private static double pValue(GaussianMixture one, Rows rows, MixtureOptions options, long seed) {
        try {
            return LikelihoodRatioTest.of(
                            one, rows, options, BootstrapOptions.of(19).withSeed(seed))
                    .pValue();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("weighs only");
            return 1;
        }
    }

    /// Of six rows in two columns no three components have three rows each.
    @Test
    void aLargerMixtureThatRestsOnTooLittleIsNoEvidence() {
        double[][] table = {{0, 0}, {1, 0.5}, {0.4, 1}, {9, 9}, {10, 9.5}, {9.5, 10.5}};
        MixtureOptions options =
                MixtureOptions.of(2).withCovariance(Covariance.FULL).withRestarts(2);
        GaussianMixture two = GaussianMixture.fit(Rows.of(table), options).model();
        assertThatThrownBy(() -> LikelihoodRatioTest.of(two, Rows.of(table), options, BootstrapOptions.of(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
