package mixtura.app.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Trouble;
import mixtura.image.PaletteColour;

/// A palette as a file of its own: JSON, a GIMP palette, or a strip of colours as wide as their shares.
public enum PaletteFile {
    JSON(".json") {
        @Override
        public void write(List<PaletteColour> palette, String title, OutputStream out) throws IOException {
            out.write((Json.text(words(palette)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    GIMP(".gpl") {
        @Override
        public void write(List<PaletteColour> palette, String title, OutputStream out) throws IOException {
            StringBuilder text = new StringBuilder(
                    "GIMP Palette\nName: " + title.replaceAll("\\R", " ") + "\nColumns: " + palette.size() + "\n#\n");
            for (PaletteColour colour : palette) {
                text.append(String.format(
                        Locale.ROOT,
                        "%3d %3d %3d\t%s %.1f %%\n",
                        colour.rgb() >> 16 & 0xff,
                        colour.rgb() >> 8 & 0xff,
                        colour.rgb() & 0xff,
                        colour.hex(),
                        100 * colour.share()));
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    },
    STRIP(".png") {
        @Override
        public void write(List<PaletteColour> palette, String title, OutputStream out) throws IOException {
            var image = new BufferedImage(STRIP_WIDTH, STRIP_HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            double from = 0;
            for (PaletteColour colour : palette) {
                double to = from + colour.share() * STRIP_WIDTH;
                int left = (int) Math.round(from);
                graphics.setColor(new Color(colour.rgb()));
                graphics.fillRect(left, 0, Math.max(1, (int) Math.round(to) - left), STRIP_HEIGHT);
                from = to;
            }
            graphics.dispose();
            if (!ImageIO.write(image, "png", out)) throw new IOException("this Java cannot write PNG");
        }
    };

    private static final int STRIP_WIDTH = 1000;
    private static final int STRIP_HEIGHT = 80;

    private final String ending;

    PaletteFile(String ending) {
        this.ending = ending;
    }

    /// The kind of file that a name asks for.
    ///
    /// @throws Failure if its ending is none of these
    public static PaletteFile of(String name) {
        for (PaletteFile kind : values()) if (name.toLowerCase(Locale.ROOT).endsWith(kind.ending)) return kind;
        throw Failure.of(Trouble.INVALID_VALUE, "'" + name + "' is no palette file; it ends in .json, .gpl or .png");
    }

    /// Writes the palette and leaves the stream open.
    public abstract void write(List<PaletteColour> palette, String title, OutputStream out) throws IOException;

    /// A palette in the words of `--json`: `hex`, `share` and `colour` (red, green and blue, 0…255).
    public static List<Map<String, Object>> words(List<PaletteColour> palette) {
        return palette.stream()
                .map(colour -> {
                    Map<String, Object> words = new LinkedHashMap<>();
                    words.put("hex", colour.hex());
                    words.put("share", colour.share());
                    words.put(
                            "colour",
                            List.of(colour.rgb() >> 16 & 0xff, colour.rgb() >> 8 & 0xff, colour.rgb() & 0xff));
                    return words;
                })
                .toList();
    }
}
