package mixtura.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Mistakes in the arguments, said so that the next try is right.
final class Usage {
    private Usage() {}

    /// The failure behind a parser's exception.
    static Failure failure(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String command = spec.qualifiedName();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, spec, command);
            case MissingParameterException missing ->
                Failure.of(Trouble.MISSING_ARGUMENT, missingParameter(missing)).with("help", command + " --help");
            case OverwrittenOptionException twice ->
                Failure.of(Trouble.INVALID_VALUE, nameOf(twice.getOverwritten()) + " is given twice")
                        .with("help", command + " --help");
            default -> invalid(e, command);
        };
    }

    private static String missingParameter(MissingParameterException e) {
        return e.getMissing().isEmpty()
                ? lowerFirst(message(e))
                : "a value is missing after " + nameOf(e.getMissing().getFirst());
    }

    private static String nameOf(picocli.CommandLine.Model.ArgSpec argument) {
        return argument instanceof OptionSpec option ? "'" + option.longestName() + "'" : argument.paramLabel();
    }

    private static Failure invalid(ParameterException e, String command) {
        if (e.getCause() instanceof Failure failure) return failure;
        String what = e.getCause() instanceof TypeConversionException conversion
                ? argumentName(e) + message(conversion)
                : lowerFirst(message(e));
        return Failure.of(Trouble.INVALID_VALUE, what).with("help", command + " --help");
    }

    private static String argumentName(ParameterException e) {
        return e.getArgSpec() == null ? "" : nameOf(e.getArgSpec()) + ": ";
    }

    private static String message(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? "the arguments are not understood" : message;
    }

    private static String lowerFirst(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static Failure unmatched(UnmatchedArgumentException e, CommandSpec spec, String command) {
        String word = e.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) return unknownOption(word, spec, command);
        if (spec.parent() == null) {
            Failure failure = Failure.of(Trouble.UNKNOWN_COMMAND, "unknown command '" + word + "'");
            List<String> meant =
                    nearest(word, new ArrayList<>(spec.subcommands().keySet()));
            if (!meant.isEmpty()) failure.with("meant", String.join(" or ", meant) + "?");
            List<String> commands = Arrays.stream(Verb.values()).map(Verb::word).toList();
            return failure.with("exist", String.join(" · ", commands)).with("help", "mixtura help");
        }
        if (!spec.subcommands().isEmpty()) {
            Failure failure = Failure.of(Trouble.UNKNOWN_COMMAND, "'" + command + "' has no verb '" + word + "'");
            List<String> verbs = new ArrayList<>(spec.subcommands().keySet());
            List<String> meant = nearest(word, verbs);
            if (!meant.isEmpty()) failure.with("meant", meant.getFirst() + "?");
            return failure.with("exist", String.join(" · ", verbs)).with("help", command + " --help");
        }
        return Failure.of(Trouble.INVALID_VALUE, "'" + command + "' does not know what to do with '" + word + "'")
                .with("help", command + " --help");
    }

    private static Failure unknownOption(String word, CommandSpec spec, String command) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Failure failure = Failure.of(Trouble.UNKNOWN_OPTION, "unknown option '" + name + "' of '" + command + "'");
        List<String> meant = nearest(name, new ArrayList<>(spec.optionsMap().keySet()));
        String example = example(spec);
        if (!meant.isEmpty()) {
            String words = String.join(
                            " or ",
                            meant.stream()
                                    .map(option -> withShortName(option, spec))
                                    .toList()) + "?";
            failure.with("meant", example.isEmpty() ? words : words + "        example   " + example);
        } else if (!example.isEmpty()) {
            failure.with("example", example);
        }
        return failure.with("help", command + " --help");
    }

    private static String example(CommandSpec spec) {
        String[] examples = spec.usageMessage().footer();
        if (examples.length == 0) return "";
        return examples[0].split(" {3,}", 2)[0].strip();
    }

    private static String withShortName(String option, CommandSpec spec) {
        OptionSpec found = spec.optionsMap().get(option);
        if (found == null || found.shortestName().equals(option)) return option;
        return option + " (" + found.shortestName() + ")";
    }

    /// The words that a typing mistake or two away, at most two of them, nearest first.
    static List<String> nearest(String word, List<String> words) {
        int allowed = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(candidate ->
                        distance(word, candidate) <= allowed || (word.length() > 4 && candidate.startsWith(word)))
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(2)
                .toList();
    }

    /// Levenshtein's distance: letters to insert, delete or replace.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
