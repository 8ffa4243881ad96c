package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelAlignmentTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1,4", "4,1", "3,3", "5,5", "4,6", "6,4", "7,7"})
    void noOtherAssignmentIsWorthMore(int rows, int columns) {
        Random random = new Random(31L * rows + columns);
        for (int trial = 0; trial < 30; trial++) {
            // small whole numbers in every other trial: many ties
            int levels = trial % 2 == 0 ? 4 : 1000;
            double[][] value = new double[rows][columns];
            for (double[] row : value) Arrays.setAll(row, j -> random.nextInt(levels));
            int[] columnOf = OptimalAssignment.maximize(value);
            assertThat(Arrays.stream(columnOf).filter(j -> j >= 0).distinct().count())
                    .isEqualTo(Math.min(rows, columns));
            double sum = 0;
            for (int i = 0; i < rows; i++) sum += columnOf[i] < 0 ? 0 : value[i][columnOf[i]];
            assertThat(sum).isEqualTo(best(value, 0, new boolean[columns]));
        }
    }

    /// By trying everything; rows may stay without a column.
    private static double best(double[][] value, int row, boolean[] taken) {
        if (row == value.length) return 0;
        double best = best(value, row + 1, taken);
        for (int j = 0; j < taken.length; j++) {
            if (taken[j]) continue;
            taken[j] = true;
            best = Math.max(best, value[row][j] + best(value, row + 1, taken));
            taken[j] = false;
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRenamedClusteringGetsItsNamesBack(long seed) {
        int[] reference = Problems.labels(200, 9, seed);
        int[] names = Problems.permutation(9, seed + 1);
        int[] renamed = Arrays.stream(reference).map(label -> 20 + names[label]).toArray();
        assertThat(LabelAlignment.of(renamed, reference).apply(renamed)).isEqualTo(reference);
    }

    @Test
    void whatHasNoPartnerGetsANumberThatIsNotInUse() {
        int[] reference = {3, 3, 3, 3, 8, 8, -1};
        int[] labels = {0, 0, 0, 1, 2, 2, 5};
        LabelAlignment alignment = LabelAlignment.of(labels, reference);
        assertThat(alignment.apply(labels)).containsExactly(3, 3, 3, 9, 8, 8, 10);
        assertThat(alignment.isMatched(0)).isTrue();
        assertThat(alignment.isMatched(1)).isFalse();
        assertThat(alignment.apply(-1)).isEqualTo(-1);
        assertThatThrownBy(() -> alignment.apply(7))
                .hasMessageContaining("label 7")
                .hasMessageContaining("[0, 1, 2, 5]");
    }

    @Test
    void weightDecidesWhoIsPaired() {
        int[] labels = {0, 0, 1};
        int[] reference = {0, 0, 0};
        assertThat(LabelAlignment.of(labels, reference).apply(labels)).containsExactly(0, 0, 1);
        assertThat(LabelAlignment.of(labels, reference, new double[] {1, 1, 3}).apply(labels))
                .containsExactly(1, 1, 0);
    }

    @Test
    void aConfusionPutsClustersBesideTheirClasses() {
        int[] classes = {0, 0, 0, 1, 1, 2, 2, 2, 2};
        int[] clusters = {7, 7, 4, 4, 4, 1, 1, 9, 1};
        Confusion confusion = Agreement.of(clusters, classes).confusion();
        assertThat(confusion.clusters()).containsExactly(7, 4, 1, 9);
        assertThat(confusion.classes()).containsExactly(0, 1, 2);
        assertThat(confusion.matched()).containsExactly(0, 1, 2, -1);
        assertThat(confusion.mass()).isDeepEqualTo(new double[][] {{2, 0, 0}, {1, 2, 0}, {0, 0, 3}, {0, 0, 1}});
        assertThat(confusion.matchedShare()).isCloseTo(7 / 9.0, within(1e-15));
    }

    @Test
    void aClusterIsNotPairedWithAClassThatItSharesNothingWith() {
        Confusion confusion =
                Agreement.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 0}).confusion();
        assertThat(confusion.matched()).containsExactly(0, -1);
        Confusion wide = Agreement.of(new int[] {0, 0, 0}, new int[] {2, 1, 1}).confusion();
        assertThat(wide.matched()).containsExactly(0);
    }
}
