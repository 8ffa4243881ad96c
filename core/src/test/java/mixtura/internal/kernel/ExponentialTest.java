package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void theExponentialIsRightToTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            double x = i % 2 == 0 ? -random.nextDouble() * 708 : -Math.pow(2, -60 * random.nextDouble());
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(exponential(x) - exact)).as("exp %s", x).isLessThanOrEqualTo(2 * Math.ulp(exact));
        }
    }

    @Test
    void itsEndsAreExact() {
        assertThat(exponential(0)).isEqualTo(1);
        assertThat(exponential(-0.0)).isEqualTo(1);
        assertThat(exponential(-1000)).isZero();
        assertThat(exponential(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(exponential(Double.NaN)).isNaN();
    }

    private static double exponential(double x) {
        double[] values = {x};
        double sum = Exponential.ofAll(values, 0, 1, 1, 0);
        assertThat(Double.compare(sum, values[0])).as("the sum of one").isZero();
        return values[0];
    }
}
