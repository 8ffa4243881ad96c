package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the result goes.
class OutputOptions {
    /// The name of standard output.
    static final String STANDARD_OUTPUT = "-";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where to write; - is standard output.")
    private @Nullable String out;

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    /// The name that was given.
    @Nullable
    String given() {
        return out;
    }

    boolean force() {
        return force;
    }

    /// Claims a file.
    OutputFile file(Session session, String name) {
        return OutputFile.at(session.resolve(name), name, force);
    }

    /// Where a table goes: the name that was given; without one, standard output, or with `--json`, which needs that
    /// for itself, a file of this name.
    ///
    /// @return null for standard output
    @Nullable
    OutputFile table(Session session, String nameForJson) {
        String name = out;
        if (name == null) name = session.console().isJson() ? nameForJson : STANDARD_OUTPUT;
        if (!name.equals(STANDARD_OUTPUT)) return file(session, name);
        if (session.console().isJson()) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--json and -o - both want standard output")
                    .with("try", "-o FILE");
        }
        session.console().keepStandardOutputForData();
        return null;
    }
}
