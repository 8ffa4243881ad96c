package mixtura.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.app.console.ExitCode;

/// Runs several commands in one process, so that the JVM sees which classes a start loads and can keep them as they are
/// then (an AOT cache): the launcher `mixtura` lets it do so when it has built the program.
public final class Rehearsal {
    /// What stands between two commands.
    private static final String THEN = "--then";

    private Rehearsal() {}

    /// Runs the commands one after the other, and leaves with the first exit code that is none of success. All but the
    /// last one run without a word; the last one as a start of its own, from the first thing it does to its exit.
    ///
    /// @param arguments  verbs with their options, `--then` between them
    public static void main(String[] arguments) {
        List<List<String>> commands = commands(arguments);
        int code = runAll(commands.subList(0, commands.size() - 1));
        if (code != ExitCode.DONE) System.exit(code);
        Main.main(commands.getLast().toArray(new String[0]));
    }

    /// The first exit code that is none of success, after which nothing is run.
    static int runAll(String... arguments) {
        return runAll(commands(arguments));
    }

    private static int runAll(List<List<String>> commands) {
        int code = ExitCode.DONE;
        for (List<String> command : commands) {
            if (code == ExitCode.DONE) code = run(command);
        }
        return code;
    }

    private static List<List<String>> commands(String[] arguments) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = Arrays.asList(arguments);
        int from = 0;
        for (int to = 0; to <= words.size(); to++) {
            if (to < words.size() && !words.get(to).equals(THEN)) continue;
            commands.add(words.subList(from, to));
            from = to + 1;
        }
        return commands;
    }

    private static int run(List<String> command) {
        return Main.run(
                command.toArray(new String[0]),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    }
}
