package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ticksLieInTheRangeAtEqualStepsAndAreNeverTooManyOrTooFew(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 2000; i++) {
            double size = Math.pow(10, random.nextDouble(-12, 12));
            double min = random.nextDouble(-1, 1) * size * random.nextInt(1, 100);
            double max = min + size;
            int most = random.nextInt(3, 12);
            Ticks ticks = Ticks.linear(min, max, most);
            double[] at = ticks.at();
            assertThat(at.length).isBetween(1, most + 1);
            if (most >= 4) assertThat(at.length).isGreaterThanOrEqualTo(2);
            for (int t = 0; t < at.length; t++) {
                assertThat(at[t]).isBetween(min - 1e-6 * size, max + 1e-6 * size);
                if (t >= 2) assertThat(at[t] - at[t - 1]).isCloseTo(at[1] - at[0], within(1e-6 * size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLabelReadAsANumberIsTheTick(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 2000; i++) {
            double size = Math.pow(10, random.nextDouble(-12, 12));
            double min = random.nextDouble(-1, 1) * size * random.nextInt(1, 100);
            Ticks ticks = Ticks.linear(min, min + size, 7);
            for (int t = 0; t < ticks.at().length; t++) {
                double read =
                        Double.parseDouble(ticks.labels().get(t).replace('−', '-')) * Math.pow(10, ticks.exponent());
                assertThat(read).isCloseTo(ticks.at()[t], within(1e-9 * size));
            }
            assertThat(ticks.labels()).doesNotHaveDuplicates();
        }
    }

    @Test
    void roundNumbersAreWrittenAsPeopleWriteThem() {
        assertThat(Ticks.linear(0, 1, 6).labels()).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(Ticks.linear(-10, 10, 5).labels()).containsExactly("−10", "−5", "0", "5", "10");
        assertThat(Ticks.whole(1, 3, 9).labels()).containsExactly("1", "2", "3");
        Ticks large = Ticks.linear(1.5e11, 1.54e11, 5);
        assertThat(large.labels()).containsExactly("150", "151", "152", "153", "154");
        assertThat(large.exponent()).isEqualTo(9);
        assertThat(Ticks.logarithmic(1, 1e6, 10).labels())
                .containsExactly("1", "10", "100", "1000", "10000", "10⁵", "10⁶");
    }

    @Test
    void aConstantColumnGetsAnAxisWithALength() {
        for (double value : new double[] {0, 5, -1e150, 1e-150, 1e300}) {
            Axis axis = Axis.fitting("x", new double[] {value, value});
            assertThat(axis.min()).isLessThan(value);
            assertThat(axis.max()).isGreaterThan(value);
            assertThat(axis.share(value)).isCloseTo(0.5, within(1e-9));
            assertThat(axis.ticks(6).at()).isNotEmpty();
        }
    }
}
