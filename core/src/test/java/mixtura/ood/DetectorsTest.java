package mixtura.ood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.save.DetectorFile;
import mixtura.save.ModelFileException;
import mixtura.save.SavedDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Detectors against `reference/ood.py`.
class DetectorsTest {
    private static final Execution TWO = Execution.of(2);
    private static final double[][] TABLE = table("rows");
    private static final double[][] SCORES = table("scores");

    /// Cells of a reference table.
    private static double[][] table(String name) {
        var in = DetectorsTest.class.getResourceAsStream("/reference/ood/" + name + ".csv");
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(in))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double[] column(double[][] table, int j) {
        return Arrays.stream(table).mapToDouble(row -> row[j]).toArray();
    }

    private static Rows rows() {
        return Rows.of(TABLE).select(1, 2, 3, 4);
    }

    private static Labels labels() {
        return Labels.of(Arrays.stream(column(TABLE, 0)).mapToInt(x -> (int) x).toArray());
    }

    private static Rows queries() {
        return Rows.of(SCORES).select(0, 1, 2, 3);
    }

    private static OodDetector fit(OodOptions.Kind kind) {
        return OodDetector.fit(
                rows(), OodOptions.of(labels()).withKind(kind).withNeighbours(5).withThreads(2));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIXTURE")
    void distancesAreThoseOfNumPy(OodOptions.Kind kind) {
        int column = 3 + kind.ordinal();
        double rounding = kind == OodOptions.Kind.NEIGHBOURS ? 1e-6 : 1e-9; // neighbours are kept in single precision
        assertThat(fit(kind).scores(queries()))
                .usingComparatorWithPrecision(rounding)
                .containsExactly(column(SCORES, column));
    }

    @Test
    void scoresOfLogitsAreThoseOfSciPy() {
        assertThat(LogitScore.MAXIMUM_SOFTMAX.scores(queries(), TWO))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(column(SCORES, 8));
        assertThat(LogitScore.ENERGY.scores(queries(), TWO))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(column(SCORES, 9));
    }

    @Test
    void theScoreOfAMixtureIsMinusItsLogDensityOnStandardisedColumns() {
        OodDetector detector = fit(OodOptions.Kind.MIXTURE);
        Rows standardised = rows().standardised(detector.centre(), detector.deviation());
        GaussianMixture mixture = GaussianMixture.fit(
                        standardised,
                        MixtureOptions.of(3)
                                .withRidge(Ridge.absolute(1e-3))
                                .withTolerance(OodOptions.of(3).tolerance())
                                .withStart(mixtura.mixture.Start.labels(labels().codes())))
                .model();
        double[] expected = mixture.logDensity(queries().standardised(detector.centre(), detector.deviation()));
        double[] scores = detector.scores(queries());
        for (int n = 0; n < scores.length; n++) assertThat(scores[n]).isCloseTo(-expected[n], within(1e-9));
    }

    @Test
    void movingAndStretchingColumnsChangesNoScoreButThatOfNeighbours() {
        double[] shift = {5, -1, 0, 2};
        double[] stretch = {10, 0.1, 3, 1};
        for (OodOptions.Kind kind : OodOptions.Kind.values()) {
            if (kind == OodOptions.Kind.NEIGHBOURS) continue;
            double[] here = fit(kind).scores(queries());
            OodDetector elsewhere = OodDetector.fit(
                    rows().standardised(shift, stretch), OodOptions.of(labels()).withKind(kind));
            assertThat(elsewhere.scores(queries().standardised(shift, stretch)))
                    .as("%s", kind)
                    .usingComparatorWithPrecision(1e-6)
                    .containsExactly(here);
        }
    }

    /// The mean of equal cells is rounded: 0.1 is not the mean of 60 cells of 0.1.
    private static final double CONSTANT = 0.1;

    /// The four columns with a constant one behind them, all multiplied by a scale.
    private static Rows withConstant(Rows rows, double value, double scale) {
        double[][] wider = new double[(int) rows.rowCount()][5];
        for (int n = 0; n < wider.length; n++) {
            rows.copyRow(n, wider[n]);
            wider[n][4] = value;
            for (int j = 0; j < 5; j++) wider[n][j] *= scale;
        }
        return Rows.of(wider);
    }

    /// What was one value in all familiar rows is the surest sign of a stranger when it is another one.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEIGHBOURS", "RELATIVE_MAHALANOBIS"})
    void anotherValueInAConstantColumnIsStrange(OodOptions.Kind kind) {
        double ridge = 1e-3;
        double[] plain = fit(kind).scores(queries());
        double[] deviations = fit(kind).deviation();
        Arrays.sort(deviations);
        for (double scale : new double[] {1, 1000}) {
            OodDetector detector = OodDetector.fit(
                    withConstant(rows(), CONSTANT, scale),
                    OodOptions.of(labels()).withKind(kind).withThreads(2));
            assertThat(detector.scores(withConstant(queries(), CONSTANT, scale)))
                    .usingComparatorWithPrecision(1e-6)
                    .containsExactly(plain);
            double[] scores = detector.scores(withConstant(queries(), CONSTANT + 0.1 * deviations[2], scale));
            double more = 0.1 * 0.1 / ridge / (kind == OodOptions.Kind.MIXTURE ? 2 : 1);
            for (int n = 0; n < scores.length; n++) assertThat(scores[n]).isCloseTo(plain[n] + more, within(1e-6));
        }
    }

    @Test
    void aConstantColumnCountsAlsoWithoutStandardisingAndWithoutARidge(@TempDir Path folder) throws Exception {
        for (Ridge ridge : new Ridge[] {Ridge.absolute(1e-3), Ridge.relative(1e-3), Ridge.none()}) {
            for (boolean standardise : new boolean[] {true, false}) {
                OodDetector detector = OodDetector.fit(
                        withConstant(rows(), CONSTANT, 1),
                        OodOptions.of(labels()).withRidge(ridge).withStandardise(standardise));
                double[] same = detector.scores(withConstant(queries(), CONSTANT, 1));
                double[] other = detector.scores(withConstant(queries(), CONSTANT + 0.5, 1));
                for (int n = 0; n < same.length; n++) {
                    assertThat(other[n]).isFinite().isGreaterThan(same[n] + 1);
                }
                Path file = folder.resolve("d.json");
                DetectorFile.write(new SavedDetector(detector, 7, java.util.Map.of(), java.util.Map.of()), file);
                assertThat(DetectorFile.read(file).detector().scores(withConstant(queries(), CONSTANT + 0.5, 1)))
                        .usingComparatorWithPrecision(1e-9) // the file keeps means in double precision
                        .containsExactly(other);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDetectorReadBackScoresTheSame(OodOptions.Kind kind, @TempDir Path folder) throws Exception {
        OodDetector detector = fit(kind).calibrated(fit(kind).scores(queries()), 0.1);
        Path file = folder.resolve("d.json");
        DetectorFile.write(
                new SavedDetector(
                        detector, 7, java.util.Map.of("layers", java.util.List.of("a", "b")), java.util.Map.of()),
                file);
        SavedDetector again = DetectorFile.read(file);
        assertThat(DetectorFile.isDetector(file)).isTrue();
        assertThat(again.detector().scores(queries())).containsExactly(detector.scores(queries()));
        assertThat(again.detector().calibration()).isEqualTo(detector.calibration());
        assertThat(again.detector().columnNames()).isEqualTo(detector.columnNames());
        assertThat(again.source()).containsEntry("layers", java.util.List.of("a", "b"));
        assertThat(again.seed()).isEqualTo(7);
        assertThatThrownBy(() -> again.detector().evaluate(rows(), queries())).isInstanceOf(DataException.class);
    }

    @Test
    void aFileThatIsNoDetectorIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.json");
        java.nio.file.Files.writeString(file, "{\"schema\": \"mixtura-model\"}");
        assertThatThrownBy(() -> DetectorFile.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not a detector");
        java.nio.file.Files.writeString(file, "{\"schema\": \"mixtura-ood\", \"version\": 1, ");
        assertThatThrownBy(() -> DetectorFile.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void theRowsOfTheFitAreNoEvaluationWhateverTheirOrder() {
        OodDetector detector = fit(OodOptions.Kind.MIXTURE);
        double[][] reversed = new double[TABLE.length][];
        for (int n = 0; n < TABLE.length; n++) reversed[TABLE.length - 1 - n] = TABLE[n];
        Rows same = Rows.of(reversed).select(1, 2, 3, 4);
        assertThatThrownBy(() -> detector.evaluate(same, queries()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("fitted to these rows");
        assertThatThrownBy(() -> detector.calibrated(rows().range(0, 40), 0.1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("fitted to these rows");
    }

    @Test
    void featuresOfAnotherWidthAndMissingLabelsAreRefused() {
        assertThatThrownBy(() -> fit(OodOptions.Kind.MIXTURE).scores(rows().select(0, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 columns")
                .hasMessageContaining("4");
        assertThatThrownBy(
                        () -> OodDetector.fit(rows(), OodOptions.of(3).withKind(OodOptions.Kind.RELATIVE_MAHALANOBIS)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("labels are missing");
    }

    @Test
    void aScoreThatIsUpsideDownIsExplained() {
        OodDetector detector = fit(OodOptions.Kind.MIXTURE);
        OodReport report = detector.evaluate(queries(), rows());
        assertThat(report.auroc()).isLessThan(0.5);
        assertThat(report.warning()).contains("below 0.5", "upside down");
        assertThat(detector.evaluate(queries().range(0, 12), queries().range(12, 25))
                        .scores())
                .isNotNull();
    }
}
