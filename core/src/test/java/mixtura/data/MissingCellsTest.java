package mixtura.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// NaN is a missing cell.
class MissingCellsTest {
    private static final double NA = Double.NaN;
    private static final Rows ROWS = Rows.of(new double[][] {{1, NA, 5}, {NA, NA, NA}, {3, NA, 5}, {NA, NA, 5}})
            .weighted(new double[] {1, 4, 3, 2});

    private final ColumnSummary summary = ColumnSummary.of(ROWS, Execution.of(1));

    @Test
    void momentsAreThoseOfTheCellsThatAreThere() {
        assertThat(summary.mean(0)).isEqualTo(2.5);
        assertThat(summary.variance(0)).isEqualTo(0.75);
        assertThat(summary.isConstant(2)).isTrue();
    }

    @Test
    void aRowOfWhichNothingIsThereHasNoWeight() {
        assertThat(summary.totalWeight()).isEqualTo(6);
        assertThat(summary.positiveRows()).isEqualTo(3);
    }

    @Test
    void aColumnOfWhichNothingIsThereIsKnown() {
        assertThat(summary.isMissing(1)).isTrue();
        assertThat(summary.isMissing(0)).isFalse();
        assertThat(summary.missing()).isEqualTo(7);
    }

    @Test
    void fillingPutsAColumnsNumberInItsMissingCellsAlone() {
        Rows filled = ROWS.filled(new double[] {-1, NA, -3});
        double[] row = new double[3];
        filled.copyRow(0, row);
        assertThat(row).containsExactly(1, NA, 5);
        filled.copyRow(1, row);
        assertThat(row).containsExactly(-1, NA, -3);
        assertThat(filled.weight(1)).isEqualTo(4);
    }
}
