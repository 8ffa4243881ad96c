package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Help with the examples first: a command's footer holds them, one a line.
final class HelpText {
    private static final List<String> ORDER = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST);
    private static final int WIDTH = 110;

    private HelpText() {}

    /// The help of one verb.
    static String of(CommandLine command) {
        if (command.getParent() == null) return overview(command);
        UsageMessageSpec message = command.getCommandSpec().usageMessage();
        message.sectionKeys(ORDER);
        message.width(WIDTH);
        message.footerHeading("%nExamples%n");
        message.synopsisHeading("%nUsage%n  ");
        message.customSynopsis(synopsis(command));
        message.parameterListHeading("%n");
        message.optionListHeading("%nOptions%n");
        message.sortOptions(false);
        message.abbreviateSynopsis(true);
        String[] examples = message.footer();
        String[] indented = new String[examples.length];
        for (int i = 0; i < examples.length; i++) indented[i] = "  " + examples[i].replace("%", "%%");
        message.footer(indented);
        String[] description = message.description();
        if (description.length > 0) message.descriptionHeading("%n");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionSections::of);
        String text = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
        message.footer(examples);
        return command.getSubcommands().isEmpty() ? text : text + String.join("\n", OodCommand.listing(command)) + "\n";
    }

    private static String synopsis(CommandLine command) {
        StringBuilder text = new StringBuilder(command.getCommandSpec().qualifiedName());
        command.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> text.append(' ').append(parameter.paramLabel()));
        if (!command.getSubcommands().isEmpty()) text.append(" VERB");
        return text.append(" [OPTIONS]").toString();
    }

    /// The first screen: examples, then the verbs by chapter, then the options of all verbs.
    static String overview(CommandLine root) {
        List<String> lines = new ArrayList<>();
        UsageMessageSpec message = root.getCommandSpec().usageMessage();
        lines.add(message.header()[0]);
        lines.add("");
        for (String example : message.footer()) lines.add("  " + example);
        lines.add("");
        Map<String, CommandLine> commands = root.getSubcommands();
        String chapter = "";
        for (Verb verb : Verb.values()) {
            CommandLine command = commands.get(verb.word());
            if (command == null) continue;
            String header = command.getCommandSpec().usageMessage().header()[0];
            lines.add(String.format(
                    "%-9s%-12s%s", chapter.equals(verb.chapter()) ? "" : verb.chapter(), verb.word(), header));
            chapter = verb.chapter();
        }
        lines.add("");
        lines.add("Every command   -h help · -q quiet · -v verbose · --json · --progress auto|never|json · --color"
                + " auto|always|never");
        lines.add("Arguments       @FILE reads arguments from a file · - is standard input or output · -V version");
        lines.add("Exit codes      0 done · 1 our bug · 2 usage · 3 data or files · 4 numerical failure · 5 not"
                + " converged");
        lines.add("                (with --require-convergence) · 6 refused to overwrite · 130 interrupted · 141 closed"
                + " pipe");
        lines.add("More            mixtura help COMMAND · mixtura help " + String.join(" | ", Topics.names()));
        return String.join("\n", lines) + "\n";
    }
}
