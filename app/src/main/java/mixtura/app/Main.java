package mixtura.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mixtura.app.command.Commands;
import mixtura.app.console.ClosedPipe;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.FailureReport;
import mixtura.app.console.Interruption;
import mixtura.app.console.Session;
import mixtura.app.console.Terminal;

/// The program `mixtura`: hands the arguments to the verb that they name, and turns whatever goes wrong into a message
/// and an exit code.
public final class Main {
    private Main() {}

    /// Runs the program and leaves with its exit code. Where that is 0 it just ends: to exit, Java looks in every file
    /// of the class path for somebody who logs that.
    ///
    /// @param arguments  a verb and its options
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.install(Thread.currentThread());
        Console console = new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.isStandardError());
        int code = run(new Session(List.of(arguments), console, System.in, Path.of(""), System.getenv(), interruption));
        interruption.finished();
        if (code != ExitCode.DONE) System.exit(code);
    }

    /// Runs the program in this process and with this process's directory and environment.
    ///
    /// @return the exit code, see [ExitCode]
    public static int run(String[] arguments, InputStream in, OutputStream out, OutputStream err) {
        return run(arguments, in, out, err, Path.of(""), System.getenv());
    }

    /// Runs the program in this process.
    ///
    /// @param directory    what relative file names are relative to
    /// @param environment  environment variables
    /// @return the exit code, see [ExitCode]
    public static int run(
            String[] arguments,
            InputStream in,
            OutputStream out,
            OutputStream err,
            Path directory,
            Map<String, String> environment) {
        return run(new Session(
                List.of(arguments), new Console(out, err, false), in, directory, environment, Interruption.none()));
    }

    private static int run(Session session) {
        Console console = session.console();
        try {
            int code = Commands.run(session);
            console.flush();
            return code;
        } catch (ClosedPipe e) {
            return ExitCode.CLOSED_PIPE;
        } catch (Throwable e) {
            return fail(e, session);
        }
    }

    private static int fail(Throwable e, Session session) {
        try {
            session.console().flush();
        } catch (ClosedPipe closed) {
            return ExitCode.CLOSED_PIPE;
        } catch (Failure unwritable) {
            session.console().detail(unwritable.what());
        }
        if (FailureReport.isInterruption(e, session.interruption())) {
            session.console().warn("interrupted before there was a result; nothing is written");
            return ExitCode.INTERRUPTED;
        }
        Failure failure = FailureReport.of(e, session.arguments().toArray(new String[0]));
        session.console().show(failure);
        return failure.trouble().exitCode();
    }
}
