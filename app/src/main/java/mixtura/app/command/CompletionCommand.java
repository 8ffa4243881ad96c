package mixtura.app.command;

import java.util.concurrent.Callable;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `mixtura completion SHELL`: the script that makes Tab complete verbs and options.
@Command(
        name = "completion",
        header = "A script for the Tab key of bash, zsh or fish",
        footer = {
            "source <(mixtura completion bash)                                                 in ~/.bashrc",
            "source <(mixtura completion zsh)                                                  in ~/.zshrc",
            "mixtura completion fish > ~/.config/fish/completions/mixtura.fish                 once"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish")
    private @Nullable String shell;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = shell;
        if (name == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "which shell?")
                    .with("try", "mixtura completion bash | zsh | fish");
        }
        CommandLine all = Commands.all(session);
        String script = switch (Choice.of("completion", name, "bash", "zsh", "fish")) {
            case "fish" -> FishCompletion.script(all);
            case "zsh" -> "autoload -Uz bashcompinit && bashcompinit\n" + AutoComplete.bash("mixtura", all);
            default -> AutoComplete.bash("mixtura", all);
        };
        session.console().result(script.stripTrailing());
        return ExitCode.DONE;
    }
}
