package mixtura.image;

/// Where colours are points: three coordinates for each, so that near points look alike.
public enum ColourSpace {
    /// sRGB as stored, 0…255 a channel: not perceptual, but what a screen is sent.
    RGB("rgb", 255) {
        @Override
        void toPoint(int rgb, double[] out, int offset) {
            out[offset] = rgb >> 16 & 0xff;
            out[offset + 1] = rgb >> 8 & 0xff;
            out[offset + 2] = rgb & 0xff;
        }

        @Override
        int toRgb(double[] point) {
            return pack(point[0], point[1], point[2]);
        }
    },

    /// CIELAB of 1976 under the daylight D65: L* 0…100, a* green to red, b* blue to yellow.
    LAB("lab", 100) {
        @Override
        void toPoint(int rgb, double[] out, int offset) {
            double r = LINEAR[rgb >> 16 & 0xff];
            double g = LINEAR[rgb >> 8 & 0xff];
            double b = LINEAR[rgb & 0xff];
            double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
            double fy = cubeRootOrLine(y);
            out[offset] = 116 * fy - 16;
            if (isGrey(rgb)) {
                out[offset + 1] = 0;
                out[offset + 2] = 0;
                return;
            }
            double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X;
            double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z;
            out[offset + 1] = 500 * (cubeRootOrLine(x) - fy);
            out[offset + 2] = 200 * (fy - cubeRootOrLine(z));
        }

        @Override
        int toRgb(double[] point) {
            double fy = (point[0] + 16) / 116;
            double x = WHITE_X * cubeOrLine(fy + point[1] / 500);
            double y = cubeOrLine(fy);
            double z = WHITE_Z * cubeOrLine(fy - point[2] / 200);
            return fromLinear(
                    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
                    -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
                    0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
        }
    },

    /// Oklab (Ottosson 2020): L 0…1, a green to red, b blue to yellow; distances agree with the eye better than
    /// CIELAB's, in the blues above all.
    OKLAB("oklab", 1) {
        @Override
        void toPoint(int rgb, double[] out, int offset) {
            double r = LINEAR[rgb >> 16 & 0xff];
            double g = LINEAR[rgb >> 8 & 0xff];
            double b = LINEAR[rgb & 0xff];
            double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
            double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
            double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
            boolean grey = isGrey(rgb);
            out[offset] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
            out[offset + 1] = grey ? 0 : 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
            out[offset + 2] = grey ? 0 : 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        }

        @Override
        int toRgb(double[] point) {
            double l = cube(point[0] + 0.3963377774 * point[1] + 0.2158037573 * point[2]);
            double m = cube(point[0] - 0.1055613458 * point[1] - 0.0638541728 * point[2]);
            double s = cube(point[0] - 0.0894841775 * point[1] - 1.2914855480 * point[2]);
            return fromLinear(
                    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        }
    };

    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;

    /// Where the cube root of CIELAB turns into a line, and that line's slope: (6/29)³ and (29/6)²/3.
    private static final double KNEE = 216.0 / 24389;

    private static final double SLOPE = 841.0 / 108;

    /// Light of a channel's 256 values, by the transfer function of IEC 61966-2-1.
    private static final double[] LINEAR = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LINEAR[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
    }

    private final String word;
    private final double range;

    ColourSpace(String word, double range) {
        this.word = word;
        this.range = range;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }

    /// How far black is from white along the first axis.
    double range() {
        return range;
    }

    /// Writes the three coordinates of a colour, `0xRRGGBB`.
    abstract void toPoint(int rgb, double[] out, int offset);

    /// The nearest colour of a point that a screen can show, `0xRRGGBB`.
    abstract int toRgb(double[] point);

    private static boolean isGrey(int rgb) {
        return (rgb >> 16 & 0xff) == (rgb & 0xff) && (rgb >> 8 & 0xff) == (rgb & 0xff);
    }

    private static double cube(double v) {
        return v * v * v;
    }

    private static double cubeRootOrLine(double v) {
        return v > KNEE ? Math.cbrt(v) : SLOPE * v + 4.0 / 29;
    }

    private static double cubeOrLine(double v) {
        return v > 6.0 / 29 ? cube(v) : (v - 4.0 / 29) / SLOPE;
    }

    private static int fromLinear(double r, double g, double b) {
        return pack(255 * transfer(r), 255 * transfer(g), 255 * transfer(b));
    }

    private static double transfer(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    private static int pack(double r, double g, double b) {
        return channel(r) << 16 | channel(g) << 8 | channel(b);
    }

    private static int channel(double v) {
        return (int) Math.round(Math.clamp(v, 0, 255));
    }
}
