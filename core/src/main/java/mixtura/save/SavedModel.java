package mixtura.save;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Step;
import mixtura.evaluate.InformationCriteria;
import org.jspecify.annotations.Nullable;

/// A model with what a model file keeps beside it: how it was reached, from which data, and with which options.
///
/// @param model        a [mixtura.kmeans.KMeansModel] or a [mixtura.mixture.Mixture] of a family in
///                     [mixtura.mixture.families.Families]
/// @param seed         of the fit
/// @param trace        objective of the start and after each update
/// @param converged    whether the stopping rule was met
/// @param iterations   updates
/// @param warnings     sentences for people
/// @param data         what the rows were, or null when that is not known
/// @param criteria     on those rows, or null
/// @param preparation  what was done to the values before the fit, and is to be done again before the model is used:
///                     the program that prepares them chooses the names
/// @param options      everything that was asked for
/// @param certificate  what was checked while it ran, or null
public record SavedModel(
        Object model,
        long seed,
        List<Step> trace,
        boolean converged,
        int iterations,
        List<String> warnings,
        @Nullable DataSummary data,
        @Nullable InformationCriteria criteria,
        Map<String, Object> preparation,
        Map<String, Object> options,
        @Nullable Certificate certificate) {
    public SavedModel {
        trace = List.copyOf(trace);
        warnings = List.copyOf(warnings);
        preparation = Collections.unmodifiableMap(new LinkedHashMap<>(preparation));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// What the rows of a fit were.
    ///
    /// @param rowCount     N
    /// @param totalWeight  n = Σ w_n
    /// @param fingerprint  of all values and weights, see [Fingerprint]
    public record DataSummary(long rowCount, double totalWeight, String fingerprint) {}

    /// A fit, with nothing known about its data and options.
    public static SavedModel of(Fit<?> fit, long seed) {
        return new SavedModel(
                fit.model(),
                seed,
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                fit.warnings(),
                null,
                null,
                Map.of(),
                Map.of(),
                fit.certificate());
    }

    /// The same with its data described.
    public SavedModel withData(DataSummary summary) {
        return new SavedModel(
                model,
                seed,
                trace,
                converged,
                iterations,
                warnings,
                summary,
                criteria,
                preparation,
                options,
                certificate);
    }

    /// The same with its criteria.
    public SavedModel withCriteria(InformationCriteria values) {
        return new SavedModel(
                model, seed, trace, converged, iterations, warnings, data, values, preparation, options, certificate);
    }

    /// The same with what is to be done to values before the model sees them.
    public SavedModel withPreparation(Map<String, Object> values) {
        return new SavedModel(
                model, seed, trace, converged, iterations, warnings, data, criteria, values, options, certificate);
    }

    /// The same with its options.
    public SavedModel withOptions(Map<String, Object> values) {
        return new SavedModel(
                model, seed, trace, converged, iterations, warnings, data, criteria, preparation, values, certificate);
    }
}
