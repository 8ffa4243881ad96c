package mixtura.internal.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaVariatesTest {
    private static final int COUNT = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1, 3.5, 100})
    void meanAndVarianceAreTheShape(double shape) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double x = GammaVariates.draw(shape, random);
            sum += x;
            squares += (x - shape) * (x - shape);
        }
        // the variance of (x − α)² is 2α² + 6α
        assertThat(sum / COUNT).isCloseTo(shape, offset(5 * Math.sqrt(shape / COUNT)));
        assertThat(squares / COUNT).isCloseTo(shape, offset(5 * Math.sqrt((2 * shape * shape + 6 * shape) / COUNT)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 7})
    void aBetaVariateHasTheMeanOfItsParameters(double a) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
        double b = 2;
        double sum = 0;
        for (int i = 0; i < COUNT; i++) sum += GammaVariates.drawBeta(a, b, random);
        assertThat(sum / COUNT).isCloseTo(a / (a + b), offset(2.5 / Math.sqrt(COUNT)));
    }
}
