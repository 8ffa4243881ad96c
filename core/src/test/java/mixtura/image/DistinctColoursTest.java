package mixtura.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctColoursTest {
    private static DistinctColours colours(long seed) {
        Random random = new Random(seed);
        int[] argb = new int[20_000];
        for (int i = 0; i < argb.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                argb[i] |= (int) Math.clamp(128 + 40 * random.nextGaussian(), 0, 255) << shift;
            }
        }
        return DistinctColours.of(new Pixels(200, 100, argb));
    }

    private static double oneCluster(Rows rows) {
        return KMeans.fit(rows, KMeansOptions.of(1)).objective();
    }

    /// Huygens and Steiner: the scatter of all is that of the boxes' means and that within boxes, in which b
    /// values of a channel scatter by (b − 1)² / 4 at most.
    @ParameterizedTest
    @ValueSource(ints = {16_000, 4000, 500, 60})
    void boxesLeaveOutTheScatterWithinThem(int most) {
        DistinctColours colours = colours(1);
        Rows all = colours.rows(ColourSpace.RGB);
        Rows boxes = colours.boxes(ColourSpace.RGB, most);
        assertThat(boxes.rowCount()).isBetween((long) most / 8, (long) most);
        double side = 2;
        while (occupied(colours, side) > most) side *= 2;
        assertThat(boxes.rowCount()).isEqualTo(occupied(colours, side));
        double within = oneCluster(all) - oneCluster(boxes);
        assertThat(within).isBetween(0.0, 20_000 * 3 * (side - 1) * (side - 1) / 4 * (1 + 1e-9));
    }

    private static long occupied(DistinctColours colours, double side) {
        return java.util.Arrays.stream(colours.rgb())
                .mapToObj(c ->
                        (int) ((c >> 16) / side) + " " + (int) ((c >> 8 & 255) / side) + " " + (int) ((c & 255) / side))
                .distinct()
                .count();
    }

    @ParameterizedTest
    @EnumSource(ColourSpace.class)
    void boxesKeepTheMeanColourAndTheNumberOfPixels(ColourSpace space) {
        DistinctColours colours = colours(2);
        var all = KMeans.fit(colours.rows(space), KMeansOptions.of(1)).model();
        var boxes = KMeans.fit(colours.boxes(space, 1000), KMeansOptions.of(1)).model();
        assertThat(boxes.mass()[0]).isEqualTo(20_000);
        for (int j = 0; j < 3; j++) {
            assertThat(boxes.centroids()[0][j]).isCloseTo(all.centroids()[0][j], within(1e-12 * space.range()));
        }
    }

    /// Sheppard (1898): an evenly drawn step has a variance of its square / 12.
    @ParameterizedTest
    @EnumSource(ColourSpace.class)
    void roundingHasTheVarianceOfAnEvenlyDrawnStep(ColourSpace space) {
        DistinctColours colours = colours(3);
        double variance = colours.roundingVariance(space);
        if (space == ColourSpace.RGB) assertThat(variance).isCloseTo(1 / 12., within(1e-12));
        // along each channel a step of one value moves a point by about what its neighbours are apart
        double[] ends = new double[6];
        double sum = 0;
        for (int rgb : colours.rgb()) {
            for (int channel = 1; channel <= 1 << 16; channel <<= 8) {
                space.toPoint(rgb, ends, 0);
                space.toPoint(rgb + ((rgb / channel & 0xff) < 255 ? channel : -channel), ends, 3);
                for (int j = 0; j < 3; j++) sum += (ends[3 + j] - ends[j]) * (ends[3 + j] - ends[j]) / 36;
            }
        }
        assertThat(variance).isCloseTo(sum / colours.size(), withPercentage(5));
    }
}
