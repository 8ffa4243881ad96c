package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlyphsTest {
    /// Advances of DejaVu Sans in 1/2048 em: H 1540, i 569.
    @Test
    void widthsAreThoseOfTheFont() {
        assertThat(Glyphs.width("Hi", 2048)).isCloseTo(1540 + 569, within(1e-9));
    }

    @Test
    void everyCharacterThatPlotsWriteHasAnOutline() {
        assertThat(Glyphs.covers("0123456789 −+×·…%σμΣχ²√≤≥∞≈⁰¹²³⁴⁵⁶⁷⁸⁹⁻éßñÅ")).isTrue();
        assertThat(Glyphs.outline("σ", 12).getBounds2D().isEmpty()).isFalse();
    }

    @Test
    void aTextOutsideTheTableIsStillDrawn() {
        assertThat(Glyphs.outline("身長", 12).getBounds2D().isEmpty()).isFalse();
    }

    @Test
    void aShortenedTextFitsAndKeepsBothEnds() {
        String name = "average time between two eruptions [minutes]";
        String shortened = Glyphs.shorten(name, 12, 120);
        assertThat(Glyphs.width(shortened, 12)).isLessThanOrEqualTo(120);
        assertThat(shortened).startsWith("average").endsWith("utes]").contains("…");
        assertThat(Glyphs.shorten("short", 12, 120)).isEqualTo("short");
    }

    @Test
    void fiftySixClustersDifferInColourOrSymbol() {
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < 56; k++) seen.add(Palette.colour(k) + " " + Palette.symbol(k));
        assertThat(seen).hasSize(56);
    }

    @Test
    void theRampGetsDarkerAllTheWay() {
        double before = Double.POSITIVE_INFINITY;
        for (double value = 0; value <= 1; value += 0.05) {
            int rgb = Palette.ramp(value).rgb();
            double lightness = 0.2126 * (rgb >> 16) + 0.7152 * ((rgb >> 8) & 0xff) + 0.0722 * (rgb & 0xff);
            assertThat(lightness).isLessThan(before);
            before = lightness;
        }
    }
}
