package mixtura.app.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;

/// Times as people type them: `90`, `90s`, `1.5m`, `2h`.
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)(ms|s|m|min|h)?");

    private Durations() {}

    /// The time in seconds.
    static double seconds(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.of(Trouble.INVALID_VALUE, option + " is '" + text + "'; it is a time such as 30s, 10m or 2h");
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return switch (unit) {
            case "ms" -> number / 1000;
            case "m", "min" -> number * 60;
            case "h" -> number * 3600;
            default -> number;
        };
    }
}
