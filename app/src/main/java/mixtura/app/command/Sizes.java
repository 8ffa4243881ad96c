package mixtura.app.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;

/// Numbers of components: one, or a range to choose from.
///
/// @param from  at least 1
/// @param to    at least `from`
record Sizes(int from, int to) {
    /// What `auto` stands for.
    static final Sizes AUTO = new Sizes(1, 9);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(?:\\.\\.([0-9]{1,6}))?");

    /// Reads `3`, `1..9` or `auto`.
    static Sizes of(String text) {
        if (text.equals("auto")) return AUTO;
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "-k is '" + text + "'; it is the number of components, a range such as 1..9, or auto")
                    .with("example", "mixtura fit my.csv -k 3");
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (from < 1) {
            throw Failure.of(Trouble.INVALID_VALUE, "k is " + from + "; there must be at least one component")
                    .with("try", "-k 2");
        }
        if (to < from) {
            throw Failure.of(Trouble.INVALID_VALUE, "-k is '" + text + "'; the range falls")
                    .with("try", "-k " + to + ".." + from);
        }
        return new Sizes(from, to);
    }

    /// Whether there is something to choose.
    boolean isRange() {
        return to > from;
    }
}
