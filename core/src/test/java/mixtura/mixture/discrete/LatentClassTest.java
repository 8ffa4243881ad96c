package mixtura.mixture.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.TestData;
import mixtura.data.ColumnSelection;
import mixtura.data.Labels;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.io.Csv;
import mixtura.io.CsvOptions;
import mixtura.mixture.Acceleration;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Latent class models against the figures of the R package poLCA (Linzer and Lewis 2011)
/// on its data sets: the best of twenty starts, by maximum likelihood.
class LatentClassTest {
    private static final String ELECTION =
            "MORALG,CARESG,KNOWG,LEADG,DISHONG,INTELG,MORALB,CARESB,KNOWB,LEADB,DISHONB,INTELB";

    private static Rows rows(String name, String columns) throws IOException {
        Path file = TestData.file("binary-lca/" + name + ".csv");
        ColumnSelection chosen = columns.isEmpty() ? ColumnSelection.all() : ColumnSelection.parse(columns);
        return Csv.read(file, CsvOptions.auto()).categoricalRows(chosen).rows();
    }

    private static Rows complete(Rows rows) {
        double[][] all = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < all.length; n++) rows.copyRow(n, all[n]);
        return Rows.of(Arrays.stream(all)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new));
    }

    private static MixtureOptions twentyStarts(int k) {
        return MixtureOptions.of(k)
                .withStart(Start.partition())
                .withRestarts(20)
                .withTolerance(1e-10)
                .withMaxIterations(3000)
                .withMissing(Missing.EM);
    }

    @ParameterizedTest
    @CsvSource({"carcinoma, 2, -317.2568", "carcinoma, 3, -293.7050", "gss82, 2, -2783.268", "gss82, 3, -2754.545"})
    void theBestOfTwentyStartsReachesPoLcasFigure(String name, int k, double logLikelihood) throws IOException {
        Fit<Mixture<Categorical>> fit = Mixture.fit(rows(name, ""), Categorical.family(), twentyStarts(k));
        assertThat(fit.objective()).isCloseTo(logLikelihood, offset(1e-3));
        assertThat(fit.certificate().monotone()).isTrue();
    }

    /// EM converges linearly, so its last two gains say what is left: the fit at the default tolerance knows how
    /// far it is. After extrapolations the slowest rate of late says what is left at most.
    @ParameterizedTest
    @EnumSource(Acceleration.class)
    void whatASlowFitExpectsStillToRiseIsWhatAPatientOneGains(Acceleration acceleration) throws IOException {
        Rows rows = rows("gss82", "");
        MixtureOptions plain = MixtureOptions.of(2).withRestarts(5).withAcceleration(acceleration);
        Fit<Mixture<Categorical>> hasty = Mixture.fit(rows, Categorical.family(), plain);
        Fit<Mixture<Categorical>> patient = Mixture.fit(
                rows,
                Categorical.family(),
                plain.withStart(Start.from(hasty.model())).withTolerance(1e-13).withMaxIterations(5000));
        double gained = patient.objective() - hasty.objective();
        assertThat(gained).isPositive();
        double most = acceleration == Acceleration.NONE ? 3 * gained : 1;
        assertThat(hasty.certificate().expectedRise()).isBetween(0.3 * gained, most);
        assertThat(patient.certificate().expectedRise()).isLessThan(1e-6);
    }

    /// Columns of two levels are columns of levels.
    @Test
    void bernoulliAndCategoricalMixturesAreTheSameOnBinaryColumns() throws IOException {
        Rows rows = rows("carcinoma", "");
        Fit<Mixture<Bernoulli>> bernoulli = Mixture.fit(rows, Bernoulli.family(), twentyStarts(3));
        Fit<Mixture<Categorical>> categorical = Mixture.fit(rows, Categorical.family(), twentyStarts(3));
        assertThat(bernoulli.objective()).isCloseTo(categorical.objective(), offset(1e-6));
        assertThat(bernoulli.model().parameterCount()).isEqualTo(23);
        assertThat(categorical.model().parameterCount()).isEqualTo(23);
        assertThat(InformationCriteria.of(categorical.model(), rows).bic())
                .isCloseTo(2 * 293.7050 + 23 * Math.log(118), offset(2e-3));
    }

    @Test
    void theElectionsCompleteRowsReachPoLcasFigure() throws IOException {
        Rows rows = complete(rows("election", ELECTION));
        assertThat(rows.rowCount()).isEqualTo(1311);
        Fit<Mixture<Categorical>> fit = Mixture.fit(rows, Categorical.family(), twentyStarts(3));
        assertThat(fit.objective()).isCloseTo(-16714.66, offset(1e-2));
    }

    @Test
    void theElectionsGapsIntegratedOutReachPoLcasFigure() throws IOException {
        Rows rows = rows("election", ELECTION);
        assertThat(rows.rowCount()).isEqualTo(1785);
        Fit<Mixture<Categorical>> fit = Mixture.fit(rows, Categorical.family(), twentyStarts(2));
        assertThat(fit.objective()).isCloseTo(-22127.913, offset(1e-2));
        assertThat(fit.certificate().monotone()).isTrue();
    }

    /// Rows without a class begin with the class whose levels are theirs, whatever the codes of these levels are.
    @Test
    void otherCodesOfTheSameLevelsLeadToTheSameFitFromKnownClasses() {
        int[] code = {4, 0, 3, 1, 2};
        SplittableRandom random = new SplittableRandom(2);
        double[][] x = new double[300][4];
        double[][] recoded = new double[300][4];
        int[] classes = new int[300];
        for (int n = 0; n < 300; n++) {
            classes[n] = n % 5 == 0 ? n % 3 : -1;
            for (int j = 0; j < 4; j++) {
                int level = random.nextInt(2) == 0 ? random.nextInt(5) : (n % 3 + j) % 5;
                x[n][j] = level;
                recoded[n][j] = code[level];
            }
        }
        MixtureOptions options = MixtureOptions.of(4).withKnown(new Labels(classes, List.of("a", "b", "c")));
        Fit<Mixture<Categorical>> one = Mixture.fit(Rows.of(x), Categorical.family(), options);
        Fit<Mixture<Categorical>> other = Mixture.fit(Rows.of(recoded), Categorical.family(), options);
        assertThat(other.trace()).hasSameSizeAs(one.trace());
        assertThat(other.trace().getFirst().objective())
                .isCloseTo(one.trace().getFirst().objective(), offset(1e-9));
        assertThat(other.objective()).isCloseTo(one.objective(), offset(1e-8));
    }

    /// A start looks at which levels are equal, not at how far apart their codes are.
    @Test
    void otherCodesOfTheSameLevelsLeadToTheSameFit() {
        int[] code = {4, 0, 3, 1, 2};
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[200][4];
        double[][] recoded = new double[200][4];
        for (int n = 0; n < 200; n++) {
            for (int j = 0; j < 4; j++) {
                int level = random.nextInt(3) == 0 ? random.nextInt(5) : (n + j) % 5;
                x[n][j] = level;
                recoded[n][j] = code[level];
            }
        }
        Fit<Mixture<Categorical>> one = Mixture.fit(Rows.of(x), Categorical.family(), MixtureOptions.of(3));
        Fit<Mixture<Categorical>> other = Mixture.fit(Rows.of(recoded), Categorical.family(), MixtureOptions.of(3));
        assertThat(other.trace().getFirst().objective())
                .isCloseTo(one.trace().getFirst().objective(), offset(1e-9));
        assertThat(other.objective()).isCloseTo(one.objective(), offset(1e-9));
    }

    /// One class is a table of independent columns: L = Σ_j Σ_l n_jl log(n_jl / n), worked out here.
    @Test
    void oneClassHasTheFrequenciesOfTheColumns() {
        double[][] x = IntStream.range(0, 12)
                .mapToObj(n -> new double[] {n % 2, n % 3, n < 5 ? 3 : n % 2})
                .toArray(double[][]::new);
        Fit<Mixture<Categorical>> fit = Mixture.fit(
                Rows.of(x), Categorical.family(), MixtureOptions.of(1).withTolerance(0));
        double[][] theta = fit.model().components().getFirst().theta();
        assertThat(theta[0]).containsExactly(new double[] {0.5, 0.5}, offset(1e-12));
        assertThat(theta[2]).containsExactly(new double[] {3 / 12.0, 4 / 12.0, 0, 5 / 12.0}, offset(1e-12));
        double expected = 12 * Math.log(0.5)
                + 12 * Math.log(1 / 3.0)
                + 3 * Math.log(3 / 12.0)
                + 4 * Math.log(4 / 12.0)
                + 5 * Math.log(5 / 12.0);
        assertThat(fit.objective()).isCloseTo(expected, offset(1e-10));
        assertThat(fit.model().parameterCount()).isEqualTo(1 + 2 + 3);
        assertThat(fit.model().logDensity(new double[] {0, 0, 2})).isFinite().isLessThan(-20);
    }
}
