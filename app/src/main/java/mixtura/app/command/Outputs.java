package mixtura.app.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mixtura.app.console.Console;
import mixtura.app.console.Interruption;
import mixtura.app.console.OutputFile;
import mixtura.app.model.ModelStore;
import mixtura.save.SavedModel;
import org.jspecify.annotations.Nullable;

/// The files that a fit writes.
///
/// @param modelName    the model's file as it is shown
/// @param model        null for standard output
/// @param trace        null when none is wanted
/// @param assignments  null when none is wanted
record Outputs(
        String modelName,
        @Nullable OutputFile model,
        @Nullable OutputFile trace,
        @Nullable OutputFile assignments) {
    /// A file's name without its folder.
    static String fileName(String name) {
        Path last = Path.of(name).getFileName();
        return last == null ? name : last.toString();
    }

    /// A data file's name without folder and endings: `faithful` of `../data/faithful.csv.gz`.
    static String stem(String dataName) {
        if (dataName.equals(OutputOptions.STANDARD_OUTPUT)) return "stdin";
        String name = fileName(dataName);
        if (name.endsWith(".gz")) name = name.substring(0, name.length() - 3);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return stem.endsWith(".model") ? stem.substring(0, stem.length() - ".model".length()) : stem;
    }

    /// Writes the model first: it is what the time went into.
    void write(Console console, SavedModel fitted, List<String> traceLines, FitTask task) {
        if (model == null) {
            console.write(out -> ModelStore.stream(fitted, out));
        } else {
            ModelStore.writeOrRescue(fitted, model);
        }
        if (trace != null) {
            trace.write(out -> {
                for (String line : traceLines) out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            });
        }
        if (assignments != null) {
            assignments.write(out -> {
                Predictions predictions =
                        Interruption.complete(() -> Predictions.of(fitted.model(), task.rows(), task.execution()));
                predictions.writeCsv(out, task.table(), false, false, false);
            });
        }
    }
}
