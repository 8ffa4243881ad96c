package mixtura.app.console;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them; scripts get full precision elsewhere.
public final class Numbers {
    private Numbers() {}

    /// Three decimals where that says enough, scientific notation where it does not.
    public static String plain(double x) {
        double size = Math.abs(x);
        if (size == 0 || !Double.isFinite(x)) return size == 0 ? "0" : String.valueOf(x);
        if (size >= 1e12 || size < 1e-3) return String.format(Locale.ROOT, "%.4g", x);
        if (size < 0.1) return String.format(Locale.ROOT, "%.5f", x);
        return String.format(Locale.ROOT, "%.3f", x);
    }

    /// At most two decimals, for sums such as a distortion.
    public static String sum(double x) {
        double size = Math.abs(x);
        if (!Double.isFinite(x)) return String.valueOf(x);
        if (size >= 1e15 || (size < 0.01 && size > 0)) return String.format(Locale.ROOT, "%.6g", x);
        return size >= 1e5 ? String.format(Locale.ROOT, "%.2f", x) : plain(x);
    }

    /// Per cent with one decimal.
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// A time in the unit that suits it.
    public static String seconds(double seconds) {
        if (seconds < 0.9995) return Math.round(1000 * seconds) + " ms";
        if (seconds < 120) return String.format(Locale.ROOT, "%.1f s", seconds);
        Duration duration = Duration.ofMillis(Math.round(1000 * seconds));
        return duration.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart())
                : String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /// A count with its noun, in the plural unless it is one.
    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /// A size in bytes in the unit that suits it.
    public static String bytes(long bytes) {
        if (bytes < 10_000) return bytes + " bytes";
        if (bytes < 10_000_000) return Math.round(bytes / 1e3) + " kB";
        if (bytes < 10_000_000_000L) return Math.round(bytes / 1e6) + " MB";
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
