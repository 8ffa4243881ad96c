package mixtura.internal.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import mixtura.Reference;
import org.junit.jupiter.api.Test;

class GammaFunctionTest {
    private final Reference reference = Reference.table("special/gamma.csv");

    @Test
    void theLogarithmOfGammaIsExactToRounding() {
        double[] x = reference.numbers("x");
        double[] expected = reference.numbers("logGamma");
        for (int i = 0; i < x.length; i++) {
            assertThat(GammaFunction.log(x[i])).isCloseTo(expected[i], offset(4e-15 * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void digammaIsExactToRounding() {
        double[] x = reference.numbers("x");
        double[] expected = reference.numbers("digamma");
        for (int i = 0; i < x.length; i++) {
            assertThat(GammaFunction.digamma(x[i])).isCloseTo(expected[i], offset(4e-15 * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void theRatioAgreesWithTheDifferenceWhereThatHasItsDigitsAndVanishesFarOut() {
        for (double x : new double[] {0.3, 2, 11.9, 12, 40}) {
            for (double h : new double[] {0, 0.5, 1, 7.5}) {
                double difference = GammaFunction.log(x + h) - GammaFunction.log(x) - h * Math.log(x);
                assertThat(GammaFunction.logRatio(x, h)).isCloseTo(difference, offset(1e-13));
            }
        }
        assertThat(GammaFunction.logRatio(1e12, 1.5)).isCloseTo(1.5 * 0.5 / 2e12, offset(1e-15));
    }
}
