package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DrawingTest {
    static final List<Map.Entry<String, Drawing>> ALL = AllPlots.drawings();
    /// Every sixth: painting and packing a PNG takes a quarter of a second.
    static final List<Map.Entry<String, Drawing>> SOME = IntStream.range(0, ALL.size())
            .filter(i -> i % 6 == 0)
            .mapToObj(ALL::get)
            .toList();

    @ParameterizedTest
    @FieldSource("ALL")
    void everySvgIsWellFormedAndRefersToNothingOutside(Map.Entry<String, Drawing> named) throws Exception {
        String svg = named.getValue().svg();
        var document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(svg).doesNotContain("href=\"http").doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(svg.split("font-family=\"", -1)).hasSize(2);
        assertThat(svg).contains("sans-serif");
    }

    @ParameterizedTest
    @FieldSource("SOME")
    void aPngHasTwiceTheSizeOfTheDrawing(Map.Entry<String, Drawing> named) throws Exception {
        Drawing drawing = named.getValue();
        var bytes = new ByteArrayOutputStream();
        drawing.write(bytes, Drawing.Format.PNG);
        BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
        assertThat(image.getHeight()).isEqualTo(2 * drawing.height());
    }

    @Test
    void equalInputGivesEqualBytes() throws Exception {
        List<Map.Entry<String, Drawing>> again = AllPlots.drawings();
        for (int i = 0; i < again.size(); i++) {
            for (Drawing.Format format : Drawing.Format.values()) {
                if (format == Drawing.Format.PNG && i % 20 != 0) continue;
                var first = new ByteArrayOutputStream();
                var second = new ByteArrayOutputStream();
                ALL.get(i).getValue().write(first, format);
                again.get(i).getValue().write(second, format);
                assertThat(second.toByteArray()).as(ALL.get(i).getKey()).isEqualTo(first.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyTextLiesWithinTheDrawing(Map.Entry<String, Drawing> named) {
        Drawing drawing = named.getValue();
        for (Mark mark : drawing.marks()) {
            if (!(mark instanceof Mark.Text text) || text.degrees() != 0) continue;
            double width = Glyphs.width(text.text(), text.size());
            double left = switch (text.anchor()) {
                case START -> text.x();
                case MIDDLE -> text.x() - width / 2;
                case END -> text.x() - width;
            };
            assertThat(left).as(text.text()).isGreaterThan(-1);
            assertThat(left + width).as(text.text()).isLessThan(drawing.width() + 1);
            assertThat(text.y()).as(text.text()).isBetween(0.0, (double) drawing.height());
        }
    }

    @Test
    void theFormatComesFromTheFileName() {
        assertThat(Drawing.Format.of("a.SVG")).isEqualTo(Drawing.Format.SVG);
        assertThat(Drawing.Format.of("b.c.png")).isEqualTo(Drawing.Format.PNG);
        assertThatThrownBy(() -> Drawing.Format.of("plot.gif")).hasMessageContaining("x.svg or x.png");
    }

    @Test
    void namesThatXmlCannotHoldDoNotBreakTheFile() {
        assertThat(SvgWriter.escape("a<b>&\"c\" \u0000 é σ")).isEqualTo("a&lt;b&gt;&amp;&quot;c&quot; \ufffd é σ");
    }

    @Test
    void numbersInSvgHaveTwoDecimals() {
        assertThat(SvgWriter.number(1)).isEqualTo("1");
        assertThat(SvgWriter.number(-0.004)).isEqualTo("0");
        assertThat(SvgWriter.number(-1.5)).isEqualTo("-1.5");
        assertThat(SvgWriter.number(12.345)).isEqualTo("12.35");
        assertThat(SvgWriter.number(0.07)).isEqualTo("0.07");
    }
}
