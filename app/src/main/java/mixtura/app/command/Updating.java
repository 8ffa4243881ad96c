package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mixtura.Step;
import mixtura.app.console.Numbers;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;
import mixtura.mixture.StepwiseEm;
import mixtura.save.Fingerprint;
import mixtura.save.SavedModel;

/// A model on its way through new rows, batch by batch.
///
/// @param model     after all of them
/// @param steps     batches
/// @param measure   what the rows are measured by: `meanLogDensity` or `distortion`
/// @param before    of all new rows under the old model
/// @param after     the same under the new model
/// @param repairs   sentences on components that had to be repaired
record Updating(Object model, long steps, String measure, double before, double after, List<String> repairs) {
    static Updating of(
            ModelUse use, double weightSeen, double exponent, int batchRows, int passes, Execution execution) {
        return switch (use.saved().model()) {
            case KMeansModel parts -> centroids(parts, use.rows(), batchRows, passes);
            case Mixture<?> mixture -> mixture(mixture, use.rows(), weightSeen, exponent, batchRows, passes, execution);
            default ->
                throw new IllegalArgumentException("no model: " + use.saved().model());
        };
    }

    private interface Batch {
        void take(Rows rows);
    }

    private static long each(Rows rows, int batchRows, int passes, Batch batch) {
        long steps = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (long from = 0; from < rows.rowCount(); from += batchRows) {
                batch.take(rows.range(from, Math.min(rows.rowCount(), from + batchRows)));
                steps++;
            }
        }
        return steps;
    }

    private static Updating centroids(KMeansModel model, Rows rows, int batchRows, int passes) {
        KMeansModel[] now = {model};
        long steps = each(rows, batchRows, passes, batch -> now[0] = now[0].partialFit(batch));
        return new Updating(now[0], steps, "distortion", model.distortion(rows), now[0].distortion(rows), List.of());
    }

    private static <C extends Component> Updating mixture(
            Mixture<C> model,
            Rows rows,
            double weightSeen,
            double exponent,
            int batchRows,
            int passes,
            Execution execution) {
        boolean gaps = model.family().whyNoMissingCells().isEmpty(); // whether they are wanted is known by now
        List<StepwiseEm<C>> now = new ArrayList<>();
        now.add(StepwiseEm.from(model, weightSeen)
                .withExponent(exponent)
                .withMissing(gaps ? Missing.EM : Missing.ERROR)
                .withThreads(execution.threads()));

        List<String> repairs = new ArrayList<>();
        long steps = each(rows, batchRows, passes, batch -> {
            now.set(0, now.getFirst().partialFit(batch));
            for (String repair : now.getFirst().repairs()) if (!repairs.contains(repair)) repairs.add(repair);
        });
        Mixture<C> after = now.getFirst().model();
        return new Updating(
                after,
                steps,
                "meanLogDensity",
                model.meanLogDensity(rows),
                after.meanLogDensity(rows),
                repairs.subList(0, Math.min(5, repairs.size())));
    }

    /// What the new rows gained.
    String sentence() {
        return (model instanceof KMeansModel ? "distortion" : "mean log-density") + " of the new rows "
                + Numbers.sum(before) + " before, " + Numbers.sum(after) + " after";
    }

    /// N_k or π_k.
    double[] shares() {
        return model instanceof Mixture<?> mixture ? mixture.mixingProportions() : ((KMeansModel) model).mass();
    }

    void addTo(Map<String, Object> json) {
        json.put(measure, after);
        json.put(measure + "Before", before);
    }

    /// The model's file: its objective is that of the new rows, since the old ones are gone.
    SavedModel saved(ModelUse use, double weight, Execution execution) {
        SavedModel old = use.saved().saved();
        long oldRows = old.data() == null ? 0 : old.data().rowCount();
        Rows rows = use.table().rows();
        double objective = model instanceof Mixture<?> mixture ? mixture.logLikelihood(use.rows()) : after;
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("update", use.saved().file());
        options.put("data", use.table().name());
        options.put("updates", old.options().get("updates") instanceof Number earlier ? earlier.intValue() + 1 : 1);
        return new SavedModel(
                model,
                old.seed(),
                List.of(new Step(0, objective)),
                old.converged(),
                old.iterations(),
                List.of("the objective is that of the last update's " + Numbers.count(rows.rowCount(), "row")
                        + " alone"),
                new SavedModel.DataSummary(oldRows + rows.rowCount(), weight, Fingerprint.of(rows, execution)),
                null,
                old.preparation(),
                options,
                null);
    }
}
