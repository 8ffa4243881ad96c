import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.PathIterator;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;

/// Writes the outlines of a TrueType font as the table `glyphs.txt` of the plots:
/// `java MakeGlyphs.java DejaVuSans.ttf > glyphs.txt`.
///
/// One line a character: code point (hexadecimal), advance, SVG path; units of 1/2048 em, y downwards, baseline at 0.
void main(String[] arguments) throws Exception {
    Font font = Font.createFont(Font.TRUETYPE_FONT, new File(arguments[0])).deriveFont(2048f);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("# Outlines taken from DejaVu Sans 2.37 by reference/plot/MakeGlyphs.java: code point, advance, path (1/2048 em).");
    out.println("# Fonts are (c) Bitstream, Inc.; DejaVu changes are in public domain. Licence: glyphs-LICENSE.txt beside this file.");
    IntStream characters = concat(
            range(0x20, 0x7e), range(0xa0, 0x17f), range(0x391, 0x3a1), range(0x3a3, 0x3a9), range(0x3b1, 0x3c9), range(0x410, 0x44f),
            range(0x2010, 0x2015), range(0x2018, 0x201e), range(0x2070, 0x2070), range(0x2074, 0x208e))
            ;
    emit(out, font, characters);
    emit(out, font, IntStream.of(0x401, 0x451, 0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x20ac, 0x2103, 0x2113, 0x2190, 0x2191, 0x2192, 0x2193,
            0x2202, 0x2206, 0x2208, 0x2211, 0x2212, 0x221a, 0x221e, 0x2248, 0x2260, 0x2264, 0x2265, 0x00b5, 0x25a1, 0x2713));
}

IntStream range(int first, int last) {
    return IntStream.rangeClosed(first, last);
}

IntStream concat(IntStream... parts) {
    return java.util.Arrays.stream(parts).flatMapToInt(part -> part);
}

void emit(PrintStream out, Font font, IntStream characters) {
    var context = new FontRenderContext(null, true, true);
    characters.filter(font::canDisplay).forEach(character -> {
        var vector = font.createGlyphVector(context, Character.toString(character));
        var path = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator p = vector.getOutline().getPathIterator(null); !p.isDone(); p.next()) {
            int count = switch (p.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> { path.append('M'); yield 2; }
                case PathIterator.SEG_LINETO -> { path.append('L'); yield 2; }
                case PathIterator.SEG_QUADTO -> { path.append('Q'); yield 4; }
                case PathIterator.SEG_CUBICTO -> { path.append('C'); yield 6; }
                default -> { path.append('Z'); yield 0; }
            };
            for (int i = 0; i < count; i++) path.append(i == 0 ? "" : " ").append(Math.round(c[i]));
        }
        out.println(String.format(Locale.ROOT, "%x %d %s", character, Math.round(vector.getGlyphMetrics(0).getAdvanceX()), path).strip());
    });
}
