package mixtura.app.command;

import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every verb takes, before it or after it.
@Command(
        name = "mixtura",
        versionProvider = Version.class,
        header = "Clusters and mixtures: k-means and EM that tell you what they did, and why.",
        footer = {
            "mixtura demo                               fit the geyser data, draw a picture",
            "mixtura inspect my.csv                     what is in the file, what to watch out for",
            "mixtura fit my.csv -k 3                    a Gaussian mixture of three components",
            "mixtura predict my.model.json new.csv      a cluster for each row"
        })
final class RootCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show help and leave.")
    @SuppressWarnings("UnusedVariable") // the parser looks at it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and leave.")
    @SuppressWarnings("UnusedVariable") // the parser looks at it
    private boolean version;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Only results, warnings and errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more on standard error.")
    private boolean verbose;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON object on standard output, nothing else there.")
    private boolean json;

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "auto (on a terminal, unless NO_COLOR is set), always or never.")
    private String color = "auto";

    @Option(
            names = "--progress",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "auto (on a terminal), never, or json (a line for each step), on standard error.")
    private String progress = "auto";

    /// Carries the options over to the console.
    void apply(Session session) {
        Console console = session.console();
        if (quiet && verbose)
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--quiet and --verbose contradict each other");
        console.setLoudness(quiet, verbose);
        console.setJson(json);
        console.setColor(
                switch (color) {
                    case "always" -> true;
                    case "never" -> false;
                    case "auto" -> console.isTerminal() && session.variable("NO_COLOR") == null;
                    default ->
                        throw Failure.of(
                                Trouble.INVALID_VALUE, "--color is '" + color + "'; it is auto, always or never");
                });
        console.setProgress(
                switch (progress) {
                    case "auto" -> Console.ProgressMode.AUTO;
                    case "never" -> Console.ProgressMode.NEVER;
                    case "json" -> Console.ProgressMode.JSON;
                    default ->
                        throw Failure.of(
                                Trouble.INVALID_VALUE, "--progress is '" + progress + "'; it is auto, never or json");
                });
    }
}
