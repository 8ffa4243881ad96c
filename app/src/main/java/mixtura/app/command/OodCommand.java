package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `mixtura ood VERB`: strangers, rows of a kind that nothing was fitted to (out-of-distribution
/// detection).
@Command(
        name = "ood",
        header = "Strangers: rows of a kind that nothing was trained on",
        footer = {
            "mixtura ood run --train T --train-labels L --in TEST --out OTHER    network, detector and table in one go",
            "mixtura ood train T --labels L -o net.onnx                          a classifier whose layers are features",
            "mixtura ood features T --onnx net.onnx --layer penultimate -o f.npy",
            "mixtura ood fit f.npy --labels L --held-out h.npy -o d.ood.json     a detector with a threshold",
            "mixtura ood score d.ood.json new.npy                                a score a row, strangers flagged",
            "mixtura ood evaluate d.ood.json --in test.npy --out other.npy       AUROC, AUPR, FPR at 95 %, pictures"
        },
        description = {
            "The score is -log p(x) or a distance: higher means stranger, everywhere. 'mixtura help strangers' says"
                    + " more.",
            "train, features and run need the module 'neural', which ./mixtura builds when it is first needed."
        })
final class OodCommand implements Callable<Integer> {
    private final Session session;

    OodCommand(Session session) {
        this.session = session;
    }

    /// The command with the verbs below it.
    CommandLine withVerbs() {
        CommandLine line = new CommandLine(this);
        Map<String, Callable<Integer>> verbs = new LinkedHashMap<>();
        verbs.put("run", new OodRunCommand(session));
        verbs.put("train", new OodTrainCommand(session));
        verbs.put("features", new OodFeaturesCommand(session));
        verbs.put("fit", new OodFitCommand(session));
        verbs.put("score", new OodScoreCommand(session));
        verbs.put("evaluate", new OodEvaluateCommand(session));
        verbs.forEach(line::addSubcommand);
        return line;
    }

    @Override
    public Integer call() {
        session.console().result(HelpText.of(Commands.verb(session, "ood")).stripTrailing());
        return ExitCode.DONE;
    }

    /// The lines of help about the verbs.
    static List<String> listing(CommandLine group) {
        List<String> lines = new ArrayList<>(List.of("", "Verbs"));
        group.getSubcommands()
                .forEach((word, verb) -> lines.add(String.format(
                        "  %-12s%s", word, verb.getCommandSpec().usageMessage().header()[0])));
        return lines;
    }
}
