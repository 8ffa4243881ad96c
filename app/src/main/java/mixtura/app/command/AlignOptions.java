package mixtura.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mixtura.Fit;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.model.ModelStore;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.ClusterProfiles;
import mixtura.evaluate.ComponentMatch;
import mixtura.evaluate.Drift;
import mixtura.evaluate.Renumbering;
import mixtura.evaluate.SharedWeight;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Numbers of components that stay the same from fit to fit.
final class AlignOptions {
    @Option(
            names = "--align",
            paramLabel = "MODEL",
            description = "Number the components as in this earlier model, and say how far they have moved.")
    private @Nullable String align;

    @Option(
            names = "--align-by",
            paramLabel = "WHAT",
            description = "Components continue those that claim the same rows (rows, default) or whose parameters are"
                    + " nearest (parameters).")
    private String by = "rows";

    private ModelStore.@Nullable Saved earlier;

    /// Reads the earlier model before any work is done.
    void check(Session session, boolean hasClasses) {
        Choice.of("--align-by", by, "rows", "parameters");
        if (align == null) return;
        if (hasClasses) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--clamp numbers the components by their classes already")
                    .with("try", "leave --align out");
        }
        earlier = ModelStore.read(session, align);
    }

    /// The summary of the fit with its components numbered as in the earlier model; the summary itself without one.
    FitSummary apply(FitSummary summary) {
        ModelStore.Saved model = earlier;
        return model == null ? summary : aligned(summary, model);
    }

    private FitSummary aligned(FitSummary summary, ModelStore.Saved model) {
        FitTask task = summary.task();
        ClusterProfiles before = Side.profiles(model.model(), model.preparation());
        ClusterProfiles after = Side.profiles(summary.fit().model(), task.preparation());
        if (!before.columnNames().equals(after.columnNames())) {
            throw Failure.of(
                            Trouble.COLUMNS_DIFFER,
                            "the model to align to describes the columns " + String.join(", ", before.columnNames())
                                    + "; these are " + String.join(", ", after.columnNames()))
                    .with("file", model.file())
                    .with("try", "--columns '" + String.join(",", before.columnNames()) + "'");
        }
        int[] counterpart = by.equals("parameters")
                ? ComponentMatch.ofParameters(before, after)
                : ofRows(summary, model, before.k());
        Renumbering renumbering = Renumbering.of(counterpart);
        Fit<?> fit = renumbering.apply(summary.fit());
        int[] order = renumbering.order();
        DriftReport report = new DriftReport(
                Drift.between(
                        before,
                        Side.profiles(fit.model(), task.preparation()),
                        Arrays.stream(order).map(k -> counterpart[k]).toArray()),
                after.columnNames());
        List<String> notes = new ArrayList<>(fit.certificate().notes());
        notes.add("components are numbered as in " + model.file() + ", matched by " + by);
        notes.addAll(report.lines().stream().map(String::strip).toList());
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("align", model.file());
        words.put("matchedBy", by);
        words.putAll(report.words());
        return summary.with(withNotes(fit, notes), words);
    }

    private static int[] ofRows(FitSummary summary, ModelStore.Saved model, int k) {
        Rows seen = model.preparation().apply(summary.task().table().rows());
        Execution execution = summary.task().execution();
        int[] groups = Predictions.of(model.model(), seen, execution).cluster();
        return ComponentMatch.ofRows(
                SharedWeight.of(summary.fit().model(), summary.task().rows(), groups, k, execution));
    }

    private static <M> Fit<M> withNotes(Fit<M> fit, List<String> notes) {
        return new Fit<>(
                fit.model(),
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                fit.warnings(),
                fit.certificate().withNotes(notes));
    }
}
