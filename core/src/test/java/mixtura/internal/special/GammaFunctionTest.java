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
}
