package mixtura.app.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for fish: one line for each verb and each of its options.
final class FishCompletion {
    private static final String NO_VERB_YET = "__fish_use_subcommand";

    private FishCompletion() {}

    static String script(CommandLine root) {
        StringBuilder text = new StringBuilder("# Tab completion of mixtura for fish\n");
        for (OptionSpec option : root.getCommandSpec().options()) line(text, NO_VERB_YET, option);
        for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
            CommandLine verb = entry.getValue();
            String header = verb.getCommandSpec().usageMessage().header()[0];
            text.append("complete -c mixtura -n ")
                    .append(NO_VERB_YET)
                    .append(" -f -a ")
                    .append(entry.getKey());
            text.append(" -d ").append(quoted(header)).append('\n');
            String seen = "'__fish_seen_subcommand_from " + entry.getKey() + "'";
            for (OptionSpec option : verb.getCommandSpec().options()) line(text, seen, option);
            verb.getSubcommands().forEach((word, inner) -> {
                text.append("complete -c mixtura -n ")
                        .append(seen)
                        .append(" -f -a ")
                        .append(word)
                        .append('\n');
                String both = "'__fish_seen_subcommand_from " + entry.getKey() + "; and __fish_seen_subcommand_from "
                        + word + "'";
                for (OptionSpec option : inner.getCommandSpec().options()) line(text, both, option);
            });
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String condition, OptionSpec option) {
        text.append("complete -c mixtura -n ").append(condition);
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) text.append(" -r");
        String description = String.join(" ", List.of(option.description()));
        text.append(" -d ").append(quoted(description)).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
