package mixtura.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// The colours of an image's pixels, row by row, 8 bits a channel.
///
/// @param argb  `0xAARRGGBB`, `width × height`
record Pixels(int width, int height, int[] argb) {
    /// Grey samples are taken as they are stored: Java's own conversion takes them for linear light, and brightens
    /// them. Samples of 16 bits keep their upper 8.
    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if ((long) width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the image has " + width + " × " + height
                    + " pixels, more than an array can hold; make it smaller first");
        }
        int[] argb = new int[width * height];
        ColorModel colours = image.getColorModel();
        if (!(colours instanceof IndexColorModel) && colours.getNumColorComponents() == 1) {
            grey(image, argb);
        } else if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && bytes(image).length == 3 * argb.length) {
            byte[] bytes = bytes(image);
            for (int i = 0, j = 0; i < argb.length; i++, j += 3) {
                argb[i] = 0xff000000 | (bytes[j + 2] & 0xff) << 16 | (bytes[j + 1] & 0xff) << 8 | (bytes[j] & 0xff);
            }
        } else {
            for (int y = 0; y < height; y++) image.getRGB(0, y, width, 1, argb, y * width, width);
        }
        return new Pixels(width, height, argb);
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private static void grey(BufferedImage image, int[] argb) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        boolean hasAlpha = raster.getNumBands() > 1;
        int bits = raster.getSampleModel().getSampleSize(0);
        double unit = 255.0 / ((1L << bits) - 1);
        int[] samples = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, samples);
            if (hasAlpha) raster.getSamples(0, y, width, 1, 1, alphas);
            for (int x = 0; x < width; x++) {
                int v = bits == 16 ? samples[x] >> 8 : (int) Math.round(samples[x] * unit);
                int alpha = !hasAlpha ? 255 : bits == 16 ? alphas[x] >> 8 : (int) Math.round(alphas[x] * unit);
                argb[y * width + x] = alpha << 24 | v << 16 | v << 8 | v;
            }
        }
    }

    /// Whether some pixel is not wholly opaque.
    boolean isTranslucent() {
        for (int colour : argb) if (colour >>> 24 != 255) return true;
        return false;
    }
}
