package mixtura.internal.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import mixtura.Reference;
import org.junit.jupiter.api.Test;

class ModifiedBesselTest {
    private final Reference reference = Reference.table("special/bessel.csv");
    private final double[] order = reference.numbers("order");
    private final double[] x = reference.numbers("x");

    @Test
    void theLogarithmIsThatOfManyDigitsForOrdersAndArgumentsOfAnySize() {
        double[] expected = reference.numbers("logScaled");
        for (int i = 0; i < x.length; i++) {
            assertThat(ModifiedBessel.logScaled(order[i], x[i]))
                    .as("order %s, x %s", order[i], x[i])
                    .isCloseTo(expected[i], offset(1e-14 * (50 + Math.abs(expected[i]))));
        }
    }

    @Test
    void theRatioOfNeighboursIsThatOfManyDigits() {
        double[] expected = reference.numbers("ratio");
        for (int i = 0; i < x.length; i++) {
            assertThat(ModifiedBessel.ratio(order[i], x[i]))
                    .as("order %s, x %s", order[i], x[i])
                    .isCloseTo(expected[i], offset(1e-14 * expected[i]));
        }
    }

    @Test
    void inThreeDimensionsTheRatioIsLangevinsFunction() {
        for (double k : new double[] {0.01, 0.7, 3, 12, 40, 700}) {
            assertThat(ModifiedBessel.ratio(0.5, k)).isCloseTo(1 / Math.tanh(k) - 1 / k, offset(1e-13));
        }
    }
}
