package mixtura.mixture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a family finds doubtful about fitted components.
///
/// @param conditionNumbers  of each covariance on standardised columns; empty where there is none
/// @param flagged           components, from 0, that rest on too little: definitions.md, "Flagged components"
/// @param notes             sentences for whoever asked for the fit
/// @param reasons           why a flagged component is, such as `has almost no extent in 'height'`
public record Diagnosis(
        double[] conditionNumbers, List<Integer> flagged, List<String> notes, Map<Integer, String> reasons) {
    /// No doubts.
    public static final Diagnosis NOTHING = new Diagnosis(new double[0], List.of(), List.of());

    public Diagnosis {
        conditionNumbers = conditionNumbers.clone();
        flagged = List.copyOf(flagged);
        notes = List.copyOf(notes);
        reasons = Map.copyOf(new TreeMap<>(reasons));
    }

    public Diagnosis(double[] conditionNumbers, List<Integer> flagged, List<String> notes) {
        this(conditionNumbers, flagged, notes, Map.of());
    }

    public Diagnosis(double[] conditionNumbers, List<Integer> flagged) {
        this(conditionNumbers, flagged, List.of());
    }

    /// The same with other notes.
    public Diagnosis withNotes(List<String> other) {
        return new Diagnosis(conditionNumbers, flagged, other, reasons);
    }

    @Override
    public double[] conditionNumbers() {
        return conditionNumbers.clone();
    }
}
