package mixtura.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mixtura.Fit;
import mixtura.app.console.Console;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.Version;
import mixtura.app.dataset.Dataset;
import mixtura.app.model.ModelText;
import mixtura.data.Labels;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Mixture;
import mixtura.mixture.Noise;
import org.jspecify.annotations.Nullable;

/// What is said about a fit, to people and to scripts.
///
/// @param criteria     null for k-means, which has no likelihood
/// @param timeUp       whether the time limit ended it
/// @param interrupted  whether Ctrl-C ended it
/// @param identity     how the components continue those of an earlier model, for `--json`; empty without one
record FitSummary(
        FitTask task,
        Fit<?> fit,
        @Nullable InformationCriteria criteria,
        boolean timeUp,
        boolean interrupted,
        Map<String, Object> identity) {
    /// Starts whose objectives are this close relative to their size are said to agree.
    private static final double SAME_OPTIMUM = 1e-6;

    /// Nats that are worth a hint when they are still to be had: altogether, and for each unit of weight.
    private static final double LEAST_RISE = 0.01;

    private static final double RISE_PER_ROW = 1e-6;

    static FitSummary of(FitTask task, Fit<?> fit, boolean timeUp, boolean interrupted) {
        InformationCriteria criteria = fit.model() instanceof Mixture<?> mixture ? criteria(mixture, task) : null;
        return new FitSummary(task, fit, criteria, timeUp, interrupted, Map.of());
    }

    /// The same of a fit whose components have other numbers.
    FitSummary with(Fit<?> renumbered, Map<String, Object> words) {
        return new FitSummary(task, renumbered, criteria, timeUp, interrupted, words);
    }

    private static InformationCriteria criteria(Mixture<?> mixture, FitTask task) {
        Labels classes = task.classes();
        return classes == null
                ? InformationCriteria.of(mixture, task.rows(), task.execution())
                : InformationCriteria.of(mixture, task.rows(), classes, task.execution());
    }

    /// The `read` line.
    static void read(Console console, Dataset table) {
        String dropped = table.droppedRows() == 0 ? "" : " · " + Numbers.count(table.droppedRows(), "row") + " dropped";
        console.say(
                "read",
                table.name() + " · " + Numbers.count(table.rows().rowCount(), "row") + " x "
                        + Numbers.count(table.rows().dimension(), "column") + " · " + table.missingCells() + " missing"
                        + dropped
                        + " · " + Numbers.seconds(table.seconds()));
        table.hints().forEach(console::hint);
    }

    /// The `fit` lines, then the warnings.
    void print(Console console) {
        console.say("fit", headline());
        if (criteria == null) {
            console.say("", "distortion " + Numbers.sum(fit.objective()));
        } else {
            if (isBound()) console.say("", "evidence lower bound " + Numbers.sum(fit.objective()));
            console.say(
                    "",
                    "log-likelihood " + Numbers.sum(isBound() ? criteria.logLikelihood() : fit.objective()) + "   BIC "
                            + Numbers.sum(criteria.bic()) + " (lower is better)");
        }
        Labels classes = task.classes();
        if (classes != null) {
            console.say(
                    "",
                    Numbers.count(labelled(classes), "row") + " of " + classes.rowCount()
                            + " have a class and stay with it: " + String.join(", ", classes.levels()));
        }
        for (String line : ModelText.components(fit.model(), fit.certificate().mass(), task.preparation()))
            console.say("", line);
        if (leftOut() > 0) {
            double share = 100 * leftOut() / task.totalWeight();
            String which = noise().isPresent()
                    ? "is noise: it belongs to no component"
                    : criteria != null
                            ? "left out: the least likely rows; likelihood and BIC are those of the others"
                            : "left out: the rows farthest from their centroids";
            console.say("", String.format(Locale.ROOT, "%.1f %% %s", share, which));
        }
        String word = "drift";
        for (String note : fit.certificate().notes()) {
            console.say(word, note);
            word = "";
        }
        for (String warning : warnings()) console.warn(warning);
        double rise = fit.certificate().expectedRise();
        if (fit.converged() && rise > Math.max(LEAST_RISE, RISE_PER_ROW * task.totalWeight())) {
            console.hint(String.format(
                    Locale.ROOT,
                    "converged slowly: by the rate of its last gains the log-likelihood would rise by about %.2g more:"
                            + " --tol 1e-10 --max-iter 5000",
                    rise));
        }
    }

    private static long labelled(Labels classes) {
        return Arrays.stream(classes.codes()).filter(code -> code >= 0).count();
    }

    /// The weight of the rows that belong to no cluster.
    private double leftOut() {
        boolean trimmed = fit.model() instanceof KMeansModel parts && parts.cutoff() < Double.POSITIVE_INFINITY
                || fit.model() instanceof Mixture<?> mixture
                        && (mixture.noise().isPresent() || mixture.cutoff() > Double.NEGATIVE_INFINITY);
        return trimmed
                ? task.totalWeight() - Arrays.stream(fit.certificate().mass()).sum()
                : 0;
    }

    /// Components or clusters of the model: fewer than were asked for where some were dropped.
    private int size() {
        return fit.model() instanceof Mixture<?> mixture ? mixture.componentCount() : task.k();
    }

    /// Whether the fit raised a bound in place of the log-likelihood.
    private boolean isBound() {
        return fit.certificate().objective().equals("elbo");
    }

    private Optional<Noise> noise() {
        return fit.model() instanceof Mixture<?> mixture ? mixture.noise() : Optional.empty();
    }

    private String headline() {
        String structure = task.covarianceWord().isEmpty() ? "" : ", " + task.covarianceWord();
        String ended = fit.converged()
                ? "converged"
                : interrupted ? "interrupted" : timeUp ? "time limit reached" : "not converged";
        return task.method().title() + " · "
                + Numbers.count(size(), task.method().part()) + structure + " · " + starts() + " · "
                + Numbers.count(fit.iterations(), "iteration") + ", " + ended + " · "
                + Numbers.seconds(fit.certificate().seconds()) + " · seed " + task.seed();
    }

    private String starts() {
        double[] objectives = fit.certificate().restartObjectives();
        if (objectives.length <= 1) return "1 start";
        double best = objectives[fit.certificate().winner()];
        int same = 0;
        for (double objective : objectives) if (Math.abs(objective - best) <= SAME_OPTIMUM * Math.abs(best)) same++;
        if (same == objectives.length) return objectives.length + " starts, all reached the same optimum";
        return objectives.length + " starts, " + same + " reached the best optimum";
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>(fit.warnings());
        if (timeUp) warnings.add("the time limit ended the fit; the model is the best so far");
        if (interrupted) warnings.add("the fit was interrupted; the model is the best so far");
        return warnings;
    }

    /// The `wrote` and `next` lines, or the JSON object.
    ///
    /// @param readAs  the options that the data are read with
    void finish(Console console, String modelName, String dataName, String readAs, double seconds) {
        if (console.isJson()) {
            console.result(Json.text(json(modelName, seconds)));
            return;
        }
        if (modelName.equals(OutputOptions.STANDARD_OUTPUT)) return;
        console.say("wrote", modelName);
        console.say("next", "mixtura " + next(modelName, dataName, readAs));
    }

    private String next(String modelName, String dataName, String readAs) {
        if (dataName.equals(OutputOptions.STANDARD_OUTPUT)) return "inspect " + modelName;
        boolean picture = task.table().imageShape() != null;
        boolean levels = task.method().columnKind() == ColumnKind.CATEGORICAL;
        return "plot " + (picture ? "samples " : levels ? "levels " : "classification ") + modelName + " " + dataName
                + readAs;
    }

    private Map<String, Object> json(String modelName, double seconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-fit/1");
        json.put("version", Version.text());
        json.put("method", task.method().word());
        json.put("k", size());
        if (!task.covarianceWord().isEmpty()) json.put("covariance", task.covarianceWord());
        json.put("rowCount", task.rows().rowCount());
        json.put("dimension", task.rows().dimension());
        if (task.table().named()) json.put("columns", task.rows().columnNames());
        Labels classes = task.classes();
        if (classes != null) {
            json.put("classes", classes.levels());
            json.put("labelledRows", labelled(classes));
        }
        json.put("converged", fit.converged());
        json.put("interrupted", interrupted);
        json.put("iterations", fit.iterations());
        if (isBound()) json.put("elbo", fit.objective());
        json.put(
                criteria == null ? "distortion" : "logLikelihood",
                criteria != null && isBound() ? criteria.logLikelihood() : fit.objective());
        json.put("parameters", criteria == null ? null : criteria.parameters());
        json.put("bic", criteria == null ? null : criteria.bic());
        json.put("aic", criteria == null ? null : criteria.aic());
        json.put("icl", criteria == null ? null : criteria.icl());
        json.put("mass", fit.certificate().mass());
        noise().ifPresent(noise -> json.put(
                "noise",
                Map.of(
                        "proportion", noise.proportion(),
                        "logVolume", noise.logVolume(),
                        "mass", leftOut())));
        if (leftOut() > 0 && noise().isEmpty()) json.put("leftOut", leftOut());
        json.put("restartObjectives", fit.certificate().restartObjectives());
        json.put("monotone", fit.certificate().monotone());
        if (criteria != null) json.put("expectedRise", fit.certificate().expectedRise());
        json.put("flagged", fit.certificate().flagged());
        json.putAll(identity);
        json.put("kernels", fit.certificate().kernels());
        json.put("seconds", seconds);
        json.put("seconds_fit", fit.certificate().seconds());
        json.put("secondsPerIteration", fit.certificate().secondsPerIteration());
        json.put("seed", task.seed());
        json.put("threads", task.execution().threads());
        json.put("warnings", warnings());
        json.put("model", modelName);
        return json;
    }
}
