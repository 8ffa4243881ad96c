package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.Problems;
import mixtura.mixture.robust.StudentMixture;
import mixtura.save.ModelFile;
import mixtura.save.SavedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A noise component beside the others: Banfield and Raftery 1993, and mclust.
class NoiseTest {
    private static double[][] rows() {
        return Arrays.stream(Reference.table("noise/rows.csv").matrix())
                .map(row -> Arrays.copyOf(row, 2))
                .toArray(double[][]::new);
    }

    private static int[] classes() {
        return Arrays.stream(Reference.table("noise/rows.csv").numbers("class"))
                .mapToInt(c -> (int) c - 1)
                .toArray();
    }

    private static MixtureOptions options(Covariance covariance) {
        return MixtureOptions.of(2)
                .withCovariance(covariance)
                .withRidge(Ridge.none())
                .withOutliers(Outliers.noise(0.05))
                .withStart(Start.labels(classes()))
                .withTolerance(0)
                .withMaxIterations(20_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"FULL", "TIED", "DIAGONAL", "SPHERICAL"})
    void fromTheSameClassesEmEndsWhereMclustDoes(Covariance covariance) {
        Rows rows = Rows.of(rows());
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, options(covariance));
        Reference ends = Reference.table("noise/ends.csv");
        int first = Arrays.asList(ends.text("covariance")).indexOf(covariance.word());
        assertThat(fit.objective()).isCloseTo(ends.numbers("logLikelihood")[first], offset(1e-6));
        assertThat(InformationCriteria.of(fit.model(), rows).bic())
                .isCloseTo(-ends.numbers("bic")[first], offset(1e-5));
        double noise = fit.model().noise().orElseThrow().proportion();
        assertThat(noise).isCloseTo(ends.numbers("noise")[first], offset(1e-6));
        for (int k = 0; k < 2; k++) {
            assertThat((1 - noise) * fit.model().mixingProportions()[k])
                    .isCloseTo(ends.numbers("proportion")[first + k], offset(1e-6));
            for (int i = 0; i < 2; i++) {
                assertThat(fit.model().means()[k][i]).isCloseTo(ends.numbers("X" + (i + 1))[first + k], offset(1e-6));
                for (int j = 0; j < 2; j++) {
                    assertThat(fit.model().covariance(k)[i][j])
                            .isCloseTo(ends.numbers("s" + (i + 1) + (j + 1))[first + k], offset(2e-6));
                }
            }
        }
        assertThat(fit.certificate().monotone()).isTrue();
    }

    @Test
    void theVolumeIsThatOfTheSmallerOfTwoBoxes() {
        Reference volume = Reference.table("noise/volume.csv");
        double[][][] tables = {rows(), Reference.table("noise/thin.csv").matrix()};
        for (int i = 0; i < 2; i++) {
            Rows rows = Rows.of(tables[i]);
            Noise noise = NoiseVolume.of(rows, ColumnSummary.of(rows, Execution.of(1)), 0.1, Execution.of(2));
            assertThat(noise.logVolume()).isCloseTo(Math.log(volume.numbers("hypvol")[i]), offset(1e-9));
        }
        assertThat(volume.numbers("hypvol")[1]).isLessThan(volume.numbers("box")[1]);
    }

    /// Two clouds and rows all over a large square.
    private static double[][] scattered(long seed) {
        double[][] x = Problems.clouds(seed, 300, 2, 2, 4);
        RandomGenerator random = Problems.random(seed + 100);
        for (int n = 280; n < 300; n++)
            x[n] = new double[] {60 * random.nextDouble() - 30, 60 * random.nextDouble() - 30};
        return x;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void scatteredRowsAreFoundWhateverTheyBeginWith(long seed) {
        Rows rows = Rows.of(scattered(seed));
        boolean[] marks = new boolean[300];
        Arrays.fill(marks, 280, 300, true);
        MixtureOptions options = MixtureOptions.of(2).withRestarts(4).withTolerance(1e-9);
        var byShare = GaussianMixture.fit(rows, options.withOutliers(Outliers.noise(0.05)));
        var byMarks = GaussianMixture.fit(rows, options.withOutliers(Outliers.noise(marks)));
        assertThat(byMarks.objective()).isCloseTo(byShare.objective(), offset(1e-3));
        int[] labels = byShare.model().predict(rows);
        long found = Arrays.stream(labels, 280, 300).filter(label -> label < 0).count();
        long wrong = Arrays.stream(labels, 0, 280).filter(label -> label < 0).count();
        assertThat(found).isGreaterThanOrEqualTo(15);
        assertThat(wrong).isLessThanOrEqualTo(8);
    }

    @Test
    void responsibilitiesLeaveToOneWhatIsNoiseAndFarRowsKeepADensity() {
        Rows rows = Rows.of(scattered(1));
        var model = GaussianMixture.fit(rows, MixtureOptions.of(2).withOutliers(Outliers.noise(0.05)))
                .model();
        Noise noise = model.noise().orElseThrow();
        double[] far = {1e6, -1e6};
        assertThat(Arrays.stream(model.responsibilities(far)).sum()).isCloseTo(0, offset(1e-12));
        assertThat(model.predict(far)).isEqualTo(-1);
        assertThat(model.logDensity(far)).isCloseTo(Math.log(noise.proportion()) - noise.logVolume(), offset(1e-12));
        assertThat(Arrays.stream(model.mixingProportions()).sum()).isCloseTo(1, offset(1e-12));
        assertThat(Arrays.stream(model.sampleLabelled(2000, 1).component())
                        .filter(k -> k < 0)
                        .count())
                .isBetween((long) (2000 * noise.proportion() * 0.6), (long) (2000 * noise.proportion() * 1.5));
    }

    @Test
    void studentComponentsTakeNoiseToo() {
        var fit = StudentMixture.fit(
                Rows.of(scattered(2)),
                MixtureOptions.of(2).withOutliers(Outliers.noise(0.05)).withRidge(Ridge.none()));
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().noise()).isPresent();
    }

    @Test
    void aModelWithNoiseReadsBackAsItWas() throws IOException {
        Rows rows = Rows.of(scattered(3));
        var fit = GaussianMixture.fit(rows, MixtureOptions.of(2).withOutliers(Outliers.noise(0.05)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(SavedModel.of(fit, 0), out);
        Mixture<?> read = (Mixture<?>) ModelFile.read(new ByteArrayInputStream(out.toByteArray()), "noise.json")
                .model();
        assertThat(read.logDensity(rows)).isEqualTo(fit.model().logDensity(rows));
        assertThat(read.predict(rows)).isEqualTo(fit.model().predict(rows));
        assertThat(read.parameterCount()).isEqualTo(13);
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        Rows rows = Rows.of(scattered(4));
        MixtureOptions options = MixtureOptions.of(2).withOutliers(Outliers.noise(0.05));
        assertThat(GaussianMixture.fit(rows, options.withThreads(1)).objective())
                .isEqualTo(GaussianMixture.fit(rows, options.withThreads(8)).objective());
    }

    @Test
    void whatHasNoVolumeIsRefusedWithASentence() {
        double[][] gaps = scattered(1);
        gaps[3][1] = Double.NaN;
        assertThatThrownBy(() -> GaussianMixture.fit(
                        Rows.of(gaps),
                        MixtureOptions.of(2)
                                .withMissing(mixtura.data.Missing.EM)
                                .withOutliers(Outliers.noise(0.05))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("noise");
        assertThatThrownBy(() -> Mixture.fit(
                        Rows.of(new double[][] {{0, 1}, {1, 0}, {1, 1}}),
                        Bernoulli.family(),
                        MixtureOptions.of(1).withOutliers(Outliers.noise(0.05))))
                .hasMessageContaining("columns of numbers");
        assertThatThrownBy(() -> Outliers.noise(1.5)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> Outliers.noise(new boolean[3])).hasMessageContaining("mark some rows");
    }
}
