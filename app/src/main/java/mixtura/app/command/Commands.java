package mixtura.app.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.RowCheck;
import mixtura.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// From arguments to the verb that does the work.
public final class Commands {
    private Commands() {}

    /// Parses the session's arguments and runs the verb.
    ///
    /// @return the exit code
    /// @throws Failure if the arguments are wrong or the verb fails
    public static int run(Session session) {
        String[] arguments = session.arguments().toArray(new String[0]);
        // Asked alone, the version needs no tree of verbs and options, which takes longer than all the rest of the
        // start.
        if (arguments.length == 1 && Version.isAskedBy(arguments[0])) {
            return print(session.console(), String.join("\n", new Version().getVersion()) + "\n");
        }
        RootCommand root = new RootCommand();
        CommandLine line = tree(root, session, arguments);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw Usage.failure(e);
        }
        CommandLine last = line;
        List<CommandLine> chain = line.getParseResult().asCommandLineList();
        for (CommandLine part : chain) {
            if (part.isUsageHelpRequested()) return print(session.console(), HelpText.of(part));
            if (part.isVersionHelpRequested())
                return print(session.console(), String.join("\n", versionOf(part)) + "\n");
            last = part;
        }
        root.apply(session);
        if (chain.size() == 1) return print(session.console(), HelpText.overview(all(session)));
        @SuppressWarnings("unchecked") // every verb is one, see Verb.make
        Callable<Integer> command = (Callable<Integer>) last.getCommand();
        try {
            return command.call();
        } catch (DataException e) {
            throw RowCheck.failure(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a verb let a checked exception pass", e);
        }
    }

    private static String[] versionOf(CommandLine part) {
        try {
            return part.getCommandSpec().versionProvider().getVersion();
        } catch (Exception e) {
            throw new IllegalStateException("the version is not readable", e);
        }
    }

    private static int print(Console console, String text) {
        console.result(text.stripTrailing());
        return ExitCode.DONE;
    }

    /// The parser for these arguments: with the one verb that they name, or with all if they name none.
    private static CommandLine tree(RootCommand root, Session session, String... arguments) {
        for (String argument : arguments) {
            Optional<Verb> verb = Verb.of(argument);
            if (verb.isPresent()) return assemble(root, session, List.of(verb.get()));
            if (!argument.startsWith("-")) break;
        }
        return assemble(root, session, List.of(Verb.values()));
    }

    /// The parser with all verbs, for help and completion.
    static CommandLine all(Session session) {
        return assemble(new RootCommand(), session, List.of(Verb.values()));
    }

    private static CommandLine assemble(RootCommand root, Session session, List<Verb> verbs) {
        CommandLine line = new CommandLine(root);
        for (Verb verb : verbs) {
            Object command = verb.make(session);
            if (command instanceof OodCommand group) command = group.withVerbs();
            line.addSubcommand(verb.word(), command, verb.aliases().toArray(new String[0]));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setAllowOptionsAsOptionParameters(false);
        return line;
    }

    /// The verb that is meant, for `help`.
    static CommandLine verb(Session session, String word) {
        CommandLine found = all(session).getSubcommands().get(word);
        if (found == null) throw Failure.of(Trouble.UNKNOWN_COMMAND, "there is no command '" + word + "'");
        return found;
    }
}
