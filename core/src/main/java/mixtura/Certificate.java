package mixtura;

import java.util.List;

/// What was checked while a fit ran: the fit's own evidence for what it claims.
///
/// @param objective            `logLikelihood` (never falls) or `distortion` (never rises)
/// @param monotone             whether it did as the mathematics promises, up to rounding
/// @param largestSetback       the largest step in the wrong direction, 0 if there was none; beyond rounding where
///                             `monotone` is false
/// @param mass                 N_k, the total weight of each cluster or component
/// @param conditionNumbers     of each component's covariance on standardised columns, largest over smallest
///                             eigenvalue; empty where there is no covariance
/// @param flagged              components, from 0, that rest on too little: see definitions.md, "Flagged components"
/// @param repairs              which component was repaired, when and how
/// @param kernels              which kernels ran
/// @param restartObjectives    what every start ended at, in order: the objective, or where there is a prior its sum
///                             with the log prior, by which starts are compared
/// @param winner               the start that won, from 0
/// @param interrupted          whether the fit was stopped before its time
/// @param seconds              the iterations of all starts, without reading and writing
/// @param secondsPerIteration  median over the iterations after the third, NaN when there are none
/// @param doubtfulRows         share of row assignments that were recomputed in plain double arithmetic to be certain
///                             of the label, 0 when that does not apply
/// @param expectedRise         how much the objective of a mixture would still rise if its last gains went on falling
///                             at their rate (Aitken extrapolation; by SQUAREM, at most); 0 where they do not say
/// @param notes                sentences about what was done after the fit: components renumbered, say
public record Certificate(
        String objective,
        boolean monotone,
        double largestSetback,
        double[] mass,
        double[] conditionNumbers,
        List<Integer> flagged,
        List<String> repairs,
        String kernels,
        double[] restartObjectives,
        int winner,
        boolean interrupted,
        double seconds,
        double secondsPerIteration,
        double doubtfulRows,
        double expectedRise,
        List<String> notes) {
    public Certificate {
        mass = mass.clone();
        conditionNumbers = conditionNumbers.clone();
        flagged = List.copyOf(flagged);
        repairs = List.copyOf(repairs);
        restartObjectives = restartObjectives.clone();
        notes = List.copyOf(notes);
    }

    /// A certificate without notes.
    public Certificate(
            String objective,
            boolean monotone,
            double largestSetback,
            double[] mass,
            double[] conditionNumbers,
            List<Integer> flagged,
            List<String> repairs,
            String kernels,
            double[] restartObjectives,
            int winner,
            boolean interrupted,
            double seconds,
            double secondsPerIteration,
            double doubtfulRows,
            double expectedRise) {
        this(
                objective,
                monotone,
                largestSetback,
                mass,
                conditionNumbers,
                flagged,
                repairs,
                kernels,
                restartObjectives,
                winner,
                interrupted,
                seconds,
                secondsPerIteration,
                doubtfulRows,
                expectedRise,
                List.of());
    }

    /// The same with these notes.
    public Certificate withNotes(List<String> sentences) {
        return new Certificate(
                objective,
                monotone,
                largestSetback,
                mass,
                conditionNumbers,
                flagged,
                repairs,
                kernels,
                restartObjectives,
                winner,
                interrupted,
                seconds,
                secondsPerIteration,
                doubtfulRows,
                expectedRise,
                sentences);
    }

    @Override
    public double[] mass() {
        return mass.clone();
    }

    @Override
    public double[] conditionNumbers() {
        return conditionNumbers.clone();
    }

    @Override
    public double[] restartObjectives() {
        return restartObjectives.clone();
    }
}
