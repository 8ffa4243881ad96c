package mixtura;

import java.util.ArrayList;
import java.util.List;

/// What a fit returns: the model, how it was reached, and what is doubtful about it. The objective reported
/// belongs to the model returned.
///
/// @param model        the fitted model
/// @param trace        the objective of the start (iteration 0) and after each update, of the start that won
/// @param converged    whether the stopping rule was met before the iteration limit
/// @param iterations   of the start that won; for k-means the confirming one counts (see [mixtura.Step])
/// @param warnings     sentences for people; empty when there is nothing to say
/// @param certificate  what was checked while it ran
public record Fit<M>(
        M model, List<Step> trace, boolean converged, int iterations, List<String> warnings, Certificate certificate) {
    public Fit {
        trace = List.copyOf(trace);
        warnings = List.copyOf(warnings);
        if (trace.isEmpty()) throw new IllegalArgumentException("a fit has at least the objective of its start");
    }

    /// The same fit with one more sentence for people.
    public Fit<M> warnedOf(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Fit<>(model, trace, converged, iterations, more, certificate);
    }

    /// The objective of [#model]: log-likelihood or distortion.
    public double objective() {
        return trace.getLast().objective();
    }
}
