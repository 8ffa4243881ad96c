package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Cochran (1977), section 7.2.
class ControlVariatesTest {
    private static final int N = 400;

    private static double[] normal(Random random) {
        return random.doubles(N).map(u -> random.nextGaussian()).toArray();
    }

    private static double[] ones() {
        double[] ones = new double[N];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void aSumOfControlsHasTheSumOfTheirDifferences() {
        Random random = new Random(1);
        double[] a = normal(random);
        double[] b = normal(random);
        double[] sum = new double[N];
        for (int n = 0; n < N; n++) sum[n] = 2 * a[n] - 3 * b[n] + 7;
        ControlVariates variates = new ControlVariates(ones(), List.of(a, b), List.of(10.0, 100.0));
        assertThat(variates.differenceOf(sum)).isCloseTo(20 - 300, within(1e-3));
    }

    /// Fits of one component are the same in most structures.
    @Test
    void aControlThatIsThereTwiceChangesNothing() {
        Random random = new Random(2);
        double[] a = normal(random);
        ControlVariates variates = new ControlVariates(ones(), List.of(a, a.clone()), List.of(5.0, 5.0));
        assertThat(variates.differenceOf(a)).isCloseTo(5, within(1e-4));
    }

    @Test
    void aRowTwiceIsAWeightOfTwo() {
        Random random = new Random(3);
        double[] a = normal(random);
        double[] y = normal(random);
        double[] weights = ones();
        Arrays.fill(weights, 0, N / 2, 2);
        double[] aTwice = twice(a);
        double weighted = new ControlVariates(weights, List.of(a), List.of(1.0)).differenceOf(y);
        double[] all = new double[aTwice.length];
        Arrays.fill(all, 1);
        double doubled = new ControlVariates(all, List.of(aTwice), List.of(1.0)).differenceOf(twice(y));
        assertThat(weighted).isCloseTo(doubled, within(1e-12));
    }

    private static double[] twice(double[] values) {
        double[] out = Arrays.copyOf(values, N + N / 2);
        System.arraycopy(values, 0, out, N, N / 2);
        return out;
    }

    @Test
    void withoutControlsNothingIsExpected() {
        assertThat(new ControlVariates(ones(), List.of(), List.of()).differenceOf(normal(new Random(4))))
                .isZero();
    }

    @Test
    void aValueThatIsNotFiniteTellsNothing() {
        double[] a = normal(new Random(5));
        double[] impossible = a.clone();
        impossible[3] = Double.NEGATIVE_INFINITY;
        ControlVariates variates = new ControlVariates(ones(), List.of(a, impossible), List.of(5.0, 9.0));
        assertThat(variates.differenceOf(a)).isCloseTo(5, within(1e-4));
        assertThat(variates.differenceOf(impossible)).isZero();
    }
}
