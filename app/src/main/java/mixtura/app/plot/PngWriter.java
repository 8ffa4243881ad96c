package mixtura.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Paints a drawing in memory with Java2D and writes PNG. Letters are painted as outlines ([Glyphs]), so neither a
/// display nor an installed font is needed.
final class PngWriter {
    /// Width of the white rim of texts with a halo.
    static final double HALO = 3;

    /// Dots a metre of a PNG at scale 1: 96 dots an inch, the pixel of CSS.
    private static final double DOTS_PER_METRE = 96 / 0.0254;

    static {
        // a DISPLAY that can't be reached would end in an error, and we never show a window
        if (System.getProperty("java.awt.headless") == null) System.setProperty("java.awt.headless", "true");
    }

    private final Graphics2D graphics;

    private PngWriter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static BufferedImage paint(Drawing drawing, double scale) {
        int width = (int) Math.ceil(drawing.width() * scale);
        int height = (int) Math.ceil(drawing.height() * scale);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            var writer = new PngWriter(graphics);
            drawing.marks().forEach(writer::paint);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /// Writes an image with the size of its dots, so that programs show it at its natural size.
    static void write(BufferedImage image, double scale, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            String format = metadata.getNativeMetadataFormatName();
            var root = new IIOMetadataNode(format);
            var size = new IIOMetadataNode("pHYs");
            String dots = Long.toString(Math.round(DOTS_PER_METRE * scale));
            size.setAttribute("pixelsPerUnitXAxis", dots);
            size.setAttribute("pixelsPerUnitYAxis", dots);
            size.setAttribute("unitSpecifier", "meter");
            root.appendChild(size);
            metadata.mergeTree(format, root);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    static BufferedImage image(Mark.Picture picture) {
        var image = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.columns(), picture.rows(), picture.rgb(), 0, picture.columns());
        return image;
    }

    private void paint(Mark mark) {
        switch (mark) {
            case Mark.Path path -> paint(shape(path), path.ink());
            case Mark.Oval oval -> paint(shape(oval), oval.ink());
            case Mark.Symbols symbols -> {
                for (int i = 0; i < symbols.x().length; i++) {
                    paint(shape(symbols.symbol(), symbols.x()[i], symbols.y()[i], symbols.radius()[i]), symbols.ink());
                }
            }
            case Mark.Text text -> paint(text);
            case Mark.Picture picture -> {
                var place = new AffineTransform(
                        picture.width() / picture.columns(),
                        0,
                        0,
                        picture.height() / picture.rows(),
                        picture.x(),
                        picture.y());
                graphics.drawImage(image(picture), place, null);
            }
            case Mark.Clip clip -> {
                Shape before = graphics.getClip();
                graphics.clip(new Rectangle2D.Double(clip.x(), clip.y(), clip.width(), clip.height()));
                clip.marks().forEach(this::paint);
                graphics.setClip(before);
            }
        }
    }

    private void paint(Mark.Text text) {
        double width = Glyphs.width(text.text(), text.size());
        double shift = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        var place = AffineTransform.getTranslateInstance(text.x(), text.y());
        place.rotate(Math.toRadians(text.degrees()));
        place.translate(shift, 0);
        Shape shape = place.createTransformedShape(Glyphs.outline(text.text(), text.size()));
        if (text.halo()) paint(shape, Ink.line(Colour.WHITE, HALO));
        paint(shape, Ink.fill(text.colour()));
    }

    private void paint(Shape shape, Ink ink) {
        if (ink.fill().isDrawn()) {
            graphics.setColor(awt(ink.fill()));
            graphics.fill(shape);
        }
        if (ink.stroke().isDrawn() && ink.width() > 0) {
            graphics.setColor(awt(ink.stroke()));
            float[] dash = {(float) ink.dash()};
            graphics.setStroke(new BasicStroke(
                    (float) ink.width(),
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_ROUND,
                    1,
                    ink.dash() > 0 ? dash : null,
                    0));
            graphics.draw(shape);
        }
    }

    private static Shape shape(Mark.Path path) {
        var shape = new Path2D.Double();
        for (int i = 0; i < path.x().length; i++) {
            if (i == 0) shape.moveTo(path.x()[i], path.y()[i]);
            else shape.lineTo(path.x()[i], path.y()[i]);
        }
        if (path.closed()) shape.closePath();
        return shape;
    }

    private static Shape shape(Mark.Oval oval) {
        var place = AffineTransform.getTranslateInstance(oval.x(), oval.y());
        place.rotate(oval.angle());
        return place.createTransformedShape(new Ellipse2D.Double(-oval.a(), -oval.b(), 2 * oval.a(), 2 * oval.b()));
    }

    private static Shape shape(Symbol symbol, double x, double y, double radius) {
        if (symbol.isRound()) return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        var shape = new Path2D.Double();
        for (int corner = 0; corner < symbol.cornerCount(); corner++) {
            double cornerX = x + radius * symbol.cornerX(corner);
            double cornerY = y + radius * symbol.cornerY(corner);
            if (corner == 0) shape.moveTo(cornerX, cornerY);
            else shape.lineTo(cornerX, cornerY);
        }
        shape.closePath();
        return shape;
    }

    private static Color awt(Colour colour) {
        return new Color(colour.rgb() | (int) Math.round(255 * colour.opacity()) << 24, true);
    }
}
