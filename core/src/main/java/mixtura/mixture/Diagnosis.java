package mixtura.mixture;

import java.util.List;

/// What a family finds doubtful about fitted components.
///
/// @param conditionNumbers  of each covariance on standardised columns; empty where there is none
/// @param flagged           components, from 0, that rest on too little: definitions.md, "Flagged components"
/// @param notes             sentences for whoever asked for the fit
public record Diagnosis(double[] conditionNumbers, List<Integer> flagged, List<String> notes) {
    /// No doubts.
    public static final Diagnosis NOTHING = new Diagnosis(new double[0], List.of(), List.of());

    public Diagnosis {
        conditionNumbers = conditionNumbers.clone();
        flagged = List.copyOf(flagged);
        notes = List.copyOf(notes);
    }

    public Diagnosis(double[] conditionNumbers, List<Integer> flagged) {
        this(conditionNumbers, flagged, List.of());
    }

    /// The same with other notes.
    public Diagnosis withNotes(List<String> other) {
        return new Diagnosis(conditionNumbers, flagged, other);
    }

    @Override
    public double[] conditionNumbers() {
        return conditionNumbers.clone();
    }
}
