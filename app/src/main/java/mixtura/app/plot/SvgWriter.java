package mixtura.app.plot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// Writes a drawing as SVG 1.1: plain elements, generic fonts, pictures inside as data, nothing fetched, no scripts.
final class SvgWriter {
    private static final String FONTS = "Helvetica, Arial, sans-serif";

    private final StringBuilder out = new StringBuilder();
    private final String prefix;
    private int clipCount;

    /// @param prefix  of identifiers, which browsers share between all drawings of a page
    SvgWriter(String prefix) {
        this.prefix = prefix;
    }

    String write(Drawing drawing) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"")
                .append(drawing.width())
                .append("\" height=\"")
                .append(drawing.height())
                .append("\" viewBox=\"0 0 ")
                .append(drawing.width())
                .append(' ')
                .append(drawing.height())
                .append("\" role=\"img\" font-family=\"")
                .append(FONTS)
                .append("\">\n<title>")
                .append(escape(drawing.title()))
                .append("</title>\n<desc>")
                .append(escape(drawing.description()))
                .append("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        drawing.marks().forEach(this::write);
        return out.append("</svg>\n").toString();
    }

    private void write(Mark mark) {
        switch (mark) {
            case Mark.Path path -> write(path);
            case Mark.Oval oval -> write(oval);
            case Mark.Symbols symbols -> write(symbols);
            case Mark.Text text -> write(text);
            case Mark.Picture picture -> write(picture);
            case Mark.Clip clip -> write(clip);
        }
    }

    private void write(Mark.Path path) {
        out.append("<path d=\"");
        for (int i = 0; i < path.x().length; i++) {
            out.append(i == 0 ? 'M' : 'L')
                    .append(number(path.x()[i]))
                    .append(' ')
                    .append(number(path.y()[i]));
        }
        out.append(path.closed() ? "Z\"" : "\"").append(attributes(path.ink())).append("/>\n");
    }

    private void write(Mark.Oval oval) {
        out.append("<ellipse cx=\"").append(number(oval.x())).append("\" cy=\"").append(number(oval.y()));
        out.append("\" rx=\"")
                .append(number(oval.a()))
                .append("\" ry=\"")
                .append(number(oval.b()))
                .append('"');
        if (oval.angle() != 0) {
            out.append(" transform=\"rotate(").append(number(Math.toDegrees(oval.angle())));
            out.append(' ')
                    .append(number(oval.x()))
                    .append(' ')
                    .append(number(oval.y()))
                    .append(")\"");
        }
        out.append(attributes(oval.ink())).append("/>\n");
    }

    private void write(Mark.Symbols symbols) {
        out.append("<g").append(attributes(symbols.ink())).append(">\n");
        Symbol symbol = symbols.symbol();
        for (int i = 0; i < symbols.x().length; i++) {
            double x = symbols.x()[i];
            double y = symbols.y()[i];
            double radius = symbols.radius()[i];
            if (symbol.isRound()) {
                out.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
                out.append("\" r=\"").append(number(radius)).append("\"/>\n");
                continue;
            }
            out.append("<path d=\"");
            for (int corner = 0; corner < symbol.cornerCount(); corner++) {
                out.append(corner == 0 ? 'M' : 'L').append(number(x + radius * symbol.cornerX(corner)));
                out.append(' ').append(number(y + radius * symbol.cornerY(corner)));
            }
            out.append("Z\"/>\n");
        }
        out.append("</g>\n");
    }

    private void write(Mark.Text text) {
        out.append("<text x=\"").append(number(text.x())).append("\" y=\"").append(number(text.y()));
        out.append("\" font-size=\"").append(number(text.size())).append('"');
        switch (text.anchor()) {
            case START -> out.append("");
            case MIDDLE -> out.append(" text-anchor=\"middle\"");
            case END -> out.append(" text-anchor=\"end\"");
        }
        if (text.degrees() != 0) {
            out.append(" transform=\"rotate(").append(number(text.degrees())).append(' ');
            out.append(number(text.x())).append(' ').append(number(text.y())).append(")\"");
        }
        if (text.halo()) {
            out.append(" stroke=\"#ffffff\" stroke-width=\"").append(number(PngWriter.HALO));
            out.append("\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
        out.append(" fill=\"")
                .append(text.colour().hex())
                .append("\">")
                .append(escape(text.text()))
                .append("</text>\n");
    }

    private void write(Mark.Picture picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            PngWriter.write(PngWriter.image(picture), 1, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: can't happen
        }
        out.append("<image x=\"").append(number(picture.x())).append("\" y=\"").append(number(picture.y()));
        out.append("\" width=\"").append(number(picture.width()));
        out.append("\" height=\"").append(number(picture.height()));
        out.append("\" preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\""
                + " style=\"image-rendering:pixelated\"");
        out.append(" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"data:image/png;base64,");
        out.append(Base64.getEncoder().encodeToString(bytes.toByteArray())).append("\"/>\n");
    }

    private void write(Mark.Clip clip) {
        String id = prefix + "clip" + ++clipCount;
        out.append("<clipPath id=\"").append(id).append("\"><rect x=\"").append(number(clip.x()));
        out.append("\" y=\"").append(number(clip.y())).append("\" width=\"").append(number(clip.width()));
        out.append("\" height=\"").append(number(clip.height())).append("\"/></clipPath>\n<g clip-path=\"url(#");
        out.append(id).append(")\">\n");
        clip.marks().forEach(this::write);
        out.append("</g>\n");
    }

    private static String attributes(Ink ink) {
        var text = new StringBuilder();
        if (ink.fill().isDrawn()) {
            text.append(" fill=\"").append(ink.fill().hex()).append('"');
            if (ink.fill().opacity() < 1)
                text.append(" fill-opacity=\"")
                        .append(number(ink.fill().opacity()))
                        .append('"');
        } else {
            text.append(" fill=\"none\"");
        }
        if (ink.stroke().isDrawn() && ink.width() > 0) {
            text.append(" stroke=\"").append(ink.stroke().hex()).append("\" stroke-width=\"");
            text.append(number(ink.width())).append("\" stroke-linejoin=\"round\"");
            if (ink.stroke().opacity() < 1) {
                text.append(" stroke-opacity=\"")
                        .append(number(ink.stroke().opacity()))
                        .append('"');
            }
            if (ink.dash() > 0)
                text.append(" stroke-dasharray=\"").append(number(ink.dash())).append('"');
        }
        return text.toString();
    }

    /// At most two decimals: a hundredth of a pixel.
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        long fraction = size % 100;
        String whole = sign + size / 100;
        if (fraction == 0) return whole;
        if (fraction % 10 == 0) return whole + "." + fraction / 10;
        return whole + (fraction < 10 ? ".0" : ".") + fraction;
    }

    /// Text for XML; characters that XML 1.0 can't hold become U+FFFD.
    static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(character) ? character : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
