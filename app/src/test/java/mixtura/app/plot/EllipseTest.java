package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EllipseTest {
    /// With two degrees of freedom the χ² quantile is −2 ln(1 − p): 5.991464547107979 at 95 % (R 4.2, `qchisq(.95,
    /// 2)`).
    @Test
    void theEllipseOf95PerCentHasTheAxesOfTheChiSquaredQuantile() {
        Ellipse ellipse = Ellipse.of(new double[] {1, 2}, new double[][] {{9, 0}, {0, 4}}, Ellipse.distanceOf(0.95));
        assertThat(ellipse.a()).isCloseTo(Math.sqrt(9 * 5.991464547107979), within(1e-12));
        assertThat(ellipse.b()).isCloseTo(Math.sqrt(4 * 5.991464547107979), within(1e-12));
        assertThat(ellipse.angle()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPointOfTheEllipseHasTheSameMahalanobisDistance(long seed) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        double p = 1 + seed;
        double q = random.nextDouble(-2, 2);
        double r = random.nextDouble(0.1, 3);
        double[][] covariance = {{p * p, p * q}, {p * q, q * q + r * r}};
        Ellipse ellipse = Ellipse.of(new double[2], covariance, 2);
        double determinant = p * p * r * r;
        for (double t = 0; t < 6.28; t += 0.1) {
            double u = ellipse.a() * Math.cos(t);
            double v = ellipse.b() * Math.sin(t);
            double x = u * Math.cos(ellipse.angle()) - v * Math.sin(ellipse.angle());
            double y = u * Math.sin(ellipse.angle()) + v * Math.cos(ellipse.angle());
            double squared =
                    (covariance[1][1] * x * x - 2 * covariance[0][1] * x * y + covariance[0][0] * y * y) / determinant;
            assertThat(squared).isCloseTo(4, within(1e-9));
        }
    }

    @Test
    void aThinEllipseKeepsTheDigitsOfItsShortAxis() {
        double thin = 1e-9;
        Ellipse ellipse = Ellipse.of(new double[2], new double[][] {{1, 0}, {0, thin * thin}}, 1);
        assertThat(ellipse.b()).isCloseTo(thin, within(1e-20));
    }

    @Test
    void theEllipseOfARoundComponentIsDrawnWithTheScaleOfEachAxis() {
        Frame frame = Frame.bare(new Box(0, 0, 400, 100), Axis.linear("", 0, 10), Axis.linear("", 0, 10));
        Mark mark = Ellipse.mark(frame, new double[] {5, 5}, new double[][] {{1, 0}, {0, 1}}, 2, Ink.fill(Colour.INK));
        assertThat(mark).isInstanceOfSatisfying(Mark.Oval.class, oval -> {
            assertThat(oval.x()).isEqualTo(200);
            assertThat(oval.y()).isEqualTo(50);
            assertThat(oval.a()).isCloseTo(80, within(1e-9));
            assertThat(oval.b()).isCloseTo(20, within(1e-9));
        });
    }

    @Test
    void levelsAndDistancesAreInverse() {
        for (double level : new double[] {1e-6, 0.1, 0.5, 0.9, 0.95, 0.999999}) {
            assertThat(Ellipse.levelOf(Ellipse.distanceOf(level))).isCloseTo(level, within(1e-14));
        }
    }
}
