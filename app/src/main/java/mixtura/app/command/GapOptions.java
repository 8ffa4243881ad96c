package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.evaluate.GapReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the gap statistic compares with.
final class GapOptions {
    private static final int SETS = 50;

    @Option(
            names = "--references",
            paramLabel = "N",
            description = "Sets of rows without clusters that the gap compares with (50).")
    private @Nullable Integer references;

    @Option(
            names = "--reference",
            paramLabel = "BOX",
            description = "Where their rows are drawn: pca (default; the box along the principal axes) or box (along"
                    + " the columns).")
    private @Nullable String reference;

    /// Refuses them where there is no gap.
    void check(boolean isGap) {
        sets();
        box();
        if (isGap || (references == null && reference == null)) return;
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        (references == null ? "--reference" : "--references") + " belongs to the gap statistic")
                .with("try", "mixtura select DATA -m kmeans --criterion gap");
    }

    int sets() {
        if (references == null) return SETS;
        if (references < 2)
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "--references is " + references + "; fewer than two sets have no standard error")
                    .with("try", "--references " + SETS);
        return references;
    }

    GapReference box() {
        if (reference == null) return GapReference.PRINCIPAL_AXES;
        String word = Choice.of("--reference", reference, "pca", "box");
        return word.equals("box") ? GapReference.BOX : GapReference.PRINCIPAL_AXES;
    }
}
