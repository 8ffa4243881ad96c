package mixtura.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Random;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.image.SegmentationOptions.Method;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    /// Three colours with noise of a few grey levels, in stripes of 50, 30 and 20 per cent.
    private static BufferedImage stripes(int noise) {
        var image = new BufferedImage(100, 40, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0x1f4f8f, 0xd08030, 0xe8e8e0};
        Random random = new Random(3);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 100; x++) {
                int rgb = colours[x < 50 ? 0 : x < 80 ? 1 : 2];
                for (int shift = 0; shift < 24; shift += 8) rgb += (random.nextInt(2 * noise + 1) - noise) << shift;
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static double[][] points(BufferedImage image, ColourSpace space) {
        double[][] points = new double[image.getWidth() * image.getHeight()][3];
        for (int i = 0; i < points.length; i++) {
            space.toPoint(image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff, points[i], 0);
        }
        return points;
    }

    @Test
    void plantedColoursAreFoundWithTheirSharesMostFrequentFirst() {
        for (Method method : Method.values()) {
            for (ColourSpace space : ColourSpace.values()) {
                Segmentation found = Segmentation.of(
                        stripes(3), SegmentationOptions.of(3).withMethod(method).withSpace(space));
                assertThat(found.palette()).extracting(PaletteColour::share).containsExactly(0.5, 0.3, 0.2);
                assertThat(found.palette().getFirst().rgb() >> 16).isCloseTo(0x1f, within(1));
                assertThat(found.label(10, 5)).isZero();
                assertThat(found.label(60, 5)).isEqualTo(1);
                assertThat(found.label(90, 39)).isEqualTo(2);
                assertThat(found.image().getRGB(60, 5) & 0xffffff)
                        .isEqualTo(found.palette().get(1).rgb());
            }
        }
    }

    @Test
    void theFitOverDifferentColoursIsTheFitOverAllPixels() {
        BufferedImage image = stripes(6);
        Rows rows = Rows.of(points(image, ColourSpace.RGB));
        SegmentationOptions options = SegmentationOptions.of(3).withSpace(ColourSpace.RGB);

        Segmentation means = Segmentation.of(image, options);
        double[][] centroids = ((KMeansModel) means.fit().model()).centroids();
        var again = KMeans.fit(rows, KMeansOptions.of(3).withStart(Seeding.given(centroids)));
        assertThat(means.fit().objective()).isCloseTo(again.objective(), within(1e-9 * again.objective()));

        Segmentation mixture = Segmentation.of(image, options.withMethod(Method.GAUSSIAN));
        double overPixels = ((GaussianMixture) mixture.fit().model()).logLikelihood(rows);
        assertThat(mixture.fit().objective()).isCloseTo(overPixels, within(1e-9 * Math.abs(overPixels)));
    }

    @Test
    void placesPartWhatColoursDoNot() {
        var image = new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) for (int x = 0; x < 60; x++) image.setRGB(x, y, x / 20 == 1 ? 0 : 0xffffff);
        Segmentation colour = Segmentation.of(image, SegmentationOptions.of(2));
        assertThat(colour.label(0, 0)).isEqualTo(colour.label(59, 0));
        Segmentation place = Segmentation.of(image, SegmentationOptions.of(3).withPosition(0.5));
        assertThat(place.label(0, 0)).isNotEqualTo(place.label(59, 0));
        assertThat(place.palette())
                .extracting(PaletteColour::share)
                .allSatisfy(s -> assertThat(s).isCloseTo(1 / 3., within(1e-12)));
    }

    @Test
    void aGreyPictureCanBeAMixture() {
        var image = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(5);
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 50; x++) {
                double v = (x < 25 ? 60 : 180) + 8 * random.nextGaussian();
                image.getRaster().setSample(x, y, 0, (int) Math.clamp(v, 0, 255));
            }
        }
        Segmentation found = Segmentation.of(
                image, SegmentationOptions.of(2).withMethod(Method.GAUSSIAN).withSpace(ColourSpace.RGB));
        assertThat(found.palette())
                .allSatisfy(colour -> assertThat(colour.hex()).matches("#(..)\\1\\1"));
        assertThat(found.label(5, 5)).isNotEqualTo(found.label(45, 5));
        assertThat(found.palette())
                .extracting(colour -> colour.rgb() & 0xff)
                .anySatisfy(v -> assertThat(v).isBetween(58, 62));
    }

    @Test
    void greySamplesAreNotTakenForLinearLight() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100);
        assertThat(Pixels.of(image).argb()).containsExactly(0xff646464);
        var deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 << 8 | 200);
        assertThat(Pixels.of(deep).argb()).containsExactly(0xff646464);
    }

    @Test
    void transparencyIsKept() {
        var image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 4, 1, new int[] {0xffff0000, 0x80ff0000, 0x000000ff, 0xff0000ff}, 0, 4);
        BufferedImage found = Segmentation.of(image, SegmentationOptions.of(2)).image();
        assertThat(found.getRGB(0, 0, 4, 1, null, 0, 4))
                .containsExactly(0xffff0000, 0x80ff0000, 0x000000ff, 0xff0000ff);
    }

    @Test
    void moreColoursThanThePictureHasAreRefused() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThat(Segmentation.of(image, SegmentationOptions.of(1))
                        .palette()
                        .getFirst()
                        .share())
                .isEqualTo(1);
        assertThatThrownBy(() -> Segmentation.of(image, SegmentationOptions.of(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the image has 1 different colour, but k is 5");
    }

    @Test
    void aPictureOfThreeColoursNeedsThree() {
        FewColours few = FewColours.of(new Segmenter(stripes(0)), SegmentationOptions.of(1));
        assertThat(few.k()).isLessThanOrEqualTo(3);
        assertThat(few.kept()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void theMajorityFilterTakesTheMostFrequentLabelOfTheSquare() {
        int width = 23;
        int height = 17;
        int k = 4;
        Random random = new Random(9);
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) labels[i] = (byte) random.nextInt(k);
        for (int radius : new int[] {1, 3, 30}) {
            byte[] smooth = new MajorityFilter(width, height, k).smooth(labels, radius);
            for (int i = 0; i < labels.length; i++) {
                int[] counts = new int[k];
                for (int j = 0; j < labels.length; j++) {
                    boolean near =
                            Math.abs(j % width - i % width) <= radius && Math.abs(j / width - i / width) <= radius;
                    if (near) counts[labels[j]]++;
                }
                int most = java.util.Arrays.stream(counts).max().orElseThrow();
                int expected = counts[labels[i]] == most ? labels[i] : first(counts, most);
                assertThat(smooth[i]).isEqualTo((byte) expected);
            }
        }
    }

    private static int first(int[] counts, int value) {
        for (int c = 0; c < counts.length; c++) if (counts[c] == value) return c;
        throw new AssertionError("no such count");
    }

    @Test
    void theSamePictureComesOutOnOneAndOnTwoThreads() {
        SegmentationOptions options = SegmentationOptions.of(4).withMethod(Method.GAUSSIAN);
        Segmentation one = new Segmenter(stripes(20)).segment(options.withThreads(1), Progress.silent());
        Segmentation two = new Segmenter(stripes(20)).segment(options.withThreads(2), Progress.silent());
        assertThat(two.palette()).isEqualTo(one.palette());
        assertThat(two.fit().objective()).isEqualTo(one.fit().objective());
    }

    /// A white wall is of one colour: its component is as thin as the ridge, whose default is what rounding hides.
    @Test
    void noComponentIsThinnerThanColoursAreRounded() {
        BufferedImage image = stripes(9);
        for (int y = 0; y < 40; y++) for (int x = 60; x < 100; x++) image.setRGB(x, y, 0xffffff);
        Segmentation found = Segmentation.of(
                image, SegmentationOptions.of(3).withMethod(Method.GAUSSIAN).withSpace(ColourSpace.RGB));
        double least = Double.POSITIVE_INFINITY;
        for (var component : ((GaussianMixture) found.fit().model()).components()) {
            for (int j = 0; j < 3; j++) least = Math.min(least, component.covariance()[4 * j]);
        }
        assertThat(least).isCloseTo(1 / 12., within(1e-3));
    }
}
