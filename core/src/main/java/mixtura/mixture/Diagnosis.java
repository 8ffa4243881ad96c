package mixtura.mixture;

import java.util.List;

/// What a family finds doubtful about fitted components.
///
/// @param conditionNumbers  of each covariance on standardised columns; empty where there is none
/// @param flagged           components, from 0, that rest on too little: definitions.md, "Flagged components"
public record Diagnosis(double[] conditionNumbers, List<Integer> flagged) {
    /// No doubts.
    public static final Diagnosis NOTHING = new Diagnosis(new double[0], List.of());

    public Diagnosis {
        conditionNumbers = conditionNumbers.clone();
        flagged = List.copyOf(flagged);
    }

    @Override
    public double[] conditionNumbers() {
        return conditionNumbers.clone();
    }
}
