package mixtura.app.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A finished picture, to be written as SVG or as PNG. Equal drawings give equal bytes.
///
/// @param width        in pixels (of the PNG at scale 1)
/// @param height       in pixels
/// @param title        what is shown, for readers who can't see it and for browsers' tabs
/// @param description  the caption: data, n, method, k, objective
/// @param marks        from back to front
public record Drawing(int width, int height, String title, String description, List<Mark> marks) {
    /// PNGs are written with two dots a pixel in each direction, sharp on today's screens and on paper.
    public static final double PNG_SCALE = 2;

    public Drawing {
        marks = List.copyOf(marks);
    }

    /// How a drawing can be written.
    public enum Format {
        SVG,
        PNG;

        /// The format that a file name asks for.
        ///
        /// @throws IllegalArgumentException if the name ends in neither `.svg` nor `.png`
        public static Format of(String fileName) {
            String name = fileName.toLowerCase(Locale.ROOT);
            if (name.endsWith(".svg")) return SVG;
            if (name.endsWith(".png")) return PNG;
            throw new IllegalArgumentException(
                    "'" + fileName + "' is neither an .svg nor a .png; name the picture x.svg or x.png");
        }
    }

    /// The drawing as an SVG document that refers to nothing outside itself.
    public String svg() {
        return svg("");
    }

    /// The same, to stand beside others in one page.
    ///
    /// @param prefix  of the identifiers inside, which must differ between the drawings of a page
    public String svg(String prefix) {
        return new SvgWriter(prefix).write(this);
    }

    /// The drawing in dots, `scale` of them a pixel in each direction; needs neither a display nor fonts.
    public BufferedImage image(double scale) {
        return PngWriter.paint(this, scale);
    }

    /// Writes the whole picture and leaves the stream open.
    public void write(OutputStream out, Format format) throws IOException {
        switch (format) {
            case SVG -> out.write(svg().getBytes(StandardCharsets.UTF_8));
            case PNG -> PngWriter.write(image(PNG_SCALE), PNG_SCALE, out);
        }
    }
}
