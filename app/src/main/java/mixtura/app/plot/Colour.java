package mixtura.app.plot;

import java.util.Locale;

/// A colour in sRGB with an opacity.
///
/// @param rgb      0xRRGGBB
/// @param opacity  0 (not drawn) … 1
record Colour(int rgb, double opacity) {
    static final Colour NONE = new Colour(0, 0);
    static final Colour WHITE = of(0xffffff);
    /// Text, axes and whatever is not a cluster.
    static final Colour INK = of(0x222222);
    /// Text of less weight, ticks.
    static final Colour SOFT = of(0x5a5a5a);
    /// Grid lines and background shapes.
    static final Colour FAINT = of(0xe3e3e3);
    /// Data without a cluster; histograms.
    static final Colour GREY = of(0xa6a6a6);

    static Colour of(int rgb) {
        return new Colour(rgb, 1);
    }

    boolean isDrawn() {
        return opacity > 0;
    }

    Colour withOpacity(double other) {
        return new Colour(rgb, other);
    }

    /// The share `1 − amount` of this colour with the share `amount` of black.
    Colour darker(double amount) {
        return mix(of(0), amount);
    }

    /// The share `1 − amount` of this colour with the share `amount` of white.
    Colour lighter(double amount) {
        return mix(WHITE, amount);
    }

    /// The share `1 − amount` of this colour with the share `amount` of the other, channel by channel.
    Colour mix(Colour other, double amount) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double own = (rgb >> shift) & 0xff;
            double foreign = (other.rgb >> shift) & 0xff;
            mixed |= (int) Math.round(own + amount * (foreign - own)) << shift;
        }
        return new Colour(mixed, opacity);
    }

    /// Whether black text reads better on this colour than white (relative luminance, WCAG 2.1).
    boolean isLight() {
        double luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
        return luminance > 0.179;
    }

    private double linear(int shift) {
        double value = ((rgb >> shift) & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /// As SVG and CSS write it: `#0072b2`.
    String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
