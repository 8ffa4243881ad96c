package mixtura.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Views of rows whose values are changed as they are read.
class RowViewsTest {
    private static Rows random(int rowCount, int dimension) {
        Random random = new Random(5);
        double[] values = random.doubles((long) rowCount * dimension, -3, 100).toArray();
        return Rows.wrap(values, rowCount, dimension);
    }

    @Test
    void standardisedByTheirOwnMeanAndDeviationColumnsHaveMeanZeroAndVarianceOne() {
        Rows rows = random(700, 5);
        ColumnSummary before = ColumnSummary.of(rows, Execution.of(1));
        double[] center = new double[5];
        double[] scale = new double[5];
        for (int j = 0; j < 5; j++) {
            center[j] = before.mean(j);
            scale[j] = Math.sqrt(before.variance(j));
        }
        ColumnSummary after = ColumnSummary.of(rows.standardised(center, scale), Execution.of(2));
        for (int j = 0; j < 5; j++) {
            assertThat(after.mean(j)).isCloseTo(0, within(1e-14));
            assertThat(after.variance(j)).isCloseTo(1, within(1e-13));
        }
    }

    @Test
    void standardisingKeepsWeightsAndNames() {
        Rows rows = Rows.of(new double[][] {{1, 10}, {3, 30}}).weighted(new double[] {2, 5});
        Rows view = rows.standardised(new double[] {1, 10}, new double[] {2, 4});
        double[] row = new double[2];
        view.copyRow(1, row);
        assertThat(row).containsExactly(1, 5);
        assertThat(view.weight(1)).isEqualTo(5);
        assertThat(view.columnNames()).isEqualTo(rows.columnNames());
    }

    @Test
    void aScaleOfZeroIsRefusedByTheColumnsNumber() {
        Rows rows = random(3, 2);
        assertThatThrownBy(() -> rows.standardised(new double[2], new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 2");
        assertThatThrownBy(() -> rows.standardised(new double[1], new double[1]))
                .hasMessageContaining("2 columns");
    }

    @Test
    void aRangeIsThoseRowsWithTheirWeightsNumberedFromZero() {
        double[] weights = new double[100];
        for (int n = 0; n < 100; n++) weights[n] = n + 1;
        Rows all = random(100, 3).weighted(weights);
        Rows part = all.range(40, 97);
        assertThat(part.rowCount()).isEqualTo(57);
        assertThat(part.weight(0)).isEqualTo(41);
        double[] here = new double[3];
        double[] there = new double[3];
        for (int n = 0; n < 57; n++) {
            part.copyRow(n, here);
            all.copyRow(40 + n, there);
            assertThat(here).containsExactly(there);
        }
        assertThat(ColumnSummary.of(part, Execution.of(2)).totalWeight()).isEqualTo(57 * (41 + 97) / 2.0);
        assertThatThrownBy(() -> all.range(5, 101)).hasMessageContaining("101");
    }
}
