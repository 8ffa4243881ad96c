package mixtura.app;

import mixtura.app.console.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `mixtura`: hands the arguments to the verb that they name.
@Command(
        name = "mixtura",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "k-means and mixture models on real data")
public final class Main {
    private Main() {}

    /// Runs the program and leaves with its exit code.
    ///
    /// @param args  a verb and its options
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
