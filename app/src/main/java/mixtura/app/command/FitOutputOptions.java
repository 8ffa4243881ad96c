package mixtura.app.command;

import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the model of a fit goes, and what else is written.
final class FitOutputOptions extends OutputOptions {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "The objective of every iteration of every start, one JSON object a line.")
    private @Nullable String trace;

    @Option(names = "--assignments", paramLabel = "FILE", description = "The cluster of every row, as CSV.")
    private @Nullable String assignments;

    /// The trace's file as it was typed.
    @Nullable
    String trace() {
        return trace;
    }

    /// Claims the trace's file, if one is wanted.
    @Nullable
    OutputFile trace(Session session) {
        return trace == null ? null : file(session, trace);
    }

    /// Claims the assignments' file, if one is wanted.
    @Nullable
    OutputFile assignments(Session session) {
        return assignments == null ? null : file(session, assignments);
    }
}
