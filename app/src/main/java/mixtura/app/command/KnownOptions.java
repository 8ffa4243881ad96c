package mixtura.app.command;

import java.util.Arrays;
import java.util.List;
import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.Dataset;
import mixtura.data.Labels;
import mixtura.mixture.Frozen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is known before the fit: classes of some rows, parameters.
final class KnownOptions {
    private static final String UNKNOWN = "-1";

    @Option(
            names = "--clamp",
            description = "Rows with a class (--label or --labels) stay with it, and EM shares out the others. With all"
                    + " rows labelled this is discriminant analysis. See 'mixtura help known'.")
    private boolean clamp;

    @Option(
            names = "--freeze",
            paramLabel = "WHAT",
            description = "Parameters that stay as --start model:F has them: means, covariances, proportions,"
                    + " component:1,3.")
    private @Nullable String freeze;

    /// Whether rows stay with their classes.
    boolean clamp() {
        return clamp;
    }

    /// Refuses what cannot be obeyed, before any work.
    void check(FitOptions fitting) {
        frozen();
        if (!clamp && freeze == null) return;
        if (!fitting.method().isMixture()) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            (clamp ? "--clamp" : "--freeze") + " belongs to mixtures, not to -m "
                                    + fitting.method().word())
                    .with("try", "-m gmm" + (clamp ? "   or   --start labels   to begin with the classes' means" : ""));
        }
        String start = fitting.givenStart();
        boolean file = start != null && (start.startsWith("model:") || start.startsWith("file:"));
        if (freeze != null && !file) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--freeze keeps what the start gives, and this start draws its own parameters")
                    .with("try", "--freeze " + freeze + " --start model:FILE");
        }
        if (clamp && start != null && !file && !start.equals("labels")) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--clamp gives each class its component, which --start " + start + " knows nothing of")
                    .with("try", "leave --start out   or   --start model:FILE");
        }
    }

    /// Parameters that stay as they are.
    Frozen frozen() {
        if (freeze == null) return Frozen.none();
        try {
            return Frozen.parse(freeze);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--freeze: " + e.getMessage())
                    .with("try", "--freeze means   ·   covariances   ·   proportions   ·   component:1,3")
                    .because(e);
        }
    }

    /// The classes to clamp to, or null when none are asked for.
    @Nullable
    Labels classes(Dataset table) {
        if (!clamp) return null;
        Dataset.Classes classes = table.requireClasses();
        Labels labels = marksUnknown(classes.words()) ? withoutUnknown(classes.labels()) : classes.labels();
        if (Arrays.stream(labels.codes()).allMatch(code -> code < 0)) {
            throw Failure.of(Trouble.BAD_LABELS, "no row has a label in '" + classes.name() + "'")
                    .with("try", "leave --clamp out");
        }
        return labels;
    }

    /// Says what may surprise.
    void hint(Console console, Dataset table) {
        Dataset.Classes classes = table.classes();
        if (clamp && classes != null && marksUnknown(classes.words())) {
            console.hint("rows with the label -1 in '" + classes.name() + "' count as rows without a class");
        }
    }

    /// −1 beside 0 is the usual mark of a row without a class; −1 beside 1 alone is a class.
    private static boolean marksUnknown(List<String> words) {
        return words.contains(UNKNOWN) && words.contains("0");
    }

    private static Labels withoutUnknown(Labels labels) {
        int unknown = labels.levels().indexOf(UNKNOWN);
        List<String> levels =
                labels.levels().stream().filter(word -> !word.equals(UNKNOWN)).toList();
        int[] codes = Arrays.stream(labels.codes())
                .map(code -> code == unknown ? -1 : code > unknown ? code - 1 : code)
                .toArray();
        return new Labels(codes, levels);
    }
}
