package mixtura.app.command;

import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;

/// Option values that are one word out of a few.
final class Choice {
    private Choice() {}

    /// The word itself if it is one of these.
    ///
    /// @throws Failure that names what exists
    static String of(String option, String word, String... words) {
        List<String> known = List.of(words);
        if (known.contains(word)) return word;
        Failure failure = Failure.of(Trouble.INVALID_VALUE, option + " does not know '" + word + "'");
        List<String> meant = Usage.nearest(word, known);
        if (!meant.isEmpty()) failure.with("meant", meant.getFirst() + "?");
        throw failure.with("try", option + " " + String.join(" | ", words));
    }
}
