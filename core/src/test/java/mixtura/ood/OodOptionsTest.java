package mixtura.ood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import mixtura.data.Labels;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How many components a mixture has when classes decide: two for each where n ≥ 10 · d · 2 · classes, else one.
class OodOptionsTest {
    private static Labels classes(int rowCount, int count) {
        return Labels.of(IntStream.range(0, rowCount).map(n -> n % count).toArray());
    }

    /// A cloud for each class.
    private static Rows clouds(int rowCount, int dimension, int count) {
        Random random = new Random(1);
        double[][] table = new double[rowCount][dimension];
        for (int n = 0; n < rowCount; n++) {
            for (int j = 0; j < dimension; j++) table[n][j] = 3 * (n % count) + random.nextGaussian();
        }
        return Rows.of(table);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "2, 1", "3, 4", "10, 25"})
    void aClassHasTwoComponentsFromTenRowsAColumnAndComponentOn(int classes, int dimension) {
        int enough = 10 * dimension * 2 * classes;
        for (int rowCount : new int[] {enough - 1, enough, 3 * enough}) {
            OodOptions options = OodOptions.of(classes(rowCount, classes));
            int expected = rowCount < enough ? classes : 2 * classes;
            assertThat(options.k(clouds(rowCount, dimension, classes))).isEqualTo(expected);
        }
    }

    /// Two components a class start as any mixture does, one for each class from the class means.
    @Test
    void theFitIsThatOfTheNumberGiven() {
        for (int rowCount : new int[] {119, 120}) { // 10 · 2 · 2 · 3
            Rows rows = clouds(rowCount, 2, 3);
            Labels labels = classes(rowCount, 3);
            OodDetector decided = OodDetector.fit(rows, OodOptions.of(labels));
            OodDetector given =
                    OodDetector.fit(rows, OodOptions.of(rowCount < 120 ? 3 : 6).withLabels(labels));
            assertThat(decided.scores(rows)).containsExactly(given.scores(rows));
        }
    }

    @Test
    void aNumberThatIsGivenStays() {
        Rows rows = clouds(1000, 2, 3);
        assertThat(OodOptions.of(3).withLabels(classes(1000, 3)).k(rows)).isEqualTo(3);
        assertThat(OodOptions.of(classes(1000, 3)).withK(5).k(rows)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIXTURE")
    void componentsThatAreClassesAreAsMany(OodOptions.Kind kind) {
        Rows rows = clouds(1000, 2, 3);
        OodOptions options = OodOptions.of(classes(1000, 3));
        assertThat(options.k(rows)).isEqualTo(6);
        assertThat(options.withKind(kind).k(rows)).isEqualTo(3);
        assertThat(options.withClasswise(true).k(rows)).isEqualTo(3);
    }

    @Test
    void withoutANumberAndWithoutClassesNothingDecides() {
        OodOptions options = OodOptions.of(classes(10, 2)).withLabels(null);
        assertThatThrownBy(() -> options.k(clouds(10, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither k nor classes");
    }
}
