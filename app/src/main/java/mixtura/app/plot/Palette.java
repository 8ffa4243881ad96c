package mixtura.app.plot;

/// Colours and symbols of clusters: the eight colours of Okabe and Ito (2008), which people with any colour vision tell
/// apart, then the same eight with another symbol, and so on.
///
/// The order puts the strongest contrasts first and yellow and black last. 8 colours by 7 symbols tell 56 clusters
/// apart; beyond that the numbers written at the centres do.
final class Palette {
    private static final int[] OKABE_ITO = {
        0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x4d4d4d
    };
    private static final Symbol[] SYMBOLS = Symbol.values();

    private Palette() {}

    static Colour colour(int cluster) {
        return Colour.of(OKABE_ITO[Math.floorMod(cluster, OKABE_ITO.length)]);
    }

    /// The cluster's colour, dark enough for lines and letters on white.
    static Colour lineColour(int cluster) {
        Colour colour = colour(cluster);
        return colour.darker(colour.isLight() ? 0.3 : 0.1);
    }

    /// Whether an earlier cluster has the same colour.
    static boolean isRepeated(int cluster) {
        return cluster >= OKABE_ITO.length;
    }

    static Symbol symbol(int cluster) {
        return SYMBOLS[Math.floorMod(cluster / OKABE_ITO.length, SYMBOLS.length)];
    }

    /// The ink of a cluster's points: filled, with a thin darker rim, so that yellow shows on white.
    static Ink points(int cluster, double opacity) {
        Colour colour = colour(cluster);
        return Ink.fill(colour.withOpacity(opacity)).outlined(colour.darker(0.4).withOpacity(opacity), 0.6);
    }

    /// Light to dark for values from 0 to 1 on white paper: white, then the colours of ColorBrewer's YlGnBu, which
    /// stay in order of lightness in every kind of colour vision and in grey.
    static Colour ramp(double value) {
        double place = Math.clamp(value, 0, 1) * (RAMP.length - 1);
        int lower = Math.min((int) place, RAMP.length - 2);
        return Colour.of(RAMP[lower]).mix(Colour.of(RAMP[lower + 1]), place - lower);
    }

    private static final int[] RAMP = {
        0xffffff, 0xedf8d9, 0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58
    };

    /// White at 0, black at 1.
    static Colour grey(double value) {
        int level = (int) Math.round(255 * (1 - Math.clamp(value, 0, 1)));
        return Colour.of(level << 16 | level << 8 | level);
    }
}
