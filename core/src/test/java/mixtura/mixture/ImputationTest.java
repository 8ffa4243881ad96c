package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.TreeMap;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

/// What is filled in is what the mixture expects, and draws scatter about it as it says.
class ImputationTest {
    private static final double NA = Double.NaN;

    /// One component with correlation 0.8, one without.
    private static final GaussianMixture MIXTURE = new GaussianMixture(
            new double[] {0.6, 0.4},
            List.of(
                    new Gaussian(new double[] {0, 10}, new double[] {1, 1.6, 1.6, 4}, Covariance.FULL),
                    new Gaussian(new double[] {5, -10}, new double[] {1, 0, 0, 9}, Covariance.FULL)),
            List.of("a", "b", "c"),
            new TreeMap<>(java.util.Map.of(2, 7.0)));

    private static double[] row(Rows rows, int n) {
        double[] row = new double[rows.dimension()];
        rows.copyRow(n, row);
        return row;
    }

    @Test
    void aMissingCellBecomesItsRegressionOnTheOthers() {
        Imputation imputation = MIXTURE.impute(Rows.of(new double[][] {{1, NA, NA}}));
        double r = MIXTURE.responsibilities(new double[] {1, NA, 7})[0];
        double first = 10 + 1.6; // μ_b + σ_ab / σ_a² · (a − μ_a)
        double mean = r * first + (1 - r) * -10;
        double variance =
                r * (4 - 1.6 * 1.6) + (1 - r) * 9 + r * Math.pow(first - mean, 2) + (1 - r) * Math.pow(-10 - mean, 2);
        assertThat(row(imputation.rows(), 0)).containsExactly(new double[] {1, mean, 7}, offset(1e-12));
        assertThat(imputation.deviation()[1]).isCloseTo(Math.sqrt(variance), offset(1e-12));
        assertThat(imputation.deviation()[0]).isZero();
    }

    @Test
    void cellsThatAreThereStayAsTheyAre() {
        double[][] x = {{1, 2, 7}, {NA, NA, 7}};
        Rows filled = MIXTURE.impute(Rows.of(x)).rows();
        assertThat(row(filled, 0)).isEqualTo(x[0]);
        assertThat(row(filled, 1)).containsExactly(new double[] {0.4 * 5, 0.6 * 10 - 0.4 * 10, 7}, offset(1e-12));
    }

    /// Of 40 000 draws the mean is within 5 standard errors, the deviation within 3 per cent.
    @Test
    void drawsHaveTheExpectedMomentsAndDependOnTheSeedAlone() {
        double[][] x = new double[40_000][];
        for (int n = 0; n < x.length; n++) x[n] = new double[] {2.6, NA, 7};
        Rows rows = Rows.of(x);
        Imputation expected = MIXTURE.impute(Rows.of(new double[][] {x[0]}));
        double mean = row(expected.rows(), 0)[1];
        double deviation = expected.deviation()[1];
        Imputation drawn = Imputation.drawn(MIXTURE, rows, 3, Execution.of(1));
        Imputation again = Imputation.drawn(MIXTURE, rows, 3, Execution.of(3));
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < x.length; n++) {
            double value = row(drawn.rows(), n)[1];
            assertThat(row(again.rows(), n)[1]).isEqualTo(value);
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / x.length).isCloseTo(mean, offset(5 * deviation / 200));
        assertThat(Math.sqrt(squares / x.length)).isCloseTo(deviation, offset(0.03 * deviation));
    }
}
