package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class QqPlotTest {
    /// Squared Mahalanobis distances of Gaussian rows lie on the line y = x of a QQ plot up to sampling error.
    @Test
    void rowsOfAGaussianLieOnTheLineOfTheQqPlot() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        int n = 4000;
        double[][] rows = new double[n][3];
        double[][] responsibilities = new double[n][1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) rows[i][j] = 2 * random.nextGaussian() + j;
            responsibilities[i][0] = 1;
        }
        Cluster cluster = new Cluster(1, new double[] {0, 1, 2}, new double[][] {{4, 0, 0}, {0, 4, 0}, {0, 0, 4}});
        Subject subject =
                new Subject(Caption.none(), Examples.names(3), rows, new int[n], responsibilities, List.of(cluster), n);
        double[][] points = QqPlot.points(subject, 0, new int[] {0, 1, 2});
        assertThat(points[0]).hasSize(n);
        // the median of χ² with 3 degrees of freedom is 2.365974 (R 4.2, qchisq(.5, 3)); density there 0.1855
        assertThat(points[0][n / 2]).isCloseTo(2.365974, within(2e-3));
        assertThat(points[1][n / 2]).isCloseTo(2.365974, within(5 * Math.sqrt(0.25 / n) / 0.1855));
    }
}
