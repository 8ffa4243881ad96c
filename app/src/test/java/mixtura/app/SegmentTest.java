package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `segment` on a flag of three colours: a white band above red and blue, 32 × 16 pixels.
class SegmentTest {
    @TempDir
    Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void useTheFolder() {
        cli = new Cli(folder);
    }

    private byte[] photo(String name) throws IOException {
        try (InputStream in = SegmentTest.class.getResourceAsStream("/photos/" + name)) {
            if (in == null) throw new IllegalStateException(name + " is missing");
            return in.readAllBytes();
        }
    }

    private BufferedImage picture(String name) throws IOException {
        return ImageIO.read(cli.path(name).toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag.png", "flag.bmp", "flag.gif", "flag.tiff", "flag.webp"})
    void everyFormatGivesTheSamePalette(String name) throws IOException {
        cli.write(name, photo(name));
        var outcome = cli.run("segment", name, "-k", "3", "--json", "-o", "out.png");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var palette = outcome.json().get("palette");
        assertThat(palette.get(0).get("hex").asString()).isEqualTo("#1e3cc8");
        assertThat(palette.get(1).get("hex").asString()).isEqualTo("#c81e1e");
        assertThat(palette.get(2).get("hex").asString()).isEqualTo("#f0f0f0");
        assertThat(palette.get(2).get("share").asDouble()).isCloseTo(0.25, within(1e-12));
        assertThat(outcome.json().get("distortion").asDouble()).isCloseTo(0, within(1e-9));
        assertThat(picture("out.png").getRGB(31, 15) & 0xffffff).isEqualTo(0x1e3cc8);
    }

    @Test
    void aPictureTakenOnItsSideIsTurnedUpright() throws IOException {
        cli.write("turned.jpg", photo("turned.jpg"));
        var outcome = cli.run("segment", "turned.jpg", "-k", "3", "--json");
        assertThat(outcome.json().get("width").asInt()).isEqualTo(16);
        assertThat(outcome.json().get("height").asInt()).isEqualTo(32);
        BufferedImage found = picture("turned.segmented.png");
        assertThat(found.getRGB(15, 20) & 0xff).isGreaterThan(200); // the white band lies at the right
        assertThat(found.getRGB(2, 2) >> 16 & 0xff).isGreaterThan(150); // red above
    }

    @Test
    void jpegOfPrintersIsRead() throws IOException {
        cli.write("cmyk.jpg", photo("cmyk.jpg"));
        assertThat(cli.run("segment", "cmyk.jpg", "-k", "3").code()).isZero();
    }

    @Test
    void transparencyAndSixteenBitsAreHandled() throws IOException {
        cli.write("alpha.png", photo("alpha.png")).write("grey16.png", photo("grey16.png"));
        assertThat(cli.run("segment", "alpha.png", "-k", "3").code()).isZero();
        BufferedImage alpha = picture("alpha.segmented.png");
        assertThat(alpha.getRGB(0, 15) >>> 24).isZero();
        assertThat(alpha.getRGB(31, 15) >>> 24).isEqualTo(255);
        assertThat(cli.run("segment", "grey16.png", "-k", "4", "-m", "gmm").code())
                .isZero();
    }

    @Test
    void labelsAndPalettesAreWritten() throws IOException {
        cli.write("flag.png", photo("flag.png"));
        for (String palette : new String[] {"p.json", "p.gpl", "p.png"}) {
            var outcome =
                    cli.run("segment", "flag.png", "-k", "3", "--labels", "l.png", "--palette", palette, "--force");
            assertThat(outcome.code()).as(outcome.err()).isZero();
        }
        assertThat(picture("l.png").getRaster().getSample(31, 15, 0)).isEqualTo(1);
        assertThat(picture("l.png").getRaster().getSample(0, 0, 0)).isEqualTo(3);
        assertThat(cli.read("p.gpl")).startsWith("GIMP Palette\n").contains(" 30  60 200\t#1e3cc8 37.5 %");
        assertThat(cli.json("p.json").get(0).get("hex").asString()).isEqualTo("#1e3cc8");
        assertThat(picture("p.png").getRGB(100, 10) & 0xffffff).isEqualTo(0x1e3cc8);
    }

    @Test
    void aSweepIsAContactSheet() throws IOException {
        cli.write("flag.png", photo("flag.png"));
        var outcome = cli.run("segment", "flag.png", "--sweep", "2..3", "-m", "kmeans", "--json", "-o", "sheet.svg");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("table").size()).isEqualTo(2);
        assertThat(cli.read("sheet.svg")).contains("k = 2").contains("k = 3");
    }

    @Test
    void autoSaysWhy() throws IOException {
        cli.write("flag.png", photo("flag.png"));
        assertThat(cli.run("segment", "flag.png", "-k", "auto").out()).contains("the fewest colours that keep 95 %");
    }

    private void refused(int code, String words, String... arguments) {
        var outcome = cli.run(arguments);
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isEqualTo(code);
        assertThat(outcome.err())
                .contains("error[")
                .contains(words)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    void badPicturesAreRefusedWithAReason() throws IOException {
        byte[] flag = photo("flag.png");
        cli.write("half.png", Arrays.copyOf(flag, flag.length / 2));
        byte[] turned = photo("turned.jpg");
        byte[] noise = turned.clone();
        Arrays.fill(noise, 4, noise.length, (byte) 7);
        cli.write("noise.jpg", noise).write("empty.png", new byte[0]).write("text.png", "a,b\n1,2\n");
        refused(3, "damaged", "segment", "half.png", "-k", "2");
        refused(3, "noise.jpg", "segment", "noise.jpg", "-k", "2");
        refused(3, "the file is empty", "segment", "empty.png", "-k", "2");
        refused(3, "not an image", "segment", "text.png", "-k", "2");
        refused(3, "there is no file", "segment", "absent.png", "-k", "2");
        cli.write("flag.png", flag);
        refused(3, "3 different colours", "segment", "flag.png", "-k", "5");
        refused(2, "1 to 255", "segment", "flag.png", "-k", "0");
        refused(2, "does not know 'hsv'", "segment", "flag.png", "-k", "2", "--space", "hsv");
        refused(2, "does not end like a picture", "segment", "flag.png", "-k", "2", "-o", "x.csv");
        refused(2, "needs the number of colours", "segment", "flag.png");
    }

    /// Half of the pixels are clipped at the end of every channel, but for a few that differ in one of them.
    @Test
    void doubtsSpeakOfColoursAndPixels() throws IOException {
        var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        var random = new java.util.SplittableRandom(1);
        for (int i = 0; i < 1600; i++) {
            int clipped = 0xff0000 | random.nextInt(200, 256) << 8 | random.nextInt(200, 256);
            int dark = random.nextInt(60) << 16 | random.nextInt(60) << 8 | random.nextInt(60);
            image.setRGB(i % 40, i / 40, i % 2 == 0 ? clipped : dark);
        }
        ImageIO.write(image, "png", cli.path("clipped.png").toFile());
        var outcome = cli.run("segment", "clipped.png", "-k", "2", "-m", "gmm", "--space", "rgb");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("1 of 2 colours (#ff")
                .contains("pixels that hardly differ")
                .doesNotContain("rows", "'x1'", "--covariance");
    }

    @Test
    void onePixelHasOneColour() throws IOException {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", cli.path("one.png").toFile());
        assertThat(cli.run("segment", "one.png", "-k", "1").code()).isZero();
        refused(3, "1 different colour", "segment", "one.png", "-k", "5", "--force");
        refused(3, "the image has one colour", "segment", "one.png", "-k", "1", "-m", "gmm", "--force");
        assertThat(cli.run("segment", "one.png", "--sweep").err()).contains("1 different colour:");
    }
}
