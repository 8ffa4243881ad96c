package mixtura.app.plot;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Widths and outlines of letters, from a table that travels with the program.
///
/// A bare server may have no font at all, and Java2D's text then fails or comes out as nothing; widths would differ
/// between machines, and with them the layout. The table holds Latin, Greek, Cyrillic and the signs that plots need, in
/// the shapes of DejaVu Sans: the widest of the usual sans-serif fonts, so that an SVG set in another one never runs
/// over. A text with a character outside the table is drawn with a font of the machine if there is one, else with a
/// box in its place; in an SVG the reader's own fonts show it.
final class Glyphs {
    private static final double UNITS = 2048;
    /// Drawn where nothing is known of a character (U+25A1, a white square).
    private static final int UNKNOWN = 0x25a1;

    private static final Map<Integer, Glyph> TABLE = read();

    private Glyphs() {}

    private record Glyph(double advance, Path2D path) {}

    /// The length of a text set in this size, in pixels.
    static double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> glyph(c).advance()).sum() * size / UNITS;
    }

    /// Whether the table has every character of the text.
    static boolean covers(String text) {
        return text.codePoints().allMatch(TABLE::containsKey);
    }

    /// The letters as one shape, its baseline beginning at (0, 0).
    static Shape outline(String text, double size) {
        if (!covers(text)) {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
            Shape shape = machineOutline(text, font);
            if (!shape.getBounds2D().isEmpty()) return shape;
        }
        var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int character : text.codePoints().toArray()) {
            Glyph glyph = glyph(character);
            var place = new AffineTransform(size / UNITS, 0, 0, size / UNITS, x, 0);
            outline.append(glyph.path().getPathIterator(place), false);
            x += glyph.advance() * size / UNITS;
        }
        return outline;
    }

    /// Empty where the machine has no font that shows the whole text.
    private static Shape machineOutline(String text, Font font) {
        try {
            if (font.canDisplayUpTo(text) >= 0) return new Path2D.Double();
            var context = new FontRenderContext(null, true, true);
            return font.createGlyphVector(context, text).getOutline();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return new Path2D.Double(); // a JDK without font libraries throws one of these, which one differs
        }
    }

    /// Shortens a text to a length in pixels, with an ellipsis in the middle: columns often differ at their ends.
    static String shorten(String text, double size, double available) {
        if (width(text, size) <= available) return text;
        int[] characters = text.codePoints().toArray();
        for (int kept = characters.length - 1; kept > 1; kept--) {
            int head = (kept + 1) / 2;
            int tail = kept - head;
            String candidate =
                    new String(characters, 0, head) + "…" + new String(characters, characters.length - tail, tail);
            if (width(candidate, size) <= available) return candidate;
        }
        return "…";
    }

    private static Glyph glyph(int character) {
        Glyph glyph = TABLE.get(character);
        return glyph != null ? glyph : Objects.requireNonNull(TABLE.get(UNKNOWN));
    }

    private static Map<Integer, Glyph> read() {
        Map<Integer, Glyph> table = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Glyphs.class.getResourceAsStream("glyphs.txt"), "glyphs.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) continue;
                String[] fields = line.split(" ", 3);
                Path2D path = fields.length > 2 ? path(fields[2]) : new Path2D.Double();
                table.put(Integer.parseInt(fields[0], 16), new Glyph(Double.parseDouble(fields[1]), path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }

    /// Reads the path commands M, L, Q and Z with whole numbers between them.
    private static Path2D path(String commands) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double[] numbers = new double[4];
        int position = 0;
        while (position < commands.length()) {
            char command = commands.charAt(position++);
            int count = 0;
            while (position < commands.length() && !Character.isLetter(commands.charAt(position))) {
                int end = position;
                while (end < commands.length() && "-0123456789".indexOf(commands.charAt(end)) >= 0) end++;
                numbers[count++] = Integer.parseInt(commands, position, end, 10);
                position = end < commands.length() && commands.charAt(end) == ' ' ? end + 1 : end;
            }
            switch (command) {
                case 'M' -> path.moveTo(numbers[0], numbers[1]);
                case 'L' -> path.lineTo(numbers[0], numbers[1]);
                case 'Q' -> path.quadTo(numbers[0], numbers[1], numbers[2], numbers[3]);
                case 'Z' -> path.closePath();
                default -> throw new IllegalStateException("glyphs.txt: unknown path command " + command);
            }
        }
        return path;
    }
}
