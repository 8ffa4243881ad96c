package mixtura.app.photo;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;

/// An image from a file, the right way up.
///
/// @param image   as it should be seen
/// @param format  such as `JPEG`
/// @param turned  whether the file said that it lies on its side or is mirrored (EXIF)
public record Photograph(BufferedImage image, String format, boolean turned) {
    private static final String FORMATS = "PNG, JPEG, GIF, BMP, TIFF or WebP";

    static {
        // a DISPLAY that can't be reached would end in an error, and we never show a window
        if (System.getProperty("java.awt.headless") == null) System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    /// Reads an image; of a file with several, such as an animated GIF, the first.
    ///
    /// @param name  the file as the user typed it
    /// @throws Failure if it cannot be read
    public static Photograph read(Path path, String name) {
        if (!Files.exists(path)) {
            throw Failure.of(Trouble.UNREADABLE, "there is no file '" + name + "'");
        }
        if (Files.isDirectory(path)) {
            throw Failure.of(Trouble.UNREADABLE, "'" + name + "' is a folder; name an image in it");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw Failure.of(Trouble.UNREADABLE, "cannot read '" + name + "': " + e.getMessage())
                    .because(e);
        }
        return decode(bytes, name);
    }

    private static Photograph decode(byte[] bytes, String name) {
        List<Exception> troubles = new ArrayList<>();
        boolean known = false;
        for (ImageReader reader : readers(bytes)) {
            known = true;
            try (ImageInputStream in = stream(bytes)) {
                reader.setInput(in, true, false);
                String format = reader.getFormatName().toUpperCase(Locale.ROOT);
                ImageReadParam parameters = reader.getDefaultReadParam();
                BufferedImage image = reader.read(0, parameters);
                Orientation orientation = format.equals("JPEG") ? Orientation.ofJpeg(bytes) : Orientation.UPRIGHT;
                return new Photograph(orientation.upright(image), format, orientation != Orientation.UPRIGHT);
            } catch (IOException | RuntimeException e) { // damaged files make readers throw anything
                troubles.add(e);
            } finally {
                reader.dispose();
            }
        }
        if (!known) {
            throw Failure.of(Trouble.DAMAGED_FILE, "'" + name + "' is not an image that can be read")
                    .with("why", bytes.length == 0 ? "the file is empty" : "it does not begin like a " + FORMATS)
                    .with("try", "convert it to PNG first");
        }
        Exception first = troubles.getFirst();
        String why = first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
        throw Failure.of(Trouble.DAMAGED_FILE, "the image '" + name + "' is damaged or of a kind that cannot be read")
                .with("why", why.lines().findFirst().orElse(why))
                .with("try", "fetch the file again, or convert it to PNG first")
                .because(first);
    }

    /// The JDK's own readers first: they are the fastest where they can read a file at all.
    private static List<ImageReader> readers(byte[] bytes) {
        List<ImageReader> own = new ArrayList<>();
        List<ImageReader> others = new ArrayList<>();
        try (ImageInputStream in = stream(bytes)) {
            Iterator<ImageReader> all = ImageIO.getImageReaders(in);
            while (all.hasNext()) {
                ImageReader reader = all.next();
                boolean isJdk = reader.getClass().getName().startsWith("com.sun.");
                (isJdk ? own : others).add(reader);
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        own.addAll(others);
        return own;
    }

    private static ImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    /// How a camera was held: the EXIF orientations 1 to 8, each with what turns the stored image upright.
    enum Orientation {
        UPRIGHT(1, false),
        MIRRORED(2, false),
        UPSIDE_DOWN(3, false),
        FLIPPED(4, false),
        TRANSPOSED(5, true),
        LEFT(6, true),
        TRANSVERSED(7, true),
        RIGHT(8, true);

        private final int exif;
        private final boolean swaps; // width and height

        Orientation(int exif, boolean swaps) {
            this.exif = exif;
            this.swaps = swaps;
        }

        static Orientation ofJpeg(byte[] bytes) {
            int exif = Exif.orientation(bytes);
            for (Orientation orientation : values()) if (orientation.exif == exif) return orientation;
            return UPRIGHT;
        }

        BufferedImage upright(BufferedImage stored) {
            if (this == UPRIGHT) return stored;
            int w = stored.getWidth();
            int h = stored.getHeight();
            AffineTransform turn = switch (this) {
                case UPRIGHT -> new AffineTransform();
                case MIRRORED -> new AffineTransform(-1, 0, 0, 1, w, 0);
                case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, w, h);
                case FLIPPED -> new AffineTransform(1, 0, 0, -1, 0, h);
                case TRANSPOSED -> new AffineTransform(0, 1, 1, 0, 0, 0);
                case LEFT -> new AffineTransform(0, 1, -1, 0, h, 0);
                case TRANSVERSED -> new AffineTransform(0, -1, -1, 0, h, w);
                case RIGHT -> new AffineTransform(0, -1, 1, 0, 0, w);
            };
            boolean alpha = stored.getColorModel().hasAlpha();
            var upright = new BufferedImage(
                    swaps ? h : w, swaps ? w : h, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
            var graphics = upright.createGraphics();
            graphics.drawImage(stored, turn, null);
            graphics.dispose();
            return upright;
        }
    }
}
