package mixtura.app.console;

import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that one run of the program gets from outside, so that a test can bring its own.
///
/// @param arguments     as typed after the program's name
/// @param console       where words and results go
/// @param input         standard input
/// @param directory     what relative file names are relative to
/// @param environment   environment variables
/// @param interruption  Ctrl-C
public record Session(
        List<String> arguments,
        Console console,
        InputStream input,
        Path directory,
        Map<String, String> environment,
        Interruption interruption) {
    public Session {
        arguments = List.copyOf(arguments);
    }

    /// The same surroundings for another command.
    public Session withArguments(List<String> others) {
        return new Session(others, console, input, directory, environment, interruption);
    }

    /// The command line, quoted for a shell.
    public String command() {
        return arguments.stream().map(Session::quoted).collect(Collectors.joining(" ", "mixtura ", ""));
    }

    private static String quoted(String argument) {
        if (argument.matches("[A-Za-z0-9_@%+=:,./-]+")) return argument;
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /// The file of this name.
    public Path resolve(String name) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw Failure.of(Trouble.UNREADABLE, "'" + name + "' cannot be a file name: " + e.getReason())
                    .because(e);
        }
    }

    /// An environment variable that is set and not empty.
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
