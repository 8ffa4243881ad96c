package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `mixtura help [COMMAND|TOPIC|ERROR-ID]`.
@Command(
        name = "help",
        header = "About a command, a topic or an error",
        footer = {
            "mixtura help fit              options of a command",
            "mixtura help columns          a topic: data, columns, starts, ridge, covariance, speed, output, python, r",
            "mixtura help data-012         what an error means"
        })
final class HelpCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "[WORD]",
            description = "A command, a topic or an error's identifier.")
    private @Nullable String word;

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.console().result(text().stripTrailing());
        return ExitCode.DONE;
    }

    private String text() {
        String wanted = word;
        if (wanted == null) return HelpText.overview(Commands.all(session));
        if (Verb.of(wanted).isPresent()) return HelpText.of(Commands.verb(session, wanted));
        Optional<String> topic = Topics.text(wanted);
        if (topic.isPresent()) return topic.get();
        Optional<Trouble> trouble = Trouble.of(wanted);
        if (trouble.isPresent()) {
            return trouble.get().id() + " (exit code " + trouble.get().exitCode() + ")\n"
                    + trouble.get().explanation();
        }
        List<String> words = new ArrayList<>(Topics.names());
        for (Verb verb : Verb.values()) words.add(verb.word());
        for (Trouble known : Trouble.values()) words.add(known.id());
        Failure failure = Failure.of(Trouble.UNKNOWN_COMMAND, "there is no help on '" + wanted + "'");
        List<String> meant = Usage.nearest(wanted, words);
        if (!meant.isEmpty()) failure.with("meant", "mixtura help " + meant.getFirst() + "?");
        throw failure.with("topics", String.join(" · ", Topics.names()));
    }
}
