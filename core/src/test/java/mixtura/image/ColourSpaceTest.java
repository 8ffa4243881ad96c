package mixtura.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourSpaceTest {
    private static double[] point(ColourSpace space, int rgb) {
        double[] point = new double[3];
        space.toPoint(rgb, point, 0);
        return point;
    }

    @ParameterizedTest
    @EnumSource
    void everyColourComesBackFromItsPoint(ColourSpace space) {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            int rgb = random.nextInt(1 << 24);
            assertThat(space.toRgb(point(space, rgb))).as("%06x", rgb).isEqualTo(rgb);
        }
    }

    @Test
    void pureRedIsWhereTheLiteraturePutsIt() {
        assertThat(point(ColourSpace.LAB, 0xff0000))
                .containsExactly(new double[] {53.2408, 80.0925, 67.2032}, within(5e-4));
        assertThat(point(ColourSpace.OKLAB, 0xff0000))
                .containsExactly(new double[] {0.627955, 0.224863, 0.125846}, within(2e-6));
    }

    @ParameterizedTest
    @EnumSource(names = {"LAB", "OKLAB"})
    void greysHaveNoHueAtAllAndWhiteIsTheEndOfTheFirstAxis(ColourSpace space) {
        for (int v = 0; v < 256; v++) {
            double[] grey = point(space, v << 16 | v << 8 | v);
            assertThat(grey[1]).isZero();
            assertThat(grey[2]).isZero();
        }
        assertThat(point(space, 0xffffff)[0]).isCloseTo(space.range(), within(1e-6 * space.range()));
    }

    @Test
    void pointsOutsideTheScreenTakeTheNearestChannelValue() {
        assertThat(ColourSpace.RGB.toRgb(new double[] {300, -5, 127.5})).isEqualTo(0xff0080);
    }
}
